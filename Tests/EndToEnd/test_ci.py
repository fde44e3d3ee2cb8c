"""Where nobody sits: everything by environment alone, nothing asked, JSON from every command."""

import json
import os
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
        home.fails("--timeout", "500ms", "ping", "-c", "1", words=("time limit",))
        assert home.profile_path().read_bytes() == before
    with home.terminal("--timeout", "3s", "key", "generate", "--passphrase") as terminal:
        terminal.read_until("passphrase")
        code, shown = terminal.finish()
        assert code == 1 and "3s" in shown
        assert terminal.echoes()
    assert not (home.path / "rsa.pem").exists()


@pytest.mark.parametrize("value", ["0", "-1s", "soon", "10"])
def test_a_time_limit_that_is_none(home, value):
    assert home.run(f"--timeout={value}", "config", "get").code == 64
