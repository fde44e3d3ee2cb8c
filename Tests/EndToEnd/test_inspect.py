"""`dxflow key inspect`: what it says of keys, beside what ssh-keygen says."""

import base64
import json
import os
import re
import signal
import subprocess

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

import material
import processes
import reference

PASSPHRASE = "correct horse"
ED25519 = ed25519.Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)


def fields(out):
    """The labelled lines, and the picture."""
    lines = out.splitlines()
    start = next((index for index, line in enumerate(lines) if line.startswith("+--")), len(lines))
    labelled = {line[:17].strip(): line[17:] for line in lines[:start] if not re.match(r"(note|warning|critical): ", line)}
    return labelled, lines[start:start + 11]


def public_of(home, name="alice", comment=reference.COMMENT):
    path = home.path / f"{name}-reference.pub"
    path.write_text(material.public_line(material.key(name), comment) + "\n")
    return path


def ed25519_line(comment="elliptic@example.com"):
    text = ED25519.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()
    return f"{text} {comment}"


def rows(out):
    """What the rows say: place, bits, fingerprint, comment."""
    found = []
    for line in out.splitlines():
        match = re.match(r"(\S.*?)  +(?:.* )??(\d{3,5})  (SHA256:\S{43})(?:  (.*))?$", line)
        if match:
            found.append((match[1], int(match[2]), match[3], match[4] or ""))
    return found


# One key

@pytest.mark.parametrize("form", [*reference.PRIVATE, *(f"public {form}" for form in reference.PUBLIC)])
def test_every_format(home, form):
    private = not form.startswith("public ")
    content = reference.private_file("alice", form) if private else reference.public_file("alice", form.removeprefix("public "))
    path = reference.written(home.path / "key", content)
    home.secrets.add(PASSPHRASE)
    environment = {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE} if private and reference.is_encrypted(form) else {}
    shown, picture = fields(home.ok("key", "inspect", path, env=environment).out)
    line = public_of(home)
    (bits, fingerprint, _), = reference.listed(line)
    assert shown["File"] == str(path)
    assert shown["Key"] == ("private" if private else "public")
    assert shown["Size"] == f"{bits} bits" == "2048 bits"
    assert shown["Public exponent"] == "65537"
    assert shown["Fingerprint"] == fingerprint
    assert shown[""] == reference.listed(line, "-E", "md5")[0][1]
    assert shown["JWK thumbprint"] == reference.thumbprint(material.key("alice"))
    assert picture == reference.randomart(line)
    if private and not reference.is_encrypted(form):
        assert shown["Encryption"] == "none"
    if form == "public rfc4716":
        assert shown["Comment"].startswith("2048-bit RSA, converted by ")
    elif (reference.has_comment(form) or form == "public openssh") and form not in ("openssh encrypted", "openssh gcm"):
        assert shown["Comment"] == reference.COMMENT
    else:
        assert "Comment" not in shown


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("openssh encrypted", ("aes256-ctr", "bcrypt", "4 rounds")), ("openssh gcm", ("aes256-gcm@openssh.com", "bcrypt", "4 rounds")),
        ("pkcs8 encrypted", ("AES-256-CBC", "PBKDF2", "SHA-256", "1000 rounds")), ("pkcs8 scrypt", ("AES-256-CBC", "scrypt", "N=16384")),
        ("pkcs1 encrypted", ("AES-256-CBC", "MD5")), ("putty encrypted", ("aes256-cbc", "Argon2id", "64 KiB", "2 passes")),
    ])
def test_encryption(home, form, words):
    path = reference.written(home.path / "key", reference.private_file("alice", form))
    shown, _ = fields(home.ok("key", "inspect", path).out)
    for word in words:
        assert word in shown["Encryption"]


@pytest.mark.parametrize("form", ["pkcs8 encrypted", "pkcs8-der encrypted", "pkcs1 encrypted"])
def test_what_is_hidden_is_said_and_nobody_is_asked(home, form):
    path = reference.written(home.path / "key", reference.private_file("alice", form))
    result = home.ok("key", "inspect", path)
    shown, picture = fields(result.out)
    assert "hidden" in shown["Fingerprint"] and "--passphrase" in shown["Fingerprint"] and "DXFLOW_KEY_PASSPHRASE" in shown["Fingerprint"]
    assert picture == [] and "Size" not in shown
    with home.terminal("key", "inspect", path) as terminal:
        code, seen = terminal.finish()
        assert code == 0 and "Passphrase for" not in seen and "hidden" in seen


def test_asks_where_that_is_wanted(home):
    path = reference.written(home.path / "key", reference.private_file("alice", "pkcs8 encrypted"))
    with home.terminal("key", "inspect", path, "--passphrase") as terminal:
        terminal.read_until(f"Passphrase for {path}: ")
        assert not terminal.echoes()
        terminal.send("wrong\n")
        terminal.read_until("again")
        terminal.read_until("Passphrase for")
        terminal.send(PASSPHRASE + "\n")
        code, seen = terminal.finish()
        assert code == 0 and reference.listed(public_of(home))[0][1] in seen and PASSPHRASE not in seen


def test_asking_without_a_terminal(home):
    reference.written(home.path / "key", reference.private_file("alice", "pkcs8 encrypted"))
    home.fails("key", "inspect", "key", "--passphrase", words=("key", "passphrase", "terminal"))


def test_a_passphrase_shows_the_comment(home):
    path = reference.written(home.path / "key", reference.private_file("alice", "openssh encrypted"))
    assert "Comment" not in fields(home.ok("key", "inspect", path, env={"DXFLOW_KEY_PASSPHRASE": "another key's"}).out)[0]
    shown, _ = fields(home.ok("key", "inspect", path, "--passphrase-file", "-", stdin=PASSPHRASE.encode()).out)
    assert shown["Comment"] == reference.COMMENT


def test_a_wrong_passphrase(home):
    """What can be read is shown all the same."""
    path = reference.written(home.path / "key", reference.private_file("alice", "pkcs8 encrypted"))
    result = home.run("key", "inspect", path, env={"DXFLOW_KEY_PASSPHRASE": "wrong"})
    assert result.code == 1
    assert "PBKDF2" in result.out and "SHA256:" not in result.out
    assert result.err.startswith("error: ") and str(path) in result.err and "passphrase is wrong" in result.err


def test_a_private_key_that_others_may_read(home):
    path = reference.written(home.path / "key", reference.private_file("alice", "pkcs1"), mode=0o644)
    out = home.ok("key", "inspect", path).out
    assert "warning: " in out and f"chmod 600 {path}" in out and "0644" in out
    path.chmod(0o600)
    assert "warning" not in home.ok("key", "inspect", path).out


def test_a_private_key_whose_numbers_do_not_belong_together(home):
    numbers = material.key("alice").private_numbers()
    other = material.key("bob").private_numbers()
    members = json.loads(reference.jwk(material.key("alice")))
    members["d"] = reference.base64url(other.d % numbers.public_numbers.n)
    path = reference.written(home.path / "key", json.dumps(members).encode())
    result = home.run("key", "inspect", path)
    assert result.code == 1 and result.err.startswith("error: ") and "Fingerprint" in result.out


def test_options_of_a_line(home):
    line = f'restrict,command="echo \\"hi\\"" {material.public_line(material.key("alice"))}\n'
    path = reference.written(home.path / "authorized_keys", line.encode())
    assert fields(home.ok("key", "inspect", path).out)[0]["Options"] == 'restrict,command="echo \\"hi\\""'


def test_a_comment_cannot_move_the_cursor(home):
    line = material.public_line(material.key("alice"), "evil\x1b[2J\u202e")
    for name, text in (("one", f"{line}\n"), ("two", f"{line}\n{line}\n")):
        path = reference.written(home.path / name, text.encode())
        out = home.ok("key", "inspect", path).out
        assert "\x1b" not in out and "\u202e" not in out and "evil" in out


def test_an_odd_exponent(home):
    numbers = material.key("alice").public_key().public_numbers()
    for exponent in (3, (1 << 127) + 1):
        public = rsa.RSAPublicNumbers(exponent, numbers.n).public_key()
        line = public.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
        shown, _ = fields(home.ok("key", "inspect", reference.written(home.path / "key", line)).out)
        expected = str(exponent) if exponent == 3 else f"0x{exponent:x} (128 bits)"
        assert shown["Public exponent"] == expected


# Where it comes from

def test_standard_input(home):
    content = reference.public_file("alice", "spki")
    for path in ("-", "/dev/stdin"):
        shown, _ = fields(home.ok("key", "inspect", path, stdin=content).out)
        assert shown["Fingerprint"] == reference.listed(public_of(home))[0][1]
    assert fields(home.ok("key", "inspect", "-", stdin=content).out)[0]["File"] == "standard input"


def test_a_pipe_with_a_name(home):
    path = home.path / "pipe"
    os.mkfifo(path, 0o600)
    writer = subprocess.Popen(["sh", "-c", 'cat > "$1"', "sh", str(path)], stdin=subprocess.PIPE)
    writer.stdin.write(reference.private_file("alice", "pkcs8"))
    writer.stdin.close()
    shown, _ = fields(home.ok("key", "inspect", path).out)
    assert writer.wait(60) == 0
    assert shown["Fingerprint"] == reference.listed(public_of(home))[0][1]


NO_KEYS = {
    "nowhere": (None, ("nowhere", "No such file")), "empty": (b"", ("empty", "is empty")), "blank": (b"\n \n", ("blank", "is empty")),
    "text": (b"This is my key, honestly.\n", ("text", "no key")), "binary": (b"\0\1\2\3" * 100, ("binary",)),
    "utf16": ("ssh-rsa AAAA".encode("utf-16"), ("utf16", "UTF-16")),
    "ed25519": ((ed25519_line() + "\n").encode(), ("ed25519", "ssh-ed25519", "RSA")),
    "cut": (material.public_line(material.key("alice"))[:150].encode(), ("cut",)), "json": (b'{"kty": "RSA", "n": ', ("json", "JSON")),
    "certificate": (b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", ("certificate", "X.509")),
}


@pytest.mark.parametrize("name", NO_KEYS)
def test_what_is_no_key(home, name):
    content, words = NO_KEYS[name]
    if content is not None:
        (home.path / name).write_bytes(content)
    home.fails("key", "inspect", name, words=words)
    home.fails("key", "inspect", name, "--json", words=words)


@pytest.mark.parametrize("path", [".", "/dev/null", "/dev/zero", "/root/key"])
def test_what_is_no_file(home, path):
    home.fails("key", "inspect", path, words=(path,))


def test_a_gibibyte_of_nothing(home):
    with open(home.path / "huge", "wb") as file:
        file.truncate(1 << 30)
    home.fails("key", "inspect", "huge", words=("huge", "no key file"))


@pytest.mark.parametrize("arguments", [[], [""], ["-", "-"], ["-", "--passphrase-file", "-"], ["a", "--nonsense"]], ids=" ".join)
def test_wrong_usage(home, arguments):
    result = home.run("key", "inspect", *arguments)
    assert result.code == 64 and result.out == "" and result.err.lower().startswith("error: "), result


def test_the_older_spelling(home):
    path = reference.written(home.path / "key", reference.public_file("alice", "openssh"))
    assert home.ok("engine", "key", "inspect", path).out == home.ok("key", "inspect", path).out


# Many keys

def mixed_lines():
    first, second = material.public_line(material.key("alice"), "alice@example.com"), material.public_line(material.key("bob"), "")
    return [
        "# the keys of this machine", first, "", f'restrict,from="10.0.0.0/8" {second}', ed25519_line(), f"{second} bob with spaces",
        f"{first.split(' ')[0]} {first.split(' ')[1][:80]} cut off",
    ]


def test_authorized_keys(home):
    path = reference.written(home.path / "authorized_keys", ("\n".join(mixed_lines()) + "\n").encode())
    result = home.run("key", "inspect", path)
    assert result.code == 1
    shown = rows(result.out)
    assert [place for place, *_ in shown] == ["line 2", "line 4", "line 6"]
    theirs = [row for row in reference.listed(path) if row[0] == 2048]
    assert [row[1:3] for row in shown] == [row[:2] for row in theirs]
    # Without a comment ssh-keygen shows the options for one.
    assert [row[3] for row in shown] == [theirs[0][2], "", theirs[2][2]]
    lines = result.out.splitlines()
    assert any(line.startswith("line 5 ") and "ssh-ed25519" in line for line in lines)
    assert any(line.startswith("line 7 ") and "damaged" in line for line in lines)
    assert result.err.startswith("error: 2 keys can't be read") and f"{path}:5" in result.err


def test_a_long_authorized_keys(home):
    """Longer than what is read at once: the same rows as of ssh-keygen, in their order."""
    lines = material.many_public_lines(3000)
    lines[1234] = ed25519_line()
    path = reference.written(home.path / "authorized_keys", ("\n".join(lines) + "\n").encode())
    assert path.stat().st_size > 1 << 20
    result = home.run("key", "inspect", path)
    assert result.code == 1 and "line 1235" in result.out and f"{path}:1235" in result.err
    shown = rows(result.out)
    assert [row[0] for row in shown] == [f"line {number}" for number in range(1, 3001) if number != 1235]
    assert [row[1:] for row in shown] == [row for row in reference.listed(path) if row[0] == 2048]
    with open(path, "rb") as file:
        piped = home.run("key", "inspect", "-", stdin=file.read())
    assert piped.out == result.out
    objects = json.loads(home.run("key", "inspect", path, "--json").out)
    assert [entry["line"] for entry in objects] == list(range(1, 3001))
    assert [entry.get("sha256") for entry in objects if entry["line"] != 1235] == [row[2] for row in shown]


def test_a_jwk_set(home):
    keys = [json.loads(reference.public_file(name, "jwk")) for name in ("alice", "bob")]
    keys.insert(1, {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"})
    keys[0]["kid"] = "the first"
    path = reference.written(home.path / "set.json", json.dumps({"keys": keys}).encode())
    result = home.run("key", "inspect", path)
    assert result.code == 1
    shown = rows(result.out)
    assert [row[0] for row in shown] == ["key 1 of the set", "key 3 of the set"]
    assert [row[2] for row in shown] == [reference.listed(public_of(home, name))[0][1] for name in ("alice", "bob")]
    assert shown[0][3] == "the first"
    assert "public jwk" in result.out


def test_several_blocks(home):
    content = b"text in front\n" + b"".join(
        [reference.private_file("alice", "pkcs1"), reference.public_file("bob", "spki"), reference.private_file("carol", "pkcs8 encrypted")])
    path = reference.written(home.path / "bundle.pem", content)
    result = home.ok("key", "inspect", path)
    shown = rows(result.out)
    assert [row[0] for row in shown] == ["line 2", "line 29"]
    assert [row[2] for row in shown] == [reference.listed(public_of(home, name))[0][1] for name in ("alice", "bob")]
    for words in ("private pkcs1", "public spki", "private pkcs8, encrypted", "its passphrase shows it"):
        assert words in result.out
    home.secrets.add(PASSPHRASE)
    opened = home.ok("key", "inspect", path, env={"DXFLOW_KEY_PASSPHRASE": PASSPHRASE})
    assert reference.listed(public_of(home, "carol"))[0][1] in opened.out


def test_several_files(home):
    reference.written(home.path / "a.pem", reference.private_file("alice", "openssh"))
    reference.written(home.path / "b.pub", reference.public_file("bob", "openssh"))
    (home.path / "authorized_keys").write_text("\n".join(mixed_lines()[:4]) + "\n")
    result = home.run("key", "inspect", "a.pem", "nowhere", "b.pub", "authorized_keys")
    assert result.code == 1
    assert [row[0] for row in rows(result.out)] == ["a.pem", "b.pub", "authorized_keys:2", "authorized_keys:4"]
    assert "nowhere" in result.err and "nowhere" not in result.out
    shown = json.loads(home.ok("key", "inspect", "a.pem", "b.pub", "--json").out)
    assert [entry["file"] for entry in shown] == ["a.pem", "b.pub"]


# JSON

def test_json(home):
    path = reference.written(home.path / "key", reference.private_file("alice", "openssh encrypted"))
    entry, = json.loads(home.ok("key", "inspect", path, "--json").out)
    line = public_of(home)
    assert entry["file"] == str(path) and entry["kind"] == "private" and entry["format"] == "openssh" and entry["encrypted"] is True
    assert entry["bits"] == 2048 and entry["publicExponent"] == 65537 and entry["warnings"] == []
    assert entry["encryption"] == {"cipher": "aes256-ctr", "kdf": "bcrypt", "rounds": 4}
    assert entry["sha256"] == reference.listed(line)[0][1] and entry["md5"] == reference.listed(line, "-E", "md5")[0][1]
    assert entry["jwkThumbprint"] == reference.thumbprint(material.key("alice"))
    assert entry["randomart"].splitlines() == reference.randomart(line)
    assert "error" not in entry and "comment" not in entry


def test_json_of_what_cannot_be_read(home):
    path = reference.written(home.path / "authorized_keys", ("\n".join(mixed_lines()) + "\n").encode())
    result = home.run("key", "inspect", path, "--json")
    assert result.code == 1
    entries = json.loads(result.out)
    assert [entry["line"] for entry in entries] == [2, 4, 5, 6, 7]
    assert "ssh-ed25519" in entries[2]["error"] and "sha256" not in entries[2]
    assert entries[1]["options"] == ["restrict", 'from="10.0.0.0/8"']


# What is wrong with keys

def of_primes(p, q, e=65537):
    public = rsa.RSAPublicNumbers(e, p * q).public_key()
    return public.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()


def next_prime(number):
    number |= 1
    while pow(2, number - 1, number) != 1:
        number += 2
    return number


@pytest.fixture(scope="module")
def primes():
    found = []
    for _ in range(3):
        numbers = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_numbers()
        found += [numbers.p, numbers.q]
    return found


def test_a_short_key_is_warned_of(home):
    path = reference.written(home.path / "short", (material.public_line(material.key("short", 1024)) + "\n").encode())
    out = home.ok("key", "inspect", path).out
    assert "warning: " in out and "1024" in out.split("warning: ")[1]
    entry, = json.loads(home.ok("key", "inspect", path, "--json").out)
    assert [warning["code"] for warning in entry["warnings"]] == ["small-modulus"]


def test_primes_that_are_close(home, primes):
    close = of_primes(primes[0], next_prime(primes[0] + 2))
    path = reference.written(home.path / "close", (close + "\n").encode())
    out = home.ok("key", "inspect", path).out
    assert "critical: " in out and "CVE-2022-26320" in out
    checked = home.run("key", "inspect", path, "--check")
    assert checked.code == 1 and "critical: " in checked.out and checked.err == ""


def test_a_prime_that_keys_share(home, primes):
    lines = [of_primes(primes[0], primes[1]), of_primes(primes[2], primes[3]), of_primes(primes[0], primes[4])]
    (home.path / "one").write_text("\n".join(lines[:2]) + "\n")
    (home.path / "two").write_text(lines[2] + "\n")
    assert "critical" not in home.ok("key", "inspect", "one", "two").out
    assert home.ok("key", "inspect", "one", "--check").out.count("SHA256:") == 2
    result = home.run("key", "inspect", "one", "two", "--check")
    assert result.code == 1
    lines = result.out.splitlines()
    assert len([line for line in lines if "critical: " in line]) == 2
    assert "critical: " in lines[2] and lines[2].endswith("(two)") and "critical: " in lines[5] and lines[5].endswith("(one:1)")
    entries = json.loads(home.run("key", "inspect", "one", "two", "--check", "--json").out)
    assert [[(warning["code"], warning["others"]) for warning in entry["warnings"]] for entry in entries] == [
        [("shared-prime", ["two"])], [], [("shared-prime", ["one:1"])]]


def test_the_same_key_twice_is_no_failure(home):
    path = reference.written(home.path / "keys", reference.public_file("alice", "openssh") * 2)
    result = home.ok("key", "inspect", path, "--check")
    assert "note: " in result.out and "line 1" in result.out


def test_good_keys_pass_every_check(home):
    for name in ("alice", "bob", "carol"):
        home.secrets.add(PASSPHRASE)
        result = home.ok("key", "inspect", reference.written(home.path / name, reference.private_file(name, "pkcs8")), "--check")
        assert "warning" not in result.out and "critical" not in result.out and "note" not in result.out


def test_progress_is_on_the_terminal_and_goes(home, primes):
    path = home.path / "keys"
    path.write_text("\n".join(material.many_public_lines(200)) + "\n")
    with home.terminal("key", "inspect", path, "--check") as terminal:
        code, seen = terminal.finish()
    assert code == 1
    assert "%" in seen and "\x1b[K" in seen
    assert "%" not in seen[seen.rindex("\x1b[K"):]


def test_ctrl_c_ends_a_check(home):
    path = home.path / "keys"
    path.write_text("\n".join(material.many_public_lines(400)) + "\n")
    with home.terminal("key", "inspect", path, "--check") as terminal:
        terminal.read_until("%")
        terminal.send("\x03")
        code, _ = terminal.finish()
    assert code in (-signal.SIGINT, 130)


# Where it goes

def test_a_reader_that_has_heard_enough(home):
    path = home.path / "keys"
    path.write_text("\n".join(material.many_public_lines(3000)) + "\n")
    done = subprocess.run(
        ["bash", "-c", '"$0" key inspect "$1" | head -n 1', processes.PROGRAM, str(path)], env=home.environment, capture_output=True, text=True)
    assert len(done.stdout.splitlines()) == 1 and done.stderr == ""


@pytest.mark.parametrize("count", [1, 3000])
def test_output_that_cannot_be_written(home, count):
    path = home.path / "keys"
    path.write_text("\n".join(material.many_public_lines(count)) + "\n")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([processes.PROGRAM, "key", "inspect", str(path)], env=home.environment, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1 and b"can't be written" in done.stderr


def test_nothing_of_a_private_key_is_shown(home):
    for form in ("pkcs1", "openssh", "putty", "jwk"):
        path = reference.written(home.path / "key", reference.private_file("alice", form))
        numbers = material.key("alice").private_numbers()
        for options in ([], ["--json"], ["--check"]):
            out = home.ok("key", "inspect", path, *options).out
            for number in (numbers.d, numbers.p, numbers.q):
                assert reference.base64url(number)[:40] not in out and f"{number:x}"[:40] not in out
                assert base64.b64encode(number.to_bytes(256, "big"))[-40:].decode() not in out
