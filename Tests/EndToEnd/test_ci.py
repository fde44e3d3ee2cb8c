"""Where nobody sits: everything by environment alone, nothing asked, JSON from every command."""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import time

import pytest

import material
import processes
from doubles import FakeEngine, unsigned_token

PASSPHRASE = "swordfish"


@pytest.fixture
def key(home):
    home.secrets.add(PASSPHRASE)
    return material.write_private(home.path / "key.pem", material.key("alice"), "pkcs8", PASSPHRASE)


@pytest.fixture
def environment(home, engine, key):
    assert engine.socket_client().register(material.public_line(material.key("alice")), "alice").code == 200
    return {"CONNECTION_ADDRESS": engine.address, "CONNECTION_KEY": str(key)}


def test_by_environment_alone(home, environment):
    home.ok("ping", "-c", "1", env={**environment, "DXFLOW_KEY_PASSPHRASE": PASSPHRASE})


def test_a_passphrase_from_a_descriptor(home, environment):
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode() + b"\n")
    os.close(writing)
    finished = subprocess.run(
        [processes.PROGRAM, "ping", "-c", "1", "--passphrase-file", f"/dev/fd/{reading}"], env={**home.environment, **environment},
        pass_fds=[reading], stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True, timeout=60)
    os.close(reading)
    assert finished.returncode == 0, finished
    assert PASSPHRASE.encode() not in finished.stdout + finished.stderr


def test_a_passphrase_from_a_descriptor_serves_two_sign_ins(home, key):
    """The first session is refused by the engine, so that the command signs in again; a descriptor can be read only once."""
    with FakeEngine() as fake:
        good = []

        def verify(request):
            good.append(unsigned_token(time.time() + 3600, jti=str(len(good))))
            return 200, "OK", [{"token": good[-1], "permissions": ["MASTER"], "expires_at": int(time.time() + 3600)}]

        fake.answers["/api/auth/verify"] = verify
        fake.accepts = lambda token: len(good) > 1 and token == good[-1]
        reading, writing = os.pipe()
        os.write(writing, PASSPHRASE.encode() + b"\n")
        os.close(writing)
        environment = {**home.environment, "CONNECTION_ADDRESS": fake.address, "CONNECTION_KEY": str(key)}
        finished = subprocess.run(
            [processes.PROGRAM, "ping", "-c", "1", "--passphrase-file", f"/dev/fd/{reading}"], env=environment, pass_fds=[reading],
            stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True, timeout=60)
        os.close(reading)
        assert finished.returncode == 0, finished
        assert fake.count("/api/auth/verify") == 2


def test_nothing_is_asked_without_a_terminal(home, environment):
    home.fails("ping", "-c", "1", env=environment, words=("no terminal", "DXFLOW_KEY_PASSPHRASE"))
    home.fails("auth", "login", env=environment, words=("no terminal", "--passphrase-file"))


@pytest.mark.parametrize("mode", [0o500, None], ids=["a home that can't be written", "no home at all"])
def test_a_session_that_cannot_be_kept_is_used_all_the_same(home, environment, mode):
    directory = home.path / "sealed"
    directory.mkdir(mode=0o700)
    if mode:
        directory.chmod(mode)
    environment = {**environment, "HOME": str(directory) if mode else "/nonexistent", "DXFLOW_KEY_PASSPHRASE": PASSPHRASE}
    result = home.ok("ping", "-c", "1", env=environment)
    assert "warning:" in result.err and "kept" in result.err
    home.fails("auth", "login", env=environment, words=("kept",))
    assert list(directory.iterdir()) == []


def test_settings_by_environment_are_checked(home, environment):
    for variable, value in (("CONNECTION_TIMEOUT", "10"), ("ANSWER_TIMEOUT", "soon"), ("CONNECTION_KEY", "SHA256:x")):
        home.fails("engine", "token", env={**environment, variable: value}, words=(variable, value))


def test_json_of_commands_that_change_something(home, environment):
    home.ok("config", "set", "colour", "blue")
    assert json.loads(home.ok("config", "set", "colour", "red", "--json").out) == {
        "key": "colour", "source": f"{home.profile_path()}, line 1", "value": "red"}
    shown = home.ok("config", "set", "registry-password", "hidden", "--json").out
    assert json.loads(shown)["value"] == "********" and "hidden" not in shown
    assert json.loads(home.ok("config", "unset", "colour", "--json").out) == {"key": "colour", "removed": True}
    assert json.loads(home.ok("config", "unset", "colour", "--json").out) == {"key": "colour", "removed": False}
    assert json.loads(home.ok("config", "edit", "--json", env={"EDITOR": "true"}).out) == {
        "file": str(home.profile_path()), "changed": False}


def test_a_reader_that_has_heard_enough_is_no_failure(home, environment):
    for command in (["key", "list", "--json"], ["config", "list"], ["engine", "info"]):
        process = subprocess.Popen(
            [processes.PROGRAM, *command], env=home.environment, cwd=home.path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) in (0, -13)


def test_the_time_limit(home, key):
    with FakeEngine() as fake:
        fake.answers["/api/auth/challenge"] = lambda request: time.sleep(3) or (503, "late", None)
        home.point_at(fake.address, key)
        before = home.profile_path().read_bytes()
        home.fails("--timeout", "500ms", "ping", "-c", "1", words=("time limit", "500 ms"))
        for limit, words in (("1ns", "1 ns"), ("1500us", "1.5 ms"), ("1.25s", "1.25 s")):
            home.fails("--timeout", limit, "ping", "-c", "1", words=(f"within {words}, the time limit",))
        home.fails("key", "list", env={"ANSWER_TIMEOUT": "250ms"}, words=("within 250 ms:",))
        assert home.profile_path().read_bytes() == before
    with home.terminal("--timeout", "3s", "key", "generate", "--passphrase") as terminal:
        terminal.read_until("passphrase")
        code, shown = terminal.finish()
        assert code == 1 and "3s" in shown
        assert terminal.echoes()
    assert not (home.path / "rsa.pem").exists()


@pytest.mark.parametrize("lock, command", [
    ("default_config.yaml.lock", ("config", "set", "colour", "blue")), ("default_config.token.lock", ("auth", "login")),
    ("authorized_keys.lock", ("key", "unregister", "alice", "--force")),
])
def test_the_time_limit_covers_waiting_for_another_process(home, key, lock, command):
    """One that is stopped, or hangs. Ctrl-C ends the wait, too, a second one if the first came where something might have been half done."""
    (home.path / "alice.pub").write_text(material.public_line(material.key("alice")))
    home.ok("key", "register", "alice.pub", "-i", "alice")
    with FakeEngine() as fake:
        if command[0] == "auth":
            home.point_at(fake.address, key)
        home.ok("config", "set", "colour", "red")
        before = {path: path.read_bytes() for path in home.directory.iterdir() if path.is_file()}
        with open(home.directory / lock, "w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            environment = {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE}
            home.fails("--timeout", "1s", *command, env=environment, words=("time limit",))
            process = subprocess.Popen(
                [processes.PROGRAM, *command], env={**home.environment, **environment}, cwd=home.path, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
            if command[0] == "auth":
                assert process.stderr.readline().startswith(b"Waiting")
            else:
                waits_for_lock(process, home.directory / lock)
            while process.poll() is None:
                process.send_signal(signal.SIGINT)
                time.sleep(0.01)
            out, err = process.communicate()
            assert process.returncode == -signal.SIGINT and out == b"", err
            processes.assert_no_trace(err.decode())
        assert {path: path.read_bytes() for path in home.directory.iterdir() if path.is_file() and path in before} == before
        assert fake.requests == []


def waits_for_lock(process, path):
    """Returns when the process has the file open, which it does just before it waits."""
    while True:
        assert process.poll() is None, process.communicate()
        with contextlib.suppress(OSError):
            for descriptor in os.listdir(f"/proc/{process.pid}/fd"):
                if os.readlink(f"/proc/{process.pid}/fd/{descriptor}") == str(path):
                    return
        time.sleep(0.005)


def test_every_exit_status_as_a_shell_sees_it(home, key):
    """Those that the manual page and the help name, and no others."""
    def shell(line, **environment):
        finished = subprocess.run(
            ["sh", "-c", line], env={**home.environment, "DXFLOW": processes.PROGRAM, **environment}, cwd=home.path, capture_output=True,
            stdin=subprocess.DEVNULL, start_new_session=True, timeout=60)
        return finished.stdout.decode().splitlines()[-1]

    with FakeEngine() as fake:
        environment = {"CONNECTION_ADDRESS": fake.address, "CONNECTION_TOKEN": unsigned_token(time.time() + 3600)}
        assert shell('"$DXFLOW" ping -c 1; echo $?', **environment) == "0"
        assert shell('"$DXFLOW" --help >/dev/null; echo $?') == shell('"$DXFLOW" --version >/dev/null; echo $?') == "0"
        fake.answers["/api/engine/key"] = lambda request: (403, "no", None)
        assert shell('"$DXFLOW" key list; echo $?', **environment) == "1"
        assert shell('"$DXFLOW" ping -c 1; echo $?', CONNECTION_ADDRESS="http://127.0.0.1:1") == "1"
        assert shell('"$DXFLOW" --timeout 1ms ping -c 2; echo $?', **environment) == "1"
        assert shell('"$DXFLOW" config get nonsense; echo $?') == "1"
        for wrong in ("--nonsense", "ping -c 0", "ping -c many", "key", "key generate --bits 5", "nonsense", "auth login --lifetime 9999999h"):
            assert shell(f'"$DXFLOW" {wrong} >/dev/null; echo $?') == ("0" if wrong == "key" else "64"), wrong
        assert shell('"$DXFLOW" ping -c 30 & sleep 0.3; kill -INT $!; wait $!; echo $?', **environment) in ("0", "130")
    with home.terminal("key", "inspect", "key.pem", "--passphrase") as terminal:
        terminal.read_until("passphrase")
        terminal.send("\x03")
        assert terminal.finish()[0] == 130


@pytest.mark.parametrize("command", [
    ("auth", "login"), ("key", "list"), ("key", "passphrase", "key.pem"), ("key", "public", "key.pem", "--passphrase"),
    ("key", "convert", "key.pem", "--to", "openssh", "--out", "new"), ("key", "generate", "new", "--passphrase"),
])
def test_nothing_is_asked_where_nobody_sits(home, key, command):
    """Neither where there is no terminal nor where even the standard streams are missing."""
    with FakeEngine() as fake:
        environment = {"CONNECTION_ADDRESS": fake.address, "CONNECTION_KEY": str(key)}
        home.fails(*command, env=environment, words=("passphrase", "--passphrase-file", "DXFLOW_KEY_PASSPHRASE"))
        assert fake.count("/api/auth/verify") == 0
        finished = subprocess.run(
            ["sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', processes.PROGRAM, *command], env={**home.environment, **environment}, cwd=home.path,
            start_new_session=True, timeout=60)
        assert finished.returncode == 1
    assert sorted(path.name for path in home.path.iterdir() if path.is_file()) == ["key.pem"]


def test_without_a_home(home, environment):
    """As in a container that knows its user by number only."""
    given = {**environment, "DXFLOW_KEY_PASSPHRASE": PASSPHRASE, "DXFLOW_HOME": str(home.path / "elsewhere")}
    finished = subprocess.run(
        [processes.PROGRAM, "ping", "-c", "1"], env=given, cwd=home.path, stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True)
    assert finished.returncode == 0, finished
    given["HOME"] = "/nonexistent"
    del given["DXFLOW_HOME"]
    finished = subprocess.run(
        [processes.PROGRAM, "ping", "-c", "1"], env=given, cwd=home.path, stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True)
    assert finished.returncode == 0 and b"kept" in finished.stderr, finished


@pytest.mark.parametrize("value", ["0", "-1s", "soon", "10"])
def test_a_time_limit_that_is_none(home, value):
    assert home.run(f"--timeout={value}", "config", "get").code == 64
