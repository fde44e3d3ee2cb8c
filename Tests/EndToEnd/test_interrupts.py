"""Ctrl-C, or a polite request to end, at any moment: what was begun is done or it isn't, and nothing is left behind.

The moments are drawn at random, half of them anywhere in the life of the command and half right after it has begun to write. `--interrupts N` makes
N of them for each command, `--seed S` repeats those of a run that failed.
"""

import contextlib
import ctypes
import fcntl
import itertools
import os
import random
import re
import select
import signal
import stat
import struct
import subprocess
import termios
import time

import pytest
from cryptography.hazmat.primitives import serialization

import material
import processes
from doubles import unsigned_token

PASSPHRASE = "swordfish"
OTHER = "barracuda"
SIGNALS = (signal.SIGINT, signal.SIGTERM)
libc = ctypes.CDLL(None, use_errno=True)


class Writing:
    """Notices the first thing that is made, changed or renamed in some directories (inotify(7))."""

    CREATE, MODIFY, MOVED = 0x100, 0x2, 0xC0

    def __init__(self, directories):
        self.descriptor = libc.inotify_init1(os.O_CLOEXEC)
        for directory in directories:
            libc.inotify_add_watch(self.descriptor, str(directory).encode(), self.CREATE | self.MODIFY | self.MOVED)

    def wait(self, timeout):
        """Waits until something but a lock is written."""
        deadline = time.monotonic() + timeout
        while select.select([self.descriptor], [], [], max(0, deadline - time.monotonic()))[0]:
            data = os.read(self.descriptor, 65536)
            while data:
                length = struct.unpack_from("iIII", data)[3]
                if not data[16:16 + length].rstrip(b"\0").endswith(b".lock"):
                    return
                data = data[16 + length:]

    def close(self):
        os.close(self.descriptor)


def files(home):
    """Everything in a home but locks: path -> (mode, content)."""
    found = {}
    for path in sorted(home.path.rglob("*")):
        if path.is_file() and path.suffix != ".lock" and not path.name.startswith("engine-"):
            found[str(path.relative_to(home.path))] = (stat.S_IMODE(path.stat().st_mode), path.read_bytes())
    return found


def restore(home, before):
    """Puts the files of a home back."""
    for name in set(files(home)) - set(before):
        (home.path / name).unlink()
    for name, (mode, content) in before.items():
        path = home.path / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
        path.chmod(mode)


def assert_no_lock_is_held(home):
    for path in home.path.rglob("*.lock"):
        with open(path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def assert_same_pair(home, private, public, passphrase=None):
    """The private key opens and the public file is its half."""
    key = serialization.load_pem_private_key((home.path / private).read_bytes(), passphrase and passphrase.encode())
    line = (home.path / public).read_text().split()
    assert line[:2] == material.public_line(key).split()[:2]


# What is interrupted. Each has the arguments of the command, the environment, what lies in the home before, and a check of what lies there
# after it.


class Case:
    environment = {}
    # Whether a second run of the command is fine after a first one that came to its end.
    repeats = True

    def __init__(self, home, engine):
        self.home = home
        self.engine = engine

    def prepare(self):
        pass

    def reset(self):
        """What lies elsewhere."""

    def check(self, before, after):
        """The files are the old ones or the new ones."""
        now = files(self.home)
        assert now == before or now == after, describe(before, after, now)


def describe(before, after, now):
    return {name: (now.get(name), "before", before.get(name), "after", after.get(name)) for name in {*before, *after, *now}
            if not now.get(name) == before.get(name) == after.get(name)}


def only_these(now, before, *more):
    assert set(now) <= {*before, *more}, f"left behind: {set(now) - {*before, *more}}"


class ConfigSet(Case):
    arguments = ("config", "set", "colour", "blue")

    def prepare(self):
        self.home.write_profile("# mine\ncolour: red  # my favourite\n\nhttp-port: 1234\n")


class Generate(Case):
    arguments = ("key", "generate", "mine", "--bits", "2048")
    repeats = False

    def check(self, before, after):
        now = files(self.home)
        only_these(now, before, "mine.pem", "mine.pub")
        assert ("mine.pem" in now) == ("mine.pub" in now)
        if "mine.pem" in now:
            self.check_pair(now)

    def check_pair(self, now):
        assert_same_pair(self.home, "mine.pem", "mine.pub")
        assert (now["mine.pem"][0], now["mine.pub"][0]) == (0o600, 0o644)


class GenerateAgain(Generate):
    """Over a pair that is there."""

    arguments = (*Generate.arguments, "--force")
    repeats = True

    def prepare(self):
        material.write_private(self.home.path / "mine.pem", material.key("alice"))
        (self.home.path / "mine.pub").write_text(material.public_line(material.key("alice")) + "\n")
        (self.home.path / "mine.pub").chmod(0o644)

    def check(self, before, after):
        now = files(self.home)
        only_these(now, before)
        self.check_pair(now)


class RegisterHere(Case):
    arguments = ("key", "register", "alice.pub", "--identity", "alice")
    repeats = False

    def prepare(self):
        (self.home.path / "alice.pub").write_text(material.public_line(material.key("alice")) + "\n")
        self.home.ok("key", "list")

    def check(self, before, after):
        now = files(self.home)
        only_these(now, before, ".dxflow/authorized_keys")
        text = now.get(".dxflow/authorized_keys", (0o600, b""))
        assert text[0] == 0o600
        lines = text[1].decode().splitlines()
        assert len(lines) <= 1 and all(line.split()[-1] == "alice" or material.public_line(material.key("alice")).split()[1] in line
                                       for line in lines), lines


class UnregisterHere(Case):
    arguments = ("key", "unregister", "alice", "--force")
    repeats = False

    def prepare(self):
        (self.home.path / "alice.pub").write_text(material.public_line(material.key("alice")) + "\n")
        self.home.ok("key", "register", "alice.pub", "--identity", "alice")


class ChangeHere(UnregisterHere):
    arguments = ("key", "change", "alice", "--disable", "--force")
    repeats = True

    def check(self, before, after):
        now = files(self.home)
        only_these(now, before)
        name = ".dxflow/authorized_keys"
        (mode, text), (_, old), (_, new) = now[name], before[name], after[name]
        # Each change gives the registration another id.
        assert mode == 0o600 and (text == old or unnamed(text) == unnamed(new)), describe(before, after, now)


def unnamed(text):
    return re.sub(rb'dxflow-registration="[^"]*"', b"", text)


class Convert(Case):
    arguments = ("key", "convert", "alice.pem", "--to", "openssh", "--out", "converted")
    repeats = False

    def prepare(self):
        material.write_private(self.home.path / "alice.pem", material.key("alice"))

    def check(self, before, after):
        now = files(self.home)
        only_these(now, before, "converted")
        if "converted" in now:
            key = serialization.load_ssh_private_key(now["converted"][1], None)
            assert key.private_numbers() == material.key("alice").private_numbers() and now["converted"][0] == 0o600


class PublicHalf(Case):
    arguments = ("key", "public", "alice.pem", "--out", "alice.pub", "--force")

    def prepare(self):
        material.write_private(self.home.path / "alice.pem", material.key("alice"))
        (self.home.path / "alice.pub").write_text("old\n")
        (self.home.path / "alice.pub").chmod(0o644)


class Passphrase(Case):
    arguments = ("key", "passphrase", "alice.pem", "--rounds", "1000", "--kdf", "pbkdf2")
    environment = {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE, "DXFLOW_KEY_NEW_PASSPHRASE": OTHER}
    repeats = False

    def prepare(self):
        material.write_private(self.home.path / "alice.pem", material.key("alice"), "pkcs8", PASSPHRASE)

    def check(self, before, after):
        now = files(self.home)
        only_these(now, before)
        assert now["alice.pem"][0] == 0o600
        words = PASSPHRASE if now == before else OTHER
        key = serialization.load_pem_private_key(now["alice.pem"][1], words.encode())
        assert key.private_numbers() == material.key("alice").private_numbers()


class Session(Case):
    """Commands that begin a session or end it."""

    def prepare(self):
        key = material.write_private(self.home.path / "alice.pem", material.key("alice"))
        self.rest = f"# mine\nconnection-address: {self.engine.address}\nconnection-key: {key}  # hers\n"
        self.home.write_profile(self.rest)

    def check(self, before, after):
        now = files(self.home)
        only_these(now, before)
        name = ".dxflow/default_config.yaml"
        assert now[name][0] == 0o600 and now[name][1].decode().startswith(self.rest)
        token = self.home.token()
        if now != before:
            self.check_new(token)

    def check_new(self, token):
        assert self.engine.client().inspect(token) == 202


class Login(Session):
    arguments = ("auth", "login")


class Logout(Session):
    arguments = ("auth", "logout")

    def prepare(self):
        super().prepare()
        self.home.ok("auth", "login")

    def check_new(self, token):
        assert token is None


class ExpiredToken(Session):
    arguments = ("key", "list")

    def prepare(self):
        super().prepare()
        token = unsigned_token(time.time() - 60)
        self.home.write_profile(self.rest + f"connection-token: {token}\n")


class RegisterThere(Session):
    arguments = ("key", "register", "bob.pub", "--identity", "bob")
    repeats = False

    def prepare(self):
        super().prepare()
        (self.home.path / "bob.pub").write_text(material.public_line(material.key("bob")) + "\n")

    def reset(self):
        client = self.engine.socket_client()
        found = [key for key in client.keys() if key["identity"] == "bob"]
        if found:
            assert " ".join(material.public_line(material.key("bob")).split()[:2]) == f"{found[0]['type']} {found[0]['value']}"
            client.unregister("bob")


CASES = (
    ConfigSet, Generate, GenerateAgain, RegisterHere, UnregisterHere, ChangeHere, Convert, PublicHalf, Passphrase, Login, Logout, ExpiredToken,
    RegisterThere,
)


@pytest.fixture(scope="module")
def office(new_home):
    """An engine at which alice is an administrator."""
    home = new_home()
    engine = home.boot()
    assert engine.socket_client().register(material.public_line(material.key("alice")), "alice", ["MASTER"]).code == 200
    yield engine
    home.stop_engines()


def start(home, case):
    return subprocess.Popen(
        [processes.PROGRAM, *case.arguments], env={**home.environment, **case.environment}, cwd=home.path, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_nothing_is_left_half_done(home, office, kind, request):
    seed = request.config.getoption("--seed")
    seed = random.randrange(1 << 32) if seed is None else seed
    print(f"--seed {seed}")
    draw = random.Random(f"{seed} {kind.__name__}")
    home.secrets |= {PASSPHRASE, OTHER}
    case = kind(home, office)
    case.prepare()
    before = files(home)
    began = time.monotonic()
    home.ok(*case.arguments, env=case.environment)
    duration = time.monotonic() - began
    after = files(home)
    case.check(before, after)
    interrupted = 0
    wanted = request.config.getoption("--interrupts")
    for index in itertools.count():
        # A machine that has become faster than it was at first gets more of them.
        if index >= wanted and (interrupted or index >= 10 * wanted):
            break
        case.reset()
        restore(home, before)
        how = draw.choice(SIGNALS)
        moment = draw.uniform(0, 1.1 * duration)
        watch = Writing({home.path, home.directory} & {path for path in (home.path, home.directory) if path.is_dir()}) if index % 2 else None
        process = start(home, case)
        try:
            if watch:
                watch.wait(2 * duration)
                watch.close()
                # A moment so short that it is within what the system does for one change of a file.
                time.sleep(draw.choice((0, 0, 1e-4, 5e-4)))
            else:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(moment)
            process.send_signal(how)
            out, err = (text.decode() for text in process.communicate(timeout=60))
        finally:
            process.kill()
            process.wait()
        assert process.returncode in (0, -how, 128 + how), (process.returncode, err)
        interrupted += process.returncode != 0
        processes.assert_no_trace(err)
        processes.assert_none_of(home.known_secrets(), out + err)
        if process.returncode != 0:
            assert err.strip() == "", err
        case.check(before, after)
        assert_no_lock_is_held(home)
    assert interrupted, "none of the signals came in time"
    # And the next command goes on from there.
    case.reset()
    if case.repeats or files(home) == before:
        home.ok(*case.arguments, env=case.environment)


@pytest.mark.parametrize("how", ["typed", signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("part", ["", "swordf"])
def test_the_terminal_is_as_it_was(home, how, part):
    """At the question for a passphrase, before anything is typed and in the middle."""
    home.secrets.add(PASSPHRASE)
    path = material.write_private(home.path / "alice.pem", material.key("alice"), "pkcs8", PASSPHRASE)
    content = path.read_bytes()
    with home.terminal("key", "passphrase", "alice.pem") as terminal:
        settings = termios.tcgetattr(terminal.slave)
        terminal.read_until("passphrase")
        while terminal.echoes():
            time.sleep(0.001)
        terminal.send(part)
        if how == "typed":
            terminal.send("\x03")
        else:
            terminal.process.send_signal(how)
        code, shown = terminal.finish()
        assert code == 130 if how == "typed" else code == -how
        assert termios.tcgetattr(terminal.slave) == settings
        assert "\x1b" not in shown and part.strip() not in (shown or "x") or not part
        processes.assert_no_trace(shown)
    assert path.read_bytes() == content
    assert set(files(home)) == {"alice.pem"}
