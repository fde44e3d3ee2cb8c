"""Sessions: how long they last, what ends them, and how the program keeps one."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import material
from client import claims, kind, signature
from doubles import FakeEngine, Watcher, unsigned_token


@pytest.fixture
def alice(home, engine):
    key = material.key("alice")
    engine.socket_client().register(material.public_line(key), "alice")
    return engine.client(key)


# What ends a session


def test_unregistering_ends_it_at_the_next_request(engine, alice):
    assert alice.inspect() == 202
    engine.socket_client().unregister("alice")
    answer = alice.get("/api/engine/parameter/")
    assert answer.code == 401 and answer.status[0] == 401
    assert alice.inspect() == 401


def test_unregistering_by_the_program_ends_it(home, engine, alice):
    home.ok("key", "unregister", "alice")
    assert alice.inspect() == 401


@pytest.mark.parametrize("end", ["unregister", "disable"])
def test_an_open_stream_ends_with_the_session(home, engine, alice, end):
    with alice.stream("/api/engine/ping/?count=300&interval=1000&stream=true") as stream:
        chunks = iter(stream)
        assert next(chunks)["payload"]["code"] == 200
        while kind(next(chunks)) != "entity":
            pass
        if end == "unregister":
            engine.socket_client().unregister("alice")
        else:
            home.disable("alice")
        try:
            rest = [chunk for chunk in chunks if kind(chunk) == "entity"]
        except OSError:
            rest = []  # cut off instead of ended
        assert len(rest) < 30, "the stream went on"
    engine.assert_well()


def test_disabling_ends_it(home, engine, alice):
    home.disable("alice")
    assert alice.inspect() == 401
    challenge = alice.challenge()
    refused = alice.verify(challenge, signature(material.key("alice"), challenge["nonce"]))
    assert 400 <= refused.code <= 499


def test_registering_the_same_key_again_does_not_revive_it(engine, alice):
    local = engine.socket_client()
    local.unregister("alice")
    local.register(material.public_line(material.key("alice")), "alice")
    assert alice.inspect() == 401
    alice.sign_in(material.key("alice"))
    assert alice.inspect() == 202


def test_another_key_of_that_name_does_not_revive_it(engine, alice):
    local = engine.socket_client()
    local.unregister("alice")
    local.register(material.public_line(material.key("bob")), "alice")
    assert alice.inspect() == 401


def test_the_registry_decides_what_a_session_may_do(home, engine):
    key = material.key("alice")
    engine.socket_client().register(material.public_line(key), "alice", ["MASTER"])
    client = engine.client(key)
    assert client.get("/api/engine/key/").code == 200
    text = home.authorized_keys.read_text()
    lines = [
        line.replace('dxflow-permissions="MASTER"', 'dxflow-permissions="SHELL"') if 'dxflow-identity="alice"' in line else line
        for line in text.splitlines(keepends=True)
    ]
    home.authorized_keys.write_text("".join(lines))
    assert client.get("/api/engine/key/").code == 403
    assert client.inspect() == 202


def test_sessions_survive_a_restart_and_challenges_do_not(home, engine, alice):
    challenge = alice.challenge()
    assert engine.stop() == 0
    again = home.boot()
    client = again.client()
    client.token = alice.token
    assert client.inspect() == 202
    refused = client.verify(challenge, signature(material.key("alice"), challenge["nonce"]))
    assert 400 <= refused.code <= 499
    unknown = client.verify({"identity": "unheard-of"}, signature(material.key("alice"), challenge["nonce"]))
    assert refused.status == unknown.status


def test_a_master_key_that_was_removed_is_not_made_again(home, engine):
    (first,) = engine.socket_client().keys()
    home.ok("key", "unregister", first["identity"], "--force")
    engine.stop()
    assert home.boot().socket_client().keys() == []


# The minute that began with the run


def test_aged_session(aged):
    engine, grant = aged["engine"], aged["grant"]
    time.sleep(max(0, grant["expires_at"] + 2 - time.time()))
    client = engine.client()
    answer = client.get("/api/engine/parameter/", token=grant["token"])
    assert answer.code == 401 and answer.status[0] == 401
    assert client.inspect(grant["token"]) == 401
    engine.assert_well()


def test_aged_challenge(aged):
    """Expired, with a right signature: refused in the words of any other refusal."""
    engine = aged["engine"]
    time.sleep(max(0, aged["grant"]["expires_at"] + 5 - time.time()))
    client = engine.client()
    expired = client.verify(aged["challenge"], aged["signature"])
    fresh = client.challenge()
    wrong = client.verify(fresh, signature(material.key("stranger"), fresh["nonce"]))
    assert 400 <= expired.code <= 499
    assert expired.status == wrong.status


def test_aged_session_in_a_profile(aged):
    """Without a key the program says that the session has expired, and what to do; with one it begins another."""
    engine, grant = aged["engine"], aged["grant"]
    time.sleep(max(0, grant["expires_at"] + 2 - time.time()))
    home = engine.home
    home.point_at(engine.address, name="old", connection_token=grant["token"])
    home.fails("-C", "old", "ping", "-c", "1", words=("expired", "connection-key"))
    home.point_at(engine.address, home.directory / "keys" / "master.pem", "old", connection_token=grant["token"])
    home.ok("-C", "old", "ping", "-c", "1")
    assert home.token("old") != grant["token"]


# How the program keeps one


@pytest.fixture
def watched(home, engine):
    key = material.key("alice")
    engine.socket_client().register(material.public_line(key), "alice")
    material.write_private(home.path / "alice.pem", key)
    with Watcher(engine.port) as watcher:
        home.point_at(watcher.address, home.path / "alice.pem")
        yield watcher


def test_one_challenge_for_two_commands(home, watched):
    home.ok("ping", "-c", "1")
    token = home.token()
    assert token
    home.ok("ping", "-c", "1")
    home.ok("engine", "info")
    assert home.token() == token
    assert watched.count("/api/auth/challenge") == 1
    assert watched.count("/api/auth/verify") == 1


def test_the_profile_with_the_token_is_the_users_own(home, watched):
    home.ok("ping", "-c", "1")
    assert home.profile_path().stat().st_mode & 0o777 == 0o600


def test_a_401_is_recovered(home, engine, watched):
    home.ok("ping", "-c", "1")
    token = home.token()
    local = engine.socket_client()
    local.unregister("alice")
    local.register(material.public_line(material.key("alice")), "alice")
    home.ok("ping", "-c", "1")
    assert home.token() != token
    assert watched.count("/api/auth/challenge") == 2


def test_a_call_is_repeated_once_and_no_more(home):
    with FakeEngine() as fake:
        fake.accepts = lambda token: False
        home.point_at(fake.address, material.write_private(home.path / "k.pem", material.key("alice")))
        home.fails("ping", "-c", "1")
        assert fake.count("/api/engine/ping") <= 2
        assert fake.count("/api/auth/verify") <= 2


def test_a_token_that_is_no_token_is_replaced(home, engine, watched):
    for junk in ("junk", "a.b.c", unsigned_token(time.time() + 3000), unsigned_token(time.time() - 3000), "x" * 5000):
        profile = home.profile()
        home.write_profile({**profile, "connection-token": junk})
        home.ok("ping", "-c", "1")
        assert claims(home.token())[1]["identity"] == "alice"


def test_a_token_goes_to_no_other_engine(home, engine, watched):
    home.ok("ping", "-c", "1")
    token = home.token()
    with FakeEngine() as other:
        home.run("ping", "-c", "1", env={"CONNECTION_ADDRESS": other.address})
        assert other.requests
        for request in other.requests:
            assert token not in str(request["headers"]) + request["body"].decode()


def test_the_tokens_of_the_environment(home, engine):
    client = engine.master_client()
    home.ok("ping", "-c", "1", env={"CONNECTION_ADDRESS": engine.address, "CONNECTION_TOKEN": client.token})
    assert not home.profile_path().exists() or "connection-token" not in home.profile()


def test_the_key_of_the_environment(home, engine):
    path = home.directory / "keys" / "master.pem"
    home.ok("ping", "-c", "1", env={"CONNECTION_ADDRESS": engine.address, "CONNECTION_KEY": str(path)})
    home.ok("ping", "-c", "1", env={"CONNECTION_ADDRESS": engine.address, "CONNECTION_KEY": "~/.dxflow/keys/master.pem"})


def test_engine_token(home, engine, watched):
    token = home.ok("engine", "token", "--lifetime", "2h", shows_token=True).out.strip()
    client = engine.client()
    assert client.inspect(token) == 202
    assert 7100 <= claims(token)[1]["exp"] - time.time() <= 7201
    assert claims(token)[1]["identity"] == "alice"


def test_engine_token_of_the_local_engine(home, engine):
    token = home.ok("engine", "token", shows_token=True).out.strip()
    assert "MASTER" in claims(token)[1]["permissions"]
    assert engine.client().inspect(token) == 202
    grant = json.loads(home.ok("engine", "token", "--json", shows_token=True).out)
    assert claims(grant["token"])[1]["exp"] == grant["expires_at"]


def test_parallel_commands_share_one_sign_in(home, watched):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: home.ok("ping", "-c", "1"), range(8)))
    assert watched.count("/api/auth/verify") == 1
    assert claims(home.token())[1]["identity"] == "alice"


# Keys of other programs


@pytest.mark.parametrize("passphrase", [None, "correct horse battery staple"])
def test_a_key_of_ssh_keygen(home, engine, passphrase):
    (home.path / ".ssh").mkdir(mode=0o700)
    path = material.ssh_keygen(home.path / ".ssh" / "id_rsa", "-t", "rsa", "-b", "2048", "-C", "you@example.com",
        passphrase=passphrase or "")
    assert b"BEGIN OPENSSH PRIVATE KEY" in path.read_bytes()
    home.ok("key", "register", ".ssh/id_rsa.pub")
    home.point_at(engine.address, path, "you")
    if passphrase:
        home.secrets.add(passphrase)
        home.ok("-C", "you", "ping", "-c", "1", env={"DXFLOW_KEY_PASSPHRASE": passphrase})
    home.ok("-C", "you", "ping", "-c", "1")
    assert claims(home.token("you"))[1]["identity"] == "you@example.com"


@pytest.mark.parametrize("form, passphrase", [("pkcs1", None), ("pkcs8", None), ("pkcs8", "swordfish"), ("openssh", None)])
def test_keys_of_python_cryptography(home, engine, form, passphrase):
    key = material.key("alice")
    engine.socket_client().register(material.public_line(key), "alice")
    path = material.write_private(home.path / "alice.pem", key, form, passphrase)
    home.point_at(engine.address, path)
    file = home.path / "passphrase"
    file.write_text("swordfish\n")
    home.ok("ping", "-c", "1", *(["--passphrase-file", file] if passphrase else []))
    assert claims(home.token())[1]["identity"] == "alice"


@pytest.mark.parametrize("backend", ["openssl", "gcrypt"])
def test_each_backend_signs_in_at_an_engine_of_each(home, backend):
    """The engine verifies with one and the client signs with the other."""
    other = {"openssl": "gcrypt", "gcrypt": "openssl"}[backend]
    engine = home.boot("--backend", backend)
    home.ok("--backend", other, "key", "generate", "alice", "--passphrase", env={"DXFLOW_KEY_PASSPHRASE": "x y z"})
    home.ok("key", "register", "alice.pub", "-i", "alice")
    home.point_at(engine.address, home.path / "alice.pem")
    home.ok("ping", "-c", "1", "--backend", other, env={"DXFLOW_KEY_PASSPHRASE": "x y z"})
    assert engine.client(engine.master).inspect() == 202


def test_a_session_is_the_keys_that_began_it(home, engine):
    """The environment names another key for one run: that key signs in, and the configured one does again afterwards."""
    for name in ("alice", "bob"):
        (home.path / f"{name}.pub").write_text(material.public_line(material.key(name), name))
        home.ok("key", "register", f"{name}.pub", "-p", "MASTER" if name == "alice" else "SHELL")
    alice = material.write_private(home.path / "alice.pem", material.key("alice"))
    bob = material.write_private(home.path / "bob.pem", material.key("bob"))
    home.point_at(engine.address, alice)
    home.ok("key", "list")
    home.fails("key", "list", env={"CONNECTION_KEY": str(bob)})
    home.fails("key", "list", env={"CONNECTION_KEY": "/nowhere/key.pem"}, words=("/nowhere/key.pem",))
    home.ok("key", "list")


def test_a_token_of_another_address_stays_here(home, engine):
    """The address in the file is changed by hand: what the old engine granted isn't sent to the new one."""
    home.point_at(engine.address, home.directory / "keys" / "master.pem")
    home.ok("ping", "-c", "1")
    token = home.token()
    with Watcher(engine.port) as watcher:
        text = home.profile_path().read_text().replace(engine.address, watcher.address)
        home.write_profile(text)
        home.ok("ping", "-c", "1")
        sent = b"".join(map(bytes, watcher.sent))
        assert b"/api/engine/ping" in sent
        assert token.encode() not in sent
    assert home.token() not in (None, token)
