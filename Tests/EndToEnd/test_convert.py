"""`dxflow key convert` and `dxflow key public`: what they write, the reference tools read, and make byte for byte where it is the same."""

import base64
import json
import os
import stat
import subprocess

import pytest

import material
import processes
import reference

PASSPHRASE = "correct horse"
OTHER = "another passphrase"

PLAIN = ["pkcs1", "pkcs8", "openssh", "pkcs1-der", "pkcs8-der", "putty", "jwk"]
ENCRYPTED = ["pkcs8", "openssh", "pkcs8-der", "putty", "pkcs1-encrypted"]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def key_file(home, form, name="alice", file="key"):
    return reference.written(home.path / file, reference.private_file(name, form))


def numbers(name="alice"):
    return material.key(name).private_numbers()


def read(path, form, passphrase=None):
    """What another program reads of a written private key."""
    return reference.numbers(path.read_bytes(), "pkcs1" if form == "pkcs1-encrypted" else form, passphrase)


# Private keys

@pytest.mark.parametrize("target", PLAIN)
@pytest.mark.parametrize("source", [form for form in reference.PRIVATE if not reference.is_encrypted(form)])
def test_plain_private_keys(home, source, target):
    path = key_file(home, source)
    result = home.ok("key", "convert", path, "--to", target, "--out", "out")
    assert "out" in result.out
    assert read(home.path / "out", target) == numbers()
    assert mode(home.path / "out") == 0o600


@pytest.mark.parametrize("target", ENCRYPTED)
@pytest.mark.parametrize("source", [form for form in reference.PRIVATE if reference.is_encrypted(form)])
def test_the_passphrase_is_kept(home, source, target):
    home.secrets.add(PASSPHRASE)
    path = key_file(home, source)
    home.ok("key", "convert", path, "--to", target, "--out", "out", env={"DXFLOW_KEY_PASSPHRASE": PASSPHRASE})
    assert read(home.path / "out", target, PASSPHRASE) == numbers()
    assert subprocess.run(
        ["openssl", "rsa", "-noout", "-passin", "pass:", "-in", home.path / "out"], capture_output=True, stdin=subprocess.DEVNULL).returncode


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("pkcs1", ["rsa", "-traditional"]), ("pkcs1-der", ["rsa", "-traditional", "-outform", "DER"]),
        ("pkcs8", ["pkcs8", "-topk8", "-nocrypt"]), ("pkcs8-der", ["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"]),
    ])
@pytest.mark.parametrize("source", ["openssh", "putty", "jwk"])
def test_private_keys_are_what_openssl_writes(home, source, target, command):
    path = key_file(home, source)
    plain = reference.written(home.path / "plain", material.pem(material.key("alice")))
    done = reference.program("key", "convert", path, "--to", target, home=home)
    assert done.returncode == 0
    assert done.stdout == reference.run("openssl", *command, "-in", plain).stdout


def test_openssh_and_putty_keep_the_comment(home):
    path = key_file(home, "openssh")
    result = home.ok("key", "convert", path, "--to", "putty", "--out", "key.ppk")
    assert result.err == ""
    assert f"Comment: {reference.COMMENT}" in (home.path / "key.ppk").read_text()
    home.ok("key", "convert", "key.ppk", "--to", "openssh", "--out", "again")
    assert reference.COMMENT.encode() in reference.openssh_comment(home.path / "again")
    home.ok("key", "convert", path, "--to", "jwk", "--out", "key.json")
    assert json.loads((home.path / "key.json").read_text())["kid"] == reference.COMMENT


def test_a_comment_that_is_lost_is_said(home):
    result = home.ok("key", "convert", key_file(home, "openssh"), "--to", "pkcs8", "--out", "out")
    assert reference.COMMENT in result.err and "no room" in result.err


def test_a_comment_of_ones_own(home):
    path = key_file(home, "pkcs1")
    home.ok("key", "convert", path, "--to", "openssh", "--out", "out", "--comment", "čaj 茶")
    assert "čaj 茶".encode() in reference.openssh_comment(home.path / "out")
    home.fails("key", "convert", path, "--to", "pkcs8", "--out", "other", "--comment", "x", words=("comment", "pkcs8"))
    assert home.run("key", "convert", path, "--to", "openssh", "--comment", "two\nlines").code == 64
    assert not (home.path / "other").exists()


# Passphrases

@pytest.mark.parametrize("target", ENCRYPTED)
def test_a_new_passphrase(home, target):
    home.secrets.update((PASSPHRASE, OTHER))
    (home.path / "new").write_text(OTHER + "\n")
    for source, environment in (("pkcs1", {}), ("openssh encrypted", {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE})):
        path = key_file(home, source)
        home.ok("key", "convert", path, "--to", target, "-o", "out", "--force", "--new-passphrase-file", "new", env=environment)
        assert read(home.path / "out", target, OTHER) == numbers()
    environment = {"DXFLOW_KEY_NEW_PASSPHRASE": OTHER}
    home.ok("key", "convert", key_file(home, "pkcs1"), "--to", target, "--passphrase", "-o", "again", env=environment)
    assert read(home.path / "again", target, OTHER) == numbers()


@pytest.mark.parametrize("target", PLAIN)
def test_an_encrypted_key_is_not_laid_open_unasked(home, target):
    home.secrets.add(PASSPHRASE)
    path = key_file(home, "pkcs8 encrypted")
    environment = {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE}
    if target in ("pkcs1", "pkcs1-der", "jwk"):
        home.fails("key", "convert", path, "--to", target, "--out", "out", env=environment, words=("encrypted", target, "--no-passphrase"))
        assert not (home.path / "out").exists()
    home.ok("key", "convert", path, "--to", target, "--out", "out", "--no-passphrase", env=environment)
    assert read(home.path / "out", target) == numbers()


def test_formats_that_have_or_have_not_a_passphrase(home):
    path = key_file(home, "pkcs1")
    home.fails("key", "convert", path, "--to", "pkcs1", "--passphrase", words=("pkcs1", "passphrase", "pkcs8"))
    home.fails("key", "convert", path, "--to", "pkcs1-encrypted", words=("pkcs1-encrypted", "--passphrase"))
    assert home.run("key", "convert", path, "--to", "pkcs8", "--passphrase", "--no-passphrase").code == 64


@pytest.mark.parametrize("options, words", [
    (["--kdf", "scrypt"], ("scrypt", ":4000")), (["--rounds", "1234"], ("PBKDF2", "04D2")), ([], ("PBKDF2", "0927C0"))], ids=str)
def test_costs_of_pkcs8(home, options, words):
    environment = {"DXFLOW_KEY_NEW_PASSPHRASE": OTHER}
    path = key_file(home, "pkcs1")
    home.ok("key", "convert", path, "--to", "pkcs8", "--passphrase", "--out", "out", *options, env=environment)
    assert read(home.path / "out", "pkcs8", OTHER) == numbers()
    shown = reference.run("openssl", "asn1parse", "-in", home.path / "out").stdout.decode()
    for word in words:
        assert word.lower() in shown.lower()


def test_rounds_of_openssh(home):
    environment = {"DXFLOW_KEY_NEW_PASSPHRASE": OTHER}
    path = key_file(home, "pkcs1")
    for options, rounds in (([], 24), (["--rounds", "3"], 3)):
        home.ok("key", "convert", path, "--to", "openssh", "--passphrase", "-o", "out", "--force", *options, env=environment)
        assert f"bcrypt, {rounds} rounds" in home.ok("key", "inspect", "out").out
        assert read(home.path / "out", "openssh", OTHER) == numbers()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--to", "pkcs8", "--rounds", "5"], ("passphrase",)), (["--to", "openssh", "--passphrase", "--kdf", "scrypt"], ("openssh", "--kdf")),
        (["--to", "putty", "--passphrase", "--rounds", "5"], ("putty", "--rounds")),
        (["--to", "pkcs8", "--passphrase", "--rounds", "10000001"], ("10000000", "PBKDF2")),
        (["--to", "openssh", "--passphrase", "--rounds", "4097"], ("4096", "bcrypt")),
    ], ids=str)
def test_costs_that_a_file_has_not(home, options, words):
    path = key_file(home, "pkcs1")
    home.fails("key", "convert", path, *options, env={"DXFLOW_KEY_NEW_PASSPHRASE": OTHER}, words=words)


def test_a_wrong_passphrase(home):
    path = key_file(home, "pkcs8 encrypted")
    environment = {"DXFLOW_KEY_PASSPHRASE": "wrong"}
    home.fails("key", "convert", path, "--to", "openssh", "--out", "out", env=environment, words=("key", "passphrase is wrong"))
    assert not (home.path / "out").exists()


def test_no_passphrase_and_no_terminal(home):
    path = key_file(home, "pkcs8 encrypted")
    home.fails("key", "convert", path, "--to", "openssh", "-o", "out", words=("key", "terminal", "DXFLOW_KEY_PASSPHRASE", "--passphrase-file"))
    words = ("terminal", "DXFLOW_KEY_NEW_PASSPHRASE", "--new-passphrase-file")
    home.fails("key", "convert", key_file(home, "pkcs1"), "--to", "openssh", "--passphrase", "-o", "out", words=words)


def test_asks_on_the_terminal(home):
    path = key_file(home, "pkcs8 encrypted")
    with home.terminal("key", "convert", path, "--to", "openssh", "--out", "out", "--passphrase") as terminal:
        terminal.read_until(f"Passphrase for {path}")
        assert not terminal.echoes()
        terminal.send(PASSPHRASE + "\n")
        for question in ("Passphrase for the written key", "again"):
            terminal.read_until(question)
            assert not terminal.echoes()
            terminal.send(OTHER + "\n")
        code, seen = terminal.finish()
        assert code == 0, seen
        assert OTHER not in seen and PASSPHRASE not in seen and terminal.echoes()
    assert read(home.path / "out", "openssh", OTHER) == numbers()


@pytest.mark.parametrize("question", [1, 2, 3])
def test_ctrl_c(home, question):
    path = key_file(home, "pkcs8 encrypted")
    with home.terminal("key", "convert", path, "--to", "openssh", "--out", "out", "--passphrase") as terminal:
        for answer in (PASSPHRASE, OTHER, OTHER)[:question - 1]:
            terminal.read_until(": ")
            terminal.send(answer + "\n")
        terminal.read_until(": ")
        terminal.send("\x03")
        code, _ = terminal.finish()
        assert code == 130 and terminal.echoes()
    assert reference.names(home.path) == ["key"]


# Public keys

@pytest.mark.parametrize("target", reference.PUBLIC)
@pytest.mark.parametrize("source", reference.PUBLIC)
def test_public_keys(home, source, target):
    path = reference.written(home.path / "key", reference.public_file("alice", source), 0o644)
    home.ok("key", "convert", path, "--to", target, "--out", "out")
    assert reference.public_numbers((home.path / "out").read_bytes(), target) == numbers().public_numbers
    assert mode(home.path / "out") == 0o644


@pytest.mark.parametrize("target", [form for form in reference.PUBLIC if form not in ("jwk", "rfc4716")])
def test_public_keys_are_what_the_tools_write(home, target):
    for source in ("openssh", "rfc4716"):
        path = reference.written(home.path / "key", reference.public_file("alice", "openssh"), 0o644)
        done = reference.program("key", "convert", path, "--to", target, home=home)
        assert done.stdout == reference.public_file("alice", target), source


def test_options_are_left_out(home):
    (home.path / "authorized_keys").write_text("restrict " + material.public_line(material.key("alice")) + "\n")
    result = home.ok("key", "convert", "authorized_keys", "--to", "openssh")
    assert result.out == material.public_line(material.key("alice")) + "\n"
    assert "restrict" in result.err


# Private and public

@pytest.mark.parametrize("target", ["spki", "rfc4716", "spki-der"])
def test_a_private_key_in_a_public_format(home, target):
    path = key_file(home, "pkcs1")
    home.fails("key", "convert", path, "--to", target, words=("private key", target, f"dxflow key public {path} --to {target}"))


@pytest.mark.parametrize("target", ["pkcs8", "putty", "pkcs8-der", "pkcs1-encrypted"])
def test_a_public_key_in_a_private_format(home, target):
    path = reference.written(home.path / "key.pub", reference.public_file("alice", "openssh"))
    home.fails("key", "convert", path, "--to", target, words=("public key", target))


def test_a_public_key_has_no_passphrase(home):
    path = reference.written(home.path / "key.pub", reference.public_file("alice", "openssh"))
    home.fails("key", "convert", path, "--to", "jwk", "--passphrase", words=("public key", "passphrase"))


def shown_public_half(home, *arguments, **environment):
    """The line: `home.ok` would take the modulus in it for a part of the private key's file, which it is too."""
    done = reference.program("key", "public", *arguments, home=home, **environment)
    assert done.returncode == 0 and done.stderr == b"", done
    return done.stdout.decode()


@pytest.mark.parametrize("form", reference.PRIVATE)
def test_the_public_half_is_that_of_ssh_keygen(home, form):
    home.secrets.add(PASSPHRASE)
    path = key_file(home, form)
    environment = {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE} if reference.is_encrypted(form) else {}
    out = shown_public_half(home, path, **environment)
    if form.startswith(("openssh", "pkcs1", "pkcs8")) and "der" not in form:
        assert out.encode() == reference.run("ssh-keygen", "-y", "-P", PASSPHRASE if environment else "", "-f", path).stdout
    comment = reference.COMMENT if reference.has_comment(form) else ""
    assert out == material.public_line(material.key("alice"), comment) + "\n"


def test_the_public_half_without_a_passphrase(home):
    path = key_file(home, "openssh encrypted")
    done = reference.program("key", "public", path, home=home)
    assert done.stdout.decode() == material.public_line(material.key("alice"), "") + "\n"
    assert b"comment" in done.stderr and done.returncode == 0
    assert shown_public_half(home, path, "--comment", "mine") == material.public_line(material.key("alice"), "mine") + "\n"
    home.fails("key", "public", key_file(home, "pkcs8 encrypted"), words=("passphrase", "terminal"))


def test_a_wrong_passphrase_for_the_public_half(home):
    for form in ("openssh encrypted", "pkcs8 encrypted"):
        path = key_file(home, form)
        home.fails("key", "public", path, env={"DXFLOW_KEY_PASSPHRASE": "wrong"}, words=("key", "passphrase is wrong"))


@pytest.mark.parametrize("target", reference.PUBLIC)
def test_the_public_half_in_every_format(home, target):
    path = key_file(home, "openssh")
    result = home.ok("key", "public", path, "--to", target, "--out", "out")
    assert "out" in result.out
    assert reference.public_numbers((home.path / "out").read_bytes(), target) == numbers().public_numbers
    assert mode(home.path / "out") == 0o644
    if target not in ("jwk", "rfc4716"):
        assert (home.path / "out").read_bytes() == reference.public_file("alice", target)


def test_a_public_key_given_to_public(home):
    path = reference.written(home.path / "key.pub", reference.public_file("alice", "openssh"))
    assert home.ok("key", "public", path).out.encode() == reference.public_file("alice", "openssh")
    assert home.ok("key", "public", path, "--to", "spki").out.encode() == reference.public_file("alice", "spki")


def test_a_key_that_was_made_here(home):
    home.ok("key", "generate", "alice", "--comment", "alice at work")
    assert home.ok("key", "public", "alice.pem", "--comment", "alice at work").out == (home.path / "alice.pub").read_text()


def test_json(home):
    path = key_file(home, "openssh")
    shown = json.loads(home.ok("key", "public", path, "--json").out)
    (home.path / "line").write_text(shown["key"])
    assert shown["key"] == material.public_line(material.key("alice")) + "\n" and shown["format"] == "openssh"
    assert shown["fingerprint"] == reference.listed(home.path / "line")[0][1] and shown["bits"] == 2048 and "file" not in shown
    shown = json.loads(home.ok("key", "convert", path, "--to", "pkcs8", "--out", "out", "--json").out)
    assert shown["file"] == "out" and shown["format"] == "pkcs8" and shown["encrypted"] is False
    assert home.run("key", "convert", path, "--to", "pkcs8", "--json").code == 64


# Where it goes and comes from

def test_standard_input_and_output(home):
    source = reference.private_file("alice", "openssh")
    for path in ("-", "/dev/stdin"):
        done = reference.program("key", "convert", path, "--to", "jwk", home=home, stdin=source)
        assert done.returncode == 0 and reference.numbers(done.stdout, "jwk") == numbers()
    done = reference.program("key", "public", "-", home=home, stdin=source)
    assert done.stdout.decode() == material.public_line(material.key("alice")) + "\n"


def test_der_is_not_for_a_terminal(home):
    path = key_file(home, "pkcs8 encrypted")
    for command in (["convert", path, "--to", "pkcs8-der"], ["public", path, "--to", "spki-der"]):
        with home.terminal("key", *command) as terminal:
            code, seen = terminal.finish()
        assert code == 1 and "--out" in seen and "Passphrase for" not in seen, command


def test_a_file_that_is_there(home):
    path = key_file(home, "pkcs1")
    (home.path / "out").write_text("mine")
    for command in (["convert", path, "--to", "pkcs8"], ["public", path]):
        home.fails("key", *command, "--out", "out", words=("out", "exists", "--force"))
        assert (home.path / "out").read_text() == "mine"
        home.ok("key", *command, "--out", "out", "--force")
        assert (home.path / "out").read_text() != "mine"
        (home.path / "out").write_text("mine")
    assert reference.names(home.path) == ["key", "out"]


def test_no_question_in_vain(home):
    path = key_file(home, "pkcs8 encrypted")
    (home.path / "there").write_text("mine")
    (home.path / "closed").mkdir(mode=0o555)
    for out in ("there", "closed/out", "nowhere/out"):
        with home.terminal("key", "convert", path, "--to", "openssh", "--out", out) as terminal:
            code, seen = terminal.finish()
        assert code == 1 and out in seen and "Passphrase for" not in seen


def test_onto_itself(home):
    path = key_file(home, "pkcs1")
    home.fails("key", "convert", path, "--to", "openssh", "--out", path, words=("exists", "--force"))
    home.ok("key", "convert", path, "--to", "openssh", "--out", path, "--force")
    assert read(path, "openssh") == numbers()
    assert reference.names(home.path) == ["key"]


def test_modes_hold_under_any_umask(home):
    path = key_file(home, "pkcs1")
    subprocess.run(
        ["sh", "-c", 'umask 0 && exec "$@"', "sh", processes.PROGRAM, "key", "convert", str(path), "--to", "pkcs8", "--out", "out"],
        cwd=home.path, env=home.environment, check=True, capture_output=True)
    assert mode(home.path / "out") == 0o600


def test_others_may_read_the_source(home):
    path = reference.written(home.path / "key", reference.private_file("alice", "pkcs1"), mode=0o644)
    result = home.ok("key", "convert", path, "--to", "pkcs8", "--out", "out")
    assert "warning: " in result.err and "chmod 600" in result.err
    assert mode(home.path / "out") == 0o600


@pytest.mark.parametrize("command", [["convert", "--to", "pkcs8"], ["convert", "--to", "spki"], ["public"]], ids=str)
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere", "nowhere can't be opened: No such file"), (".", "a directory"), ("/dev/null", "/dev/null: the file is empty"),
        ("/dev/zero", "no key file"), ("text", "text: there is no key in it"), ("many", "many: there is a key on line 1 and another on line 2"),
        ("certificate", "certificate: this is an X.509 certificate"),
    ])
def test_what_is_no_key(home, command, path, words):
    (home.path / "text").write_text("This is my key, honestly.\n")
    (home.path / "many").write_text((material.public_line(material.key("alice")) + "\n") * 2)
    (home.path / "certificate").write_text("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
    home.fails("key", *command[:1], path, *command[1:], words=(path, words))


def test_of_two_private_keys_none_is_taken(home):
    """What stands beside a single one is no obstacle."""
    both = reference.private_file("alice", "pkcs8") + reference.private_file("bob", "openssh")
    path = reference.written(home.path / "both", both)
    for command in (["convert", path, "--to", "jwk"], ["public", path]):
        home.fails("key", *command, words=("both", "2 private keys"))
    certificate = b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    path = reference.written(home.path / "chain", certificate + reference.private_file("alice", "pkcs8") + reference.public_file("bob", "spki"))
    assert shown_public_half(home, path) == material.public_line(material.key("alice"), "") + "\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "key"], ["convert", "key", "--to", "nonsense"], ["convert", "--to", "pkcs8"], ["convert", "key", "--to", "pkcs8", "--force"],
        ["convert", "key", "--to", "pkcs8", "--rounds", "0"], ["convert", "key", "--to", "pkcs8", "--rounds", "many"],
        ["convert", "key", "--to", "pkcs8", "--kdf", "md5"], ["convert", "key", "--to", "pkcs8", "--kdf", "scrypt", "--rounds", "5"],
        ["convert", "-", "--to", "pkcs8", "--passphrase-file", "-"], ["public"], ["public", "key", "--to", "pkcs8"],
        ["public", "key", "--out", ""], ["public", "a", "b"],
    ], ids=" ".join)
def test_wrong_usage(home, arguments):
    key_file(home, "pkcs1")
    result = home.run("key", *arguments)
    assert result.code == 64 and result.out == "" and result.err.lower().startswith("error: "), result


def test_an_unknown_format_is_named_with_those_there_are(home):
    result = home.run("key", "convert", "key", "--to", "nonsense")
    for word in ("There is no format “nonsense”", "pkcs1-encrypted", "putty", "rfc4716", "spki-der"):
        assert word in result.err
    shown = home.ok("key", "convert", "--help").out
    for word in ("pkcs1-encrypted", "putty", "rfc4716", "spki-der"):
        assert word in shown


@pytest.mark.parametrize("backend", ["openssl", "gcrypt"])
def test_backends(home, backend):
    """What one library lacks another has: OpenSSL no Argon2, libgcrypt the rest."""
    home.secrets.add(PASSPHRASE)
    path = key_file(home, "putty encrypted")
    environment = {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE}
    home.ok("--backend", backend, "key", "convert", path, "--to", "pkcs8", "--kdf", "scrypt", "--out", "out", env=environment)
    assert read(home.path / "out", "pkcs8", PASSPHRASE) == numbers()


def test_nothing_is_left_when_the_disk_refuses(home):
    path = key_file(home, "pkcs1")
    command = f'ulimit -f 1; trap "" XFSZ; exec "{processes.PROGRAM}" key convert "{path}" --to jwk --out out'
    done = subprocess.run(["sh", "-c", command], cwd=home.path, env=home.environment, capture_output=True, text=True)
    if done.returncode == 0:  # a block of 1024 bytes and a file of fewer
        assert os.path.getsize(home.path / "out") <= 1024
    else:
        assert "out" in done.stderr and reference.names(home.path) == ["key"], done.stderr


def test_every_number_is_in_base64_of_its_own_length(home):
    done = reference.program("key", "convert", key_file(home, "pkcs1"), "--to", "jwk", home=home)
    members = json.loads(done.stdout)
    assert list(members) == ["kty", "n", "e", "d", "p", "q", "dp", "dq", "qi"]
    assert len(base64.urlsafe_b64decode(members["n"] + "===")) == 256
