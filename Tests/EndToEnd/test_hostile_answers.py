"""Engines whose answers are made to harm who reads them: each is refused in words or taken for what it is, in little memory, with nothing on the
terminal that it would obey, and the profile stays as it was."""

import base64
import itertools
import json
import os
import subprocess
import time

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

import material
import processes
from doubles import FakeEngine, unsigned_token

MEMORY = 400 << 10  # in KiB; a build with every check in it takes 100 MiB by itself
KEY = {"identity": "fake", "type": "ssh-rsa", "value": "AAAA", "permissions": ["MASTER"], "disabled": False}
COMMANDS = {
    "/api/engine/key": ("key", "list"), "/api/engine/healthcheck": ("healthcheck",), "/api/engine/ping": ("ping", "-c", "1"),
    "/api/engine/info": ("engine", "info"), "/api/auth/challenge": ("auth", "login"), "/api/auth/verify": ("auth", "login"),
    "/api/auth/inspect": ("auth", "status"), "/api/auth/logout": ("auth", "logout"),
}


@pytest.fixture
def fake(home):
    with FakeEngine() as fake:
        home.point_at(
            fake.address, material.write_private(home.path / "alice.pem", material.key("alice")),
            connection_token=unsigned_token(time.time() + 3600))
        yield fake


def run(home, *arguments, timeout=120):
    """Runs a command; gives its result and the most memory that it took, in KiB."""
    process = subprocess.Popen(
        [processes.PROGRAM, *arguments], env=home.environment, cwd=home.path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True)
    with process.stdout, process.stderr:
        out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    result = processes.Result(arguments, process.returncode, out.decode(), err.decode())
    assert result.code >= 0, result
    processes.assert_no_trace(result.err)
    assert_harmless(result)
    return result, usage.ru_maxrss


def assert_harmless(result):
    """Nothing that a terminal obeys."""
    for text in (result.out, result.err):
        assert not [character for character in text if character != "\n" and (ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0
                    or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")], result


def refused(home, fake, path, *, words=(), limit="60s"):
    before = home.profile_path().read_bytes()
    result, memory = run(home, "--timeout", limit, *COMMANDS[path])
    processes.assert_failed(result, *words)
    assert memory < MEMORY, memory
    if path != "/api/auth/logout":
        assert home.profile_path().read_bytes() == before
    return result


def status(code=200, message="OK"):
    return {"kind": "status", "payload": {"code": code, "message": message}}


def body(*entities, raw=None):
    text = raw if raw is not None else json.dumps([status(), *({"kind": "entity", "payload": entity} for entity in entities)])
    data = text if isinstance(text, bytes) else text.encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(data), data)


def entity(text):
    """An answer whose one entity is this piece of JSON, whether it is any."""
    text = text if isinstance(text, bytes) else text.encode()
    return body(raw=json.dumps([status()])[:-1].encode() + b',{"kind":"entity","payload":' + text + b"}]")


# The head


def endless_fields():
    yield b"HTTP/1.1 200 OK\r\n"
    for index in range(200_000):
        yield b"X-%d: %s\r\n" % (index, b"x" * 1000)


HEADS = {
    "one field of 20 MB": lambda: itertools.chain([b"HTTP/1.1 200 OK\r\nX: "], (b"x" * 65536 for _ in range(300))),
    "fields without an end": endless_fields,
    "a status line of 20 MB": lambda: itertools.chain([b"HTTP/1.1 200 "], (b"x" * 65536 for _ in range(300))),
    "hints without an end": lambda: (b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 100 for _ in range(20_000)),
    "another protocol": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n[{}]  ",
    "a length beyond all": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n[",
    "a length below nothing": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n[",
    "a chunk beyond all": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n[",
    "a chunk below nothing": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n[",
    "a status of none": b"HTTP/1.1 000 \r\nContent-Length: 0\r\n\r\n", "a status of 999": b"HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n",
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n", "not modified": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "packed": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n\x1f\x8b\x08\x00" + b"\0" * 16,
    "escape sequences": b"HTTP/1.1 500 \x1b[31m\x07\r\nX: \x1b[31m\r\nContent-Length: 7\r\n\r\n\x1b[31m\x07!",
    "a place with escape sequences": b"HTTP/1.1 302 \x1b[2J\r\nLocation: http://x/\x1b]0;y\x07\xe2\x80\xae" + b"z" * 5000 + b"\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_heads(home, fake, name):
    path = "/api/engine/key" if len(name) % 2 else "/api/engine/healthcheck"
    fake.raw[path] = HEADS[name]
    # A hint is an answer's head that isn't the answer's: only the time limit ends them.
    words, limit = (("time limit",), "1s") if name.startswith("hints") else ((fake.address,), "60s")
    refused(home, fake, path, words=words, limit=limit)


# Bodies without an end


def streamed(pieces):
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    yield from pieces


def text_of(*chunks):
    return "".join("," + json.dumps(chunk) for chunk in chunks).encode()[1:]


BODIES = {
    "spaces": lambda: streamed(itertools.chain([b"[" + text_of(status())], itertools.repeat(b" " * 65536))),
    "one word": lambda: streamed(itertools.chain([b"[" + text_of(status()) + b',{"kind":"entity","payload":"'], itertools.repeat(b"x" * 65536))),
    "braces": lambda: streamed(itertools.chain([b"[" + text_of(status()) + b',{"kind":"entity","payload":'], itertools.repeat(b"[" * 65536))),
    "statuses": lambda: streamed(itertools.chain([b"["], itertools.repeat(b"," + text_of(status()) * 1))),
    "entities": lambda: streamed(itertools.chain(
        [b"[" + text_of(status())], itertools.repeat(b"," + text_of(*[{"kind": "entity", "payload": "x" * 1000}] * 60)))),
    "strangers": lambda: streamed(itertools.chain(
        [b"[" + text_of(status())], itertools.repeat(b"," + text_of(*[{"kind": "entity:part", "payload": "x" * 1000}] * 60)))),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_without_an_end(home, fake, name):
    path = "/api/engine/healthcheck" if len(name) % 2 else "/api/auth/challenge"
    fake.raw[path] = BODIES[name]
    before = home.profile_path().read_bytes()
    result, memory = run(home, "--timeout", "1s", *COMMANDS[path])
    processes.assert_failed(result, (fake.address, "time limit"))
    assert memory < MEMORY, memory
    assert home.profile_path().read_bytes() == before


def test_more_pings_than_were_asked_for(home, fake):
    fake.raw["/api/engine/ping"] = lambda: streamed(itertools.chain(
        [b"[" + text_of(status())], itertools.repeat(b"," + text_of({"kind": "entity", "payload": 1})) ))
    result, _ = run(home, "--timeout", "10s", "ping", "-c", "3")
    assert result.code == 0 and len(result.out.splitlines()) == 3, result


# JSON


DEEP = 20_000
JSONS = {
    "lists in lists": "[" * DEEP + "]" * DEEP, "objects in objects": '{"a":' * DEEP + "1" + "}" * DEEP,
    "a number of many digits": "9" * 100_000, "a huge exponent": "1e999999999", "a small one": "1e-999999999", "not a number": "NaN",
    "beyond 64 bits": "9223372036854775808", "half": "0.5", "null": "null", "true": "true", "an empty list": "[]", "an empty object": "{}",
    "not UTF-8": b'"\xff\xfe\xc0\x80"', "half a surrogate": '"\\ud800"', "NUL": '"\\u0000"',
    "not JSON": "'x'", "a comment": "/* x */ 1",
}


@pytest.mark.parametrize("name", JSONS)
def test_entities_that_are_none(home, fake, name):
    for path in ("/api/engine/key", "/api/auth/verify"):
        fake.raw[path] = entity(JSONS[name])
        refused(home, fake, path, words=(fake.address,))


@pytest.mark.parametrize("path", ["/api/engine/ping", "/api/engine/info", "/api/auth/challenge"])
@pytest.mark.parametrize("name", ["lists in lists", "a huge exponent", "beyond 64 bits", "null", "not UTF-8"])
def test_entities_that_are_none_elsewhere(home, fake, name, path):
    fake.raw[path] = entity(JSONS[name])
    refused(home, fake, path, words=(fake.address,))


@pytest.mark.parametrize("raw", [
    '[{"kind":"status","payload":{"code":1e400,"message":"x"}}]', '[{"kind":"status","payload":{"code":-5,"message":"x"}}]',
    '[{"kind":"status","payload":{"code":200}}', '[{"kind":"status","payload":[]}]', '[{"kind":{"kind":{}},"payload":1}]', "[[[[[[", "[" * 10_000,
    '[{"kind":"status","payload":{"code":200,"message":"x"}},' + "{" * 10_000, "[]", "{}", "null", "\ufeff[]", " ", '[{"kind":"entity","payload":"x"}]',
    '{"kind":"status","payload":{"code":200,"message":"OK"}}]]]]', '[{"kind":"status","payload":{"code":500,"message":"x","code":500}}]',
])
def test_frames_that_are_none(home, fake, raw):
    for path in ("/api/engine/key", "/api/engine/healthcheck"):
        fake.raw[path] = body(raw=raw)
        if path == "/api/engine/key" and raw.endswith("]]]]"):
            continue
        # A refusal of a list's is told in the engine's own words.
        refused(home, fake, path, words=() if path == "/api/engine/key" and '"message":"x"' in raw else (fake.address,))


@pytest.mark.parametrize("total", ["0", "5", "-1", "1e400", "99999999999999999999999", '{"value":7}', '{"value":-9223372036854775808}', "null", '"x"',
                                   "[]", "{}"])
def test_totals_that_disagree(home, fake, total):
    """A total is for who shows progress: a list is what came."""
    fake.raw["/api/engine/key"] = body(raw="[" + text_of(status()).decode() + ',{"kind":"total","payload":' + total + "},"
                                       + text_of({"kind": "entity", "payload": KEY}).decode() + "]")
    result, _ = run(home, "key", "list")
    if result.code:
        processes.assert_failed(result, fake.address)
    else:
        assert "fake" in result.out and len(result.out.splitlines()) == 2


def test_names_twice_in_an_object(home, fake):
    fake.raw["/api/engine/key"] = entity(json.dumps(KEY)[:-1] + ',"identity":"other","identity":"third"}')
    result, _ = run(home, "key", "list")
    assert result.code == 0 and len(result.out.splitlines()) == 2
    fake.raw["/api/auth/challenge"] = entity(
        f'{{"identity":"a","identity":"b","nonce":"{"A" * 43}","nonce":"{material.sshsig_blob()}","lifetime":"1m"}}')
    before = home.profile_path().read_bytes()
    run(home, "auth", "login")
    sent = [request for request in fake.requests if request["path"] == "/api/auth/verify"]
    for request in sent:
        signed = base64.b64decode(json.loads(request["body"])["signature"])
        material.key("alice").public_key().verify(signed, b"A" * 43, padding.PKCS1v15(), hashes.SHA256())
    assert sent or home.profile_path().read_bytes() == before


# Sessions


@pytest.mark.parametrize("token", [
    "a.b\r\nX-Evil: 1.c", "a.b\n.c", "a b.c.d", "", "\x1b[31m.a.b", "é.é.é", "\0.a.b", "x" * 17_000, "x" * (10 << 20), None, 7, ["a.b.c"],
], ids=lambda token: repr(token)[:20])
def test_tokens_that_are_none(home, fake, token):
    fake.answers["/api/auth/verify"] = lambda request: (
        200, "OK", [{"token": token, "permissions": ["MASTER"], "expires_at": int(time.time()) + 3600}])
    refused(home, fake, "/api/auth/verify", words=(fake.address,))


@pytest.mark.parametrize("lifetime", ["9999999h", "99999999999999999999h", "-1h", "0s", "1ns", "", "soon", None, 1e300, -1, 60, True])
def test_lifetimes_of_a_challenge(home, fake, lifetime):
    """How long it says that it lasts changes nothing but when another is asked for."""
    fake.lifetime = lifetime
    result, _ = run(home, "--timeout", "10s", "auth", "login")
    if result.code:
        processes.assert_failed(result, fake.address)
        assert fake.count("/api/auth/verify") == 0
    assert fake.count("/api/auth/challenge") <= 2


@pytest.mark.parametrize("expires", [(1 << 63) - 1, 1 << 40, 253402300800, -(1 << 63)])
def test_ends_of_a_session(home, fake, expires):
    fake.answers["/api/auth/verify"] = lambda request: (
        200, "OK", [{"token": unsigned_token(expires), "permissions": ["MASTER"], "expires_at": expires}])
    for command in (["auth", "login"], ["auth", "status"], ["auth", "logout"]):
        result, _ = run(home, *command)
        assert result.code in (0, 1), result


@pytest.mark.parametrize("claims", [
    {"identity": "\x1b[31mred\x07\r\n\u202eX", "permissions": ["\x1b[2J"]}, {"identity": None}, {"permissions": "MASTER"}, {"exp": "soon"}, {"exp": 1e300},
    {"exp": (1 << 63) - 1}, {"sub": ["x"]}, {"sub": "x" * 8000},
])
def test_claims(home, fake, claims):
    token = unsigned_token(time.time() + 3600, **claims)
    fake.answers["/api/auth/verify"] = lambda request: (
        200, "OK", [{"token": token, "permissions": ["\x1b[31m", "MASTER"], "expires_at": int(time.time()) + 3600}])
    for command in (["auth", "login"], ["auth", "status"], ["auth", "status", "--json"]):
        result, _ = run(home, *command)
        assert result.code in (0, 1), result


@pytest.mark.parametrize("date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "", "\x1b[31m", "-1", "9" * 5000,
                                  "Thu, 99 Jan 1970 99:99:99 GMT", "Thu, 01 Jan 99999999999999999999 00:00:00 GMT"])
def test_dates(home, fake, date):
    answer = body({"token": unsigned_token(time.time() + 3600), "permissions": ["MASTER"], "expires_at": int(time.time()) + 3600})
    fake.raw["/api/auth/verify"] = answer.replace(b"OK\r\n", b"OK\r\nDate: " + date.encode() + b"\r\n", 1)
    result, _ = run(home, "auth", "login")
    assert result.code in (0, 1), result
    if "1970 00" in date or "9999 23" in date:
        assert result.code == 0 and "clock" in result.err, result
    fake.raw["/api/engine/key"] = b"HTTP/1.1 429 No\r\nRetry-After: " + date.encode() + b"\r\nContent-Length: 0\r\n\r\n"
    result, _ = run(home, "--timeout", "10s", "key", "list")
    processes.assert_failed(result, ("429", "doesn't speak HTTP"))


# What is shown

EVIL = "\x1b[31m\x1b]0;owned\x07\x9b2J\r\n\b\u202e\u2028FAKE\x7f"


def info(evil, number):
    return {
        "identity": evil, "directory": evil, "volume": evil, "config_profile": evil, "version": evil, "boot": number,
        "cpu": {"cores": number, "model": evil, "vendor": evil}, "memory": {"physical": number, "swap": number},
        "host": {"name": evil, "os": evil, "platform": evil, "arch": evil, "version": evil, "boot": number},
        "disk": [{"name": evil, "path": evil, "size": number}], "network": [{"name": evil, "address": evil}],
    }


@pytest.mark.parametrize("options", [[], ["--json"]])
@pytest.mark.parametrize("number", [0, -(1 << 63), (1 << 63) - 1])
def test_what_is_shown_of_an_engine(home, fake, number, options):
    fake.answers["/api/engine/info"] = lambda request: (200, "OK", [info(EVIL, number)])
    result, _ = run(home, "engine", "info", *options)
    assert result.code == 0, result
    assert result.out.count("\n") <= 12 or options
    fake.answers["/api/engine/healthcheck"] = lambda request: (200, EVIL, [EVIL])
    result, _ = run(home, "healthcheck", *options)
    assert result.code == 0 and (result.out.count("\n") == 1 or options), result


@pytest.mark.parametrize("options", [[], ["--json"], ["--all"]])
@pytest.mark.parametrize("number", [0, -1, -(1 << 63), (1 << 63) - 1])
def test_what_is_shown_of_keys(home, fake, number, options):
    evil = {"identity": EVIL, "type": EVIL, "value": EVIL, "permissions": [EVIL], "disabled": False, "expires_at": number, "from": [EVIL]}
    fake.answers["/api/engine/key"] = lambda request: (200, "OK", [evil, evil])
    result, _ = run(home, "key", "list", *options)
    if result.code:
        processes.assert_failed(result, fake.address)
    else:
        assert result.out.count("\n") == 3 or "--json" in options, result


@pytest.mark.parametrize("time_", [0, -1, -(1 << 63), (1 << 63) - 1])
def test_what_is_shown_of_the_time(home, fake, time_):
    fake.answers["/api/engine/ping"] = lambda request: (200, "OK", [time_])
    for options in ([], ["--json"]):
        result, _ = run(home, "ping", "-c", "1", *options)
        assert result.code == 0 and result.out.count("\n") == 1, result


@pytest.mark.parametrize("path", COMMANDS)
def test_what_is_shown_of_a_refusal(home, fake, path):
    fake.answers[path] = lambda request: (418, EVIL + "x" * 100_000, None)
    result, _ = run(home, "-L", "debug", *COMMANDS[path])
    assert result.code == 1 and len(result.err) < 4000, result
    fake.answers[path] = lambda request: (200, "OK", None)
    fake.raw[path] = b"HTTP/1.1 200 OK\r\n\r\n[" + text_of(status(418, EVIL)) + b"]"
    run(home, *COMMANDS[path])
