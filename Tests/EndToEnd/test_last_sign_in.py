"""When and from where each key last signed in: on the wire, in the command and in the file."""

import json
import re
import signal
import time

import pytest

import material


def record(client, identity):
    (found,) = [entry for entry in client.keys() if entry["identity"] == identity]
    return found


@pytest.fixture
def bob(engine):
    key = material.key("bob")
    assert engine.socket_client().register(material.public_line(key), "bob", ["SHELL"]).code == 200
    return key


def test_each_sign_in_is_noted_with_its_time_and_address(engine, bob):
    local = engine.socket_client()
    assert "last_sign_in" not in record(local, "bob"), "who never signed in has none"
    before = int(time.time())
    engine.client(bob)
    noted = record(local, "bob")["last_sign_in"]
    assert noted["from"] == "127.0.0.1" and before <= noted["at"] <= time.time()
    assert "last_sign_in" not in record(local, "master")
    local.sign_in(bob)
    assert record(local, "bob")["last_sign_in"]["from"] == "socket"
    challenge = engine.client().challenge()
    assert engine.client().verify(challenge, "AAAA").code == 401
    assert record(local, "bob")["last_sign_in"]["from"] == "socket", "a sign-in that is refused is none"


def test_it_outlives_a_restart_and_changes_of_the_key_and_is_gone_with_it(home, engine, bob):
    engine.client(bob)
    noted = record(engine.socket_client(), "bob")["last_sign_in"]
    engine.stop()
    path = home.directory / "last-sign-ins"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text() == f"{noted['at']} 127.0.0.1 {material.fingerprint(material.public_line(bob))}\n"
    again = home.boot(port=engine.port)
    local = again.socket_client()
    for change in ({"disabled": True}, {"disabled": False}, {"identity": "robert"}):
        identity = "bob"
        changed = local.call("PATCH", "/api/engine/key/", params={"identity": identity}, json=change).entity
        assert changed["last_sign_in"] == noted == record(local, changed["identity"])["last_sign_in"]
    assert local.unregister("robert").code == 200
    now = time.time()
    assert local.register(material.public_line(bob), "bob").code == 200
    if int(now) > noted["at"]:
        assert "last_sign_in" not in record(local, "bob"), "a key that is registered anew hasn't signed in"


def test_a_kill_forgets_no_more_than_the_last_seconds(home, engine, bob):
    engine.client(bob)
    path = home.directory / "last-sign-ins"
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    engine.stop(signal.SIGKILL)
    again = home.boot(port=engine.port)
    assert record(again.socket_client(), "bob")["last_sign_in"]["from"] == "127.0.0.1"


def test_the_command_shows_it_with_an_engine_and_without(home, engine, bob):
    assert "LAST SIGN-IN" not in home.ok("key", "list").out
    engine.client(bob)
    shown = home.ok("key", "list").out
    assert re.search(r"bob .* \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ from 127\.0\.0\.1$", shown, re.M)
    assert re.search(r"master .* never$", shown, re.M)
    records = {entry["identity"]: entry for entry in json.loads(home.ok("key", "list", "--json").out)}
    assert records["bob"]["last_sign_in"]["from"] == "127.0.0.1" and "last_sign_in" not in records["master"]
    engine.socket_client().sign_in(bob)
    assert "over the socket" in home.ok("key", "list").out
    shown = home.ok("key", "list").out
    engine.stop()
    assert home.ok("key", "list").out == shown


def test_a_damaged_file_is_said_and_stops_nothing(home, engine, bob):
    engine.stop()
    path = home.directory / "last-sign-ins"
    path.write_bytes(b"\xff\x00damaged\n1 2\n")
    again = home.boot(port=engine.port)
    assert "last_sign_in" not in record(again.socket_client(), "bob")
    assert "last-sign-ins" in again.log and "2 of its lines" in again.log
    again.client(bob)
    again.stop()
    assert path.read_text().count("\n") == 1
    path.unlink()
    path.mkdir()
    third = home.boot(port=engine.port)
    third.client(bob)
    assert record(third.socket_client(), "bob")["last_sign_in"]["from"] == "127.0.0.1"
    assert third.stop() == 0
    assert "aren't kept" in third.log
