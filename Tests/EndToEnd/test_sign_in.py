"""Signing in over HTTP with a client that isn't ours: challenge, verify, inspect, and what is in a token."""

import base64
import re
import time

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

import material
from client import Client, check_nonce, claims, seconds, signature

DEFAULT = {"PROXY", "BRIDGE", "SHELL", "ARTIFACT", "PLATFORM", "WORKFLOW"}


def test_challenge(shared_engine):
    challenge = shared_engine.client().challenge()
    assert set(challenge) == {"identity", "nonce", "lifetime"}
    check_nonce(challenge["nonce"])
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", challenge["nonce"])
    assert isinstance(challenge["identity"], str)
    assert isinstance(challenge["lifetime"], str) and seconds(challenge["lifetime"]) == 60


def test_two_challenges_differ(shared_engine):
    client = shared_engine.client()
    one, two = client.challenge(), client.challenge()
    assert one["nonce"] != two["nonce"] and one["identity"] != two["identity"]


@pytest.mark.parametrize("slash", ["/", ""])
def test_sign_in_with_and_without_the_slash(shared_engine, alice, slash):
    client = shared_engine.client()
    challenge = client.get(f"/api/auth/challenge{slash}").entity
    body = {"identity": challenge["identity"], "signature": signature(alice, challenge["nonce"])}
    answer = client.call("POST", f"/api/auth/verify{slash}", json=body)
    assert answer.code == 200
    grant = answer.entity
    inspected = client.get(f"/api/auth/inspect{slash}", token=grant["token"])
    assert inspected.code == 202 and inspected.body == b""


def test_grant_and_claims(shared_engine, alice):
    before = time.time()
    grant = shared_engine.client().sign_in(alice)
    after = time.time()
    assert set(grant["permissions"]) == DEFAULT
    assert isinstance(grant["expires_at"], int)
    header, body = claims(grant["token"])
    assert header["alg"] == "ES256"
    assert isinstance(body["sub"], str) and body["sub"]
    assert body["identity"] == "alice"
    assert body["writable"] is True
    assert set(body["permissions"]) == DEFAULT
    assert body["exp"] == grant["expires_at"]
    assert before + 3600 - 1 <= body["exp"] <= after + 3600 + 1
    assert isinstance(body["jti"], str) and body["jti"]


def test_each_token_has_an_identifier_of_its_own(shared_engine, alice):
    one, two = (claims(shared_engine.client().sign_in(alice)["token"])[1]["jti"] for _ in range(2))
    assert one != two


@pytest.mark.parametrize(
    "lifetime, expected",
    [
        ("1h", 3600), ("24h", 86400), ("1m", 60), ("1h30m", 5400), ("90m", 5400), ("3600000ms", 3600), ("59s", 3600), ("24h1s", 3600),
        ("0s", 3600),
        ("-1h", 3600), ("", 3600), ("soon", 3600), ("1", 3600), ("99999999999999999999h", 3600), (None, 3600), (7200, 3600), ([], 3600),
    ])
def test_lifetime(shared_engine, alice, lifetime, expected):
    before = time.time()
    grant = shared_engine.client().sign_in(alice, lifetime=lifetime)
    if isinstance(lifetime, int):  # the first version's number of seconds may be read, too
        expected = (3600, 7200)[grant["expires_at"] - before > 5000]
    assert before + expected - 1 <= grant["expires_at"] <= time.time() + expected + 1


def test_read_only(shared_engine, master):
    key = material.key("reader")
    master.register(material.public_line(key), "reader", ["MASTER", "READ_ONLY"])
    client = shared_engine.client(key)
    body = claims(client.token)[1]
    assert body["writable"] is False
    assert set(body["permissions"]) == {"MASTER", "READ_ONLY"}
    assert client.get("/api/engine/key/").code == 200
    assert client.register(material.public_line(material.key("x")), "x").code == 403
    assert client.unregister("reader").code == 403
    assert "x" not in {entry["identity"] for entry in master.keys()}


def test_hint(shared_engine, alice):
    line = material.public_line(alice)
    grant = shared_engine.client().sign_in(alice, key=material.fingerprint(line))
    assert claims(grant["token"])[1]["identity"] == "alice"


def test_a_wrong_hint_fails_although_the_signature_is_right(shared_engine, alice):
    client = shared_engine.client()
    challenge = client.challenge()
    other = material.fingerprint(material.public_line(shared_engine.master))
    answer = client.verify(challenge, signature(alice, challenge["nonce"]), key=other)
    assert 400 <= answer.code <= 499


@pytest.mark.parametrize("bits", [3072, 4096])
def test_longer_keys(shared_engine, master, bits):
    key = material.key("long", bits)
    master.register(material.public_line(key), f"long {bits}")
    assert claims(shared_engine.client().sign_in(key)["token"])[1]["identity"] == f"long {bits}"


def test_only_this_padding_and_digest(shared_engine, alice):
    for scheme, digest in (
        (padding.PKCS1v15(), hashes.SHA1()), (padding.PKCS1v15(), hashes.SHA512()),
        (padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256()),
    ):
        client = shared_engine.client()
        challenge = client.challenge()
        signed = alice.sign(challenge["nonce"].encode(), scheme, digest)
        assert 400 <= client.verify(challenge, base64.b64encode(signed).decode()).code <= 499


def test_the_master_key_of_the_first_start(shared_engine):
    _, body = claims(shared_engine.client(shared_engine.master).token)
    assert "MASTER" in body["permissions"]
    path = shared_engine.home.directory / "keys" / "master.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text().startswith("-----BEGIN RSA PRIVATE KEY-----")
    assert (path.parent / "master.pub").read_text().startswith("ssh-rsa ")


def test_token_as_cookie_and_not_in_the_query(shared_engine, alice):
    grant = shared_engine.client().sign_in(alice)
    anonymous = Client(shared_engine.address)
    path = "/api/engine/parameter/"
    assert anonymous.get(path, headers={"Cookie": f"authorization={grant['token']}"}).code == 200
    assert anonymous.get(path, headers={"Cookie": f"theme=dark; authorization={grant['token']}; x=y"}).code == 200
    assert anonymous.get(path, headers={"Cookie": "authorization="}).code == 401
    assert anonymous.get(f"{path}?authorization={grant['token']}").code == 401
    assert anonymous.get(path).code == 401


def test_the_header_wins_over_the_cookie(shared_engine, alice):
    grant = shared_engine.client().sign_in(alice)
    good, bad = grant["token"], "no.good.token"
    anonymous = Client(shared_engine.address)
    path = "/api/engine/parameter/"
    assert anonymous.get(path, headers={"Authorization": f"Bearer {good}", "Cookie": f"authorization={bad}"}).code == 200
    assert anonymous.get(path, headers={"Authorization": f"Bearer {bad}", "Cookie": f"authorization={good}"}).code == 401


def test_what_a_key_may_not_do(shared_engine, alice):
    client = shared_engine.client(alice)
    for answer in (
        client.get("/api/engine/key/"), client.register(material.public_line(material.key("x")), "x"), client.unregister("alice"),
    ):
        assert answer.code == 403
        assert answer.status[0] == 403
    assert client.inspect() == 202


def test_rs256(home):
    home.ok("config", "set", "token-algorithm", "RS256")
    engine = home.boot()
    client = engine.master_client()
    assert claims(client.token)[0]["alg"] == "RS256"
    assert client.inspect() == 202
    engine.stop()
    client.address = home.boot().address
    assert client.inspect() == 202


def test_a_token_algorithm_that_is_none_of_ours(home):
    home.fails("config", "set", "token-algorithm", "none", words=("token-algorithm", "ES256", "RS256"))
    home.write_profile("token-algorithm: HS256\n")
    home.fails("boot", "up", words=("token-algorithm", "RS256"))
