"""Key files that ssh-keygen, openssl and puttygen make, and what these tools say about a file."""

import base64
import functools
import hashlib
import json
import os
import pathlib
import subprocess
import tempfile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

import material

COMMENT = "someone@example.com"


def run(*command, stdin=b"", check=True):
    done = subprocess.run([str(word) for word in command], input=stdin, capture_output=True, timeout=120)
    assert done.returncode == 0 or not check, f"{command}: {done.stderr.decode(errors='replace')}"
    return done


class Folder:
    """A directory for the files that the tools want."""

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory()
        return pathlib.Path(self.directory.name)

    def __exit__(self, *_):
        self.directory.cleanup()


def written(path, content, mode=0o600):
    path.write_bytes(content)
    path.chmod(mode)
    return path


def base64url(number):
    return material.base64url(number.to_bytes((number.bit_length() + 7) // 8, "big"))


# What the tools make

PRIVATE = [
    "pkcs1", "pkcs8", "openssh", "pkcs1-der", "pkcs8-der", "putty", "putty 2", "jwk", "pkcs1 encrypted", "pkcs8 encrypted", "pkcs8 scrypt",
    "pkcs8-der encrypted", "openssh encrypted", "openssh gcm", "putty encrypted", "putty 2 encrypted",
]
PUBLIC = ["openssh", "rfc4716", "spki", "pkcs1", "spki-der", "pkcs1-der", "jwk"]


def is_encrypted(form):
    return form.split()[-1] in ("encrypted", "scrypt", "gcm")


def has_comment(form):
    return form.startswith(("openssh", "putty"))


@functools.lru_cache(maxsize=None)
def private_file(name, form, passphrase="correct horse"):
    """The private key of that name (material.key) as a tool writes it."""
    key = material.key(name)
    with Folder() as folder:
        plain = written(folder / "plain", material.pem(key))
        out, secret = folder / "out", written(folder / "secret", passphrase.encode())
        if form.startswith("openssh"):
            cipher = {"openssh": [], "openssh encrypted": ["-Z", "aes256-ctr"], "openssh gcm": ["-Z", "aes256-gcm@openssh.com"]}[form]
            rounds = ["-a", "4"] if cipher else []
            run("ssh-keygen", "-q", "-p", "-P", "", "-N", passphrase if cipher else "", *cipher, *rounds, "-f", plain)
            run("ssh-keygen", "-q", "-c", "-P", passphrase if cipher else "", "-C", COMMENT, *rounds, *cipher, "-f", plain)
            return plain.read_bytes()
        if form.startswith("putty"):
            version = ["--ppk-param", "version=2"] if form.startswith("putty 2") else ["--ppk-param", "version=3,memory=64,passes=2"]
            secret = ["--new-passphrase", secret] if is_encrypted(form) else []
            run("puttygen", plain, "-O", "private", "-C", COMMENT, *version, *secret, "-o", out)
            return out.read_bytes()
        if form == "jwk":
            return jwk(key)
        options = {
            "pkcs1": ["rsa", "-traditional"], "pkcs8": ["pkcs8", "-topk8", "-nocrypt"], "pkcs1-der": ["rsa", "-traditional", "-outform", "DER"],
            "pkcs8-der": ["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], "pkcs1 encrypted": ["rsa", "-traditional", "-aes256"],
            "pkcs8 encrypted": ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-iter", "1000"], "pkcs8 scrypt": ["pkcs8", "-topk8", "-scrypt"],
            "pkcs8-der encrypted": ["pkcs8", "-topk8", "-outform", "DER", "-iter", "1000"],
        }[form]
        pass_out = ["-passout", f"pass:{passphrase}"] if is_encrypted(form) else []
        return run("openssl", *options, *pass_out, "-in", plain).stdout


@functools.lru_cache(maxsize=None)
def public_file(name, form):
    """The public half of the key of that name as a tool writes it."""
    key = material.key(name)
    line = (material.public_line(key, COMMENT) + "\n").encode()
    with Folder() as folder:
        path = written(folder / "key.pub", line)
        plain = written(folder / "plain", material.pem(key))
        if form == "openssh":
            return line
        if form == "rfc4716":
            return run("ssh-keygen", "-e", "-m", "RFC4716", "-f", path).stdout
        if form == "jwk":
            return jwk(key, private=False)
        kind = "-pubout" if form.startswith("spki") else "-RSAPublicKey_out"
        return run("openssl", "rsa", "-in", plain, kind, "-outform", "DER" if form.endswith("der") else "PEM").stdout


def jwk(key, private=True):
    numbers = key.private_numbers()
    members = {"kty": "RSA", "n": numbers.public_numbers.n, "e": numbers.public_numbers.e}
    if private:
        members.update(d=numbers.d, p=numbers.p, q=numbers.q, dp=numbers.dmp1, dq=numbers.dmq1, qi=numbers.iqmp)
    return json.dumps({name: value if isinstance(value, str) else base64url(value) for name, value in members.items()}).encode()


# What the tools say

def numbers(data, form, passphrase=None):
    """The numbers of a private key file, as another program reads them."""
    with Folder() as folder:
        path = written(folder / "key", data)
        if form == "putty":
            secret = ["--old-passphrase", written(folder / "secret", passphrase.encode())] if passphrase else []
            run("puttygen", path, "-O", "private-openssh", *secret, "--new-passphrase", "/dev/null", "-o", folder / "out")
            path, passphrase = folder / "out", None
        if form == "jwk":
            value = {name: int.from_bytes(base64.urlsafe_b64decode(text + "==="), "big") for name, text in json.loads(data).items()
                     if name not in ("kty", "kid")}
            public = rsa.RSAPublicNumbers(value["e"], value["n"])
            return rsa.RSAPrivateNumbers(value["p"], value["q"], value["d"], value["dp"], value["dq"], value["qi"], public)
        if form in ("openssh", "putty"):
            # ssh-keygen brings it into a form that openssl reads, and checks it.
            run("ssh-keygen", "-q", "-p", "-m", "PEM", "-P", passphrase or "", "-N", "", "-f", path)
            passphrase = None
        checked = run(
            "openssl", "rsa", "-check", "-in", path, "-inform", "DER" if form.endswith("der") else "PEM",
            *(["-passin", f"pass:{passphrase}"] if passphrase else []), "-outform", "DER")
        assert b"RSA key ok" in checked.stderr + checked.stdout, checked
        return serialization.load_der_private_key(checked.stdout[checked.stdout.find(b"\x30\x82"):], None).private_numbers()


def public_numbers(data, form):
    """The numbers of a public key file, as another program reads them."""
    with Folder() as folder:
        path = written(folder / "key", data)
        if form == "jwk":
            value = json.loads(data)
            n, e = (int.from_bytes(base64.urlsafe_b64decode(value[name] + "==="), "big") for name in "ne")
            return rsa.RSAPublicNumbers(e, n)
        if form in ("openssh", "rfc4716"):
            kind = ["-i", "-m", "RFC4716"] if form == "rfc4716" else ["-e", "-m", "RFC4716"]
            line = run("ssh-keygen", *kind, "-f", path).stdout
            if form == "openssh":
                line = run("ssh-keygen", "-i", "-m", "RFC4716", "-f", written(path, line)).stdout
            return serialization.load_ssh_public_key(line).public_numbers()
        kind = "-RSAPublicKey_in" if form.startswith("pkcs1") else "-pubin"
        der = run("openssl", "rsa", kind, "-in", path, "-inform", "DER" if form.endswith("der") else "PEM", "-pubout", "-outform", "DER").stdout
        return serialization.load_der_public_key(der).public_numbers()


def listed(path, *options):
    """The rows of `ssh-keygen -lf`: bits, fingerprint, comment."""
    rows = run("ssh-keygen", "-lf", path, *options).stdout.decode().splitlines()
    parts = [row.split(" ", 2) for row in rows if row[:1].isdigit()]
    return [(int(bits), fingerprint, rest.rsplit(" (", 1)[0]) for bits, fingerprint, rest in parts]


def randomart(path):
    return run("ssh-keygen", "-lv", "-f", path).stdout.decode().splitlines()[1:]


def thumbprint(key):
    """RFC 7638, by itself."""
    public = key.public_key().public_numbers()
    text = json.dumps({"e": base64url(public.e), "kty": "RSA", "n": base64url(public.n)}, separators=(",", ":"), sort_keys=True)
    return material.base64url(hashlib.sha256(text.encode()).digest())


def openssh_comment(path, passphrase=""):
    return run("ssh-keygen", "-l", "-f", path, "-P", passphrase).stdout


def program(*arguments, home, stdin=b"", **environment):
    """`dxflow` with what it says as bytes: DER is no text, and a private key is what was asked for."""
    import processes

    return subprocess.run(
        [processes.PROGRAM, *map(str, arguments)], env={**home.environment, **environment}, cwd=home.path, input=stdin, capture_output=True,
        timeout=120, start_new_session=True)


def names(folder):
    """The files in a directory, without the program's own."""
    return sorted(name for name in os.listdir(folder) if not name.startswith(".dxflow"))
