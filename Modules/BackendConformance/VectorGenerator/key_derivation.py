"""Passphrases and what is derived of them."""
import hashlib, hmac, struct

from argon2 import low_level as argon2

from vectortext import CRYPTOGRAPHY, HASHES, Text, rsp, stream


derivation = Text("KeyDerivationVectors", "Passphrases and what is derived of them.")


def pbkdf2(name, passphrase, salt, rounds, length):
    """RFC 8018 §5.2."""
    output, index = b"", 1
    while len(output) < length:
        u = hmac.new(passphrase, salt + struct.pack(">I", index), HASHES[name]).digest()
        t = int.from_bytes(u, "big")
        for _ in range(rounds - 1):
            u = hmac.new(passphrase, u, HASHES[name]).digest()
            t ^= int.from_bytes(u, "big")
        output, index = output + t.to_bytes(len(u), "big"), index + 1
    return output[:length]


def derive(function, id, passphrase, salt, value, **parameters):
    derivation.record(f"{function}/{id}", function=function, passphrase=passphrase.hex(), salt=salt.hex(), **parameters, value=value.hex())


derivation.section(source="RFC 6070 §2")
for line, state, fresh in rsp(CRYPTOGRAPHY / "KDF" / "rfc-6070-PBKDF2-SHA1.txt"):
    if "ITERATIONS" in fresh:
        unescape = lambda x: x.replace("\\0", "\0").encode()
        derive("pbkdf2", f"rfc-6070/{fresh['COUNT']}", unescape(fresh["PASSWORD"]), unescape(fresh["SALT"]),
               bytes.fromhex(fresh["DERIVED_KEY"]), digest="SHA-1", rounds=fresh["ITERATIONS"],
               **({"slow": "yes"} if len(fresh["ITERATIONS"]) > 6 else {}))
derivation.section(source="RFC 7914 §11")
for passphrase, salt, rounds, head in ((b"passwd", b"salt", 1, "55ac046e56e3089f"), (b"Password", b"NaCl", 80000, "4ddcd8f60b98be21")):
    value = hashlib.pbkdf2_hmac("sha256", passphrase, salt, rounds, 64)
    assert value.hex().startswith(head)
    derive("pbkdf2", f"rfc-7914/{rounds}", passphrase, salt, value, digest="SHA-256", rounds=rounds)
derivation.section(source="computed by the definition in RFC 8018 §5.2 over Python's hmac")
for name in ("SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512"):
    size = hashlib.new(HASHES[name]).digest_size
    for rounds, length in ((1, 1), (2, size), (1000, size + 1), (3, 3 * size + 7)):
        passphrase, salt = f"pass phrase {rounds}".encode(), stream(f"salt {name} {rounds}", 16)
        derive("pbkdf2", f"{name}/{rounds}/{length}", passphrase, salt, pbkdf2(name, passphrase, salt, rounds, length),
               digest=name, rounds=rounds)
    derive("pbkdf2", f"{name}/empty-passphrase", b"", b"saltsalt", pbkdf2(name, b"", b"saltsalt", 10, 32), digest=name, rounds=10)
    long = stream("long", 200)
    derive("pbkdf2", f"{name}/long-passphrase", long, long, pbkdf2(name, long, long, 10, 32), digest=name, rounds=10)
derive("pbkdf2", "passphrase-with-nul", b"pass\0word", b"sa\0lt", pbkdf2("SHA-256", b"pass\0word", b"sa\0lt", 10, 32),
       digest="SHA-256", rounds=10)
UTF8 = "pässwörd 🔑".encode()
derive("pbkdf2", "passphrase-in-utf-8", UTF8, b"saltsalt", pbkdf2("SHA-256", UTF8, b"saltsalt", 10, 32),
       digest="SHA-256", rounds=10)



def pbkdf1(name, passphrase, salt, rounds, length):
    """RFC 8018 §5.1."""
    value = passphrase + salt
    for _ in range(rounds):
        value = hashlib.new(HASHES[name], value).digest()
    return value[:length]


derivation.section(source="computed by the definition in RFC 8018 §5.1 over Python's hashlib")
for name, lengths in (("MD5", (1, 8, 16)), ("SHA-1", (1, 16, 20))):
    for rounds in (1, 2, 2048):
        for length in lengths:
            passphrase, salt = f"pass phrase {rounds}".encode(), stream(f"pbkdf1 {name} {rounds}", 8)
            derive("pbkdf1", f"{name}/{rounds}/{length}", passphrase, salt, pbkdf1(name, passphrase, salt, rounds, length),
                   digest=name, rounds=rounds)
    derive("pbkdf1", f"{name}/empty-passphrase", b"", b"saltsalt", pbkdf1(name, b"", b"saltsalt", 10, 16), digest=name, rounds=10)
    derive("pbkdf1", f"{name}/passphrase-with-nul", b"pass\0word", b"sa\0ltsal", pbkdf1(name, b"pass\0word", b"sa\0ltsal", 10, 16),
           digest=name, rounds=10)


def pkcs12(name, purpose, passphrase, salt, rounds, length):
    """RFC 7292 B.2, with its letters."""
    u, v = hashlib.new(HASHES[name]).digest_size, hashlib.new(HASHES[name]).block_size
    filled = lambda x: (x * -(-v // len(x)))[:v * -(-len(x) // v)] if 0 < len(x) < v else (x * 2)[:v * -(-len(x) // v)]
    diversifier, i, output = bytes([purpose]) * v, filled(salt) + filled(passphrase), b""
    while len(output) < length:
        a = diversifier + i
        for _ in range(rounds):
            a = hashlib.new(HASHES[name], a).digest()
        output += a
        b = int.from_bytes((a * -(-v // u))[:v], "big") + 1
        i = b"".join(((int.from_bytes(i[k:k + v], "big") + b) % (1 << 8 * v)).to_bytes(v, "big") for k in range(0, len(i), v))
    return output[:length]


PURPOSES = {1: "encryptionKey", 2: "initializationVector", 3: "macKey"}
bmp = lambda text: text.encode("utf-16-be") + b"\0\0"
assert pkcs12("SHA-1", 1, bmp("smeg"), bytes.fromhex("0a58cf64530d823f"), 1, 24).hex() == "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3"
derivation.section(source="computed by the definition in RFC 7292 B.2 over Python's hashlib")
for name in ("SHA-1", "SHA-256", "SHA-384", "SHA-512", "MD5"):
    size = hashlib.new(HASHES[name]).digest_size
    for purpose, rounds, length in ((1, 1, 24), (1, 2048, 24), (1, 3, 2 * size + 5), (2, 2048, 8), (2, 1, size), (3, 2048, size)):
        passphrase, salt = bmp(f"pass phrase {rounds}"), stream(f"pkcs12 {name} {rounds}", 8)
        derive("pkcs12", f"{name}/{PURPOSES[purpose]}/{rounds}/{length}", passphrase, salt,
               pkcs12(name, purpose, passphrase, salt, rounds, length), digest=name, rounds=rounds, purpose=PURPOSES[purpose])
    for id, passphrase, salt in (("empty-passphrase", bmp(""), b"saltsalt"), ("long", bmp("long " * 40), stream("long", 200)),
                                 ("not-ascii", bmp("pässwörd 🔑"), stream("salt", 20))):
        derive("pkcs12", f"{name}/{id}", passphrase, salt, pkcs12(name, 1, passphrase, salt, 10, 40), digest=name, rounds=10,
               purpose="encryptionKey")

derivation.section(source="RFC 7914 §12")
for line, state, fresh in rsp(CRYPTOGRAPHY / "KDF" / "scrypt.txt"):
    if "N" in fresh:
        derive("scrypt", f"rfc-7914/{fresh['COUNT']}", fresh["PASSWORD"].encode(), fresh["SALT"].encode(),
               bytes.fromhex(fresh["DERIVED_KEY"]),
               cost=fresh["N"], block_size=fresh["r"], parallelization=fresh["p"], **({"slow": "yes"} if len(fresh["N"]) > 6 else {}))
derivation.section(source="computed with Python's hashlib.scrypt")
for passphrase, n_, r, p_, length in ((b"pass phrase", 2, 8, 1, 32), (b"pass phrase", 1024, 8, 1, 33), (b"", 1024, 8, 1, 32),
                                      (b"pass phrase", 1024, 4, 2, 64), (b"pass phrase", 16384, 8, 1, 48)):
    salt = stream("scrypt", 16)
    derive("scrypt", f"N={n_}/r={r}/p={p_}/{'empty' if not passphrase else length}", passphrase, salt,
           hashlib.scrypt(passphrase, salt=salt, n=n_, r=r, p=p_, dklen=length, maxmem=1 << 28), cost=n_, block_size=r, parallelization=p_)

VARIANTS = {"argon2d": argon2.Type.D, "argon2i": argon2.Type.I, "argon2id": argon2.Type.ID}
CASE = {"argon2d": "Argon2d", "argon2i": "Argon2i", "argon2id": "Argon2id"}
for variant, type in VARIANTS.items():
    path = CRYPTOGRAPHY / "KDF" / f"{variant}.txt"
    derivation.section(source=f"OpenSSL's evpkdf_argon2.txt and the argon2 program, in cryptography-vectors {path.name}",
                       variant=CASE[variant])
    for line, state, fresh in rsp(path):
        if "output" in fresh and "secret" not in fresh:
            derive("argon2", f"{path.name}:{line}", bytes.fromhex(fresh["pass"]), bytes.fromhex(fresh["salt"]),
                   bytes.fromhex(fresh["output"].strip()),
                   memory=fresh["memcost"], passes=fresh["iter"], parallelism=fresh["lanes"])
    derivation.section(source="computed with argon2-cffi, the reference implementation", variant=CASE[variant])
    for passphrase, memory, passes, lanes, length in (
            (b"pass phrase", 8192, 13, 1, 80), (b"", 64, 2, 1, 32), (b"pass phrase", 1024, 1, 4, 32)):
        salt = stream(variant, 16)
        value = argon2.hash_secret_raw(passphrase, salt, passes, memory, lanes, length, type)
        derive("argon2", f"{variant}/m={memory}/t={passes}/p={lanes}{'/empty' if not passphrase else ''}", passphrase, salt, value,
               memory=memory, passes=passes, parallelism=lanes)
