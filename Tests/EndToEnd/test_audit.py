"""The audit log: one line of JSON an event, before the answer, and no secret in it."""

import json
import os
import re
import select
import signal
import socket
import time

import material
from client import refused, signature


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def booted(home, path="audit.log"):
    home.write_profile({"audit-log": str(home.path / path)})
    return home.boot(), home.path / path


def test_every_event_has_its_line_and_no_secret_is_in_it(home):
    engine, path = booted(home)
    assert path.stat().st_mode & 0o777 == 0o600
    client = engine.master_client()
    key = material.key("bob")
    answer = client.register(material.public_line(key), "bob", ["SHELL"])
    assert answer.code == 200
    challenge = client.challenge()
    signed = signature(key, challenge["nonce"])
    assert client.verify(challenge, signed).code == 200
    refused(client.verify(challenge, signed), 401)
    refused(client.register(material.public_line(key), "bob"), 409)
    assert client.call("PATCH", "/api/engine/key/", params={"identity": "bob"}, json={"disabled": True}).code == 200
    challenge2 = client.challenge()
    refused(client.verify(challenge2, signature(key, challenge2["nonce"]), key=material.fingerprint(material.public_line(key))), 401)
    assert client.unregister("bob").code == 200
    assert client.call("POST", "/api/auth/logout/").code == 200
    engine.stop()
    found = lines(path)
    assert [line["event"] for line in found] == [
        "start", "sign-in", "key-registered", "sign-in", "sign-in-failed", "key-registered", "change-failed", "key-changed",
        "sign-in-failed", "key-removed", "session-ended", "stop",
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"]) for line in found)
    assert found[1]["address"] == "127.0.0.1" and found[1]["identity"] == "master" and found[1]["fingerprint"].startswith("SHA256:")
    assert found[2]["actor"] == "master" and found[2]["request"] == answer.headers["x-request-id"]
    assert found[10]["fingerprint"] == found[1]["fingerprint"] and found[10]["identity"] == found[10]["actor"] == "master"
    assert "answered before" in found[4]["reason"]
    for line in found[2], found[5], found[6], found[7], found[9]:
        assert line["identity"] == "bob" and line["fingerprint"] == material.fingerprint(material.public_line(key)), line
    assert found[2]["reason"] == "permissions SHELL" and found[7]["reason"] == "disabled"
    assert found[6]["reason"].startswith("key-registered: ") and found[6]["request"] == found[5]["request"]
    assert found[8]["reason"] == "the key is disabled" and found[8]["identity"] == "bob"
    text = path.read_text()
    for secret in (client.token, client.token.split(".")[2], challenge["nonce"], signed):
        assert secret not in text


def test_a_file_that_was_moved_away_is_opened_anew_on_sighup(home):
    engine, path = booted(home)
    path.rename(home.path / "old.log")
    engine.master_client()
    assert lines(home.path / "old.log")[-1]["event"] == "sign-in"
    engine.process.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline
    engine.master_client()
    assert [line["event"] for line in lines(path)] == ["sign-in"]


def test_nothing_is_done_while_the_file_cant_be_opened_anew(home):
    """What logrotate makes may be another's, and the file that it moved away is nothing to write into any more."""
    engine, path = booted(home)
    client = engine.master_client()
    old = home.path / "old.log"
    path.rename(old)
    before = old.read_bytes()
    path.mkdir()
    engine.process.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + 30
    while client.get("/api/engine/healthcheck/").code != 503:
        assert time.monotonic() < deadline
    assert "audit" in client.get("/api/engine/healthcheck/").text
    assert client.register(material.public_line(material.key("bob")), "bob", ["MASTER"]).code == 503
    challenge = client.challenge()
    assert client.verify(challenge, signature(engine.master, challenge["nonce"])).code == 503
    assert old.read_bytes() == before and "Is a directory" in engine.log
    # As soon as it can be opened, without another signal.
    path.rmdir()
    engine.master_client()
    assert [line["event"] for line in lines(path)] == ["sign-in"]
    assert client.get("/api/engine/healthcheck/").code == 200


def test_a_pipe_that_nobody_reads_keeps_nobody_waiting(home):
    os.mkfifo(home.path / "pipe")
    home.write_profile({"audit-log": str(home.path / "pipe")})
    assert "audit log" in home.fails("boot", "up").err


def test_what_cant_be_logged_isnt_done(home):
    home.write_profile({"audit-log": "/dev/full"})
    result = home.fails("boot", "up")
    assert "audit log" in result.err


def test_without_a_journal_the_start_fails_and_says_so(home):
    if os.path.exists("/run/systemd/journal/socket"):
        home.write_profile({"audit-log": "journal"})
        home.boot().assert_well()
    else:
        home.write_profile({"audit-log": "journal"})
        assert "journal" in home.fails("boot", "up").err


def test_the_line_is_there_when_the_engine_is_killed_after_the_answer(home):
    engine, path = booted(home)
    engine.master_client()
    engine.stop(signal.SIGKILL)
    assert lines(path)[-1]["event"] == "sign-in"


def test_a_limit_that_was_hit_is_told_once_in_a_while(home):
    home.write_profile({"audit-log": str(home.path / "audit.log"), "limit-calls-burst": 3, "limit-calls-per-second": 1})
    engine = home.boot()
    client = engine.client()
    codes = [client.get("/api/auth/challenge/").code for _ in range(20)]
    assert 429 in codes
    engine.stop()
    told = [line for line in lines(home.path / "audit.log") if line["event"] == "challenge-refused"]
    assert len(told) == 1
    assert told[0]["address"] == "127.0.0.1" and told[0]["reason"] == "too many calls" and told[0]["request"]


def test_a_change_names_the_key_however_it_was_asked_for(home):
    engine, path = booted(home)
    local = engine.socket_client()
    line = material.public_line(material.key("bob"), "bob@example.com")
    shown = material.fingerprint(line)
    assert local.register(line, permissions=["SHELL"]).code == 200
    assert local.call("PATCH", "/api/engine/key/", params={"key": shown}, json={"identity": "bob"}).code == 200
    assert local.call("DELETE", "/api/engine/key/", params={"key": line}).code == 200
    refused(local.unregister("bob"), 404)
    refused(local.call("PATCH", "/api/engine/key/", params={"key": "nonsense"}, json={"disabled": True}), 400)
    refused(local.register("nonsense", "carol"), 400)
    engine.stop()
    told = [(entry["event"], entry.get("identity"), entry.get("fingerprint")) for entry in lines(path)[1:-1]]
    assert told == [
        ("key-registered", "bob@example.com", shown), ("key-changed", "bob@example.com", shown), ("key-removed", "bob", shown),
        ("change-failed", "bob", None), ("change-failed", None, "nonsense"), ("change-failed", "carol", None),
    ]


def test_connections_that_are_too_many_are_told_once_in_a_while(home):
    home.write_profile({"audit-log": str(home.path / "audit.log"), "limit-connections-per-address": 3})
    engine = home.boot()
    held = [socket.create_connection(("127.0.0.1", engine.port)) for _ in range(20)]
    # Those that are closed for others see their end.
    gone = set()
    while len(gone) < 17:
        readable, _, _ = select.select([connection for connection in held if connection not in gone], [], [], 30)
        assert readable
        gone.update(readable)
    for connection in held:
        connection.close()
    engine.stop()
    told = [line for line in lines(home.path / "audit.log") if line["event"] == "limit-hit"]
    assert len(told) == 1
    assert told[0]["address"] == "127.0.0.1" and told[0]["reason"].startswith("too many connections")


def test_who_isnt_taken_for_all_have_a_session_is_told_of(home):
    home.write_profile({"audit-log": str(home.path / "audit.log"), "limit-connections-per-address": 1})
    engine = home.boot()
    signed_in = engine.master_client()
    assert signed_in.inspect() == 202
    with socket.create_connection(("127.0.0.1", engine.port)) as other:
        assert other.recv(1) == b""
    assert signed_in.inspect() == 202
    engine.stop()
    (told,) = [line for line in lines(home.path / "audit.log") if line["event"] == "limit-hit"]
    assert told["reason"] == "too many connections: this one wasn't taken" and "request" not in told


def test_an_engine_that_cant_listen_tells_its_stop_too(home):
    home.write_profile({"audit-log": str(home.path / "audit.log")})
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        home.fails("boot", "up", "--http", env={"HTTP_PORT": str(taken.getsockname()[1])})
    start, stop = lines(home.path / "audit.log")
    assert (start["event"], stop["event"]) == ("start", "stop") and "in use" in stop["reason"]
