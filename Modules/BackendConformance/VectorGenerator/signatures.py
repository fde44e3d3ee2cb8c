"""Signatures to make and to verify: NIST's, and our own for every key."""
from keys import keys, own, rsa2048
from rsa import Key, digest_info, emsa_pkcs1, emsa_pss, factor
from vectortext import CRYPTOGRAPHY, NIST_HASH, PYCRYPTODOME, Text, hexadecimal, rsp, stream


signing = Text("SigningVectors", "Messages and their one right signature (PKCS #1 v1.5), or one of many (PSS).")
for name, padding in (("PKCS1-v1.5/SigGen15_186-3.txt", "PKCS1-v1.5"), ("PKCS1-PSS/SigGenPSS_186-3.txt", "PSS")):
    path, seen = PYCRYPTODOME / "Signature" / name, None
    keys.section(source=f"NIST CAVP, FIPS 186-4 RSA test vectors, {path.name}; p and q computed from n, e and d")
    for line, state, fresh in rsp(path):
        if "S" not in fresh:
            continue
        id = f"{path.stem}-{state['mod']}"
        if id != seen:
            seen = id
            n, e, d = (int(state[x], 16) for x in "ned")
            own[id] = Key(e, *factor(n, e, d), d)
            keys.record(id, **own[id].numbers())
            signing.section(source=f"NIST CAVP, FIPS 186-4 RSA test vectors, {path.name}", padding=padding, key=id)
        salt = dict(salt_length=len(bytes.fromhex(fresh["SaltVal"]))) if padding == "PSS" else {}
        signing.record(f"{path.name}:{line}", digest=NIST_HASH[fresh["SHAAlg"]], **salt, message=fresh["Msg"].lower(),
                       signature=fresh["S"].lower())

# The keys of NIST's older file, whose vectors a user may fetch and sign again.
path = CRYPTOGRAPHY / "asymmetric" / "RSA" / "FIPS_186-2" / "SigGen15_186-2.txt"
keys.section(source=f"NIST CAVP, FIPS 186-2 RSA test vectors, {path.name}; p and q computed from n, e and d")
for line, state, fresh in rsp(path):
    if "d" in fresh:
        n, e, d = (int(state[x], 16) for x in "ned")
        keys.record(f"{path.stem}-{state['mod']}", **Key(e, *factor(n, e, d), d).numbers())

signing.section(source="computed: RSASSA-PKCS1-v1_5 of RFC 8017 §8.2.1 in integers", padding="PKCS1-v1.5")
for id in own:
    if id.startswith("rsa") and own[id].k >= 62:
        for name in ("SHA-256",) if own[id].k < 83 or own[id].n.bit_length() > 4096 else ("SHA-256", "SHA-512"):
            message = f"a message for {id}".encode()
            signing.record(f"pkcs1/{id}/{name}", key=id, digest=name, message=hexadecimal(message),
                           signature=hexadecimal(own[id].raw(emsa_pkcs1(own[id].k, digest_info(name, message)))))
for name, message in (("an empty message", b""), ("a megabyte", b"0123456789abcdef" * 65536)):
    count = dict(count=65536) if len(message) > 16 else {}
    signing.record(f"pkcs1/{name.replace(' ', '-')}", key="rsa2048", digest="SHA-256", message=hexadecimal(message[:16]), **count,
                   signature=hexadecimal(rsa2048.raw(emsa_pkcs1(256, digest_info("SHA-256", message)))))


def counted(key, condition):
    """The first message of a series whose signature by the key has a property."""
    for index in range(1_000_000):
        message = f"message {index}".encode()
        signature = key.raw(emsa_pkcs1(key.k, digest_info("SHA-256", message)))
        if condition(signature):
            return message, signature


zero_message, zero_signature = counted(rsa2048, lambda s: s[0] == 0)
signing.record("pkcs1/signature-begins-with-zero", key="rsa2048", digest="SHA-256", message=hexadecimal(zero_message),
               signature=hexadecimal(zero_signature))

signing.section(source="computed: RSASSA-PSS of RFC 8017 §8.1.1 in integers", padding="PSS")
for id, name, length in (("rsa2048", "SHA-256", 0), ("rsa2048", "SHA-256", 32), ("rsa2048", "SHA-256", 222), ("rsa2049", "SHA-256", 32),
                         ("rsa2049", "SHA-512", 64), ("rsa1024", "SHA-384", 48), ("rsa4096", "SHA-512", 64), ("rsa2048-e3", "SHA-224", 28)):
    message = f"a message for {id}".encode()
    encoded = emsa_pss(own[id].n.bit_length(), name, message, stream(f"{id} {name} {length}", length))
    signing.record(f"pss/{id}/{name}/{length}", key=id, digest=name, salt_length=length, message=hexadecimal(message),
                   signature=hexadecimal(own[id].raw(encoded)))

nist = Text("NISTVerifyingVectors", "Signatures that are right or damaged, by NIST.")
for name, padding in (("SigVer15_186-3.rsp", "PKCS1-v1.5"), ("SigVerPSS_186-3.rsp", "PSS")):
    path, seen, first = CRYPTOGRAPHY / "asymmetric" / "RSA" / "FIPS_186-2" / name, None, {}
    for line, state, fresh in rsp(path):
        # One of NIST's three keys for each size and digest: the damage is the same for all three.
        if "S" not in fresh or state["mod"] not in ("2048", "3072"):
            continue
        if first.setdefault((state["mod"], state["SHAAlg"]), state["n"]) != state["n"]:
            continue
        if state["n"] != seen:
            seen = state["n"]
            nist.section(source=f"NIST CAVP, FIPS 186-4 RSA test vectors, {path.name}", padding=padding, n=seen)
        salt = dict(salt_length=len(bytes.fromhex(fresh["SaltVal"]))) if padding == "PSS" else {}
        e = int(fresh["e"], 16)
        assert e & 1
        nist.record(f"{path.name}:{line}", e=hexadecimal(e), digest=NIST_HASH[fresh["SHAAlg"]], **salt, message=fresh["Msg"],
                    signature=fresh["S"], result="valid" if fresh["Result"].startswith("P") else "invalid")
