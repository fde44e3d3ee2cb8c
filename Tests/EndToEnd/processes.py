"""The program under test, as a person has it: a home, commands run in it, an engine, a terminal."""

import fcntl
import os
import pathlib
import re
import select
import signal
import socket
import subprocess
import termios
import time

import yaml

import client

PROGRAM = os.environ.get("DXFLOW_BINARY", "")

# What a program says that has crashed, or that shows its insides to the user.
TRACES = (
    "Fatal error", "Stack dump", "Program crashed", "Thread 0", "Backtrace", "Error Domain=", ".swift:", "CancellationError", "ExitCode(",
)


class Result:
    def __init__(self, arguments, code, out, err):
        self.arguments = arguments
        self.code = code
        self.out = out
        self.err = err

    def __repr__(self):
        return f"dxflow {' '.join(map(str, self.arguments))}\nexit {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def assert_no_trace(text):
    for trace in TRACES:
        assert trace not in text, f"{trace!r} in\n{text[-4000:]}"


def assert_none_of(secrets, text):
    for secret in secrets:
        assert secret not in text, f"a secret was shown: {secret[:12]}… in\n{text[:4000]}"


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text.strip()) if part]


def assert_failed(result, *words, code=1):
    """The command failed as a person may expect: this exit code, nothing on standard output, one or two sentences that hold the words."""
    assert result.code == code, result
    assert result.out == "", result
    lines = [line for line in result.err.splitlines() if not re.search(r"\x1b", line)]
    message = next((line for line in lines if line.lower().startswith("error:")), None)
    assert message, f"no message: {result}"
    assert len(message) <= 600, f"that is a long message: {result}"
    assert 1 <= len(sentences(message)) <= 2, f"more than two sentences: {result}"
    for word in words:
        alternatives = word if isinstance(word, tuple) else (word,)
        assert any(alternative.lower() in message.lower() for alternative in alternatives), f"nothing of {word!r}: {result}"
    return message


class Home:
    """A person's home directory, and the commands that this person runs."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.path.mkdir(parents=True, exist_ok=True)
        self.environment = {"HOME": str(self.path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        self.secrets = set()
        self.engines = []
        self.booted = 0

    @property
    def directory(self):
        return self.path / ".dxflow"

    @property
    def socket_path(self):
        return self.directory / "unix.sock"

    @property
    def authorized_keys(self):
        return self.directory / "authorized_keys"

    def run(self, *arguments, env=None, cwd=None, stdin=None, timeout=120, shows_token=False):
        """Runs `dxflow` without a terminal. What it prints holds none of the secrets in this home, but a token where that is asked for."""
        finished = subprocess.run(
            [PROGRAM, *map(str, arguments)], env={**self.environment, **(env or {})}, cwd=cwd or self.path,
            stdin=subprocess.DEVNULL if stdin is None else None, input=stdin, capture_output=True, timeout=timeout, start_new_session=True)
        result = Result(arguments, finished.returncode, finished.stdout.decode(), finished.stderr.decode())
        assert result.code >= 0, f"ended by signal {-result.code}: {result}"
        assert_no_trace(result.err)
        assert "Optional(" not in result.err + result.out, result
        secrets = self.known_secrets()
        assert_none_of(secrets, result.err)
        assert_none_of({secret for secret in secrets if not (shows_token and secret.count(".") == 2)}, result.out)
        return result

    def ok(self, *arguments, **options):
        result = self.run(*arguments, **options)
        assert result.code == 0, result
        return result

    def fails(self, *arguments, words=(), code=1, **options):
        result = self.run(*arguments, **options)
        assert_failed(result, *words, code=code)
        return result

    # What is in the files

    def profile_path(self, name="default"):
        return self.directory / f"{name}_config.yaml"

    def profile(self, name="default"):
        return yaml.safe_load(self.profile_path(name).read_text()) or {}

    def write_profile(self, text, name="default"):
        self.directory.mkdir(mode=0o700, exist_ok=True)
        path = self.profile_path(name)
        path.write_text(text if isinstance(text, str) else yaml.safe_dump(text))
        path.chmod(0o600)
        return path

    def point_at(self, address, key=None, name="default", **more):
        settings = {"connection-address": address, **({"connection-key": str(key)} if key else {}), **more}
        return self.write_profile({name.replace("_", "-"): value for name, value in settings.items()}, name)

    def token(self, name="default"):
        return self.profile(name).get("connection-token")

    def disable(self, identity):
        """Writes into the line of a key that it is disabled, as a person with an editor does."""
        lines = self.authorized_keys.read_text().splitlines(keepends=True)
        changed = ["dxflow-disabled," + line if f'dxflow-identity="{identity}"' in line else line for line in lines]
        assert changed != lines
        self.authorized_keys.write_text("".join(changed))

    def known_secrets(self):
        """What no message may hold: the passphrases that the test uses, the private keys and the tokens that lie about."""
        found = set(self.secrets)
        for path in self.path.rglob("*"):
            if not path.is_file() or path.is_symlink() or path.suffix in (".pub", ".lock", ".log"):
                continue
            try:
                data = path.read_bytes()[:65536]
            except PermissionError:
                continue
            if b"PRIVATE KEY-----" in data:
                body = re.findall(rb"^[A-Za-z0-9+/=]{40,}$", data, re.M)
                found.update(line.decode() for line in body[1:4])
            if path.name.endswith("_config.yaml"):
                found.update(match.decode() for match in re.findall(rb"connection-token: *[\"']?([\w-]+\.[\w-]+\.[\w-]+)", data))
        return found

    # Engines

    def boot(self, *options, http=True, port=None, env=None):
        """Starts an engine and waits for the line that says it has booted."""
        engine = Engine(self, options, http=http, port=port, env=env)
        self.engines.append(engine)
        return engine

    def stop_engines(self):
        while self.engines:
            self.engines.pop().stop()

    def terminal(self, *arguments, env=None, cwd=None, columns=0):
        return Terminal([PROGRAM, *map(str, arguments)], {**self.environment, **(env or {})}, cwd or self.path, columns)


class Engine:
    def __init__(self, home, options, *, http, port, env, under=(), more=()):
        self.home = home
        self.port = free_port() if http and port is None else port  # 0 leaves it to the profile
        home.booted += 1
        self.log_path = home.path / f"engine-{home.booted}.log"
        # Many tests fail on purpose, again and again; those of the back-off say how many are too many.
        environment = {**home.environment, "LIMIT_FAILURES": "1000000", **(env or {})}
        if self.port:
            environment["HTTP_PORT"] = str(self.port)
        command = [*under, PROGRAM, *options, "boot", "up", *(["--http"] if http else []), *more]
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(
                command, env=environment, cwd=home.path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
                start_new_session=True)
        self.line = self.read_line()
        if "successfully booted" not in self.line:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"the engine didn't boot: {self.line!r}\n{self.log}")

    def read_line(self, timeout=60):
        """The first line on its standard output, or what there is of it when the engine ends instead."""
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], timeout)
            assert ready, f"no line within {timeout} seconds, only {line!r}\n{self.log}"
            piece = os.read(self.process.stdout.fileno(), 4096)
            if not piece:
                break
            line += piece
        return line.decode()

    @property
    def log(self):
        return self.log_path.read_text(errors="replace")

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def master(self):
        """The MASTER key that the engine made for itself."""
        from cryptography.hazmat.primitives import serialization

        return serialization.load_pem_private_key((self.home.directory / "keys" / "master.pem").read_bytes(), None)

    def client(self, key=None, **more):
        """A client over HTTP, signed in if there is a key."""
        new = client.Client(self.address)
        if key is not None:
            new.sign_in(key, **more)
        return new

    def master_client(self):
        return self.client(self.master)

    def socket_client(self):
        return client.SocketClient(str(self.home.socket_path))

    def assert_well(self):
        assert self.process.poll() is None, f"the engine has ended\n{self.log}"
        assert client.Client(self.address).get("/api/engine/healthcheck/").code == 200

    def stop(self, how=signal.SIGTERM, timeout=60):
        """Stops it if it runs, and gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"the engine hasn't stopped within {timeout} seconds\n{self.log}") from None
        self.process.stdout.close()
        log = self.log
        assert_no_trace(log)
        assert_none_of(self.home.known_secrets(), log)
        return code


class Terminal:
    """A command that has a terminal to ask on."""

    def __init__(self, command, environment, cwd, columns=0):
        self.master, self.slave = os.openpty()
        termios.tcsetwinsize(self.slave, (24, columns))
        self.shown = ""
        slave = self.slave

        def take_terminal():
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            command, env={**environment, "TERM": "xterm"}, cwd=cwd, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            preexec_fn=take_terminal)

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def read_until(self, text, timeout=60):
        """Waits until the text has been shown, after what was waited for before; gives all up to its end."""
        deadline = time.monotonic() + timeout
        while text.lower() not in self.shown.lower():
            ready, _, _ = select.select([self.master], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"{text!r} wasn't shown, but {self.shown!r}"
            self.shown += os.read(self.master, 4096).decode(errors="replace")
        end = self.shown.lower().index(text.lower()) + len(text)
        seen, self.shown = self.shown[:end], self.shown[end:]
        return seen

    def send(self, text):
        os.write(self.master, text.encode())

    def finish(self, timeout=120):
        """Waits for the end; gives the exit code and what was shown meanwhile."""
        deadline = time.monotonic() + timeout
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it hasn't ended; shown: {self.shown!r}"
            if select.select([self.master], [], [], 0.05)[0]:
                self.shown += os.read(self.master, 4096).decode(errors="replace")
        while select.select([self.master], [], [], 0)[0]:
            self.shown += os.read(self.master, 4096).decode(errors="replace")
        return self.process.returncode, self.shown

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
