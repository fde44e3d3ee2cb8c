"""`dxflow auth login`, `logout` and `status`."""

import json
import signal
import time

import pytest

import material
from client import claims
from doubles import FakeEngine, unsigned_token


@pytest.fixture
def alice(home, engine):
    """A profile that signs in as alice."""
    assert engine.socket_client().register(material.public_line(material.key("alice")), "alice").code == 200
    home.point_at(engine.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    return home


def status(home, code=0, **options):
    result = home.run("auth", "status", "--json", **options)
    assert result.code == code, result
    return json.loads(result.out)


def test_signing_in(alice, engine):
    assert status(alice, 1)["signedIn"] is False
    shown = alice.ok("auth", "login").out
    token = alice.token()
    assert "alice" in shown and token not in shown
    found = status(alice)
    assert found["signedIn"] is True and found["identity"] == "alice" and found["engine"] == engine.address
    assert found["expiresAt"] == claims(token)[1]["exp"]
    assert "SHELL" in found["permissions"] and found["key"] == str(alice.path / "alice.pem")
    assert found["token"] == str(alice.profile_path())
    text = alice.ok("auth", "status").out
    assert "alice" in text and "SHELL" in text and engine.address in text and token not in text
    assert alice.token() == token


def test_a_new_session_of_the_length_that_was_asked_for(alice, engine):
    alice.ok("auth", "login")
    first = alice.token()
    found = json.loads(alice.ok("auth", "login", "--lifetime", "2h", "--json").out)
    assert found["signedIn"] is True and "token" not in found
    assert alice.token() != first
    assert 7100 <= found["expiresAt"] - time.time() <= 7201
    alice.ok("ping", "-c", "1")


@pytest.mark.parametrize("lifetime", ["1s", "25h", "soon"])
def test_a_lifetime_out_of_range(alice, lifetime):
    assert alice.run("auth", "login", "--lifetime", lifetime).code == 64


def test_a_session_that_the_engine_has_ended(alice, engine):
    alice.ok("auth", "login")
    token = alice.token()
    engine.socket_client().unregister("alice")
    assert "ended" in status(alice, 1)["reason"]
    assert alice.token() == token  # looking changes nothing


@pytest.mark.parametrize("code", [200, 401])
def test_signing_out(home, code):
    """An engine that has ended the session already has nothing more to do."""
    with FakeEngine() as fake:
        fake.answers["/api/auth/logout"] = lambda request: (code, "so be it", [] if code == 200 else None)
        token = unsigned_token(time.time() + 3600)
        home.point_at(fake.address, connection_token=token)
        assert json.loads(home.ok("auth", "logout", "--json").out) == {"engine": fake.address, "ended": True}
        assert home.token() is None
        assert [(request["method"], request["path"]) for request in fake.requests] == [("POST", "/api/auth/logout")]
        assert fake.requests[0]["headers"]["Authorization"] == f"Bearer {token}"
        assert "no session" in status(home, 1)["reason"]
        # Once more is no failure.
        assert json.loads(home.ok("auth", "logout", "--json").out)["ended"] is False


def test_an_expired_session(home):
    with FakeEngine() as fake:
        home.point_at(fake.address, connection_token=unsigned_token(time.time() - 300))
        assert "5 min ago" in status(home, 1)["reason"]
        home.ok("auth", "logout")
        assert fake.requests == [] and home.token() is None


def test_an_engine_that_cannot_be_reached(home):
    token = unsigned_token(time.time() + 3600)
    home.point_at("http://127.0.0.1:1", connection_token=token)
    home.fails("auth", "status", words=("127.0.0.1:1",))
    assert home.token() == token
    home.fails("auth", "logout", words=("removed from the profile", "until it expires", "127.0.0.1:1"))
    assert home.token() is None


def test_an_older_engine_cannot_end_a_session(home):
    """It has no such call: the session is removed here and lasts there."""
    with FakeEngine() as fake:
        home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
        home.fails("auth", "logout", words=("removed from the profile", "until it expires"))
        assert home.token() is None


def test_nobody_is_signed_in_by_looking_or_leaving(home):
    with FakeEngine() as fake:
        home.point_at(fake.address, material.write_private(home.path / "k.pem", material.key("alice")))
        status(home, 1)
        home.ok("auth", "logout")
        assert fake.requests == []


def test_no_session_is_wanted_on_this_machine(home, engine):
    for command in ("login", "logout", "status"):
        home.fails("auth", command, words=("socket", "connection-address"))


def test_a_token_of_the_environment(home):
    with FakeEngine() as fake:
        environment = {"CONNECTION_ADDRESS": fake.address, "CONNECTION_TOKEN": unsigned_token(time.time() + 3600)}
        found = status(home, env=environment)
        assert found["identity"] == "fake" and "CONNECTION_TOKEN" in found["token"]
        home.fails("auth", "login", env=environment, words=("CONNECTION_TOKEN",))
        assert fake.count("/api/auth/verify") == 0


def test_only_what_belongs_to_the_session_is_removed(home):
    text = "# mine\nconnection-address: http://127.0.0.1:1\n\ncolour: blue  # kept\n"
    home.write_profile(text + f"connection-token: {unsigned_token(time.time() - 60)}\n")
    home.ok("auth", "logout")
    assert home.profile_path().read_text() == text


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_session_that_was_left_is_over_at_the_engine(alice, engine, how):
    """At once, and after its restart; another one of the same key goes on."""
    alice.ok("auth", "login")
    left = alice.token()
    other = engine.client(material.key("alice"))
    assert engine.client().inspect(left) == 202
    assert json.loads(alice.ok("auth", "logout", "--json").out) == {"engine": engine.address, "ended": True}
    assert alice.token() is None and "connection-token-label" not in alice.profile()
    assert engine.client().inspect(left) == 401 and other.inspect() == 202
    engine.stop(how)
    again = alice.boot(port=engine.port)
    assert again.client().inspect(left) == 401 and again.client().inspect(other.token) == 202
    assert "no session" in status(alice, 1)["reason"]
    # Whoever comes next signs in as if nothing had been.
    alice.ok("ping", "-c", "1")
    assert alice.token() not in (None, left)


def test_leaving_says_so(alice, engine):
    assert "no session" in alice.ok("auth", "logout").out.lower()
    alice.ok("auth", "login")
    assert alice.ok("auth", "logout").out == f"Signed out of {engine.address}.\n"


def test_leaving_an_engine_that_is_away(alice, engine):
    """Whoever leaves wants no session lying about: it is removed here, and what couldn't be done there is told."""
    alice.ok("auth", "login")
    token = alice.token()
    engine.stop()
    result = alice.fails("auth", "logout", "--json", words=("removed from the profile", "until it expires", engine.address))
    assert token not in result.err and alice.token() is None
    assert json.loads(alice.ok("auth", "logout", "--json").out)["ended"] is False


def test_leaving_an_engine_that_does_not_answer(alice):
    with FakeEngine() as fake:
        fake.answers["/api/auth/logout"] = lambda request: time.sleep(2) or (200, "late", [])
        alice.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
        alice.fails("auth", "logout", env={"ANSWER_TIMEOUT": "300ms"}, words=("removed from the profile", "300 ms"))
        assert alice.token() is None


def test_another_ones_session_stays_when_the_environment_names_the_engine(alice, engine):
    """The session in the profile is for the engine that granted it."""
    alice.ok("auth", "login")
    token = alice.token()
    with FakeEngine() as fake:
        found = json.loads(alice.ok("auth", "logout", "--json", env={"CONNECTION_ADDRESS": fake.address}).out)
        assert found == {"engine": fake.address, "ended": False} and fake.requests == []
    assert alice.token() == token and engine.client().inspect(token) == 202
