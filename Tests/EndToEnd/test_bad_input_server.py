"""What a client does wrong, or wants to: 4xx in the envelope, the same words for each failed verification, and the engine goes on."""

import base64
import http.client
import json
import socket
import threading
import time

import pytest

import material
from client import Client, refused, signature

LIMIT = 64 * 1024


@pytest.fixture(autouse=True)
def goes_on(shared_engine):
    yield
    shared_engine.assert_well()


@pytest.fixture(scope="module")
def wrong_words(shared_engine):
    """What a plainly wrong signature is answered."""
    client = shared_engine.client()
    challenge = client.challenge()
    answer = client.verify(challenge, signature(material.key("stranger"), challenge["nonce"]))
    assert 400 <= answer.code <= 499
    return answer


# Verifications that fail


def flip(text, index):
    return text[:index] + ("A" if text[index] != "A" else "B") + text[index + 1:]


def long_ago(identity):
    """The challenge with an earlier time in it, its MAC as it was."""
    data = bytearray(base64.urlsafe_b64decode(identity + "=" * (-len(identity) % 4)))
    data[3] ^= 1
    return material.base64url(bytes(data))


FAILURES = {
    "unknown challenge": lambda c, key, s: ({**c, "identity": "unheard-of"}, s, {}),
    "empty challenge": lambda c, key, s: ({**c, "identity": ""}, s, {}),
    "forged MAC": lambda c, key, s: ({**c, "identity": flip(c["identity"], len(c["identity"]) - 5)}, s, {}),
    "forged time": lambda c, key, s: ({**c, "identity": long_ago(c["identity"])}, s, {}),
    "forged random part": lambda c, key, s: ({**c, "identity": flip(c["identity"], 20)}, s, {}),
    "long challenge": lambda c, key, s: ({**c, "identity": c["identity"] * 50}, s, {}),
    "another's nonce": lambda c, key, s: (c, signature(key, "x" * 43), {}),
    "changed signature": lambda c, key, s: (c, flip(s, 40), {}),
    "short signature": lambda c, key, s: (c, base64.b64encode(base64.b64decode(s)[:-1]).decode(), {}),
    "long signature": lambda c, key, s: (c, base64.b64encode(b"\0" + base64.b64decode(s)).decode(), {}),
    "empty signature": lambda c, key, s: (c, "", {}),
    "one byte": lambda c, key, s: (c, "AA==", {}),
    "zeros": lambda c, key, s: (c, base64.b64encode(bytes(256)).decode(), {}),
    "unreduced": lambda c, key, s: (c, base64.b64encode(b"\xff" * 256).decode(), {}),
    "plus the modulus": lambda c, key, s: (c, plus_modulus(key, s), {}),
    "unregistered key": lambda c, key, s: (c, signature(material.key("stranger"), c["nonce"]), {}),
    "unregistered longer key": lambda c, key, s: (c, signature(material.key("stranger", 3072), c["nonce"]), {}),
    "hint of a stranger": lambda c, key, s: (c, s, {"key": material.fingerprint(material.public_line(material.key("stranger")))}),
    "hint that is none": lambda c, key, s: (c, s, {"key": "SHA256:nonsense"}),
    "hint of another kind": lambda c, key, s: (c, s, {"key": "MD5:00:11"}),
}


def plus_modulus(key, signed):
    value = int.from_bytes(base64.b64decode(signed), "big") + key.public_key().public_numbers().n
    size = 256 if value < 1 << 2048 else 257
    return base64.b64encode(value.to_bytes(size, "big")).decode()


@pytest.mark.parametrize("name", FAILURES)
def test_the_same_words_for_each_failed_verification(shared_engine, alice, wrong_words, name):
    client = shared_engine.client()
    challenge = client.challenge()
    changed, signed, more = FAILURES[name](challenge, alice, signature(alice, challenge["nonce"]))
    answer = client.verify(changed, signed, **more)
    refused(answer)
    assert (answer.code, answer.body) == (wrong_words.code, wrong_words.body)
    assert answer.headers["x-error-message"] == wrong_words.headers["x-error-message"]


def test_a_challenge_is_spent_by_a_right_answer(shared_engine, alice, wrong_words):
    client = shared_engine.client()
    challenge = client.challenge()
    signed = signature(alice, challenge["nonce"])
    assert client.verify(challenge, signed).code == 200
    again = client.verify(challenge, signed)
    assert (again.code, again.body) == (wrong_words.code, wrong_words.body)


def test_a_challenge_is_spent_by_a_wrong_answer(shared_engine, alice, wrong_words):
    client = shared_engine.client()
    challenge = client.challenge()
    assert client.verify(challenge, signature(material.key("stranger"), challenge["nonce"])).code == wrong_words.code
    late = client.verify(challenge, signature(alice, challenge["nonce"]))
    assert (late.code, late.body) == (wrong_words.code, wrong_words.body)


def test_a_challenge_of_another_engine(new_home, shared_engine, alice, wrong_words):
    home = new_home()
    other = home.boot()
    client = shared_engine.client()
    challenge = other.client().challenge()
    answer = client.verify(challenge, signature(alice, challenge["nonce"]))
    assert (answer.code, answer.body) == (wrong_words.code, wrong_words.body)
    home.stop_engines()


def test_a_replay_from_64_threads_wins_once(shared_engine, alice, wrong_words):
    client = shared_engine.client()
    challenge = client.challenge()
    body = {"identity": challenge["identity"], "signature": signature(alice, challenge["nonce"])}
    ready = threading.Barrier(64)
    answers = []

    def answer():
        own = Client(shared_engine.address)
        ready.wait(60)
        answers.append(own.call("POST", "/api/auth/verify/", json=body))

    threads = [threading.Thread(target=answer) for _ in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.code for answer in answers) == [200] + [wrong_words.code] * 63
    assert {answer.body for answer in answers if answer.code != 200} == {wrong_words.body}


# Bodies

BODIES = {
    "empty": b"", "not JSON": b"hello", "half": b'{"identity": "x", ', "not UTF-8": b'{"identity": "\xff\xfe", "signature": "eA=="}',
    "UTF-16": '{"identity": "x"}'.encode("utf-16"), "a list": b"[]", "a string": b'"x"', "null": b"null", "a number": b"1e999",
    "numbers for strings": b'{"identity": 1, "signature": 2, "key": 3, "permissions": "MASTER"}', "nothing in it": b"{}",
    "deep": b"[" * 30000, "deep and closed": b"[" * 20000 + b"]" * 20000, "NUL": b"\0" * 100,
    "text after it": b'{"identity": "x", "signature": "eA=="} x',
    "deep object": b'{"a":' * 10000,
}


@pytest.mark.parametrize("path", ["/api/auth/verify/", "/api/engine/key/"])
@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_request(master, path, name):
    refused(master.call("POST", path, data=BODIES[name], headers={"Content-Type": "application/json"}), 400)


def padded(size, **members):
    """A request of exactly that many bytes: JSON may end with spaces."""
    return json.dumps(members).encode().ljust(size)


def in_pieces(data, size=4096):
    """Sent chunked, without a length."""
    for start in range(0, len(data), size):
        yield data[start:start + size]


@pytest.mark.parametrize("path", ["/api/auth/verify/", "/api/engine/key/"])
@pytest.mark.parametrize("wrap", [lambda data: data, in_pieces], ids=["with a length", "chunked"])
def test_a_body_of_more_than_64_kib(master, path, wrap):
    refused(master.call("POST", path, data=wrap(padded(LIMIT + 1, identity="x", signature="eA==", key="x"))), 413)
    refused(master.call("POST", path, data=wrap(padded(LIMIT + 1, identity="x" * LIMIT))), 413)


@pytest.mark.parametrize("wrap", [lambda data: data, in_pieces], ids=["with a length", "chunked"])
def test_a_body_of_64_kib_is_read(master, wrap):
    body = padded(LIMIT, identity="big", key=material.public_line(material.key("big")), permissions=["SHELL"])
    answer = master.call("POST", "/api/engine/key/", data=wrap(body))
    assert answer.code == 200 and answer.entity["identity"] == "big"
    assert master.unregister("big").code == 200


def test_an_endless_body(shared_engine):
    """Who goes on sending is cut off and isn't waited for."""
    connection = socket.create_connection(("127.0.0.1", shared_engine.port), timeout=60)
    connection.sendall(b"POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    try:
        for _ in range(2000):
            connection.sendall(b"4000\r\n" + b" " * 0x4000 + b"\r\n")
    except OSError:
        pass
    else:
        connection.shutdown(socket.SHUT_WR)
        assert b" 413 " in connection.recv(65536).split(b"\r\n")[0]
    connection.close()


def test_a_length_that_is_a_lie(shared_engine):
    connection = http.client.HTTPConnection("127.0.0.1", shared_engine.port, timeout=60)
    connection.putrequest("POST", "/api/auth/verify/")
    connection.putheader("Content-Length", "999999999999")
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == 413
    connection.close()


# Keys that can't be


def test_keys_that_the_engine_refuses(master):
    before = master.keys()
    private = material.pem(material.key("alice")).decode()
    for key, word in (
        (private, "private"), (material.public_line(material.key("short", 1024)), "1024"), ("", "key"), ("hello", "key"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl e@example.com", "ed25519"),
        (material.public_line(material.key("alice"))[:200], "key"),
    ):
        answer = master.register(key, "odd")
        _, message = refused(answer, 400)
        assert word in message
        assert private.splitlines()[5] not in answer.text
    assert master.keys() == before


@pytest.mark.parametrize("identity", ['a"b', "a\\b", "a\nb", "a\0b", "\x7f", "x" * 129, "\u0085", "é" * 129])
def test_identities_that_the_engine_refuses(master, identity):
    refused(master.register(material.public_line(material.key("odd")), identity), 400)


def test_permissions_that_the_engine_refuses(master):
    refused(master.register(material.public_line(material.key("odd")), "odd", ["EVERYTHING"]), 400)
    assert "odd" not in {entry["identity"] for entry in master.keys()}


def test_an_identity_of_128_characters(master):
    name = "é" * 128
    assert master.register(material.public_line(material.key("odd")), name).code == 200
    assert master.unregister(name).code == 200


def test_the_last_master_key(master):
    _, message = refused(master.unregister("master"))
    assert master.inspect() == 202


# Bytes that are no request


@pytest.mark.parametrize(
    "data",
    [
        b"hello\r\n\r\n", b"\0" * 1000, b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"GET  HTTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
        b"POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /api/auth/verify HTTP/1.1\r\nContent-Length: 3\r\n",
        b"POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /api/auth/verify/ HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ids=["text", "zeros", "TLS", "version", "no path", "long path", "many headers", "negative length", "unfinished", "bad chunk",
    "two lengths"])
def test_bytes_that_are_no_request(shared_engine, data):
    with socket.create_connection(("127.0.0.1", shared_engine.port), timeout=60) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionError:
            answer = b""
    assert b" 200 " not in answer[:20]


@pytest.mark.parametrize("path", ["/api/../../etc/passwd", "/api/%2e%2e/%2e%2e/etc/passwd", "/api/engine/key/%00", "/api/%ff%fe",
    "/api//engine//key//", "/etc/passwd", "/api/engine/ping/%0d%0aX: y"])
def test_paths_that_lead_nowhere(shared_engine, path):
    connection = http.client.HTTPConnection("127.0.0.1", shared_engine.port, timeout=30)
    connection.putrequest("GET", path.replace(" ", "%20"), skip_host=False)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    assert 400 <= response.status <= 499
    assert b"root:" not in body
    assert json.loads(body)[0]["payload"]["code"] == response.status
    assert response.headers["X"] is None
    connection.close()


def test_too_many_requests(home, engine):
    """challenge, verify and healthcheck are limited for each address; who is signed in isn't held up by it."""
    signed_in = engine.master_client()
    client = engine.client()
    limited = None
    for _ in range(5000):
        answer = client.get("/api/auth/challenge/")
        if answer.code != 200:
            limited = answer
            break
    assert limited is not None, "no limit"
    refused(limited, 429)
    assert int(limited.headers["Retry-After"]) >= 1
    assert signed_in.inspect() == 202
    assert engine.socket_client().get("/api/engine/healthcheck/").code == 200
    time.sleep(int(limited.headers["Retry-After"]))
    deadline = time.monotonic() + 30
    while client.get("/api/auth/challenge/").code != 200:
        assert time.monotonic() < deadline, "the limit isn't lifted"
