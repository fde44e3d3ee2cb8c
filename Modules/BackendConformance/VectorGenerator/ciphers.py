"""Messages and ciphertexts."""
import struct

from Crypto.Cipher import ARC2
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from vectortext import CRYPTOGRAPHY, Text, rsp, stream


ciphers = Text("CipherVectors", "Messages and what they encrypt to; `result = refused` where a tag doesn't fit.")


def cipher(id, name, key, iv, plaintext, ciphertext, **more):
    ciphers.record(id, cipher=name, key=key.hex(), iv=iv.hex(), plaintext=plaintext.hex(), ciphertext=ciphertext.hex(), **more)


def aes(key, block):
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return encryptor.update(block) + encryptor.finalize()


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def aes_cbc(key, iv, plaintext):
    output = b""
    for start in range(0, len(plaintext), 16):
        iv = aes(key, xor(iv, plaintext[start:start + 16]))
        output += iv
    return output


def aes_ctr(key, iv, plaintext):
    counter, output = int.from_bytes(iv, "big"), b""
    for i in range(0, len(plaintext), 16):
        output += xor(plaintext[i:i + 16], aes(key, ((counter + i // 16) % (1 << 128)).to_bytes(16, "big")))
    return output


SP = bytes.fromhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                   "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710")
AES_KEYS = {128: "2b7e151628aed2a6abf7158809cf4f3c", 192: "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
            256: "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"}
ciphers.section(source="NIST SP 800-38A, F.2 and F.5")
for bits, cbc, ctr in ((128, "7649abac8119b246", "874d6191b620e326"), (192, "4f021db243bc633d", "1abc932417521ca2"),
                       (256, "f58c4c04d6e5f1ba", "601ec313775789a5")):
    key, iv, counter = bytes.fromhex(AES_KEYS[bits]), bytes(range(16)), bytes(range(0xF0, 0x100))
    assert aes_cbc(key, iv, SP).hex().startswith(cbc) and aes_ctr(key, counter, SP).hex().startswith(ctr)
    cipher(f"sp800-38a/cbc-{bits}", f"AES-{bits}-CBC", key, iv, SP, aes_cbc(key, iv, SP))
    cipher(f"sp800-38a/ctr-{bits}", f"AES-{bits}-CTR", key, counter, SP, aes_ctr(key, counter, SP))
for bits in (128, 192, 256):
    path = CRYPTOGRAPHY / "ciphers" / "AES" / "CBC" / f"CBCMMT{bits}.rsp"
    ciphers.section(source=f"NIST CAVP, AES multiblock message test, {path.name}")
    for line, state, fresh in rsp(path):
        if "CIPHERTEXT" in fresh and state.get("section") == "ENCRYPT":
            cipher(f"{path.name}:{line}", f"AES-{bits}-CBC", *(bytes.fromhex(fresh[x]) for x in ("KEY", "IV", "PLAINTEXT", "CIPHERTEXT")))
ciphers.section(source="computed: SP 800-38A §6.5 over AES blocks, the counter in integers")
for bits, key in ((bits, bytes.fromhex(key)) for bits, key in AES_KEYS.items()):
    for id, iv in (("wraps-128-bits", b"\xff" * 16), ("wraps-32-bits", bytes(range(12)) + b"\xff" * 4),
                   ("wraps-64-bits", bytes(range(8)) + b"\xff" * 8),
                   ("wraps-8-bits", bytes(range(15)) + b"\xfe")):
        cipher(f"ctr-{bits}/{id}", f"AES-{bits}-CTR", key, iv, stream("ctr", 72), aes_ctr(key, iv, stream("ctr", 72)))
    for length in (0, 1, 15, 16, 17, 1000):
        message = stream("ctr", length)
        cipher(f"ctr-{bits}/length-{length}", f"AES-{bits}-CTR", key, bytes(16), message, aes_ctr(key, bytes(16), message))
    cipher(f"cbc-{bits}/length-0", f"AES-{bits}-CBC", key, bytes(16), b"", b"")
    cipher(f"cbc-{bits}/long", f"AES-{bits}-CBC", key, bytes(16), stream("cbc", 4096), aes_cbc(key, bytes(16), stream("cbc", 4096)))

for bits in (128, 256):
    for kind in ("EncryptExtIV", "Decrypt"):
        path = CRYPTOGRAPHY / "ciphers" / "AES" / "GCM" / f"gcm{kind}{bits}.rsp"
        ciphers.section(source=f"NIST CAVP, GCM test vectors, {path.name}")
        taken = {}
        for line, state, fresh in rsp(path):
            if "Count" not in fresh or (state["IVlen"], state["AADlen"], state["Taglen"]) != ("96", "0", "128"):
                continue
            slot = (state["PTlen"], "FAIL" in fresh)
            taken[slot] = taken.get(slot, 0) + 1
            if taken[slot] <= 2:
                bytes_ = {x: bytes.fromhex(fresh.get(x, "")) for x in ("Key", "IV", "PT", "CT", "Tag")}
                more = {"result": "refused"} if "FAIL" in fresh else {}
                cipher(f"{path.name}:{line}", f"AES-{bits}-GCM", bytes_["Key"], bytes_["IV"], bytes_["PT"],
                       bytes_["CT"] + bytes_["Tag"], **more)

for name, path in (("DES-EDE3-CBC", "TCBCMMT3.rsp"), ("DES-CBC", "TCBCMMT1.rsp")):
    path = CRYPTOGRAPHY / "ciphers" / "3DES" / "CBC" / path
    note = "" if name != "DES-CBC" else "; its three keys are one, so this is DES"
    ciphers.section(source=f"NIST CAVP, TDES multiblock message test, {path.name}{note}")
    for line, state, fresh in rsp(path):
        if "CIPHERTEXT" in fresh and state.get("section") == "ENCRYPT":
            key = fresh["KEY1"] if name == "DES-CBC" else fresh["KEY1"] + fresh["KEY2"] + fresh["KEY3"]
            cipher(f"{path.name}:{line}", name, *map(bytes.fromhex, (key, fresh["IV"], fresh["PLAINTEXT"], fresh["CIPHERTEXT"])))


path = CRYPTOGRAPHY / "ciphers" / "RC2" / "rc2-cbc.txt"
ciphers.section(source=f"cryptography-vectors, {path.name}: verified against OpenSSL and Go")
for line, state, fresh in rsp(path):
    if "Ciphertext" in fresh:
        cipher(f"{path.name}:{line}", "RC2-128-CBC", *(bytes.fromhex(fresh[x]) for x in ("Key", "IV", "Plaintext", "Ciphertext")))
ciphers.section(source="RFC 2268 §5: one block, whose initialization vector is zero")
for id, name, key, plaintext, ciphertext in (
        ("ones", "RC2-64-CBC", "ffffffffffffffff", "ffffffffffffffff", "278b27e42e2f0d49"),
        ("thirty", "RC2-64-CBC", "3000000000000000", "1000000000000001", "30649edf9be7d2c2"),
        ("128-bits", "RC2-128-CBC", "88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "2269552ab0f85ca6")):
    key, plaintext, ciphertext = map(bytes.fromhex, (key, plaintext, ciphertext))
    assert ARC2.new(key, ARC2.MODE_CBC, bytes(8), effective_keylen=8 * len(key)).encrypt(plaintext) == ciphertext
    cipher(f"rfc-2268/{id}", name, key, bytes(8), plaintext, ciphertext)
ciphers.section(source="computed with pycryptodome's ARC2")
for length in (5, 8, 16):
    for count in (0, 8, 256):
        key, iv, message = stream("rc2 key", length), stream("rc2 iv", 8), stream("rc2", count)
        encrypted = ARC2.new(key, ARC2.MODE_CBC, iv, effective_keylen=8 * length).encrypt(message)
        cipher(f"rc2-{8 * length}/length-{count}", f"RC2-{8 * length}-CBC", key, iv, message, encrypted)


def rc4(key, message):
    """The stream that RFC 6229 gives examples of."""
    s, j, output = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    i = j = 0
    for byte in message:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        output.append(byte ^ s[(s[i] + s[j]) % 256])
    return bytes(output)


for bits in (40, 128):
    path = CRYPTOGRAPHY / "ciphers" / "ARC4" / f"rfc-6229-{bits}.txt"
    streams = {}
    for line, state, fresh in rsp(path):
        if "OFFSET" in fresh:
            streams.setdefault(fresh["KEY"], {})[int(fresh["OFFSET"])] = bytes.fromhex(fresh["CIPHERTEXT"])
    ciphers.section(source=f"RFC 6229, {path.name}")
    for index, (key, parts) in enumerate(streams.items()):
        key, zeros = bytes.fromhex(key), bytes(max(parts) + 16)
        assert all(rc4(key, zeros)[start:start + 16] == part for start, part in parts.items())
        cipher(f"rfc-6229/{bits}-bits/{index}", f"RC4-{bits}", key, b"", zeros, rc4(key, zeros))
    ciphers.section(source="computed: the stream of RFC 6229 in pure Python")
    for length in (0, 1, 255, 257):
        cipher(f"rc4-{bits}/length-{length}", f"RC4-{bits}", stream("rc4 key", bits // 8), b"", stream("rc4", length),
               rc4(stream("rc4 key", bits // 8), stream("rc4", length)))


def chacha20_block(key, counter, nonce):
    """The original ChaCha20 of D. J. Bernstein: a 64-bit counter and a 64-bit nonce."""
    state = list(struct.unpack("<16I", b"expand 32-byte k" + key + struct.pack("<Q", counter) + nonce))
    work = state[:]

    def quarter(a, b, c, d):
        for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            work[x] = (work[x] + work[y]) & 0xFFFFFFFF
            v = work[z] ^ work[x]
            work[z] = (v << turn | v >> (32 - turn)) & 0xFFFFFFFF

    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                           (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(a, b, c, d)
    return struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(work, state)))


def poly1305(key, message):
    """RFC 8439 §2.5.1."""
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    a = 0
    for start in range(0, len(message), 16):
        a = (a + int.from_bytes(message[start:start + 16] + b"\1", "little")) * r % ((1 << 130) - 5)
    return ((a + int.from_bytes(key[16:32], "little")) % (1 << 128)).to_bytes(16, "little")


# RFC 8439 §2.3.2 (its 32-bit counter and 96-bit nonce are the same sixteen bytes) and §2.5.2.
block = chacha20_block(bytes(range(32)), 1 | 0x09000000 << 32, bytes.fromhex("0000004a00000000"))
assert block.hex().startswith("10f1e7e4d13b5915500fdd1fa32071c4")
one_time_key = bytes.fromhex("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b")
assert poly1305(one_time_key, b"Cryptographic Forum Research Group").hex() == "a8061dc1305136c6c22b8baf0c0127a9"
ciphers.section(source="computed: OpenSSH's PROTOCOL.chacha20poly1305 in pure Python, checked against RFC 8439's blocks",
                cipher="chacha20-poly1305@openssh.com", key=stream("chacha", 64).hex(), iv="")
for length in (0, 1, 16, 63, 64, 65, 1000):
    key, message = stream("chacha", 32), stream("message", length)
    keystream = b"".join(chacha20_block(key, 1 + i, bytes(8)) for i in range(-(-length // 64)))
    encrypted = xor(message, keystream)
    tag = poly1305(chacha20_block(key, 0, bytes(8))[:32], encrypted)
    sealed = encrypted + tag
    ciphers.record(f"chacha20-poly1305/{length}", plaintext=message.hex(), ciphertext=sealed.hex())
    damaged = {"tag-altered": sealed[:-1] + bytes([sealed[-1] ^ 1])} if length in (0, 65) else {}
    if length == 65:
        damaged |= {"altered": bytes([sealed[0] ^ 1]) + sealed[1:], "shortened": encrypted[:-1] + tag}
    for id, value in damaged.items():
        ciphers.record(f"chacha20-poly1305/{length}/{id}", plaintext="", ciphertext=value.hex(), result="refused")
