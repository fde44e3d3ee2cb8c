"""Signatures that a careless verifier accepts."""
from keys import e3, own, rsa2048
from rsa import PREFIX, digest, digest_info, emsa_pkcs1, emsa_pss
from signatures import counted, zero_message, zero_signature
from vectortext import Text, hexadecimal, stream


damaged = Text("DamagedSignatureVectors", "Signatures that someone could forge, or a careless verifier accept; nearly all are invalid.")
MESSAGE = b"sign in to the engine"
T = digest_info("SHA-256", MESSAGE)
GOOD = emsa_pkcs1(256, T)


def pkcs1(id, encoded=None, signature=None, result="invalid", key="rsa2048", digest="SHA-256", message=MESSAGE):
    if signature is None:
        signature = own[key].raw(bytes(encoded))
    damaged.record(f"pkcs1/{id}", key=key, digest=digest, message=hexadecimal(message), signature=hexadecimal(signature), result=result)


def patched(position, value, encoded=GOOD):
    copy = bytearray(encoded)
    copy[position] = value
    return copy


damaged.section(source="computed: the encoded message of RFC 8017 §9.2 damaged, then raised to d in integers", padding="PKCS1-v1.5")
good = rsa2048.raw(GOOD)
pkcs1("good", GOOD, result="valid")
pkcs1("good-e3", emsa_pkcs1(256, T), key="rsa2048-e3", result="valid")
pkcs1("good-begins-with-zero", signature=zero_signature, message=zero_message, result="valid")
pkcs1("good-sha1", emsa_pkcs1(256, digest_info("SHA-1", MESSAGE)), digest="SHA-1", result="valid")
pkcs1("good-sha224", emsa_pkcs1(256, digest_info("SHA-224", MESSAGE)), digest="SHA-224", result="valid")
pkcs1("first-byte-1", patched(0, 1))
pkcs1("block-type-0", patched(1, 0))
pkcs1("block-type-2", patched(1, 2))
for position in (2, 3, 9, 10, 100, 202, 203):
    pkcs1(f"padding-byte-{position}-is-fe", patched(position, 0xFE))
pkcs1("padding-byte-2-is-0", patched(2, 0))
pkcs1("padding-byte-100-is-0", patched(100, 0))
pkcs1("padding-is-zeros", b"\0\1" + b"\0" * 203 + T)
pkcs1("padding-is-random", b"\0\1" + bytes(x | 1 for x in stream("padding", 202)) + b"\0" + T)
pkcs1("encryption-block", b"\0\2" + bytes(x | 1 for x in stream("padding", 202)) + b"\0" + T)
pkcs1("separator-is-1", patched(204, 1))
pkcs1("separator-is-ff", patched(204, 0xFF))
pkcs1("separator-missing", b"\0\1" + b"\xff" * 203 + T)
for position in range(205, 205 + 19):
    pkcs1(f"digest-info-byte-{position - 205}-altered", patched(position, GOOD[position] ^ 1))
for position in (0, 15, 31):
    pkcs1(f"digest-byte-{position}-altered", patched(224 + position, GOOD[224 + position] ^ 0x80))
OID, H = bytes.fromhex("0609608648016503040201"), digest("SHA-256", MESSAGE)
structures = {
    "digest-info-without-null": b"\x30\x2f\x30\x0b" + OID + b"\x04\x20" + H,
    "digest-info-with-empty-octets-for-null": b"\x30\x31\x30\x0d" + OID + b"\x04\x00\x04\x20" + H,
    "digest-info-null-of-one-byte": b"\x30\x32\x30\x0e" + OID + b"\x05\x01\x00\x04\x20" + H,
    "digest-info-null-with-garbage": b"\x30\x41\x30\x1d" + OID + b"\x05\x10" + stream("null", 16) + b"\x04\x20" + H,
    "digest-info-null-twice": b"\x30\x33\x30\x0f" + OID + b"\x05\x00\x05\x00\x04\x20" + H,
    "digest-info-long-form-length": b"\x30\x81\x31\x30\x0d" + OID + b"\x05\x00\x04\x20" + H,
    "digest-info-inner-long-form-length": b"\x30\x32\x30\x81\x0d" + OID + b"\x05\x00\x04\x20" + H,
    "digest-info-octets-long-form-length": b"\x30\x32\x30\x0d" + OID + b"\x05\x00\x04\x81\x20" + H,
    "digest-info-indefinite-length": b"\x30\x80\x30\x0d" + OID + b"\x05\x00\x04\x20" + H + b"\0\0",
    "digest-info-length-with-leading-zero": b"\x30\x82\x00\x31\x30\x0d" + OID + b"\x05\x00\x04\x20" + H,
    "digest-info-constructed-octets": b"\x30\x33\x30\x0d" + OID + b"\x05\x00\x24\x22\x04\x20" + H,
    "digest-info-trailing-element": b"\x30\x33\x30\x0d" + OID + b"\x05\x00\x04\x20" + H + b"\x05\x00",
    "digest-info-trailing-bytes": T + b"\x05\x00",
    "digest-alone": H,
    "digest-twice": T + H,
    "digest-info-truncated": T[:-1],
    "digest-truncated-and-lengths-right": b"\x30\x30\x30\x0d" + OID + b"\x05\x00\x04\x1f" + H[:31],
    "digest-empty": b"\x30\x11\x30\x0d" + OID + b"\x05\x00\x04\x00",
    "digest-of-sha1-named-sha256": bytes.fromhex(PREFIX["SHA-256"]) + digest("SHA-1", MESSAGE),
    "sha512-digest-info": digest_info("SHA-512", MESSAGE),
    "sha1-digest-info": digest_info("SHA-1", MESSAGE),
    "sha384-name-over-sha256": bytes.fromhex("3031300d060960864801650304020205000420") + H,
    "no-digest-info": b"",
}
for id, structure in structures.items():
    pkcs1(id, emsa_pkcs1(256, structure))
pkcs1("shifted-left-by-one-byte", GOOD[1:] + b"\0")
pkcs1("shifted-right-by-one-byte", b"\0" + emsa_pkcs1(255, T))
pkcs1("shifted-right-by-eight-bytes", b"\0" * 8 + emsa_pkcs1(248, T))
for length in (0, 1, 7, 8):
    pkcs1(f"padding-of-{length}-bytes-then-garbage",
          b"\0\1" + b"\xff" * length + b"\0" + T + stream("garbage", 256 - 3 - length - len(T)))
pkcs1("padding-of-201-bytes-then-a-zero", b"\0\1" + b"\xff" * 201 + b"\0" + T + b"\0")
pkcs1("random-block", stream("block", 256)[:256] if stream("block", 1)[0] < 0x80 else b"\0" + stream("block", 255))
pkcs1("zeros-block", bytes(256))
pkcs1("altered-message", signature=good, message=MESSAGE + b".")
pkcs1("empty-message", signature=good, message=b"")
pkcs1("another-key", signature=e3.raw(GOOD))
pkcs1("as-sha384", signature=good, digest="SHA-384")
pkcs1("as-sha512", signature=good, digest="SHA-512")
pkcs1("as-sha1", signature=good, digest="SHA-1")
pkcs1("as-sha224", signature=good, digest="SHA-224")
for bit in (0, 1, 1024, 2046, 2047):
    flipped = bytearray(good)
    flipped[bit // 8] ^= 0x80 >> bit % 8
    pkcs1(f"bit-{bit}-flipped", signature=flipped)
pkcs1("reversed", signature=good[::-1])


def cube_root(number):
    root = 1 << (number.bit_length() // 3 + 1)
    while True:
        better = (2 * root + number // (root * root)) // 3
        if better >= root:
            return root + (root ** 3 < number)
        root = better


# Bleichenbacher's forgery (2006) needs no private key: with e = 3 a number whose cube begins right is enough.
for length in (0, 1, 8):
    head = b"\0\1" + b"\xff" * length + b"\0" + T
    forged = cube_root(int.from_bytes(head + bytes(256 - len(head)), "big"))
    assert (forged ** 3).to_bytes(256, "big").startswith(head)
    pkcs1(f"bleichenbacher-cube-root-padding-{length}", signature=forged.to_bytes(256, "big"), key="rsa2048-e3")
for id in ("digest-info-without-null", "digest-info-null-with-garbage", "digest-info-trailing-bytes"):
    pkcs1(f"{id}-e3", emsa_pkcs1(256, structures[id]), key="rsa2048-e3")
pkcs1("e3-padding-then-garbage", b"\0\1" + b"\xff" * 8 + b"\0" + T + stream("garbage", 256 - 11 - len(T)), key="rsa2048-e3")

damaged.section(source="computed: the number or the length of a good signature changed", padding="PKCS1-v1.5")
n = rsa2048.n
small_message, small = counted(rsa2048, lambda s: int.from_bytes(s, "big") + n < 1 << 2048)
pkcs1("s-below-n", signature=small, message=small_message, result="valid")
pkcs1("s-plus-n", signature=(int.from_bytes(small, "big") + n).to_bytes(256, "big"), message=small_message)
pkcs1("s-plus-n-in-257-bytes", signature=(int.from_bytes(good, "big") + n).to_bytes(257, "big"))
pkcs1("n-minus-s", signature=(n - int.from_bytes(good, "big")).to_bytes(256, "big"))
for id, number in (("0", 0), ("1", 1), ("2", 2), ("n-minus-1", n - 1), ("n", n), ("n-plus-1", n + 1), ("all-ones", (1 << 2048) - 1)):
    pkcs1(f"s-is-{id}", signature=number.to_bytes(256, "big"))
pkcs1("s-is-p", signature=rsa2048.p.to_bytes(256, "big"))
pkcs1("length-0", signature=b"")
pkcs1("length-1", signature=b"\1")
pkcs1("last-byte-missing", signature=good[:-1])
pkcs1("first-byte-missing", signature=good[1:])
pkcs1("leading-zero-missing", signature=zero_signature[1:], message=zero_message)
pkcs1("leading-zero-added", signature=b"\0" + good)
pkcs1("leading-zeros-added", signature=b"\0" * 256 + good)
pkcs1("trailing-zero-added", signature=good + b"\0")
pkcs1("twice", signature=good + good)
pkcs1("asn1-integer", signature=b"\x02\x82\x01\x00" + good)
for id in ("rsa512", "rsa1024", "rsa2049", "rsa4096"):
    key = own[id]
    signature = int.from_bytes(key.raw(emsa_pkcs1(key.k, T)), "big")
    pkcs1(f"good-{id}", signature=signature.to_bytes(key.k, "big"), key=id, result="valid")
    if signature + key.n < 1 << 8 * key.k:
        pkcs1(f"s-plus-n-{id}", signature=(signature + key.n).to_bytes(key.k, "big"), key=id)
    pkcs1(f"leading-zero-added-{id}", signature=signature.to_bytes(key.k + 1, "big"), key=id)

damaged.section(source="computed: the encoded message of RFC 8017 §9.1 damaged, then raised to d in integers", padding="PSS")
SALT = stream("salt", 32)


def pss(id, key="rsa2048", declared=32, salt=SALT, result="invalid", signature=None, message=MESSAGE, digest="SHA-256", **damage):
    if signature is None:
        signature = own[key].raw(emsa_pss(own[key].n.bit_length(), digest, MESSAGE, salt, **damage))
    damaged.record(f"pss/{id}", key=key, digest=digest, salt_length=declared, message=hexadecimal(message),
                   signature=hexadecimal(signature), result=result)


good_pss = rsa2048.raw(emsa_pss(2048, "SHA-256", MESSAGE, SALT))
pss("good", result="valid")
pss("good-sha1", digest="SHA-1", declared=20, salt=SALT[:20], result="valid")
pss("good-rsa2049", key="rsa2049", result="valid")
pss("trailer-is-cc", trailer=0xCC)
pss("trailer-is-bd", trailer=0xBD)
pss("separator-is-0", separator=0)
pss("separator-is-2", separator=2)
pss("padding-not-zero", padding=1)
pss("top-bit-set", clear=False, salt=next(
    salt for salt in (stream(f"top {i}", 32) for i in range(1000))
    if int.from_bytes(emsa_pss(2048, "SHA-256", MESSAGE, salt, clear=False), "big") < n))
pss("hash-altered", hash=stream("hash", 32))
pss("mask-of-sha1", mgf="SHA-1")
pss("mask-of-sha512", mgf="SHA-512")
pss("salt-of-31-bytes", salt=SALT[:31])
pss("salt-of-20-bytes", salt=SALT[:20])
pss("salt-of-33-bytes", salt=SALT + b"\0")
pss("salt-empty", salt=b"")
pss("salt-unexpected", declared=0)
pss("salt-as-long-as-fits", salt=stream("salt", 222))
pss("altered-message", signature=good_pss, message=MESSAGE + b".")
pss("pkcs1-signature", signature=good)
pss("another-key", signature=e3.raw(emsa_pss(2048, "SHA-256", MESSAGE, SALT)) if int.from_bytes(
    emsa_pss(2048, "SHA-256", MESSAGE, SALT), "big") < e3.n else good)
for id, number in (("0", 0), ("1", 1), ("n-minus-1", n - 1), ("n", n)):
    pss(f"s-is-{id}", signature=number.to_bytes(256, "big"))
for counter in range(1000):
    salt = stream(f"salt {counter}", 32)
    reduced = int.from_bytes(rsa2048.raw(emsa_pss(2048, "SHA-256", MESSAGE, salt)), "big")
    if reduced + n < 1 << 2048:
        pss("s-below-n", signature=reduced.to_bytes(256, "big"), result="valid")
        pss("s-plus-n", signature=(reduced + n).to_bytes(256, "big"))
        break
pss("length-0", signature=b"")
pss("last-byte-missing", signature=good_pss[:-1])
pss("leading-zero-added", signature=b"\0" + good_pss)
pss("trailing-zero-added", signature=good_pss + b"\0")
pss("one-octet-of-2049-bits-missing", key="rsa2049",
    signature=own["rsa2049"].raw(emsa_pss(2049, "SHA-256", MESSAGE, SALT))[1:])
damaged.section(source="computed: a good PKCS #1 v1.5 signature where a PSS one is asked for, and the reverse", padding="PKCS1-v1.5")
pkcs1("pss-signature", signature=good_pss)
