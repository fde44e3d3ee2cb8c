"""Keys that the tests use, made by other programs than the one under test."""

import base64
import functools
import itertools
import struct
import subprocess

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa


@functools.lru_cache(maxsize=None)
def key(name, bits=2048):
    """The RSA key of that name: the same one within a run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def public_line(private, comment="someone@example.com"):
    text = private.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()
    return f"{text} {comment}" if comment else text


def blob(line):
    return base64.b64decode(line.split()[1])


def fingerprint(line):
    digest = hashes.Hash(hashes.SHA256())
    digest.update(blob(line))
    return "SHA256:" + base64.b64encode(digest.finalize()).decode().rstrip("=")


def md5_fingerprint(line):
    digest = hashes.Hash(hashes.MD5())
    digest.update(blob(line))
    return "MD5:" + digest.finalize().hex(":")


def pem(private, form="pkcs1", passphrase=None):
    formats = {
        "pkcs1": serialization.PrivateFormat.TraditionalOpenSSL, "pkcs8": serialization.PrivateFormat.PKCS8,
        "openssh": serialization.PrivateFormat.OpenSSH,
    }
    encryption = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    return private.private_bytes(serialization.Encoding.PEM, formats[form], encryption)


def write_private(path, private, form="pkcs1", passphrase=None, mode=0o600):
    path.write_bytes(pem(private, form, passphrase))
    path.chmod(mode)
    return path


def ssh_keygen(path, *options, passphrase=""):
    """Has the real ssh-keygen make a pair at `path`."""
    subprocess.run(
        ["ssh-keygen", "-q", "-N", passphrase, "-f", str(path), *options], check=True, stdin=subprocess.DEVNULL, capture_output=True)
    return path


def many_public_lines(count):
    """As many different RSA public keys of 2048 bits as are asked for, without the time that making the pairs would take: the products of
    the primes of a few."""
    primes, lines = [], []
    while len(primes) * (len(primes) - 1) // 2 < count:
        numbers = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_numbers()
        primes += [numbers.p, numbers.q]
    for index, (p, q) in enumerate(itertools.islice(itertools.combinations(primes, 2), count)):
        public = rsa.RSAPublicNumbers(65537, p * q).public_key()
        text = public.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()
        lines.append(f"{text} key{index:03d}@example.com")
    return lines


def sshsig_blob():
    """What ssh-keygen -Y sign signs: the form of a git signature, its digest chosen to be text so that it fits into JSON."""
    def string(value):
        return struct.pack(">I", len(value)) + value

    return (b"SSHSIG" + string(b"git") + string(b"") + string(b"sha512") + string(b"A" * 64)).decode()


def base64url(data):
    if isinstance(data, str):
        data = data.encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def es256_key():
    return ec.generate_private_key(ec.SECP256R1())


def es256_signature(private, data):
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    r, s = decode_dss_signature(private.sign(data, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def rs256_signature(private, data):
    return private.sign(data, padding.PKCS1v15(), hashes.SHA256())
