"""Digests and MACs."""
import hashlib, hmac

from rsa import digest
from vectortext import CRYPTOGRAPHY, HASHES, Text, rsp, stream


digests = Text("DigestVectors", "Messages and their digests.")
digests.section(source="FIPS 180-4's examples (NIST, Cryptographic Standards and Guidelines, SHA examples); RFC 1321 A.5; RFC 3174 §7.3")
LONG = b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"
for id, message, count, known in (
        ("abc", b"abc", 1, {"SHA-1": "a9993e36", "SHA-224": "23097d22", "SHA-256": "ba7816bf", "SHA-384": "cb00753f",
                            "SHA-512": "ddaf35a1"}),
        ("448-bits", b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
         {"SHA-1": "84983e44", "SHA-224": "75388b16", "SHA-256": "248d6a61"}),
        ("896-bits", LONG, 1, {"SHA-384": "09330c33", "SHA-512": "8e959b75"}),
        ("million-a", b"a", 1_000_000, {"MD5": "7707d6ae", "SHA-1": "34aa973c", "SHA-224": "20794655", "SHA-256": "cdc76e5c",
                                         "SHA-384": "9d0e1809", "SHA-512": "e718483d"})):
    for name, head in known.items():
        value = digest(name, message * count)
        assert value.hex().startswith(head), (id, name)
        digests.record(f"{id}/{name}", digest=name, message=message.hex(), **({"count": count} if count > 1 else {}), value=value.hex())
BLOCK_EDGES = {0, 1, 3, 55, 56, 57, 63, 64, 65, 111, 112, 113, 119, 120, 127, 128}
for name, paths in {"MD5": ["MD5/rfc-1321.txt"], "SHA-1": ["SHA1/SHA1ShortMsg.rsp", "SHA1/SHA1LongMsg.rsp"],
                    **{f"SHA-{b}": [f"SHA2/SHA{b}ShortMsg.rsp", f"SHA2/SHA{b}LongMsg.rsp"] for b in (224, 256, 384, 512)}}.items():
    for path in (CRYPTOGRAPHY / "hashes" / path for path in paths):
        digests.section(source="RFC 1321 A.5" if name == "MD5" else f"NIST CAVP, SHA test vectors, {path.name}", digest=name)
        taken = 0
        for line, state, fresh in rsp(path):
            if "MD" not in fresh:
                continue
            length = int(fresh["Len"]) // 8
            if name != "MD5" and ("Short" in path.name and length not in BLOCK_EDGES or "Long" in path.name and taken == 3):
                continue
            taken += 1
            digests.record(f"{path.name}:{line}", message=fresh["Msg"].lower()[:2 * length], value=fresh["MD"].lower())

macs = Text("MACVectors", "Keys, messages and their HMACs.")
for name, path in (("MD5", "rfc-2202-md5"), ("SHA-1", "rfc-2202-sha1"), ("SHA-224", "rfc-4231-sha224"), ("SHA-256", "rfc-4231-sha256"),
                   ("SHA-384", "rfc-4231-sha384"), ("SHA-512", "rfc-4231-sha512")):
    macs.section(source=f"RFC {path[4:8]}", digest=name)
    for line, state, fresh in rsp(CRYPTOGRAPHY / "HMAC" / f"{path}.txt"):
        if "MD" in fresh:
            macs.record(f"{path}.txt:{line}", key=fresh["Key"], message=fresh["Msg"], value=fresh["MD"])
macs.section(source="computed with Python's hmac: keys of the length of a block, one more, and none")
for name, function in HASHES.items():
    block = hashlib.new(function).block_size
    for key, message in ((b"", b""), (b"", b"message"), (stream("key", block), b""), (stream("key", block + 1), b"message")):
        macs.record(f"{name}/key-of-{len(key)}/message-of-{len(message)}", digest=name, key=key.hex(), message=message.hex(),
                    value=hmac.new(key, message, function).hexdigest())
