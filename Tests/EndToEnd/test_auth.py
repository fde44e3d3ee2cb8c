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


@pytest.mark.parametrize("isThere", [True, False])
def test_an_expired_session(home, isThere):
    with FakeEngine() as fake:
        fake.accepts = lambda token: False
        home.point_at(fake.address if isThere else "http://127.0.0.1:1", connection_token=unsigned_token(time.time() - 300))
        assert "5 min ago" in status(home, 1)["reason"]
        home.ok("auth", "logout")
        assert home.token() is None


@pytest.mark.parametrize("offset, direction, words", [(-7200, "ahead of", "seem shorter"), (7200, "behind", "seem longer")])
def test_the_engines_clock_tells_the_end_of_a_session(home, offset, direction, words):
    """An hour is left by it, whatever this machine's says; and whose clock is how wrong is said once."""
    with FakeEngine() as fake:
        fake.clock_offset = offset
        home.point_at(fake.address, connection_token=unsigned_token(fake.now() + 3660 + 30))
        result = home.ok("auth", "status")
        assert "for 1 h 1 min" in result.out, result
        assert result.err.startswith("warning: this machine's clock is 2 h " + direction) and result.err.count("clock is") == 1, result
        assert words in result.err and result.err.count("\n") == 1, result
    # Nobody is signed out because of this machine's clock.
    assert home.token() is not None


def test_a_clock_that_is_behind_is_told_when_signing_in(home):
    with FakeEngine() as fake:
        fake.clock_offset = 7200
        home.point_at(fake.address, material.write_private(home.path / "k.pem", material.key("alice")))
        result = home.ok("auth", "login")
        assert result.err.startswith("warning: this machine's clock is 2 h behind") and result.err.count("\n") == 1, result
        assert "for 59 min" in result.out or "for 1 h\n" in result.out, result


def test_a_session_ends_that_another_one_replaces(alice, engine):
    """Otherwise nobody could end it any more. What another process does with it meanwhile goes on with the new one."""
    alice.ok("auth", "login")
    first = alice.token()
    alice.ok("auth", "login")
    second = alice.token()
    assert engine.client().inspect(first) == 401 and engine.client().inspect(second) == 202
    # A command that has found the old one in the profile.
    alice.ok("ping", "-c", "1", env={"CONNECTION_TOKEN": first})
    assert alice.token() == second


def test_an_older_engine_lets_the_replaced_session_be(home):
    with FakeEngine() as fake:
        home.point_at(fake.address, material.write_private(home.path / "k.pem", material.key("alice")))
        home.ok("auth", "login")
        fake.answers["/api/auth/logout"] = lambda request: (500, "not today", None)
        result = home.ok("auth", "login", "--lifetime", "2h")
        assert result.err == "" and fake.count("/api/auth/logout") == 1


def test_a_token_for_others_is_one_of_a_session_of_its_own(alice, engine):
    alice.ok("auth", "login")
    own = alice.token()
    token = alice.ok("engine", "token", shows_token=True).out.strip()
    assert alice.token() == own != token
    alice.ok("auth", "logout")
    assert engine.client().inspect(own) == 401 and engine.client().inspect(token) == 202


def test_a_session_that_cannot_be_kept_is_ended(alice, engine):
    """`login` is for nothing then; another command needs it once, and says that there will be a next time."""
    alice.ok("config", "list")
    alice.directory.chmod(0o500)
    alice.profile_path().chmod(0o400)
    before = alice.profile_path().read_bytes()
    try:
        count = engine.log.count('"session-ended"')
        result = alice.fails("auth", "login", words=("can't be kept", "was ended", "Permission denied"))
        assert result.err.count("\n") == 1 and engine.log.count('"session-ended"') == count + 1, result
        result = alice.ok("ping", "-c", "1")
        assert result.err.count("\n") == 1 and "warning: the session can't be kept, so that the next command signs in again" in result.err
    finally:
        alice.directory.chmod(0o700)
    assert alice.profile_path().read_bytes() == before


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


def test_a_token_of_the_environment_that_is_none(alice):
    """What is in the profile is another matter."""
    alice.ok("auth", "login")
    token = alice.token()
    environment = {"CONNECTION_TOKEN": "abc"}
    alice.fails("auth", "logout", env=environment, words=("CONNECTION_TOKEN", "no token", "unset"))
    assert "CONNECTION_TOKEN" in status(alice, 1, env=environment)["reason"]
    advice = alice.run("auth", "status", env=environment).out
    assert "unset it" in advice and "auth login" not in advice
    assert alice.token() == token


def test_leaving_a_session_of_the_environment(alice, engine):
    alice.ok("auth", "login")
    other = engine.client(material.key("alice"))
    out = alice.ok("auth", "logout", env={"CONNECTION_TOKEN": other.token}).out
    assert out.startswith(f"Signed out of {engine.address}.") and "CONNECTION_TOKEN" in out and "profile" in out
    assert other.inspect() == 401 and engine.client().inspect(alice.token()) == 202


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
