"""Clients that hold the engine up, flood it or send what is no HTTP: each is cut off, and the engine goes on signing people in."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import re
import socket
import struct
import threading
import time

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

import client
import material
from client import Client, signature

# Short times, so that a test needn't wait long for what comes after them.
TIMES = {"LIMIT_HEADER_TIME": "1s", "LIMIT_BODY_TIME": "1s", "LIMIT_IDLE_TIME": "2s"}
HEAD = b"POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture(scope="module")
def hasty(new_home):
    """An engine that waits for nobody."""
    home = new_home()
    yield home.boot(env=TIMES)
    home.stop_engines()


@pytest.fixture(autouse=True)
def signs_in(hasty):
    """After whatever a client does the engine signs somebody in as ever."""
    yield
    assert hasty.client(hasty.master).inspect() == 202
    assert hasty.process.poll() is None


class Raw:
    """A connection that sends what it is given."""

    def __init__(self, engine):
        self.socket = socket.create_connection(("127.0.0.1", engine.port), timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """Whether it could be sent: who is cut off can't go on."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def to_end(self):
        data = b""
        try:
            while piece := self.socket.recv(65536):
                data += piece
        except ConnectionError:
            pass
        return data


def answers(data):
    """The answers in what came: their codes and their headers; each body is the envelope and agrees."""
    found = []
    while data:
        head, _, data = data.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        code = int(lines[0].split()[1])
        length = int(headers.get("content-length", 0))
        body, data = data[:length], data[length:]
        if code != 202 and code >= 200:
            assert json.loads(body)[0]["payload"]["code"] == code
        if code >= 400:
            assert headers["x-error-message"] == json.loads(body)[0]["payload"]["message"].replace("“", '"').replace("”", '"').replace("’", "'")
        found.append((code, headers))
    return found


def only(data, code):
    (answer,) = answers(data)
    assert answer[0] == code
    assert answer[1]["connection"] == "close"
    return answer[1]


# Slow


@contextlib.contextmanager
def dribbling(raw, byte):
    """Sends a byte now and then meanwhile."""
    stop = threading.Event()

    def dribble():
        while not stop.wait(0.1) and raw.send(byte):
            pass

    thread = threading.Thread(target=dribble)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_slow_headers(hasty):
    with Raw(hasty) as raw:
        assert raw.send(b"GET /api/engine/healthcheck/ HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        with dribbling(raw, b"a"):
            only(raw.to_end(), 408)


def test_slow_body(hasty):
    with Raw(hasty) as raw:
        assert raw.send(HEAD + b"Content-Length: 1000\r\n\r\n{")
        with dribbling(raw, b" "):
            only(raw.to_end(), 408)


def test_a_body_that_does_not_begin(hasty):
    with Raw(hasty) as raw:
        assert raw.send(HEAD + b"Content-Length: 1000\r\n\r\n")
        only(raw.to_end(), 408)


@pytest.mark.parametrize("data", [b"", b"GET /api/engine/healthcheck/ HTTP/1.1\r\nHost: x\r\n\r\n"], ids=["new", "used"])
def test_idle(hasty, data):
    """Nothing is said to who asks for nothing: the connection is closed."""
    with Raw(hasty) as raw:
        raw.send(data)
        assert [code for code, _ in answers(raw.to_end())] == ([200] if data else [])


def test_half_open(hasty):
    """The client is gone and never said so: the connection is given up all the same."""
    held = descriptors(hasty)
    raws = [Raw(hasty) for _ in range(20)]
    for index, raw in enumerate(raws):
        raw.send((b"", b"GET / HT", HEAD + b"Content-Length: 9\r\n\r\n1")[index % 3])
    until(lambda: descriptors(hasty) <= held)
    for raw in raws:
        raw.socket.close()


def test_an_answer_that_nobody_takes(hasty):
    """A client that asks and asks and reads nothing is closed, and what it asked for isn't kept for it."""
    with Raw(hasty) as raw:
        raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" * 100
        raw.socket.settimeout(1)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                raw.socket.send(request)
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            raise AssertionError("it may go on for ever")


def descriptors(engine):
    return len(os.listdir(f"/proc/{engine.process.pid}/fd"))


def until(condition, timeout=60):
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_ping_that_nobody_waits_for(hasty):
    """A buffered ping ends when its client has gone, however it went."""
    token = hasty.client(hasty.master).token
    held = descriptors(hasty)
    for index in range(10):
        with Raw(hasty) as raw:
            raw.send(f"GET /api/engine/ping/?count=300&interval=30000&stream=false HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"
                     .encode())
            if index % 2:
                raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    until(lambda: descriptors(hasty) <= held)


# Large


def test_a_body_that_is_announced_as_a_gibibyte(hasty):
    with Raw(hasty) as raw:
        assert raw.send(HEAD + f"Content-Length: {1 << 30}\r\n\r\n".encode())
        only(raw.to_end(), 413)


@pytest.mark.parametrize("path", ["/api/auth/verify/", "/nowhere"])
def test_a_body_of_a_gibibyte(hasty, path):
    """It is cut off before it has been taken; how much memory the engine has doesn't depend on it."""
    with Raw(hasty) as raw:
        raw.send(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {1 << 30}\r\n\r\n".encode())
        sent = 0
        while sent < 1 << 30 and raw.send(b" " * (1 << 20)):
            sent += 1 << 20
        assert sent < 1 << 28
    assert memory(hasty) < 400 << 20


@pytest.mark.parametrize("method, path", [("POST", "/api/auth/verify/"), ("GET", "/api/engine/healthcheck/"), ("POST", "/nowhere")])
def test_chunks_without_end(hasty, method, path):
    with Raw(hasty) as raw:
        raw.send(f"{method} {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        sent = 0
        while sent < 1 << 30 and raw.send(b"10000\r\n" + b" " * 0x10000 + b"\r\n"):
            sent += 0x10000
        assert sent < 1 << 28


def memory(engine):
    text = open(f"/proc/{engine.process.pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) << 10


def test_10000_headers(hasty):
    with Raw(hasty) as raw:
        raw.send(b"GET /api/engine/healthcheck/ HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(10000)) + b"\r\n")
        only(raw.to_end(), 431)


@pytest.mark.parametrize(
    "data, code", [(b"X-Long: " + b"a" * (1 << 20), 431), (b"X-Folded: a\r\n" + b" b\r\n" * 100_000, 400)], ids=["one", "folded"])
def test_a_large_header(hasty, data, code):
    with Raw(hasty) as raw:
        raw.send(b"GET /api/engine/healthcheck/ HTTP/1.1\r\nHost: x\r\n" + data + b"\r\n\r\n")
        only(raw.to_end(), code)


def test_a_large_target(hasty):
    with Raw(hasty) as raw:
        raw.send(b"GET /" + b"a" * (1 << 20) + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        only(raw.to_end(), 431)


# No HTTP


def test_garbage_behind_requests(hasty):
    """The requests are answered, then the garbage is, then nothing more."""
    with Raw(hasty) as raw:
        raw.send(b"GET /api/engine/healthcheck/ HTTP/1.1\r\nHost: x\r\n\r\n" * 3 + b"\x01\x02 hello\r\n\r\n" + b"GET / HTTP/1.1\r\n\r\n")
        assert [code for code, _ in answers(raw.to_end())] == [200, 200, 200, 400]


@pytest.mark.parametrize(
    "data, code",
    [
        (b"hello\r\n\r\n", 400), (b"get / HTTP/1.1\r\nHost: x\r\n\r\n", 400), (b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", 505),
        (b"GET / HTTP/1.1\r\n\r\n", 400), (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501), (HEAD + b"Content-Length: -1\r\n\r\n", 400),
        (HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400), (HEAD + b"Content-Length: 99999999999999999999\r\n\r\n", 400),
        (HEAD + b"Content-Length: 9223372036854775808\r\n\r\n", 413),
    ],
    ids=["text", "small letters", "version", "no host", "two hosts", "name", "coding", "negative", "two lengths", "chunk", "overflow", "2^63"])
def test_what_is_no_request(hasty, data, code):
    with Raw(hasty) as raw:
        raw.send(data)
        only(raw.to_end(), code)


@pytest.mark.parametrize("keeps", [False, True])
def test_http_1_0(hasty, keeps):
    """Answered in its own version, without chunks; the connection ends with the answer, for the engine doesn't keep those."""
    token = hasty.client(hasty.master).token
    with Raw(hasty) as raw:
        more = "Connection: keep-alive\r\n" if keeps else ""
        raw.send(f"GET /api/engine/ping/?count=1&stream=true HTTP/1.0\r\nAuthorization: Bearer {token}\r\n{more}\r\n".encode())
        raw.socket.shutdown(socket.SHUT_WR)
        head, _, body = raw.to_end().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.0 200 ") and b"chunked" not in head.lower()
    assert len(client.framed(body.decode())) == 2


def test_http_2(hasty):
    with Raw(hasty) as raw:
        raw.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4\0\0\0\0\0")
        only(raw.to_end(), 505)
    with Raw(hasty) as raw:
        raw.send(b"GET /api/engine/healthcheck/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")
        assert raw.socket.recv(12) == b"HTTP/1.1 200"


def test_expect_continue(hasty):
    """Who waits to be told to go on is told so, and one whose body is too large is told that instead."""
    with Raw(hasty) as raw:
        raw.send(HEAD + b"Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n")
        assert raw.socket.recv(25, socket.MSG_WAITALL) == b"HTTP/1.1 100 Continue\r\n\r\n"
        raw.send(b"{}")
        assert [code for code, _ in answers(raw.to_end())] == [400]
    with Raw(hasty) as raw:
        raw.send(HEAD + b"Expect: 100-continue\r\nContent-Length: 70000\r\n\r\n")
        only(raw.to_end(), 413)


# Paths and methods


@pytest.mark.parametrize("path", ["//api//engine//healthcheck//", "/api/engine/../engine/healthcheck/", "/api/engine/%2e%2e/engine/healthcheck/",
    "/api/engine/./healthcheck/", "/api%2fengine%2fhealthcheck/", "/api/engine/healthcheck/%00", "/api/engine/healthcheck/%2e",
    "/api/engine/key/..;/healthcheck/", "\\api\\engine\\healthcheck"])
def test_path_tricks(hasty, path):
    """A path is what it is called or it isn't a path: none leads to a call under another name, past whatever a proxy forbids."""
    with Raw(hasty) as raw:
        raw.send(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        (answer,) = answers(raw.to_end())
        assert answer[0] in (400, 404)


@pytest.mark.parametrize(
    "path, allowed",
    [
        ("/api/auth/challenge/", "GET, HEAD"), ("/api/auth/verify/", "POST"), ("/api/engine/key/", "DELETE, GET, HEAD, POST"),
        ("/api/engine/ping", "GET, HEAD"),
    ])
@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW"])
def test_wrong_methods(hasty, path, allowed, method):
    with Raw(hasty) as raw:
        raw.send(f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
        (answer,) = answers(raw.to_end())
        if answer[0] != 400:  # a method that there isn't is no HTTP
            assert answer[0] == 405
            assert set(allowed.split(", ")) <= set(answer[1]["allow"].split(", ")) and method not in answer[1]["allow"]


# Forgeries


def public_forms(key):
    public = key.public_key()
    encodings, formats = serialization.Encoding, serialization.PublicFormat
    yield from (public.public_bytes(encodings.PEM, form) for form in (formats.SubjectPublicKeyInfo, formats.PKCS1))
    yield public.public_bytes(encodings.DER, formats.SubjectPublicKeyInfo)
    yield public.public_bytes(encodings.OpenSSH, formats.OpenSSH)


def token_key(engine):
    """The key that signs tokens, as its owner finds it."""
    data = (engine.home.directory / "keys" / "token-es256.der").read_bytes()
    return serialization.load_der_private_key(data, None)


def test_tokens_that_are_signed_with_what_everybody_knows(hasty):
    """alg none, and HS256 keyed with the public half of the key that signs tokens, in every form that it has."""
    token = hasty.client(hasty.master).token
    _, body, _ = token.split(".")
    public = token_key(hasty).public_key()
    encodings, formats = serialization.Encoding, serialization.PublicFormat
    secrets = [
        public.public_bytes(encodings.PEM, formats.SubjectPublicKeyInfo), public.public_bytes(encodings.DER, formats.SubjectPublicKeyInfo),
        public.public_bytes(encodings.X962, formats.UncompressedPoint), public.public_bytes(encodings.X962, formats.CompressedPoint),
        *public_forms(hasty.master),
    ]
    forged = [material.base64url('{"alg":"none","typ":"JWT"}') + f".{body}."]
    for name, digest in (("HS256", hashlib.sha256), ("HS512", hashlib.sha512)):
        head = material.base64url(f'{{"alg":"{name}","typ":"JWT"}}')
        for secret in secrets:
            forged.append(f"{head}.{body}." + material.base64url(hmac.new(secret, f"{head}.{body}".encode(), digest).digest()))
    for each in forged:
        assert Client(hasty.address).inspect(each) == 401


@pytest.mark.parametrize("bits", [1024, 2047, 3072, 4096])
def test_a_signature_of_a_key_of_another_size(hasty, bits):
    """With the hint of the MASTER key, and without: the length alone tells that it isn't its signature."""
    key = material.key(f"other {bits}", bits)
    hint = material.fingerprint(material.public_line(hasty.master))
    for more in ({}, {"key": hint}):
        caller = hasty.client()
        challenge = caller.challenge()
        assert caller.verify(challenge, signature(key, challenge["nonce"]), **more).code == 401


def test_a_replay_from_64_connections(hasty):
    """All are open, and have sent all but the last byte, before one sends it: exactly one wins."""
    caller = hasty.client()
    challenge = caller.challenge()
    body = json.dumps({"identity": challenge["identity"], "signature": signature(hasty.master, challenge["nonce"])}).encode()
    request = HEAD + f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
    raws = [Raw(hasty) for _ in range(64)]
    for raw in raws:
        assert raw.send(request[:-1])
    for raw in raws:
        raw.send(request[-1:])
    codes = sorted(answers(raw.to_end())[0][0] for raw in raws)
    for raw in raws:
        raw.socket.close()
    assert codes == [200] + [401] * 63


# Floods


def test_more_connections_than_there_may_be(home):
    """Those that ask for nothing make room for new ones; a session's stay, and the socket is never full."""
    engine = home.boot(env={"LIMIT_CONNECTIONS": "40", "LIMIT_CONNECTIONS_PER_ADDRESS": "1000"})
    signed_in = engine.master_client()
    assert signed_in.inspect() == 202
    held = [Raw(engine) for _ in range(200)]
    for raw in held[::2]:
        raw.send(b"GET / HTTP/1.1\r\nX: ")
    assert signed_in.inspect() == 202 and signed_in.keys()
    assert engine.client(engine.master).inspect() == 202
    home.ok("key", "list")
    assert descriptors(engine) < 40 + 64 + 40
    for raw in held:
        raw.socket.close()
    engine.assert_well()


def test_more_connections_than_one_address_may_have(home):
    engine = home.boot(env={"LIMIT_CONNECTIONS_PER_ADDRESS": "10"})
    signed_in = engine.master_client()
    assert signed_in.inspect() == 202
    before = descriptors(engine)
    held = [Raw(engine) for _ in range(60)]
    until(lambda: descriptors(engine) <= before + 10)
    assert signed_in.inspect() == 202
    for raw in held:
        raw.socket.close()


def test_failures_cost_time(home):
    """Who fails again and again waits, longer each time; who is signed in doesn't, nor who comes over the socket."""
    engine = home.boot(env={"LIMIT_FAILURES": "3", "LIMIT_FAILURE_DELAY": "30s", "LIMIT_FAILURE_DELAY_LONGEST": "5m"})
    signed_in = engine.master_client()
    caller = engine.client()

    def fail():
        challenge = caller.challenge()
        return caller.verify(challenge, signature(material.key("stranger"), challenge["nonce"]))

    assert [fail().code for _ in range(4)] == [401] * 4
    answer = fail()
    client.refused(answer, 429)
    assert 1 <= int(answer.headers["Retry-After"]) <= 30
    # Nor does the right key get in meanwhile: what is limited is the address.
    challenge = caller.challenge()
    assert caller.verify(challenge, signature(engine.master, challenge["nonce"])).code == 429
    assert signed_in.inspect() == 202
    assert engine.socket_client().sign_in(engine.master)["token"]


def test_bad_tokens_are_limited(home):
    engine = home.boot(env={"LIMIT_CALLS_BURST": "20", "LIMIT_CALLS_PER_SECOND": "1"})
    signed_in = engine.master_client()
    codes = {Client(engine.address).inspect("bad.bad.bad") for _ in range(40)}
    assert codes == {401, 429}
    assert [signed_in.inspect() for _ in range(40)] == [202] * 40


def test_whom_a_proxy_speaks_for(home):
    """Without trusted proxies the header says nothing; with them each client has limits of its own."""
    limits = {"LIMIT_CALLS_BURST": "5", "LIMIT_CALLS_PER_SECOND": "1"}

    def codes(engine, *addresses):
        caller = engine.client()
        return [caller.get("/api/auth/challenge/", headers={"X-Forwarded-For": address}).code for address in addresses]

    engine = home.boot(env=limits)
    assert 429 in codes(engine, *(f"192.0.2.{n}" for n in range(20)))
    engine.stop()
    engine = home.boot(env={**limits, "TRUSTED_PROXIES": "127.0.0.0/8 10.0.0.0/8"})
    assert codes(engine, *(f"192.0.2.{n}" for n in range(20))) == [200] * 20
    assert 429 in codes(engine, *(f"198.51.100.{n}, 203.0.113.1, 10.1.2.3" for n in range(20))), "what stands before it is anybody's"
    assert 429 in codes(engine, *(f"2001:db8::{n}" for n in range(1, 20))), "a network of 64 bits is one client"


@pytest.mark.parametrize(
    "key, value, word",
    [
        ("limit-header-time", "soon", "time"), ("limit-header-time", "0s", "from 1s"), ("limit-connections", "0", "whole number"),
        ("trusted-proxies", "10.0.0.0/33", "10.0.0.0/33"), ("trusted-proxies", "everybody", "network"), ("limit-body-time", "1m1h", "time"),
    ])
def test_settings_that_are_none(home, key, value, word):
    home.fails("config", "set", key, value, words=(key, word))
    home.write_profile({key: value})
    home.fails("boot", "up", words=(key, word))


def test_the_log_is_not_for_clients_to_fill(home):
    """Who breaks off, or sends what is no request, isn't an error of the engine's."""
    engine = home.boot()
    for index in range(20):
        with Raw(engine) as raw:
            raw.send((HEAD + b"Content-Length: 1000\r\n\r\n{", b"GET / HT", b"\0\1\2\r\n\r\n", b"")[index % 4])
            raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with socket.socket(socket.AF_UNIX) as local:
        local.connect(str(home.socket_path))
    engine.assert_well()
    engine.stop()
    assert "error" not in engine.log and "warning" not in engine.log, engine.log


def test_blanks_around_a_length_belong_to_no_number(hasty):
    """Optional white space (RFC 9110 5.5) is no part of a field's value: the body is two bytes, and what is wrong is what they say."""
    with Raw(hasty) as raw:
        raw.send(b"POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length:  2 \r\n\r\n{}")
        ((code, _),) = answers(raw.to_end())
        assert code == 400
