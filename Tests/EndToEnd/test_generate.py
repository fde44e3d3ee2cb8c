"""`dxflow key generate`: the files, their formats, and who else accepts them."""

import json
import os
import re
import shlex
import stat
import subprocess

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

import processes

PASSPHRASE = "correct horse battery staple"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def openssl_check(path, passphrase=None):
    command = ["openssl", "rsa", "-check", "-noout", "-in", str(path)]
    if passphrase is not None:
        command += ["-passin", f"pass:{passphrase}"]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0 and "RSA key ok" in done.stdout + done.stderr, done


def ssh_keygen_public(path, passphrase=""):
    done = subprocess.run(
        ["ssh-keygen", "-y", "-P", passphrase, "-f", str(path)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done
    return done.stdout.split()[:2]


def load(path, passphrase=None):
    data = path.read_bytes()
    password = passphrase.encode() if passphrase else None
    read = serialization.load_ssh_private_key if b"BEGIN OPENSSH" in data else serialization.load_pem_private_key
    return read(data, password)


def test_defaults(home):
    home.ok("key", "generate")
    private, public = home.path / "rsa.pem", home.path / "rsa.pub"
    assert private.read_text().startswith("-----BEGIN RSA PRIVATE KEY-----\n")
    assert mode(private) == 0o600
    assert mode(public) == 0o644
    key = load(private)
    assert isinstance(key, rsa.RSAPrivateKey)
    assert key.key_size == 2048
    assert key.public_key().public_numbers().e == 65537
    line = public.read_text()
    assert line.startswith("ssh-rsa ") and line.endswith("\n") and line.count("\n") == 1
    assert line.split()[:2] == ssh_keygen_public(private)
    openssl_check(private)
    assert sorted(path.name for path in home.path.iterdir() if not path.name.startswith(".")) == ["rsa.pem", "rsa.pub"]


@pytest.mark.parametrize("backend", ["gcrypt", "openssl"])
@pytest.mark.parametrize("form", ["pkcs1", "pkcs8", "openssh"])
def test_others_accept_the_keys_of_each_backend(home, backend, form):
    home.ok("--backend", backend, "key", "generate", "k", "--format", form)
    if form == "openssh":
        done = subprocess.run(["ssh-keygen", "-y", "-f", str(home.path / "k.pem")], capture_output=True, text=True)
        assert done.returncode == 0, done
        copy = home.path / "copy.pem"
        copy.write_bytes((home.path / "k.pem").read_bytes())
        copy.chmod(0o600)
        subprocess.run(["ssh-keygen", "-q", "-p", "-m", "PEM", "-P", "", "-N", "", "-f", str(copy)], check=True, capture_output=True)
        openssl_check(copy)
    else:
        openssl_check(home.path / "k.pem")
    assert ssh_keygen_public(home.path / "k.pem") == (home.path / "k.pub").read_text().split()[:2]


@pytest.mark.parametrize("backend", ["gcrypt", "openssl"])
@pytest.mark.parametrize(
    "form, marker", [("pkcs8", "BEGIN ENCRYPTED PRIVATE KEY"), ("openssh", "BEGIN OPENSSH PRIVATE KEY"), (None,
    "BEGIN ENCRYPTED PRIVATE KEY")])
def test_passphrase_from_the_environment(home, backend, form, marker):
    home.secrets.add(PASSPHRASE)
    options = ["--format", form] if form else []
    home.ok("--backend", backend, "key", "generate", "k", "--passphrase", *options, env={"DXFLOW_KEY_PASSPHRASE": PASSPHRASE})
    private = home.path / "k.pem"
    assert marker in private.read_text().splitlines()[0]
    assert mode(private) == 0o600
    assert ssh_keygen_public(private, PASSPHRASE) == (home.path / "k.pub").read_text().split()[:2]
    if form != "openssh":  # for which Python's cryptography wants another package
        assert load(private, PASSPHRASE).key_size == 2048
        openssl_check(private, PASSPHRASE)
    wrong = subprocess.run(["ssh-keygen", "-y", "-P", "wrong", "-f", str(private)], capture_output=True)
    assert wrong.returncode != 0


def test_encrypted_pkcs8_is_what_the_issue_says(home):
    home.ok("key", "generate", "k", "--passphrase", env={"DXFLOW_KEY_PASSPHRASE": PASSPHRASE})
    shown = subprocess.run(["openssl", "asn1parse", "-in", str(home.path / "k.pem")], capture_output=True, text=True).stdout
    for word in ("PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc"):
        assert word in shown
    assert f"{600000:X}" in shown.replace("0927C0", "927C0")


def test_passphrase_file(home):
    home.secrets.add(PASSPHRASE)
    file = home.path / "passphrase"
    file.write_text(PASSPHRASE + "\nanother line\n")
    home.ok("key", "generate", "k", "--passphrase-file", file)
    assert load(home.path / "k.pem", PASSPHRASE).key_size == 2048


def test_passphrase_is_utf8(home):
    passphrase = "čaj 茶 🍵"
    home.ok("key", "generate", "k", "--passphrase", env={"DXFLOW_KEY_PASSPHRASE": passphrase})
    assert load(home.path / "k.pem", passphrase).key_size == 2048


def test_name_bits_and_comment(home):
    home.ok("key", "generate", "alice", "--bits", "3072", "--comment", "alice at work")
    assert load(home.path / "alice.pem").key_size == 3072
    assert (home.path / "alice.pub").read_text().split(" ", 2)[2] == "alice at work\n"


def test_comment_is_in_the_openssh_file(home):
    home.ok("key", "generate", "alice", "--format", "openssh", "--comment", "alice at work")
    shown = subprocess.run(["ssh-keygen", "-y", "-f", str(home.path / "alice.pem")], capture_output=True, text=True).stdout
    assert shown == (home.path / "alice.pub").read_text()


def test_into_another_directory(home):
    (home.path / "keys").mkdir()
    home.ok("key", "generate", "keys/one")
    assert (home.path / "keys" / "one.pem").exists() and (home.path / "keys" / "one.pub").exists()


def test_two_keys_differ(home):
    home.ok("key", "generate", "one")
    home.ok("key", "generate", "two")
    assert load(home.path / "one.pem").private_numbers().p != load(home.path / "two.pem").private_numbers().p


def test_modes_hold_under_any_umask(home):
    home.ok("key", "generate")  # so that the program's own directories are there
    subprocess.run(
        ["sh", "-c", 'umask 0 && exec "$@"', "sh", processes.PROGRAM, "key", "generate", "open"], cwd=home.path, env=home.environment,
        check=True,
        capture_output=True)
    assert mode(home.path / "open.pem") == 0o600
    assert mode(home.path / "open.pub") == 0o644


def test_json(home):
    shown = json.loads(home.ok("key", "generate", "--json").out)
    assert isinstance(shown, dict)
    fingerprint = subprocess.run(["ssh-keygen", "-lf", str(home.path / "rsa.pub")], capture_output=True, text=True).stdout.split()[1]
    assert fingerprint in shown.values()


def test_output_names_the_files_and_the_fingerprint(home):
    out = home.ok("key", "generate", "alice").out
    fingerprint = subprocess.run(["ssh-keygen", "-lf", str(home.path / "alice.pub")], capture_output=True, text=True).stdout.split()[1]
    for word in ("alice.pem", "alice.pub", fingerprint):
        assert word in out


def test_force_replaces_both(home):
    home.ok("key", "generate")
    before = (home.path / "rsa.pem").read_bytes(), (home.path / "rsa.pub").read_bytes()
    home.ok("key", "generate", "--force")
    after = (home.path / "rsa.pem").read_bytes(), (home.path / "rsa.pub").read_bytes()
    assert before[0] != after[0] and before[1] != after[1]
    assert ssh_keygen_public(home.path / "rsa.pem") == after[1].decode().split()[:2]
    assert mode(home.path / "rsa.pem") == 0o600


@pytest.mark.parametrize("there", ["rsa.pem", "rsa.pub"])
def test_a_file_that_exists_is_left_alone(home, there):
    path = home.path / there
    path.write_text("mine")
    home.fails("key", "generate", words=(there, "--force"))
    assert path.read_text() == "mine"
    assert not (home.path / ({"rsa.pem", "rsa.pub"} - {there}).pop()).exists()


def test_a_link_that_leads_nowhere_is_left_alone(home):
    (home.path / "rsa.pem").symlink_to(home.path / "elsewhere")
    home.fails("key", "generate", words=("rsa.pem",))
    assert not (home.path / "elsewhere").exists()
    assert not (home.path / "rsa.pub").exists()


def test_both_or_neither(home):
    """With --force, and one of the two impossible, the other stays what it was."""
    (home.path / "rsa.pem").write_text("mine")
    (home.path / "rsa.pub").mkdir()
    home.fails("key", "generate", "--force", words=("rsa.pub",))
    assert (home.path / "rsa.pem").read_text() == "mine"
    assert sorted(path.name for path in home.path.iterdir() if not path.name.startswith(".dxflow")) == ["rsa.pem", "rsa.pub"]


def test_a_directory_that_cannot_be_written(home):
    closed = home.path / "closed"
    closed.mkdir(mode=0o555)
    home.fails("key", "generate", "closed/k", words=("closed/k",))
    assert list(closed.iterdir()) == []


def test_a_directory_that_is_not_there(home):
    home.fails("key", "generate", "nowhere/k", words=("nowhere",))
    assert not (home.path / "nowhere").exists()


def test_a_passphrase_without_a_terminal(home):
    home.fails("key", "generate", "--passphrase", words=("passphrase", "terminal", "DXFLOW_KEY_PASSPHRASE"))
    assert not (home.path / "rsa.pem").exists() and not (home.path / "rsa.pub").exists()


@pytest.mark.parametrize("content", ["", "\n", "\nsecond line\n"])
def test_an_empty_passphrase_file(home, content):
    (home.path / "passphrase").write_text(content)
    home.fails("key", "generate", "--passphrase-file", "passphrase", words=("passphrase", "empty"))
    assert not (home.path / "rsa.pem").exists()


def test_a_passphrase_file_that_is_not_there(home):
    home.fails("key", "generate", "--passphrase-file", "nowhere", words=("nowhere",))
    assert not (home.path / "rsa.pem").exists()


@pytest.mark.parametrize("bits", ["1024", "2047", "16385", "0", "-1", "many", "99999999999999999999"])
def test_sizes_out_of_range(home, bits):
    result = home.run("key", "generate", f"--bits={bits}")
    processes.assert_failed(result, "bits", code=64)
    assert not (home.path / "rsa.pem").exists()


def test_a_size_between_the_usual_ones(home):
    """What is made has the size that was asked for."""
    home.ok("key", "generate", "--bits", "2056")
    assert load(home.path / "rsa.pem").key_size == 2056


@pytest.mark.parametrize(
    "options", [["--format", "pem"], ["--format", "pkcs1", "--passphrase"], ["--comment", "two\nlines"], ["a", "b"], ["--bits"],
    ["--nonsense"]])
def test_wrong_usage(home, options):
    result = home.run("key", "generate", *options)
    assert result.code == 64, result
    assert result.err.startswith("Error: ") or result.err.startswith("error: "), result
    assert not any(path.suffix in (".pem", ".pub") for path in home.path.iterdir())


def test_a_file_that_appears_meanwhile_wins(home):
    """Of eight that make the same pair at once one succeeds, and the pair belongs together."""
    running = [
        subprocess.Popen(
            [processes.PROGRAM, "key", "generate"], cwd=home.path, env=home.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True)
        for _ in range(8)
    ]
    codes = []
    for process in running:
        process.communicate(timeout=120)
        codes.append(process.returncode)
    assert sorted(codes) == [0] + [1] * 7
    assert ssh_keygen_public(home.path / "rsa.pem") == (home.path / "rsa.pub").read_text().split()[:2]
    assert sorted(path.name for path in home.path.iterdir() if not path.name.startswith(".dxflow")) == ["rsa.pem", "rsa.pub"]


def test_the_private_key_is_of_who_made_it(home):
    home.ok("key", "generate")
    assert (home.path / "rsa.pem").stat().st_uid == os.geteuid()


@pytest.mark.parametrize("name", ["rsa", "schlüssel-2", "my key", "it's $HOME", "a;b&c", "~x", "a*"])
def test_the_command_it_proposes_can_be_pasted_into_a_shell(home, name):
    proposed = re.search(r"register it with: (.*)\)$", home.ok("key", "generate", name).out, re.M)[1]
    assert shlex.split(proposed) == ["dxflow", "key", "register", f"{name}.pub"]
    said = home.fails("key", "convert", f"{name}.pem", "--to", "spki").err
    assert shlex.split(re.search("`(.*)`", said)[1]) == ["dxflow", "key", "public", f"{name}.pem", "--to", "spki"]
