"""Makes a key for each weakness, in the shape in which it came up in the world, and prints them as JSON: name, n and e in hexadecimal."""

import json
import random

import gmpy2

random.seed(20221)


def prime(bits):
    """A random prime whose two top bits are set, so that two of them give a product of twice the size."""
    while True:
        candidate = gmpy2.next_prime(random.getrandbits(bits) | 3 << bits - 2)
        if candidate.bit_length() == bits:
            return candidate


def close(steps):
    """Fermat's method comes to a in as many steps from the root of n as the difference of the primes decides."""
    p = prime(1024)
    return p * gmpy2.next_prime(p + gmpy2.isqrt(8 * steps * p))


def infineon(bits, primes):
    m = gmpy2.primorial(gmpy2.mpz(primes))

    def one():
        while True:
            k = random.randrange(int((3 << bits // 2 - 2) // m) + 1, int((1 << bits // 2) // m))
            p = k * m + gmpy2.powmod(65537, random.getrandbits(60), m)
            if gmpy2.is_prime(p):
                return p

    return one() * one()


def wiener(divisor_of):
    """A private exponent of about a fifth of the fourth root of n."""
    p, q = prime(1024), prime(1024)
    while True:
        d = random.getrandbits(508) | 1
        if gmpy2.gcd(d, (p - 1) * (q - 1)) == 1:
            return p * q, gmpy2.invert(d, divisor_of(p, q))


def short_sleeve(word, bits):
    """Primes whose words of `word` bits have random bits in the lowest `bits` only."""
    def one():
        while True:
            p = gmpy2.mpz(0)
            for index in range(1024 // word + 1):
                p |= random.getrandbits(bits) << (index * word)
            p |= 1 | 1 << (1024 + bits - 1)
            if gmpy2.is_prime(p):
                return p
    return one() * one()


def with_top(top, bits):
    """A modulus of 2048 bits that begins with `bits` given bits."""
    while True:
        p = prime(1024)
        q = gmpy2.next_prime((top << 2048 - bits) // p + 1)
        if p * q >> 2048 - bits == top:
            return p * q


def with_ends(top, bottom, bits):
    """A modulus of 2048 bits of which the given bits are the upper and the lower ones."""
    p = prime(1024)
    q = (top << 2048 - bits) // p
    q += (bottom * gmpy2.invert(p, 1 << bits) - q) % (1 << bits)
    # What lies between the given bits is free.
    while not gmpy2.is_prime(q):
        q += 1 << bits
    return p * q


def repeated(byte, count):
    return int.from_bytes(bytes([byte]) * count, "big")


def xz_command(command):
    a, b = int.from_bytes(b"\x00\x9a\x31\x07", "little"), random.getrandbits(32)
    c = (command - a * b) % 2**64
    return int.from_bytes(a.to_bytes(4, "little") + b.to_bytes(4, "little") + c.to_bytes(8, "little"), "big")


dense = int.from_bytes(bytes.fromhex("fef7") * 64, "big")
keys = {
    "768 bits": (prime(384) * prime(384), 65537),
    "1024 bits": (prime(512) * prime(512), 65537),
    "exponent 3": (prime(1024) * prime(1024), 3),
    "exponent 17": (prime(1024) * prime(1024), 17),
    "neighbouring primes": (close(0), 65537),
    "primes found in a few steps": (close(5), 65537),
    "primes found in about 80 steps": (close(80), 65537),
    "square of a prime": (prime(1024) ** 2, 65537),
    "Infineon, 512 bits": (infineon(512, 167), 65537),
    "Infineon, 1024 bits": (infineon(1024, 353), 65537),
    "Infineon, 2048 bits": (infineon(2048, 701), 65537),
    "divisible by 3": (3 * prime(2046), 65537),
    "divisible by 65537": (65537 * prime(2032), 65537),
    "damaged": (prime(1024) * prime(1020) * 7 * 3, 65537),
    "small private exponent": wiener(lambda p, q: (p - 1) * (q - 1)),
    "small private exponent, Carmichael's function": wiener(lambda p, q: gmpy2.lcm(p - 1, q - 1)),
    "words of 32 bits with 7": (short_sleeve(32, 7), 65537),
    "words of 128 bits with 6": (short_sleeve(128, 6), 65537),
    "chosen beginning": (with_top(dense >> 24, 1000), 65537),
    "biased throughout": (with_ends(dense >> 524, dense % 2**500, 500), 65537),
    "repeated bytes": (with_top(repeated(0xAA, 40), 320), 65537),
    "command for xz": (with_top(xz_command(2), 120), 65537),
    "prime modulus": (prime(2048), 65537),
    "cube of a prime": (prime(683) ** 3, 65537),
}
print(json.dumps([{"name": name, "n": "%x" % n, "e": "%x" % e} for name, (n, e) in keys.items()]))
