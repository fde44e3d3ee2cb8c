"""Redirects: never followed, whatever is asked and wherever they lead, so that no token and no signature goes astray."""

import time

import pytest

import material
import processes
from doubles import FakeEngine, unsigned_token
from test_certificates import certificate

CODES = (300, 301, 302, 303, 305, 307, 308)
CALLS = {
    "/api/engine/key": ("key", "list"), "/api/engine/ping": ("ping", "-c", "1"), "/api/engine/info": ("engine", "info"),
    "/api/engine/healthcheck": ("healthcheck",), "/api/auth/inspect": ("auth", "status"),
}


@pytest.fixture
def key(home):
    return material.write_private(home.path / "alice.pem", material.key("alice"))


@pytest.fixture
def pair(home):
    """Two engines on one host; the profile is for the first and has a session there."""
    with FakeEngine() as first, FakeEngine() as second:
        home.point_at(first.address, connection_token=unsigned_token(time.time() + 3600))
        yield first, second


def redirect(code, target):
    return f"HTTP/1.1 {code} Elsewhere\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize("code", CODES)
def test_to_another_port_of_the_host(home, pair, code):
    first, second = pair
    for path, command in CALLS.items():
        first.raw[path] = redirect(code, second.address + path + "/?token=x")
        before = first.count(path)
        result = home.fails(*command, words=("redirects to", second.address, first.address))
        assert "token=x" not in result.err
        assert first.count(path) == before + 1
    assert second.requests == []


@pytest.mark.parametrize("target", ["//{host}/api/engine/key/", "/api/engine/key/", "key/", "", "?a=b", "\\\\{host}\\x", "javascript:alert(1)",
                                    "http://user:password@{host}/", "file:///etc/passwd", "unix:///tmp/x"])
def test_however_it_is_written(home, pair, target):
    """A path on the engine itself, too: it would be asked for without an end."""
    first, second = pair
    first.raw["/api/engine/key"] = redirect(302, target.format(host=second.address.partition("://")[2]))
    home.fails("key", "list", words=("redirects to",))
    assert first.count("/api/engine/key") == 1 and second.requests == []


def test_to_itself_without_an_end(home, pair):
    first, _ = pair
    first.raw["/api/engine/key"] = redirect(307, first.address + "/api/engine/key/?all=false&stream=true")
    home.fails("key", "list", words=("redirects to",))
    assert first.count("/api/engine/key") == 1


def test_from_one_to_the_other_and_back(home, pair):
    first, second = pair
    first.raw["/api/engine/key"] = redirect(307, second.address + "/api/engine/key/")
    second.raw["/api/engine/key"] = redirect(307, first.address + "/api/engine/key/")
    home.fails("key", "list", words=("redirects to",))
    assert first.count("/api/engine/key") == 1 and second.requests == []


@pytest.mark.parametrize("code", CODES)
def test_from_http_to_https_and_back(home, code):
    own = certificate(home.path, "engine")
    with FakeEngine() as plain, FakeEngine(own["paths"]) as secure:
        for here, there in ((plain, secure), (secure, plain)):
            home.point_at(here.address, connection_token=unsigned_token(time.time() + 3600), connection_fingerprint=own["fingerprint"])
            here.raw["/api/engine/key"] = redirect(code, there.address + "/api/engine/key/")
            # Whoever set a wrong scheme is told the right one.
            home.fails("key", "list", words=("redirects to", there.address, "use that address"))
            assert here.count("/api/engine/key") == 1 and there.count("/api/engine/key") <= (there is plain)
        assert len(plain.requests) == len(secure.requests) == 1


def test_to_another_host(home, pair):
    first, second = pair
    port = second.address.rpartition(":")[2]
    first.raw["/api/engine/key"] = redirect(302, f"http://localhost:{port}/api/engine/key/")
    home.fails("key", "list", words=("redirects to", f"localhost:{port}"))
    assert second.requests == []


@pytest.mark.parametrize("code", CODES)
def test_a_signature_goes_nowhere_else(home, pair, key, code):
    first, second = pair
    home.point_at(first.address, key)
    before = home.profile_path().read_bytes()
    first.raw["/api/auth/verify"] = redirect(code, second.address + "/api/auth/verify/")
    for command in (["auth", "login"], ["key", "list"]):
        home.fails(*command, words=("redirects to",))
    assert first.count("/api/auth/verify") == 2 and second.requests == []
    # Nor does what is signed come from elsewhere.
    first.raw["/api/auth/challenge"] = redirect(code, second.address + "/api/auth/challenge/")
    home.fails("auth", "login", words=("redirects to",))
    assert first.count("/api/auth/verify") == 2 and second.requests == []
    assert home.profile_path().read_bytes() == before


@pytest.mark.parametrize("code", [302, 307, 308])
def test_what_changes_something_goes_nowhere_else(home, pair, key, code):
    first, second = pair
    for path in ("/api/engine/key", "/api/auth/logout"):
        first.raw[path] = redirect(code, second.address + path + "/")
    (home.path / "bob.pub").write_text(material.public_line(material.key("bob")))
    for command in (["key", "register", "bob.pub"], ["key", "unregister", "bob"], ["key", "change", "bob", "--disable"], ["auth", "logout"]):
        result = home.run(*command)
        processes.assert_failed(result, "redirects to")
    assert second.requests == [] and len(first.requests) == 4
