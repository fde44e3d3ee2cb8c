"""Private keys, right and wrong."""
import math

from keys import e3, own, rsa2048
from rsa import next_prime
from vectortext import Text, hexadecimal


checks = Text("KeyCheckVectors", "Private keys whose numbers belong together, or don't, and the verdict of each of the three checks.")


def check(id, complete, consistency, validate, **changes):
    changes = {name: hexadecimal(value) if isinstance(value, int) else value for name, value in changes.items()}
    checks.record(id, complete=complete, consistency=consistency, validate=validate, **changes)


VALID, INVALID, NOT_ASKED = "valid", "invalid", "-"
checks.section(source="Tests/TestKeys and NIST's keys, as they are")
for id, key in own.items():
    # Proving two primes of 4096 or 8192 bits takes a minute.
    check(f"good/{id}", VALID, VALID, "slow" if key.k > 512 else VALID, key=id)

checks.section(source="computed: rsa2048 with d written another way", key="rsa2048")
k = rsa2048
P, Q = k.p - 1, k.q - 1


def whole(d, p=k.p, q=k.q, e=k.e, **changes):
    """Everything that follows from d, p and q, where it follows."""
    numbers = dict(n=p * q, e=e, d=d, p=p, q=q, dp=d % (p - 1) if p > 1 else 1, dq=d % (q - 1) if q > 1 else 1,
                   qinv=pow(q, -1, p) if p > 1 and math.gcd(p, q) == 1 else 1)
    return {name: value for name, value in {**numbers, **changes}.items() if hexadecimal(value) != k.numbers()[name]}


base = k.d % k.carmichael
spellings = {base, k.d % k.totient, base + k.carmichael}
for index, d in enumerate(sorted(d for d in spellings if d < k.n)):
    check(f"d-is-a-right-one/{index}", VALID, VALID, VALID, **whole(d))
beyond = next(d for d in range(base, 1 << 2048, k.carmichael) if d >= k.n)
check("d-is-right-but-above-n", INVALID, INVALID, INVALID, **whole(beyond))

checks.section(source="computed: rsa2048 with p and q exchanged", key="rsa2048")
check("p-below-q", VALID, VALID, VALID, **whole(k.d, p=min(k.p, k.q), q=max(k.p, k.q)))
check("p-above-q", VALID, VALID, VALID, **whole(k.d, p=max(k.p, k.q), q=min(k.p, k.q)))
check("p-and-q-exchanged-alone", NOT_ASKED, INVALID, INVALID, p=k.q, q=k.p)
check("dp-and-dq-exchanged", NOT_ASKED, INVALID, INVALID, dp=k.d % Q, dq=k.d % P)
check("qinv-is-the-inverse-of-p", NOT_ASKED, INVALID, INVALID, qinv=pow(k.p, -1, k.q))

checks.section(source="computed: rsa2048 with one number changed", key="rsa2048")
for id, d in (("plus-2", k.d + 2), ("minus-2", k.d - 2), ("plus-1", k.d + 1), ("is-1", 1), ("is-e", k.e), ("doubled", 2 * k.d % k.n)):
    check(f"d-{id}", INVALID, INVALID, INVALID, d=d)
    check(f"d-{id}-and-what-follows", NOT_ASKED, INVALID, INVALID, **whole(d))
half = math.gcd(P, Q)


def only_modulo(right, wrong):
    """A d that is right modulo one prime less one, and wrong modulo the other."""
    d = next(base % right + right * i for i in range(1, 1 << 20) if (base + right * i - base) % wrong)
    assert d * k.e % right == 1 and d * k.e % wrong != 1
    return d


check("d-right-modulo-p-only", INVALID, INVALID, INVALID, **whole(only_modulo(P, Q)))
check("d-right-modulo-q-only", INVALID, INVALID, INVALID, **whole(only_modulo(Q, P)))
check("d-belongs-to-another-e", INVALID, INVALID, INVALID, **whole(pow(65539, -1, k.carmichael)))
check("e-is-another", INVALID, INVALID, INVALID, e=65539)
check("e-is-3", INVALID, INVALID, INVALID, e=3)
for id, step in (("plus-2", 2), ("minus-2", -2)):
    check(f"n-{id}", INVALID, INVALID, INVALID, n=k.n + step)
    check(f"p-{id}", INVALID, INVALID, INVALID, p=k.p + step)
    check(f"q-{id}", INVALID, INVALID, INVALID, q=k.q + step)
check("n-of-another-key", INVALID, INVALID, INVALID, n=e3.n)
check("p-of-another-key", INVALID, INVALID, INVALID, p=e3.p)
dp, dq, qinv = k.d % P, k.d % Q, pow(k.q, -1, k.p)
for name, value, modulus in (("dp", dp, P), ("dq", dq, Q), ("qinv", qinv, k.p)):
    check(f"{name}-plus-1", NOT_ASKED, INVALID, INVALID, **{name: value + 1})
    check(f"{name}-minus-1", NOT_ASKED, INVALID, INVALID, **{name: value - 1})
    check(f"{name}-is-1", NOT_ASKED, INVALID, INVALID, **{name: 1})
    check(f"{name}-not-reduced", NOT_ASKED, INVALID, INVALID, **{name: value + modulus})
check("dp-is-d", NOT_ASKED, INVALID, INVALID, dp=k.d)
check("dq-is-d", NOT_ASKED, INVALID, INVALID, dq=k.d)
check("qinv-negated", NOT_ASKED, INVALID, INVALID, qinv=k.p - qinv)

checks.section(source="computed: numbers that fit each other over p and q that are no two primes", key="rsa2048")
check("p-equals-q", INVALID, INVALID, INVALID, **whole(pow(k.e, -1, P), p=k.p, q=k.p))
check("p-is-1", INVALID, INVALID, INVALID, p=1, q=k.n)
check("q-is-1", INVALID, INVALID, INVALID, p=k.n, q=1)
check("p-is-1-and-all-that-follows", NOT_ASKED, INVALID, INVALID, p=1, q=k.n, d=pow(k.e, -1, k.n - 1) if math.gcd(k.e, k.n - 1) == 1 else 1,
      dp=1, dq=1, qinv=1)
check("p-is-2", INVALID, INVALID, INVALID, p=2)
accept = lambda p: math.gcd(p - 1, k.e) == 1


def composite(label, bits):
    """Two primes' product that d's congruences hold for."""
    index = 0
    while True:
        product = next_prime(f"{label} a {index}", bits // 2) * next_prime(f"{label} b {index}", bits // 2)
        if accept(product) and product.bit_length() == bits:
            return product
        index += 1


p = composite("p", 1024)
check("p-is-composite", VALID, VALID, INVALID, **whole(pow(k.e, -1, math.lcm(p - 1, Q)), p=p))
check("q-is-composite", VALID, VALID, INVALID, **whole(pow(k.e, -1, math.lcm(P, p - 1)), q=p))
three = next(3 * x for x in range(k.q // 3 * 2 | 1, k.q, 2) if accept(3 * x) and math.gcd(3 * x, k.p) == 1)
check("q-is-three-times-a-number", VALID, VALID, INVALID, **whole(pow(k.e, -1, math.lcm(P, three - 1)), q=three))
shared = next_prime("shared", 512)
pair = [shared * x for x in (next_prime("x", 512), next_prime("y", 512), next_prime("z", 512)) if accept(shared * x)][:2]
check("p-and-q-share-a-factor", INVALID, INVALID, INVALID, **whole(pow(k.e, -1, math.lcm(pair[0] - 1, pair[1] - 1)), p=pair[0], q=pair[1]))
# F. Arnault, "Constructing Carmichael numbers which are strong pseudoprimes to several bases" (1995): to every prime base below 307.
a = 29674495668685510550154174642905332730771991799853043350995075531276838753171770199594238596428121188033664754218345562493168782883
arnault = a * (313 * (a - 1) + 1) * (353 * (a - 1) + 1)
assert accept(arnault)
check("p-is-arnaults-strong-pseudoprime", VALID, VALID, INVALID, **whole(pow(k.e, -1, math.lcm(arnault - 1, Q)), p=arnault))
