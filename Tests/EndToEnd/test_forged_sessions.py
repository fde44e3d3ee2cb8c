"""Tokens that the engine didn't make, and changes that another site has a browser send with a good one."""

import hashlib
import hmac
import json

import pytest

import material
from client import Client, claims, refused


@pytest.fixture(autouse=True)
def goes_on(shared_engine):
    yield
    shared_engine.assert_well()


# Tokens


def with_claims(token, **more):
    _, body = claims(token)
    return material.base64url(json.dumps({**body, **more}))


def tokens(shared_engine, alice):
    token = shared_engine.client(alice).token
    head, body, signed = token.split(".")
    none = material.base64url('{"alg":"none","typ":"JWT"}')
    hs256 = material.base64url('{"alg":"HS256","typ":"JWT"}')
    es256 = material.base64url('{"alg":"ES256","typ":"JWT"}')
    rs256 = material.base64url('{"alg":"RS256","typ":"JWT"}')
    master_line = (shared_engine.home.directory / "keys" / "master.pub").read_bytes()
    rights = with_claims(token, permissions=["MASTER"])
    yield "alg none", f"{none}.{body}."
    yield "alg none with a signature", f"{none}.{body}.{signed}"
    yield "alg NONE", material.base64url('{"alg":"NONE"}') + f".{body}."
    for name, secret in (("the public key's file", master_line), ("the public key", master_line.strip()), ("an empty secret", b"")):
        digest = hmac.new(secret, f"{hs256}.{body}".encode(), hashlib.sha256).digest()
        yield f"HS256 with {name}", f"{hs256}.{body}.{material.base64url(digest)}"
    for name, other in (("its header", head), ("another header", es256)):
        forged = material.es256_signature(material.es256_key(), f"{other}.{rights}".encode())
        yield f"another ES256 key with {name}", f"{other}.{rights}.{material.base64url(forged)}"
    for name, private in (("the user's key", alice), ("the MASTER key", shared_engine.master)):
        forged = material.rs256_signature(private, f"{rs256}.{rights}".encode())
        yield f"RS256 with {name}", f"{rs256}.{rights}.{material.base64url(forged)}"
    yield "more rights", f"{head}.{rights}.{signed}"
    yield "later end", f"{head}.{with_claims(token, exp=9_999_999_999)}.{signed}"
    yield "no signature", f"{head}.{body}."
    yield "two parts", f"{head}.{body}"
    yield "zero signature", f"{head}.{body}.{material.base64url(bytes(64))}"
    yield "cut off", token[:-10]
    yield "longer", token + "AAAA"
    yield "key in the header", material.base64url(json.dumps({"alg": "ES256", "jwk": {"kty": "EC"},
        "jku": "http://127.0.0.1:1/"})) + f".{body}.{signed}"
    yield "junk", "junk"
    yield "dots", "..."
    yield "huge", "A" * 6000


def test_forged_tokens(shared_engine, alice):
    """None of them is taken, in the header or in the cookie, and all get the same words."""
    anonymous = Client(shared_engine.address)
    words = set()
    for name, token in tokens(shared_engine, alice):
        for headers in ({"Authorization": f"Bearer {token}"}, {"Cookie": f"authorization={token}"}):
            answer = anonymous.get("/api/engine/parameter/", headers=headers)
            assert answer.code == 401, name
            words.add(refused(answer, 401))
            assert anonymous.get("/api/auth/inspect/", headers=headers).code == 401, name
    assert len(words) <= 2, words


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "bearer", "Bearer a b", "Negotiate x", "Bearer ,"])
def test_other_authorization_headers(shared_engine, header):
    refused(Client(shared_engine.address).get("/api/engine/parameter/", headers={"Authorization": header}), 401)


# Changes signed in by the cookie


@pytest.fixture(scope="module")
def cookie(shared_engine):
    return {"Cookie": f"authorization={shared_engine.master_client().token}"}


@pytest.mark.parametrize(
    "origin",
    [
        {}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1"}, {"Origin": "http://127.0.0.1:1"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1.evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"}, {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, {"Referer": "http://127.0.0.1/"},
    ],
    ids=str)
def test_a_change_from_another_origin(shared_engine, cookie, master, origin):
    client = Client(shared_engine.address)
    line = material.public_line(material.key("odd"))
    refused(client.register(line, "odd", headers={**cookie, **origin}), 403)
    refused(client.unregister("master", headers={**cookie, **origin}), 403)
    assert [entry["identity"] for entry in master.keys() if entry["identity"] in ("odd", "master")] == ["master"]
    assert client.get("/api/engine/key/", headers={**cookie, **origin}).code == 200


def test_a_change_from_the_same_origin(shared_engine, cookie, master):
    client = Client(shared_engine.address)
    line = material.public_line(material.key("odd"))
    for origin in ({"Origin": shared_engine.address}, {"Sec-Fetch-Site": "same-origin"}):
        assert client.register(line, "odd", headers={**cookie, **origin}).code == 200
        assert client.unregister("odd", headers={**cookie, **origin}).code == 200


def test_the_header_needs_no_origin(master):
    for origin in ({}, {"Origin": "http://evil.example"}):
        assert master.register(material.public_line(material.key("odd")), "odd", headers=origin).code == 200
        assert master.unregister("odd", headers=origin).code == 200
