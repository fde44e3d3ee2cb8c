"""Many processes that need a session at once: one of them signs in, and the others use its token."""

import os
import signal
import subprocess
import threading
import time

import pytest
import yaml

import material
import processes
from doubles import FakeEngine, Watcher, unsigned_token

COUNT = 64
WAITING = "Waiting for another dxflow"


@pytest.fixture
def key(home):
    return material.write_private(home.path / "alice.pem", material.key("alice"))


@pytest.fixture
def fake(home, key):
    """An engine that counts, and a profile whose session with it has expired."""
    with FakeEngine() as fake:
        home.point_at(fake.address, key, connection_token=unsigned_token(time.time() - 60))
        yield fake


def start(home, *arguments, **env):
    return subprocess.Popen(
        [processes.PROGRAM, *(arguments or ("ping", "-c", "1"))], env={**home.environment, **env}, cwd=home.path, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def finish(process):
    out, err = process.communicate(timeout=300)
    return process.returncode, out.decode(), err.decode()


def assert_all_well(results):
    assert [result for result in results if result[0] != 0] == []
    for _, out, _ in results:
        assert len(out.splitlines()) == 1


def read_until(process, text):
    """Reads what a process says until the text has come."""
    shown = b""
    while text.encode() not in shown:
        piece = os.read(process.stderr.fileno(), 4096)
        assert piece, shown
        shown += piece


def sign_ins(engine):
    return engine.count("/api/auth/challenge"), engine.count("/api/auth/verify")


def test_sixty_four_at_once(home, fake):
    results = [finish(process) for process in [start(home) for _ in range(COUNT)]]
    assert_all_well(results)
    assert sign_ins(fake) == (1, 1)
    used = {request["headers"]["Authorization"] for request in fake.requests if request["path"] == "/api/engine/ping"}
    assert used == {f"Bearer {home.token()}"}
    assert fake.count("/api/engine/ping") == COUNT


def test_sixty_four_at_an_engine_of_ours(home, engine, key):
    """The session that they find was ended by the engine: each of them hears a 401, and one signs in."""
    engine.socket_client().register(material.public_line(material.key("alice")), "alice")
    with Watcher(engine.port) as watcher:
        home.point_at(watcher.address, key)
        home.ok("ping", "-c", "1")
        assert sign_ins(watcher) == (1, 1)
        local = engine.socket_client()
        local.unregister("alice")
        local.register(material.public_line(material.key("alice")), "alice")
        assert_all_well([finish(process) for process in [start(home) for _ in range(COUNT)]])
        assert sign_ins(watcher) == (2, 2)


def test_the_one_that_signs_in_is_killed(home, fake):
    """One more sign-in, and nobody is lost."""
    asked, go_on = threading.Event(), threading.Event()

    def verify(request):
        if not asked.is_set():
            asked.set()
            go_on.wait(120)
        end = int(time.time() + 3600)
        return 200, "OK", [{"token": unsigned_token(end), "permissions": ["MASTER"], "expires_at": end}]

    fake.answers["/api/auth/verify"] = verify
    holder = start(home, ANSWER_TIMEOUT="10m")
    assert asked.wait(60)
    others = [start(home) for _ in range(COUNT - 1)]
    for process in others:
        read_until(process, WAITING)
    holder.send_signal(signal.SIGKILL)
    assert finish(holder)[0] == -signal.SIGKILL
    assert_all_well([finish(process) for process in others])
    go_on.set()
    assert sign_ins(fake) == (2, 2)
    assert sorted(path.name for path in home.directory.iterdir() if path.suffix == ".tmp") == []


def test_others_do_not_ask_while_somebody_is_asked(home, fake):
    path = material.write_private(home.path / "encrypted.pem", material.key("alice"), "pkcs8", "swordfish")
    home.secrets.add("swordfish")
    home.point_at(fake.address, path)
    with home.terminal("ping", "-c", "1") as asked:
        asked.read_until("passphrase for")
        with home.terminal("ping", "-c", "1") as waiting:
            waiting.read_until(WAITING)
            background = start(home)
            read_until(background, WAITING)
            asked.send("swordfish\n")
            assert asked.finish()[0] == 0
            code, shown = waiting.finish()
        assert code == 0 and "passphrase" not in shown.lower(), shown
        assert finish(background)[0] == 0
    assert sign_ins(fake) == (1, 1)


def test_whoever_waits_may_give_up(home, fake):
    """By Ctrl-C or its time limit; the one that signs in isn't disturbed."""
    asked, go_on = threading.Event(), threading.Event()

    def challenge(request):
        asked.set()
        go_on.wait(120)
        return 200, "OK", [{"identity": "c", "nonce": fake.nonce, "lifetime": "1m0s"}]

    fake.answers["/api/auth/challenge"] = challenge
    holder = start(home, ANSWER_TIMEOUT="10m")
    assert asked.wait(60)
    waiting = start(home)
    read_until(waiting, WAITING)
    before = home.profile_path().read_bytes()
    waiting.send_signal(signal.SIGINT)
    assert finish(waiting)[0] in (130, -signal.SIGINT)
    home.fails("--timeout", "1s", "ping", "-c", "1", words=("time limit",))
    assert home.profile_path().read_bytes() == before
    go_on.set()
    assert finish(holder)[0] == 0
    assert sign_ins(fake) == (1, 1)


@pytest.mark.parametrize("command", [("ping", "-c", "1"), ("key", "list"), ("auth", "status")])
def test_a_good_token_is_used_without_asking(home, key, command):
    with FakeEngine() as fake:
        home.point_at(fake.address, key, connection_token=unsigned_token(time.time() + 3600))
        home.ok(*command)
        assert len(fake.requests) == 1


def test_a_token_that_is_nearly_over_is_renewed_before_it_is_used(home, key):
    with FakeEngine() as fake:
        token = unsigned_token(time.time() + 5)
        home.point_at(fake.address, key, connection_token=token)
        home.ok("ping", "-c", "1")
        assert sign_ins(fake) == (1, 1)
        assert token not in str([request["headers"] for request in fake.requests])


def test_a_thousand_settings_at_once(home):
    home.write_profile("# mine\nconnection-address: http://127.0.0.1:1 # kept\n")
    with open(home.path / "said", "wb") as said:
        running = [
            subprocess.Popen(
                [processes.PROGRAM, "config", "set", f"key-{index}", str(index)], env=home.environment, cwd=home.path,
                stdin=subprocess.DEVNULL, stdout=said, stderr=said) for index in range(1000)
        ]
    assert {process.wait(600) for process in running} == {0}, (home.path / "said").read_text()
    text = home.profile_path().read_text()
    assert text.startswith("# mine\nconnection-address: http://127.0.0.1:1 # kept\n")
    expected = {f"key-{index}": index for index in range(1000)}
    assert yaml.safe_load(text) == {"connection-address": "http://127.0.0.1:1", **expected}
    assert home.profile_path().stat().st_mode & 0o777 == 0o600
