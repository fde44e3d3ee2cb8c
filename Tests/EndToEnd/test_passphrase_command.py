"""`dxflow key passphrase`: the old file stays until the new one is there, whatever happens."""

import json
import os
import random
import signal
import stat
import subprocess
import time

import pytest

import material
import processes
import reference

PASSPHRASE = "correct horse"
OTHER = "another passphrase"
OLD = {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE}
NEW = {"DXFLOW_KEY_NEW_PASSPHRASE": OTHER}
ENCRYPTED = [form for form in reference.PRIVATE if reference.is_encrypted(form)]


@pytest.fixture(autouse=True)
def secrets(home):
    home.secrets.update((PASSPHRASE, OTHER))


def key_file(home, form):
    return reference.written(home.path / "key", reference.private_file("alice", form))


def numbers():
    return material.key("alice").private_numbers()


def written_form(form):
    """The format that a file has after its passphrase was set or changed, as `reference.numbers` names it."""
    return {"pkcs1": "pkcs8", "pkcs1-der": "pkcs8-der"}.get(form, form.split()[0])


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def opens(path, form, passphrase):
    return reference.numbers(path.read_bytes(), form, passphrase) == numbers()


# What it does

@pytest.mark.parametrize("form", ENCRYPTED)
def test_change(home, form):
    path = key_file(home, form)
    result = home.ok("key", "passphrase", path, env={**OLD, **NEW})
    assert str(path) in result.out and "new passphrase" in result.out
    assert opens(path, written_form(form), OTHER)
    home.fails("key", "convert", path, "--to", "pkcs8", env=OLD, words=("passphrase is wrong",))
    assert mode(path) == 0o600 and reference.names(home.path) == ["key"]


@pytest.mark.parametrize("form", ["pkcs1", "pkcs8", "openssh", "pkcs1-der", "pkcs8-der", "putty", "putty 2"])
def test_set(home, form):
    path = key_file(home, form)
    result = home.ok("key", "passphrase", path, env=NEW)
    assert opens(path, written_form(form), OTHER)
    assert ("is PKCS#8" in result.err) == form.startswith("pkcs1")


@pytest.mark.parametrize("form", ENCRYPTED)
def test_remove(home, form):
    path = key_file(home, form)
    result = home.ok("key", "passphrase", path, "--remove", env=OLD)
    assert "no passphrase any more" in result.out
    assert opens(path, written_form(form), None)
    again = home.ok("key", "passphrase", path, "--remove")
    assert "has no passphrase, so nothing was changed" in again.out


def test_remove_of_a_traditional_pem_gives_pkcs1(home):
    path = key_file(home, "pkcs1 encrypted")
    home.ok("key", "passphrase", path, "--remove", env=OLD)
    assert path.read_bytes() == reference.private_file("alice", "pkcs1")


@pytest.mark.parametrize("form", ["openssh", "openssh encrypted", "putty", "putty encrypted"])
def test_the_comment_stays(home, form):
    path = key_file(home, form)
    home.ok("key", "passphrase", path, env={**OLD, **NEW})
    assert f"Comment          {reference.COMMENT}\n" in home.ok(
        "key", "inspect", path, "--passphrase-file", "-", stdin=OTHER.encode()).out


def test_costs_never_drop(home):
    path = key_file(home, "pkcs1")
    home.ok("key", "passphrase", path, "--rounds", "700000", env=NEW)
    assert "700000 rounds" in home.ok("key", "inspect", path).out
    home.ok("key", "passphrase", path, env={"DXFLOW_KEY_PASSPHRASE": OTHER, "DXFLOW_KEY_NEW_PASSPHRASE": PASSPHRASE})
    assert "700000 rounds" in home.ok("key", "inspect", path).out
    home.ok("key", "passphrase", path, "--rounds", "1000", env={**OLD, **NEW})
    assert "1000 rounds" in home.ok("key", "inspect", path).out
    path = key_file(home, "pkcs8 scrypt")
    home.ok("key", "passphrase", path, env={**OLD, **NEW})
    assert "scrypt, N=16384" in home.ok("key", "inspect", path).out
    path = key_file(home, "openssh encrypted")
    home.ok("key", "passphrase", path, env={**OLD, **NEW})
    assert "bcrypt, 24 rounds" in home.ok("key", "inspect", path).out


def test_from_files(home):
    path = key_file(home, "openssh encrypted")
    (home.path / "old").write_text(PASSPHRASE + "\n")
    (home.path / "new").write_text(OTHER + "\n")
    home.ok("key", "passphrase", path, "--passphrase-file", "old", "--new-passphrase-file", "new")
    assert opens(path, "openssh", OTHER)
    home.ok("key", "passphrase", path, "--passphrase-file", "new", "--new-passphrase-file", "-", stdin=f"{PASSPHRASE}\n".encode())
    assert opens(path, "openssh", PASSPHRASE)


def test_from_descriptors(home):
    path = key_file(home, "openssh encrypted")
    pipes = []
    for text in (PASSPHRASE, OTHER):
        reading, writing = os.pipe()
        os.write(writing, text.encode() + b"\n")
        os.close(writing)
        pipes.append(reading)
    done = subprocess.run(
        [processes.PROGRAM, "key", "passphrase", str(path), "--passphrase-file", f"/dev/fd/{pipes[0]}", "--new-passphrase-file",
         f"/dev/fd/{pipes[1]}"], env=home.environment, pass_fds=pipes, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    for descriptor in pipes:
        os.close(descriptor)
    assert done.returncode == 0, done
    assert opens(path, "openssh", OTHER)


def test_json(home):
    path = key_file(home, "pkcs1")
    shown = json.loads(home.ok("key", "passphrase", path, "--json", env=NEW).out)
    line = reference.written(home.path / "line", reference.public_file("alice", "openssh"))
    assert shown == {
        "file": str(path), "format": "pkcs8", "encrypted": True, "changed": True, "fingerprint": reference.listed(line)[0][1]}


# On the terminal

def asked(home, *arguments):
    return home.terminal("key", "passphrase", "key", *arguments)


def answer(terminal, *questions):
    for question, text in questions:
        terminal.read_until(question)
        assert not terminal.echoes()
        terminal.send(text + "\n")


def test_asks_for_the_old_one_and_twice_for_the_new_one(home):
    path = key_file(home, "openssh encrypted")
    with asked(home) as terminal:
        answer(terminal, ("Passphrase for key: ", PASSPHRASE), ("Passphrase for key from now on: ", OTHER), ("again: ", OTHER))
        code, seen = terminal.finish()
        assert code == 0, seen
        assert terminal.echoes() and PASSPHRASE not in seen and OTHER not in seen
    assert opens(path, "openssh", OTHER)


def test_a_wrong_one_may_be_corrected(home):
    path = key_file(home, "pkcs8 encrypted")
    with asked(home, "--remove") as terminal:
        answer(terminal, ("Passphrase for key: ", "wrong"), ("Passphrase for key: ", PASSPHRASE))
        code, seen = terminal.finish()
        assert code == 0, seen
    assert opens(path, "pkcs8", None)


def test_three_wrong_ones_change_nothing(home):
    path = key_file(home, "pkcs8 encrypted")
    before = path.read_bytes()
    with asked(home) as terminal:
        answer(terminal, *[("Passphrase for key: ", "wrong")] * 3)
        code, seen = terminal.finish()
        assert code == 1 and "passphrase is wrong" in seen
    assert path.read_bytes() == before


def test_new_ones_that_differ_or_are_empty(home):
    path = key_file(home, "openssh")
    before = path.read_bytes()
    with asked(home) as terminal:
        answer(terminal, ("now on: ", ""), ("now on: ", "one"), ("again: ", "two"), ("now on: ", ""))
        code, seen = terminal.finish()
        assert code == 1 and "nothing was changed" in seen
    assert path.read_bytes() == before


@pytest.mark.parametrize("question", [1, 2, 3])
@pytest.mark.parametrize("how", ["\x03", signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=str)
def test_interrupted_at_a_question(home, question, how):
    path = key_file(home, "openssh encrypted")
    before = path.read_bytes()
    questions = [("Passphrase for key: ", PASSPHRASE), ("from now on: ", OTHER), ("again: ", OTHER)]
    with asked(home) as terminal:
        answer(terminal, *questions[:question - 1])
        terminal.read_until(questions[question - 1][0])
        if isinstance(how, str):
            terminal.send(how)
        else:
            terminal.process.send_signal(how)
        code, _ = terminal.finish()
        assert code == (130 if isinstance(how, str) else -how)
        assert terminal.echoes()
    assert path.read_bytes() == before and reference.names(home.path) == ["key"]


def test_no_terminal(home):
    path = key_file(home, "openssh encrypted")
    before = path.read_bytes()
    home.fails("key", "passphrase", path, words=("terminal", "DXFLOW_KEY_PASSPHRASE", "--passphrase-file"))
    home.fails("key", "passphrase", path, env=OLD, words=("terminal", "DXFLOW_KEY_NEW_PASSPHRASE", "--new-passphrase-file"))
    assert path.read_bytes() == before


# What is in the way

def test_a_wrong_passphrase_changes_nothing(home):
    for form in ENCRYPTED:
        path = key_file(home, form)
        before = path.read_bytes()
        home.fails("key", "passphrase", path, env={"DXFLOW_KEY_PASSPHRASE": "wrong", **NEW}, words=("key", "passphrase is wrong"))
        assert path.read_bytes() == before


def test_a_link_is_followed(home):
    (home.path / "real").mkdir()
    target = reference.written(home.path / "real" / "file", reference.private_file("alice", "openssh"))
    (home.path / "key").symlink_to("real/file")
    home.ok("key", "passphrase", "key", env=NEW)
    assert (home.path / "key").is_symlink() and opens(target, "openssh", OTHER)
    assert os.listdir(home.path / "real") == ["file"]


def test_another_name_is_told_of(home):
    path = key_file(home, "openssh")
    os.link(path, home.path / "other")
    result = home.ok("key", "passphrase", path, env=NEW)
    assert "warning: " in result.err and "another name" in result.err
    assert opens(path, "openssh", OTHER) and opens(home.path / "other", "openssh", None)


def test_a_directory_that_cannot_be_written(home):
    closed = home.path / "closed"
    closed.mkdir()
    path = reference.written(closed / "key", reference.private_file("alice", "openssh encrypted"))
    closed.chmod(0o555)
    with home.terminal("key", "passphrase", "closed/key") as terminal:
        code, seen = terminal.finish()
    assert code == 1 and "closed/key" in seen and "Permission denied" in seen and "Passphrase for" not in seen
    (home.path / "link").symlink_to("closed/key")
    home.fails("key", "passphrase", "link", env={**OLD, **NEW}, words=("closed/key", "Permission denied"))
    assert path.read_bytes() == reference.private_file("alice", "openssh encrypted")
    closed.chmod(0o755)


def test_a_stricter_mode_stays(home):
    path = key_file(home, "openssh")
    path.chmod(0o400)
    home.ok("key", "passphrase", path, env=NEW)
    assert mode(path) == 0o400
    path = key_file(home, "openssh") if path.unlink() is None else path
    path.chmod(0o644)
    result = home.ok("key", "passphrase", path, env=NEW)
    assert mode(path) == 0o600 and "warning: " not in result.err


@pytest.mark.parametrize("name, words", [
    ("public", ("public key",)), ("many", ("2 keys",)), ("jwk", ("jwk", "pkcs8")), ("text", ("text: there is no key in it",)), ("empty", ("empty: the file is empty",)),
    ("nowhere", ("nowhere can't be opened: No such file",)), (".", ("a directory",)), ("ed25519", ("ssh-ed25519",)), ("pipe", ("no regular file",))])
def test_what_has_no_passphrase(home, name, words):
    contents = {
        "public": reference.public_file("alice", "openssh"), "jwk": reference.private_file("alice", "jwk"), "text": b"hello\n", "empty": b"",
        "many": reference.private_file("alice", "pkcs8") + reference.private_file("bob", "pkcs8"),
        "ed25519": b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl e@example.com\n",
    }
    path = home.path / name
    if name in contents:
        reference.written(path, contents[name])
    if name == "pipe":
        os.mkfifo(path)
        writer = subprocess.Popen(["sh", "-c", 'cat > "$1"', "sh", str(path)], stdin=subprocess.PIPE)
        writer.stdin.write(reference.private_file("alice", "openssh"))
        writer.stdin.close()
    home.fails("key", "passphrase", name, env={**OLD, **NEW}, words=(name, *words))
    if name in contents:
        assert path.read_bytes() == contents[name]


@pytest.mark.parametrize(
    "arguments", [[], ["-"], ["key", "--remove", "--new-passphrase-file", "x"], ["key", "--remove", "--rounds", "5"], ["key", "--rounds", "0"],
                  ["key", "--passphrase-file", "-", "--new-passphrase-file", "-"], ["a", "b"]], ids=" ".join)
def test_wrong_usage(home, arguments):
    path = key_file(home, "openssh")
    before = path.read_bytes()
    result = home.run("key", "passphrase", *arguments, env=NEW)
    assert result.code == 64 and result.out == "" and result.err.lower().startswith("error: "), result
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", ["", "\n", "\nsecond\n"])
def test_an_empty_new_passphrase(home, content):
    path = key_file(home, "openssh")
    before = path.read_bytes()
    (home.path / "new").write_text(content)
    home.fails("key", "passphrase", path, "--new-passphrase-file", "new", words=("new", "empty"))
    assert path.read_bytes() == before


# What comes in between

def is_whole(path):
    """Whether the file holds the key, under the one passphrase or the other."""
    for passphrase in (PASSPHRASE, OTHER):
        done = subprocess.run(["openssl", "rsa", "-in", str(path), "-passin", f"pass:{passphrase}", "-noout", "-modulus"], capture_output=True)
        if done.returncode == 0:
            return done.stdout.decode().strip() == f"Modulus={numbers().public_numbers.n:X}"
    return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=str)
def test_ended_at_any_moment(home, how):
    """Whatever the moment there is one whole file; and what can be caught leaves nothing beside it."""
    path = key_file(home, "pkcs8 encrypted")
    command = [processes.PROGRAM, "key", "passphrase", str(path), "--rounds", "1000"]

    def start(old, new):
        return subprocess.Popen(
            command, env={**home.environment, "DXFLOW_KEY_PASSPHRASE": old, "DXFLOW_KEY_NEW_PASSPHRASE": new}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    begun = time.monotonic()
    assert start(PASSPHRASE, OTHER).wait(60) == 0
    length = time.monotonic() - begun
    chance = random.Random(7)
    codes = set()
    for _ in range(40):
        path.write_bytes(reference.private_file("alice", "pkcs8 encrypted"))
        process = start(PASSPHRASE, OTHER)
        time.sleep(chance.uniform(0, 1.3 * length))
        process.send_signal(how)
        codes.add(process.wait(60))
        assert is_whole(path)
        if how != signal.SIGKILL:
            assert reference.names(home.path) == ["key"]
    assert codes <= {0, -how}


def test_several_at_once(home):
    """One after the other or one instead of the other: the file is whole in any case."""
    path = key_file(home, "pkcs8 encrypted")
    running = [
        subprocess.Popen(
            [processes.PROGRAM, "key", "passphrase", str(path)], env={**home.environment, **OLD, **NEW}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        for _ in range(6)
    ]
    for process in running:
        process.communicate(timeout=120)
    assert 0 in {process.returncode for process in running}
    assert is_whole(path) and reference.names(home.path) == ["key"]
