"""RSA in integers: keys, and the encodings of RFC 8017 with everything that may be wrong in one."""
import hashlib, math, struct

from cryptography.hazmat.primitives.serialization import load_pem_private_key

from vectortext import HASHES, arguments, hexadecimal, stream


class Key:
    def __init__(self, e, p, q, d=None):
        self.e, self.p, self.q, self.n = e, p, q, p * q
        self.totient = (p - 1) * (q - 1)
        self.carmichael = math.lcm(p - 1, q - 1)
        self.d = d or pow(e, -1, self.carmichael)
        self.k = (self.n.bit_length() + 7) // 8

    def numbers(self, **changes):
        n = dict(n=self.n, e=self.e, d=self.d, p=self.p, q=self.q, dp=self.d % (self.p - 1), dq=self.d % (self.q - 1),
                 qinv=pow(self.q, -1, self.p))
        return {name: hexadecimal(value) for name, value in {**n, **changes}.items()}

    def raw(self, encoded):
        """The bytes whose e-th power is `encoded`."""
        number = int.from_bytes(encoded, "big")
        assert number < self.n and len(encoded) == self.k
        signature = pow(number, self.d, self.n)
        assert pow(signature, self.e, self.n) == number
        return signature.to_bytes(self.k, "big")


def factor(n, e, d):
    """p and q from n, e and d (SP 800-56B, appendix C)."""
    r, g = d * e - 1, 2
    t = (r & -r).bit_length() - 1
    while True:
        y = pow(g, r >> t, n)
        for _ in range(t):
            x = pow(y, 2, n)
            if x == 1 and y not in (1, n - 1):
                p = math.gcd(y - 1, n)
                return max(p, n // p), min(p, n // p)
            y = x
        g += 1


def is_probable_prime(n):
    if any(n % p == 0 for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return False
    r = n - 1
    s = (r & -r).bit_length() - 1
    for round in range(24):
        x = pow(int.from_bytes(stream(f"base {round}", 16), "big"), r >> s, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def next_prime(label, bits, accept=lambda p: True):
    number = int.from_bytes(stream(label, bits // 8 + 1), "big") >> (8 - bits % 8) | 3 << (bits - 2) | 1
    while not (is_probable_prime(number) and accept(number)):
        number += 2
    return number


def load(name):
    numbers = load_pem_private_key((arguments.keys / name).read_bytes(), None, unsafe_skip_rsa_key_validation=True).private_numbers()
    return Key(numbers.public_numbers.e, numbers.p, numbers.q, numbers.d)


PREFIX = {  # RFC 8017 §9.2, note 1
    "SHA-1": "3021300906052b0e03021a05000414", "SHA-224": "302d300d06096086480165030402040500041c",
    "SHA-256": "3031300d060960864801650304020105000420", "SHA-384": "3041300d060960864801650304020205000430",
    "SHA-512": "3051300d060960864801650304020305000440"}


def digest(name, message):
    return hashlib.new(HASHES[name], message).digest()


def digest_info(name, message):
    return bytes.fromhex(PREFIX[name]) + digest(name, message)


def emsa_pkcs1(k, t):
    return b"\0\1" + b"\xff" * (k - len(t) - 3) + b"\0" + t


def mgf1(name, seed, length):
    output = b"".join(digest(name, seed + struct.pack(">I", i)) for i in range(-(-length // 16)))
    return output[:length]


def emsa_pss(bits, name, message, salt, mgf=None, trailer=0xBC, separator=1, padding=0, clear=True, hash=None):
    """RFC 8017 §9.1.1, with everything that a damaged encoding may get wrong."""
    em_bits = bits - 1
    em_length = -(-em_bits // 8)
    h = hash or digest(name, b"\0" * 8 + digest(name, message) + salt)
    ps = bytearray(em_length - len(salt) - len(h) - 2)
    if padding:
        ps[len(ps) // 2] = padding
    db = bytes(ps) + bytes([separator]) + salt
    masked = bytearray(a ^ b for a, b in zip(db, mgf1(mgf or name, h, len(db))))
    unused = 8 * em_length - em_bits
    masked[0] &= 0xFF >> unused
    if not clear:
        masked[0] |= 0x100 >> unused & 0xFF
    encoded = bytes(masked) + h + bytes([trailer])
    return b"\0" * (-(-bits // 8) - len(encoded)) + encoded
