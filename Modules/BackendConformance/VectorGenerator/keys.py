"""The keys that other vectors name. Whoever adds one does it before this text is written."""
import math

from rsa import Key, load, next_prime
from vectortext import Text, arguments, stream


keys = Text("RSAKeyVectors",
            "Test keys: made with OpenSSL (Tests/TestKeys), by NIST, or computed. They are public; nothing may trust them.")
own = {}
keys.section(source="Tests/TestKeys")
for path in sorted(arguments.keys.glob("*.pem"), key=lambda p: (len(p.name), p.name)):
    own[path.stem] = load(path.name)
    keys.record(path.stem, **own[path.stem].numbers())
rsa2048, e3 = own["rsa2048"], own["rsa2048-e3"]

keys.section(source="computed: primes and public exponents found by VectorGenerator")


def computed_key(id, bits, e_bits):
    e = 65537 if e_bits == 17 else int.from_bytes(stream(id, e_bits // 8 + 1), "big") >> (8 - e_bits % 8) | 1 << (e_bits - 1) | 1
    accept = lambda p: math.gcd(p - 1, e) == 1
    own[id] = Key(e, next_prime(id + " p", (bits + 1) // 2, accept), next_prime(id + " q", bits // 2, accept))
    assert own[id].n.bit_length() == bits
    keys.record(id, **own[id].numbers())


computed_key("rsa2049", 2049, 17)
computed_key("rsa2048-e64bits", 2048, 64)
computed_key("rsa2048-e256bits", 2048, 256)
computed_key("rsa3104-e64bits", 3104, 64)
computed_key("rsa3104-e65bits", 3104, 65)
