"""The program against engines of the first version, and such as use the documentation's other spellings."""

import json

import pytest

import material
from client import seconds
from doubles import FakeEngine


@pytest.fixture
def fake(home):
    with FakeEngine() as engine:
        home.point_at(engine.address, material.write_private(home.path / "alice.pem", material.key("alice")))
        yield engine


def test_type_for_kind(home, fake):
    fake.key = "type"
    home.ok("ping", "-c", "1")
    assert json.loads(home.ok("key", "list", "--json").out)[0]["identity"] == "fake"


def test_a_bare_total(home, fake):
    fake.bare_total = True
    assert json.loads(home.ok("key", "list", "--json").out)[0]["identity"] == "fake"


@pytest.mark.parametrize("lifetime", [60, 60.0, "300ms", "1h30m", "1m0s"])
def test_lifetimes(home, fake, lifetime):
    fake.lifetime = lifetime
    home.ok("ping", "-c", "1")
    assert seconds(lifetime) > 0


def test_expires_for_expires_at(home, fake):
    fake.expires_name = "expires"
    home.ok("ping", "-c", "1")
    assert json.loads(home.ok("engine", "token", "--json", shows_token=True).out)["expires_at"] > 1_600_000_000


def test_info_falls_back(home, fake):
    parameter = {"identity": "old", "directory": "/srv", "volume": "/srv/.dxflow", "config_profile": "default", "controllers": []}
    attribute = {
        "version": "1.2.3", "boot": 1640995200, "host": {"os": "linux", "platform": "debian", "version": "12", "arch": "amd64",
        "name": "h", "boot": 1},
        "cpu": {"cores": 4, "model": "m", "vendor": "v"}, "memory": {"physical": 1, "swap": 0},
        "disk": [{"name": "d", "path": "/", "size": 1}],
        "network": [{"name": "eth0", "address": "192.0.2.1"}],
    }
    fake.answers["/api/engine/parameter"] = lambda request: (200, "OK", [parameter])
    fake.answers["/api/engine/attribute"] = lambda request: (200, "OK", [attribute])
    info = json.loads(home.ok("engine", "info", "--json").out)
    assert info["identity"] == "old" and info["version"] == "1.2.3" and info["host"]["name"] == "h"
    assert fake.count("/api/engine/info") >= 1


def test_the_list_always_says_whether_all(home, fake):
    home.ok("key", "list")
    home.ok("key", "list", "--all")
    queries = [request["query"] for request in fake.requests if request["path"] == "/api/engine/key"]
    assert ["all=false" in query for query in queries] == [True, False]
    assert ["all=true" in query for query in queries] == [False, True]


def test_what_is_sent_to_register_and_unregister(home, fake):
    line = material.public_line(material.key("bob"), "bob@example.com")
    (home.path / "bob.pub").write_text(line + "\n")
    home.ok("key", "register", "bob.pub", "-i", "bob", "-p", "SHELL,READ_ONLY")
    (request,) = [request for request in fake.requests if request["method"] == "POST" and request["path"] == "/api/engine/key"]
    body = json.loads(request["body"])
    assert body["identity"] == "bob" and body["permissions"] == ["SHELL", "READ_ONLY"]
    assert body["key"].split()[:2] == line.split()[:2]
    assert request["headers"]["Authorization"].startswith("Bearer ")
    fake.answers["/api/engine/key"] = lambda request: (200, "OK", None)
    home.ok("key", "unregister", "bob smith & co")
    (request,) = [request for request in fake.requests if request["method"] == "DELETE"]
    assert "identity=bob" in request["query"] and "%26" in request["query"]


def test_a_refusal_is_told_in_the_engines_words(home, fake):
    fake.answers["/api/engine/key"] = lambda request: (403, "The key may not do that.", None)
    home.fails("key", "list", words=("The key may not do that",))
