"""Changing a registered key: on the wire, in the command and in the file, with what it does to living sessions."""

import json
import time

import pytest

import material
from client import claims, refused

PATH = "/api/engine/key/"


def change(client, identity, body, **query):
    return client.call("PATCH", PATH, params={"identity": identity, **query}, json=body)


@pytest.fixture
def bob(engine):
    key = material.key("bob")
    assert engine.socket_client().register(material.public_line(key), "bob", ["SHELL"]).code == 200
    return key


def record(engine, identity):
    (found,) = [entry for entry in engine.socket_client().keys() if entry["identity"] == identity]
    return found


def test_what_is_named_changes_and_the_rest_stays(engine, bob):
    client = engine.master_client()
    session = engine.client(bob)
    before = record(engine, "bob")
    entity = change(client, "bob", {"identity": "robert", "permissions": ["PROXY", "READ_ONLY"]}).entity
    assert entity == {**before, "identity": "robert", "permissions": ["PROXY", "READ_ONLY"]} == record(engine, "robert")
    assert session.inspect() == 202, "another name and other permissions end no session"
    assert "expires_at" not in entity and "from" not in entity, "what says nothing isn't sent"


def test_living_sessions_go_by_the_new_permissions(engine, bob):
    client = engine.master_client()
    session = engine.client(bob)
    refused(session.get(PATH), 403)
    assert change(client, "bob", {"permissions": ["MASTER"]}).code == 200
    assert session.get(PATH).code == 200
    assert change(client, "bob", {"permissions": ["MASTER", "READ_ONLY"]}).code == 200
    refused(change(session, "bob", {"identity": "x"}), 403)


def test_disabling_and_enabling_revives_no_session(home, engine, bob):
    client = engine.master_client()
    session = engine.client(bob)
    assert change(client, "bob", {"disabled": True}).entity["disabled"] is True
    assert session.inspect() == 401
    refused(engine.client().verify(*answered(engine, bob)), 401)
    assert change(client, "bob", {"disabled": False}).entity["disabled"] is False
    assert session.inspect() == 401
    assert engine.client(bob).inspect() == 202


def answered(engine, key):
    from client import signature

    challenge = engine.client().challenge()
    return challenge, signature(key, challenge["nonce"])


@pytest.mark.parametrize("body, words", [
    ({}, "Nothing"), ({"comment": "x"}, "comment"), ({"identity": ""}, "identity"), ({"identity": 'a"b'}, "quote"),
    ({"permissions": []}, "permissions"), ({"permissions": ["ROOT"]}, "ROOT"), ({"disabled": "yes"}, "disabled"),
    ({"expires_at": "soon"}, "expires_at"), ({"expires_at": -1}, "expiry"), ({"expires_at": 253402300800}, "expiry"),
    ({"from": ["host.example.org"]}, "host.example.org"), ({"from": ["10.0.0.1/8"]}, "10.0.0.1/8"), ({"from": ["!10.0.0.0/8"]}, "lets"),
    ({"from": ["10.0.0.0/33"]}, "10.0.0.0/33"), ({"from": ["a,b"]}, "a,b"), ({"identity": None}, "identity"),
])
def test_what_cant_be_is_refused_and_named(engine, bob, body, words):
    before = engine.home.authorized_keys.read_bytes()
    code, message = refused(change(engine.socket_client(), "bob", body), 400)
    assert words in message
    assert engine.home.authorized_keys.read_bytes() == before


def test_conflicts_and_what_isnt_there(engine, bob):
    local = engine.socket_client()
    refused(change(local, "bob", {"identity": "master"}), 409)
    refused(change(local, "nobody", {"disabled": True}), 404)
    refused(local.call("PATCH", PATH, json={"disabled": True}), 400)


@pytest.mark.parametrize("body", [
    {"disabled": True}, {"permissions": ["SHELL"]}, {"permissions": ["MASTER", "READ_ONLY"]}, {"expires_at": 1}, {"expires_at": 4102444800},
])
def test_the_last_master_stays_one_unless_forced(engine, body):
    local = engine.socket_client()
    refused(change(local, "master", body), 409)
    assert change(local, "master", body, force="true").code == 200


@pytest.mark.parametrize("networks, enters", [
    (["127.0.0.0/8"], True), (["127.0.0.1"], True), (["127.*"], True), (["::1", "127.0.0.?"], True), (["10.0.0.0/8"], False),
    (["2001:db8::/32"], False), (["*", "!127.0.0.0/8"], False), (["!10.0.0.0/8", "0.0.0.0/0"], True),
])
def test_a_key_is_used_from_its_networks_only(engine, bob, networks, enters):
    session = engine.client(bob)
    entity = change(engine.socket_client(), "bob", {"from": networks}).entity
    assert entity["from"] == networks
    assert f'from="{",".join(networks)}"' in engine.home.authorized_keys.read_text()
    assert session.inspect() == (202 if enters else 401)
    answer = engine.client().verify(*answered(engine, bob))
    assert answer.code == (200 if enters else 401)
    change(engine.socket_client(), "bob", {"from": []})
    assert session.inspect() == 401, "a restriction that is lifted revives nothing"
    assert engine.client(bob).inspect() == 202
    assert "from" not in record(engine, "bob")


def test_nobody_locks_themselves_out_by_networks(engine):
    """The session would end at once, and no other one could begin: over the socket alone that can be mended."""
    client = engine.master_client()
    _, message = refused(change(client, "master", {"from": ["203.0.113.0/24"]}), 409)
    assert "127.0.0.1" in message and "--force" in message
    assert client.inspect() == 202
    assert change(client, "master", {"from": ["127.0.0.0/8"]}).code == 200
    again = engine.master_client()
    assert change(again, "master", {"from": ["203.0.113.0/24"]}, force="true").code == 200
    assert again.inspect() == 401
    assert change(engine.socket_client(), "master", {"from": []}).code == 200
    engine.master_client()


def test_an_entry_whose_hosts_would_have_to_be_resolved_lets_nobody_in(engine, bob):
    path = engine.home.authorized_keys
    path.write_text(path.read_text().replace('dxflow-identity="bob"', 'from="*.example.org,127.0.0.1",dxflow-identity="bob"'))
    refused(engine.client().verify(*answered(engine, bob)), 401)


def test_an_expiry_bounds_the_session_and_ends_it(engine, bob):
    client = engine.client(bob)
    end = int(time.time()) + 3600 // 2
    assert change(engine.socket_client(), "bob", {"expires_at": end}).entity["expires_at"] == end
    assert "expiry-time=" in engine.home.authorized_keys.read_text()
    grant = engine.client().sign_in(bob, lifetime="24h")
    assert grant["expires_at"] == end == claims(grant["token"])[1]["exp"]
    assert change(engine.socket_client(), "bob", {"expires_at": int(time.time()) - 1}).code == 200
    assert client.inspect() == 401
    refused(engine.client().verify(*answered(engine, bob)), 401)
    assert "expires_at" not in change(engine.socket_client(), "bob", {"expires_at": None}).entity
    assert client.inspect() == 401, "what has ended doesn't live again"
    assert engine.client(bob).inspect() == 202


def test_openssh_reads_what_was_written(engine, bob, home):
    import subprocess

    change(engine.socket_client(), "bob", {"expires_at": 1900000000, "from": ["10.0.0.0/8", "!10.1.0.0/16"]})
    shown = subprocess.run(["ssh-keygen", "-lf", str(home.authorized_keys)], capture_output=True, text=True, check=True).stdout
    assert len(shown.splitlines()) == 2
    assert 'expiry-time="20300317174640Z"' in home.authorized_keys.read_text()


def test_the_commands(home):
    key = material.key("carol")
    (home.path / "carol.pub").write_text(material.public_line(key) + "\n")
    home.ok("key", "register", "carol.pub", "-i", "carol", "--expires", "2030-01-01", "--from", "10.0.0.0/8,192.168.*")
    shown = home.ok("key", "list").out
    assert "EXPIRES" in shown and "2030-01-01T00:00:00Z" in shown and "10.0.0.0/8,192.168.*" in shown
    home.ok("key", "change", "carol", "--expires", "never", "--from", "anywhere", "--rename", "caroline", "-p", "SHELL,PROXY")
    shown = home.ok("key", "list").out
    assert "EXPIRES" not in shown and "FROM" not in shown and "caroline" in shown
    home.ok("key", "change", "caroline", "--disable")
    assert "caroline" not in home.ok("key", "list").out
    (entry,) = json.loads(home.ok("key", "list", "--all", "--json").out)
    assert entry["disabled"] is True and entry["permissions"] == ["PROXY", "SHELL"]
    home.ok("key", "change", "caroline", "--enable", "--expires", "30d")
    home.fails("key", "change", "nobody", "--disable", words=["nobody"])
    assert home.run("key", "change", "caroline").code == 64
    assert home.run("key", "change", "caroline", "--enable", "--disable").code == 64
    assert home.run("key", "change", "caroline", "--expires", "tomorrow").code == 64
