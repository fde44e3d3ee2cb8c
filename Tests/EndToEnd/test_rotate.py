"""Changing the key that signs tokens, and the set of keys by which others verify them: PyJWT does."""

import json
import random
import re
import signal
import stat
import threading
import time

import jwt
import pytest

import material
from client import claims, refused

DAY = 86_400


def key_set(engine):
    answer = engine.client().get("/.well-known/jwks.json")
    assert answer.code == 200, answer.text
    return json.loads(answer.text)["keys"]


def verified(engine, token):
    """The claims of a token as a service has them that knows nothing of the engine but where its keys are."""
    keys = jwt.PyJWKClient(f"{engine.address}/.well-known/jwks.json")
    key = keys.get_signing_key_from_jwt(token)
    return jwt.decode(token, key.key, algorithms=[claims(token)[0]["alg"]])


def rotate(client):
    return client.call("POST", "/api/engine/rotate/").entity


@pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
def test_others_verify_tokens_before_and_after(home, algorithm):
    home.write_profile({"token-algorithm": algorithm})
    engine = home.boot()
    client = engine.master_client()
    old = client.token
    assert verified(engine, old)["sub"] == "master"
    before = time.time()
    rotation = rotate(client)
    assert before + DAY - 1 <= rotation["retires_at"] <= time.time() + DAY
    assert client.inspect() == 202, "the old session goes on"
    new = engine.master_client().token
    assert claims(new)[0] == {"alg": algorithm, "kid": rotation["kid"], "typ": "JWT"}
    assert claims(old)[0]["kid"] != rotation["kid"]
    for _ in range(2):
        assert verified(engine, old)["sub"] == verified(engine, new)["sub"] == "master"
        assert [key["kid"] for key in key_set(engine)] == [rotation["kid"], claims(old)[0]["kid"]]
        assert [engine.client().inspect(token) for token in (old, new)] == [202, 202]
        engine.stop(signal.SIGKILL)
        engine = home.boot(port=engine.port)
    other = material.es256_key() if algorithm == "ES256" else material.key("stranger")
    forged = jwt.encode(verified(engine, new), other, algorithm, {"kid": rotation["kid"]})
    with pytest.raises(jwt.InvalidSignatureError):
        verified(engine, forged)
    assert engine.client().inspect(forged) == 401


def test_the_set_is_a_document_of_its_own(engine):
    local = engine.socket_client()
    for path in ("/.well-known/jwks.json", "/.well-known/jwks.json/"):
        for answer in (engine.client().get(path), local.get(path), engine.client().get(path, headers={"Accept": "application/stream+json"})):
            assert answer.code == 200
            assert answer.headers["Content-Type"] == "application/jwk-set+json"
            assert re.fullmatch(r"public, max-age=\d+", answer.headers["Cache-Control"])
            (key,) = json.loads(answer.text)["keys"]
            assert set(key) == {"kty", "crv", "x", "y", "use", "alg", "kid"}
            assert (key["kty"], key["crv"], key["use"], key["alg"]) == ("EC", "P-256", "sig", "ES256")
    head = engine.client().call("HEAD", "/.well-known/jwks.json")
    assert head.code == 200 and head.body == b"" and int(head.headers["Content-Length"]) > 0
    refused(engine.client().call("POST", "/.well-known/jwks.json"), 405)


def test_the_set_is_limited_as_other_public_calls_are(home):
    home.write_profile({"limit-calls-burst": 3, "limit-calls-per-second": 1})
    engine = home.boot()
    answers = [engine.client().get("/.well-known/jwks.json") for _ in range(20)]
    limited = [answer for answer in answers if answer.code == 429]
    assert limited and all(answer.headers["Cache-Control"] == "no-store" for answer in limited)
    assert engine.socket_client().get("/.well-known/jwks.json").code == 200


def test_who_may_change_it(engine):
    local = engine.socket_client()
    before = key_set(engine)
    for name, permissions in (("some", []), ("reader", ["MASTER", "READ_ONLY"]), ("shell", ["SHELL"])):
        assert local.register(material.public_line(material.key(name)), name, permissions).code == 200
        refused(engine.client(material.key(name)).call("POST", "/api/engine/rotate/"), 403)
    refused(engine.client().call("POST", "/api/engine/rotate/"), 401)
    client = engine.master_client()
    cookie = {"Cookie": f"authorization={client.token}", "Origin": "https://evil.example"}
    refused(client.call("POST", "/api/engine/rotate/", token="", headers=cookie), 403)
    refused(client.get("/api/engine/rotate/"), 405)
    assert key_set(engine) == before
    assert local.call("POST", "/api/engine/rotate").code == 200
    assert len(key_set(engine)) == 2


def test_the_files_are_the_owners_and_nothing_private_of_the_old_key_is_left(home, engine):
    keys = home.directory / "keys"
    old = (keys / "token-es256.der").read_bytes()
    rotate(engine.socket_client())
    assert {path.name for path in keys.glob("token*")} == {"token-es256.der", "token-retired.json"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in keys.glob("token*"))
    assert (keys / "token-es256.der").read_bytes() != old
    assert all(old[-32:] not in path.read_bytes() for path in home.directory.rglob("*") if path.is_file())
    retired = json.loads((keys / "token-retired.json").read_text())["keys"]
    assert all(not {"d", "p", "q"} & set(key) for key in retired + key_set(engine))


def test_another_algorithm_between_two_starts(home, engine):
    tokens = [engine.master_client().token]
    engine.stop()
    for algorithm in ("RS256", "ES256"):
        home.write_profile({"token-algorithm": algorithm, "audit-log": str(home.path / "audit.log")})
        engine = home.boot(port=engine.port)
        tokens.append(engine.master_client().token)
        assert [engine.client().inspect(token) for token in tokens] == [202] * len(tokens)
        assert [verified(engine, token)["sub"] for token in tokens] == ["master"] * len(tokens)
        assert key_set(engine)[0]["alg"] == algorithm
        engine.stop()
    lines = [json.loads(line) for line in (home.path / "audit.log").read_text().splitlines()]
    changes = [line for line in lines if line["event"] == "token-key-rotated"]
    assert [line["reason"] for line in changes] == ["token-algorithm RS256 after ES256", "token-algorithm ES256 after RS256"]


def test_the_audit_log_tells_who_and_which(home):
    home.write_profile({"audit-log": str(home.path / "audit.log")})
    engine = home.boot()
    client = engine.master_client()
    answer = client.call("POST", "/api/engine/rotate/")
    (line,) = [json.loads(line) for line in (home.path / "audit.log").read_text().splitlines() if "token-key-rotated" in line]
    assert line["actor"] == "master" and line["address"] == "127.0.0.1" and line["request"] == answer.headers["x-request-id"]
    assert answer.entity["kid"] in line["reason"] and claims(client.token)[0]["kid"] in line["reason"]


def test_a_change_that_cannot_be_kept_is_none(home, engine):
    client = engine.master_client()
    path = home.directory / "keys" / "token-retired.json"
    path.mkdir()
    answer = client.call("POST", "/api/engine/rotate/")
    assert answer.code == 503 and "log" in answer.status[1]
    path.rmdir()
    assert len(key_set(engine)) == 1 and client.inspect() == 202
    assert rotate(client)["kid"] == key_set(engine)[0]["kid"]


def test_there_is_a_bound(engine):
    client = engine.master_client()
    local = engine.socket_client()
    for _ in range(32):
        kid = rotate(local)["kid"]
    answer = local.call("POST", "/api/engine/rotate/")
    refused(answer, 429)
    assert DAY - 600 < int(answer.headers["Retry-After"]) <= DAY and "Try again at 20" in answer.status[1]
    keys = key_set(engine)
    assert len(keys) == 33 and keys[0]["kid"] == kid and keys[-1]["kid"] == claims(client.token)[0]["kid"]
    assert client.inspect() == 202


def test_sign_ins_go_on_meanwhile(engine):
    master = engine.master
    over = threading.Event()
    failures, tokens = [], []

    def sign_in():
        while not over.is_set():
            client = engine.client()
            try:
                client.sign_in(master)
                tokens.append(client.token)
                if client.inspect() != 202:
                    failures.append(client.token)
            except Exception as error:  # noqa: BLE001: whatever it is, it mustn't be
                failures.append(error)

    threads = [threading.Thread(target=sign_in) for _ in range(6)]
    for thread in threads:
        thread.start()
    local = engine.socket_client()
    kids = [rotate(local)["kid"] for _ in range(20)]
    over.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len({claims(token)[0]["kid"] for token in tokens} & set(kids)) > 3
    assert {engine.client().inspect(token) for token in tokens} == {202}


@pytest.mark.parametrize("seed", range(7))
def test_whoever_has_a_token_is_signed_in_after_a_kill(home, seed):
    """Killed while the key is changed, at any moment."""
    chance = random.Random(seed)
    engine = home.boot()
    master, tokens, kids = engine.master, [], []

    def change():
        try:
            kids.append(rotate(engine.socket_client())["kid"])
        except OSError:
            pass  # cut off

    def sign_in():
        try:
            tokens.append(engine.client(master).token)
        except OSError:
            pass

    for _ in range(15):
        sign_in()
        del kids[:]
        threads = [threading.Thread(target=work) for work in (change, sign_in, change)]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0, 0.03))
        engine.stop(signal.SIGKILL)
        for thread in threads:
            thread.join()
        engine = home.boot(port=engine.port)
        client = engine.client()
        assert [client.inspect(token) for token in tokens] == [202] * len(tokens)
        known = [key["kid"] for key in key_set(engine)]
        assert len(set(known)) == len(known)
        assert {claims(token)[0]["kid"] for token in tokens} | set(kids) <= set(known)
        assert {path.name for path in (home.directory / "keys").glob("token*")} <= {"token-es256.der", "token-retired.json"}


# The command


def test_the_command_over_the_socket(home, engine):
    shown = home.ok("engine", "rotate").out
    (present, old) = key_set(engine)
    assert present["kid"] in shown and old["kid"] not in shown
    assert re.search(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", shown)
    told = json.loads(home.ok("engine", "rotate", "--json").out)
    assert told["kid"] == key_set(engine)[0]["kid"] and 0 <= time.time() + DAY - told["retires_at"] < 60


def test_the_command_over_the_network(home, engine):
    home.point_at(engine.address, home.directory / "keys" / "master.pem")
    first = json.loads(home.ok("engine", "rotate", "--json").out)["kid"]
    token = home.token()
    home.ok("engine", "rotate")
    assert home.token() == token, "the session goes on"
    assert key_set(engine)[1]["kid"] == first
    path = material.write_private(home.path / "alice.pem", material.key("alice"))
    assert engine.socket_client().register(material.public_line(material.key("alice")), "alice").code == 200
    home.fails("engine", "rotate", env={"CONNECTION_KEY": str(path)}, words=("MASTER",))
    assert len(key_set(engine)) == 3


def test_the_command_without_an_engine(home):
    home.fails("engine", "rotate", words=("no engine runs here", "dxflow boot up"))
