"""The audit log: one line of JSON an event, before the answer, and no secret in it."""

import json
import re
import signal
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
    assert "answered before" in found[4]["reason"]
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


def test_what_cant_be_logged_isnt_done(home):
    home.write_profile({"audit-log": "/dev/full"})
    result = home.fails("boot", "up")
    assert "audit log" in result.err


def test_without_a_journal_the_start_fails_and_says_so(home):
    import os

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
