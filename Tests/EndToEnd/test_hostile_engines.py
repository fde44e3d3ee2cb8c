"""Engines that aren't, or that want something else than they say: nothing is signed for them, and the person is told."""

import base64
import json
import socket

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

import material
import processes
from doubles import DEFAULT_NONCE, FakeEngine, Listener, unsigned_token


@pytest.fixture
def fake():
    with FakeEngine() as engine:
        yield engine


# Nonces that aren't

HOSTILE = {
    "SSHSIG": material.sshsig_blob(), "JWT": material.base64url('{"alg":"RS256","typ":"JWT"}') + "." + material.base64url('{"sub":"me"}'),
    "JWT, spaced": material.base64url(' \n\t{"alg":"RS256"}') + "." + material.base64url("{}"), "NUL": "A" * 20 + "\0" + "A" * 20,
    "a mebibyte": "A" * (1 << 20), "empty": "", "15 characters": "A" * 15, "513 characters": "A" * 513, "space": "A" * 20 + " " + "A" * 20,
    "line end": "A" * 20 + "\n", "not ASCII": "é" * 20, "DEL": "A" * 20 + "\x7f", "escape": "\x1b[31m" + "A" * 20,
    "full width": "Ａ" * 20,
    "surrogate": "A" * 20 + "\ud800", "a number": 12345678901234567890, "null": None, "a list": ["A" * 43],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_nonce_that_is_none_is_not_signed(home, fake, name):
    fake.nonce = HOSTILE[name]
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    result = home.fails("ping", "-c", "1")
    if isinstance(fake.nonce, str) and name != "surrogate":
        processes.assert_failed(result, "nonce")
    assert fake.count("/api/auth/challenge") >= 1
    assert fake.count("/api/auth/verify") == 0, "it was signed and sent"
    assert "\x1b" not in result.err and "\0" not in result.err and "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" not in result.err
    assert home.token() is None


@pytest.mark.parametrize("nonce", ["A" * 16, "~" * 512, "!" * 43, "abcdefgh.ijklmnop", DEFAULT_NONCE, "a.b.c.d.e.f.g.h.i", ".." * 10])
def test_a_nonce_that_is_one_is_signed_as_it_is(home, fake, nonce):
    fake.nonce = nonce
    key = material.key("alice")
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", key))
    home.ok("ping", "-c", "1")
    body = json.loads(fake.request("/api/auth/verify")["body"])
    assert body["identity"] == "challenge-1"
    key.public_key().verify(base64.b64decode(body["signature"], validate=True), nonce.encode(), padding.PKCS1v15(), hashes.SHA256())


# Engines that aren't


def test_an_engine_that_is_not_there(home):
    port = processes.free_port()
    home.point_at(f"http://127.0.0.1:{port}", material.write_private(home.path / "alice.pem", material.key("alice")))
    for command in (["ping", "-c", "1"], ["key", "list"], ["healthcheck"], ["engine", "info"], ["engine", "token"]):
        home.fails(*command, words=(f"127.0.0.1:{port}",))


def test_a_name_that_nobody_has(home):
    home.point_at("http://engine.invalid", material.write_private(home.path / "alice.pem", material.key("alice")))
    home.fails("healthcheck", words=("engine.invalid",))


NO_ENGINE = {
    "web page": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<h1>Hello</h1>\r\n",
    "not found": b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found",
    "empty answer": b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "ssh": b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "silence": b"", "garbage": bytes(range(256)) * 4,
    "redirect": b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n",
    "JSON": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"hello\":\"world\"}",
    "a list": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[1,2,[3]]",
    "no status": b"HTTP/1.1 200 OK\r\nContent-Length: 33\r\n\r\n[{\"kind\":\"entity\",\"payload\":\"x\"}]",
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[{\"kind\":",
    "deep": b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + b"[" * 50000,
}


@pytest.mark.parametrize("name", NO_ENGINE)
def test_an_address_that_is_no_engine(home, name):
    with Listener(NO_ENGINE[name]) as listener:
        home.point_at(listener.address, material.write_private(home.path / "alice.pem", material.key("alice")))
        for command in (["ping", "-c", "1"], ["healthcheck"], ["key", "list"]):
            result = home.fails(*command, words=(f"127.0.0.1:{listener.port}",))
            assert "<h1>" not in result.err
        assert all(b"signature" not in sent for sent in listener.connections)
    assert home.token() is None


@pytest.mark.parametrize("address", ["nonsense", "ftp://127.0.0.1", "http://", "http://127.0.0.1:99999", "127.0.0.1:80:80", "http://a b",
    "file:///etc/passwd"])
def test_an_address_that_is_no_address(home, address):
    home.write_profile({"connection-address": address})
    home.fails("ping", "-c", "1", words=("connection-address",))
    home.profile_path().unlink()
    home.fails("ping", "-c", "1", env={"CONNECTION_ADDRESS": address}, words=(("connection-address", "CONNECTION_ADDRESS"),))


def test_an_engine_that_refuses_with_escape_sequences(home, fake):
    fake.answers["/api/engine/key"] = lambda request: (403, "\x1b]0;owned\x07\x1b[2Jno \u202eway", None)
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    result = home.fails("key", "list")
    assert "\x1b" not in result.err and "\x07" not in result.err and "\u202e" not in result.err


def test_a_list_with_escape_sequences(home, fake):
    fake.answers["/api/engine/key"] = lambda request: (
        200, "OK", [{"identity": "\x1b[31mred", "type": "ssh-rsa", "value": "AAAA", "permissions": ["\x1b[0m"], "disabled": False}])
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    assert "\x1b" not in home.run("key", "list").out


# Tokens and clocks


def test_an_expired_token_and_no_key(home, fake):
    home.point_at(fake.address, connection_token=unsigned_token(fake.now() - 60))
    home.fails("ping", "-c", "1", words=("expired", "connection-key"))


def test_a_forged_token_and_no_key(home, engine):
    for token in (unsigned_token(4_000_000_000), unsigned_token(4_000_000_000, identity="master"), "junk"):
        home.point_at(engine.address, connection_token=token)
        home.fails("ping", "-c", "1", words=("connection-key",))
        home.profile_path().unlink()
        home.fails("ping", "-c", "1", env={"CONNECTION_ADDRESS": engine.address, "CONNECTION_TOKEN": token})
    engine.assert_well()


@pytest.mark.parametrize("days", [-2, -400])
def test_a_clock_that_is_off(home, fake, days):
    """The engine's sessions are over here before they begin."""
    fake.clock_offset = days * 86400
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    home.fails("ping", "-c", "1", words=("clock",))
    assert fake.count("/api/auth/verify") <= 2


# A token in clear


def test_plain_http_to_another_machine_is_warned_about(home):
    """Once with the machine's own address, or where it has none with a name that leads nowhere: the warning comes first."""
    host = "engine.invalid"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            host = probe.getsockname()[0]
        except OSError:
            pass
    engine = home.boot()
    key = home.directory / "keys" / "master.pem"
    home.point_at(f"http://{host}:{engine.port}", key)
    result = home.run("ping", "-c", "1")
    assert "warning" in result.err.lower() and host in result.err, result
    assert "http" in result.err.lower()
    assert result.code == (1 if host.endswith(".invalid") else 0)
    home.point_at(engine.address, key)
    assert "warning" not in home.ok("ping", "-c", "1").err.lower()
    home.point_at(f"http://localhost:{engine.port}", key)
    assert "warning" not in home.run("ping", "-c", "1").err.lower()


@pytest.mark.parametrize("expires", [-(1 << 63), -1, 0])
def test_a_session_that_ended_before_time_began(home, fake, expires):
    fake.answers["/api/auth/verify"] = lambda request: (
        200, "OK", [{"token": unsigned_token(4_000_000_000), "permissions": [], "expires_at": expires}])
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    home.fails("ping", "-c", "1", words=("clock",))


def test_a_registration_with_escape_sequences(home, fake):
    fake.answers["/api/engine/key"] = lambda request: (200, "OK", [{"identity": "\x1b[31m\x07\x9b\r\u202e", "permissions": ["\x1b[31m"]}])
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    (home.path / "alice.pub").write_text(material.public_line(material.key("alice")))
    shown = home.ok("key", "register", "alice.pub").out
    assert not set(shown) & set("\x1b\x07\x9b\r\u202e"), repr(shown)


def test_an_identity_that_forges_a_row(home, fake):
    fake.answers["/api/engine/key"] = lambda request: (
        200, "OK",
        [{"identity": "a\nFAKE 2048\u2028x", "type": "ssh-rsa", "value": "AAAA", "permissions": ["MASTER"], "disabled": False}])
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    shown = home.ok("key", "list").out
    assert len(shown.splitlines()) == 2, shown


def test_a_refusal_without_an_end(home):
    """It is read as far as a refusal goes, and no further."""
    with Listener(greeting=b"HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n" + b"8000\r\n" + b"x" * 0x8000 + b"\r\n" * 1
                  + (b"8000\r\n" + b"x" * 0x8000 + b"\r\n") * 8) as listener:
        home.fails("healthcheck", env={"CONNECTION_ADDRESS": listener.address}, words=("500",))
