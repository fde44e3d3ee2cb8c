"""A client of the dxflow engine, written from the description of its interface alone: the program under test had no part in it."""

import base64
import http.client
import json
import re
import socket

import requests
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding


class Refused(Exception):
    """The engine answered with a status outside 200-299."""

    def __init__(self, code, message):
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message


class Malformed(Exception):
    """The answer isn't framed as the interface says."""


def console_chunk(line):
    """One line of a stream as the web console reads it: a list with a chunk, or nothing for a line that only frames."""
    line = line.rstrip("\r")
    if len(line) <= 2:
        return []
    return json.loads("[" + (line[1:] if line.startswith(",") else line) + "]")


def console_chunks(body):
    """All chunks of a finished stream, read as the console reads them."""
    chunks = [chunk for line in body.split("\n") for chunk in console_chunk(line)]
    for chunk in chunks:
        if not isinstance(chunk, dict):
            raise Malformed(f"a line of the stream is no chunk: {chunk!r}")
    return chunks


def kind(chunk):
    return chunk.get("kind", chunk.get("type"))


def status(chunks):
    """The first status in the chunks as (code, message); a stream without one counts as 520."""
    for chunk in chunks:
        if kind(chunk) == "status":
            return chunk["payload"].get("code") or 520, chunk["payload"].get("message")
    return 520, None


def entities(chunks):
    """The payloads of the entities; raises where any status says that it failed."""
    seen = False
    for chunk in chunks:
        if kind(chunk) == "status":
            seen = True
            code = chunk["payload"].get("code") or 520
            if not 200 <= code <= 299:
                raise Refused(code, chunk["payload"].get("message"))
    if not seen:
        raise Refused(520, "no status")
    return [chunk["payload"] for chunk in chunks if kind(chunk) == "entity"]


def total(chunks):
    for chunk in chunks:
        if kind(chunk) == "total":
            value = chunk["payload"]
            return value["value"] if isinstance(value, dict) else value
    return None


def seconds(duration):
    """A Go duration, or a number of seconds, in seconds."""
    if isinstance(duration, (int, float)):
        return float(duration)
    units = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}
    parts = re.findall(r"([0-9.]+)(ns|us|µs|ms|s|m|h)", duration)
    if not parts or "".join(number + unit for number, unit in parts) != duration:
        raise Malformed(f"no duration: {duration!r}")
    return sum(float(number) * units[unit] for number, unit in parts)


def signature(key, nonce):
    """Base64 of the RSASSA-PKCS1-v1_5 SHA-256 signature of the nonce's bytes."""
    return base64.b64encode(key.sign(nonce.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()


def check_nonce(nonce):
    """What a careful client demands of a nonce before it signs it."""
    if not re.fullmatch(r"[\x21-\x7e]{16,512}", nonce):
        raise Malformed("the nonce isn't 16 to 512 characters of printable ASCII")
    head, dot, rest = nonce.partition(".")
    if dot and re.fullmatch(r"[A-Za-z0-9_-]+", head) and re.fullmatch(r"[A-Za-z0-9_-]+", rest):
        if base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).lstrip().startswith(b"{"):
            raise Malformed("the nonce is a JWT's signing input")


def claims(token):
    """The token's header and claims, decoded the way the console does it: without verifying."""
    head, body, _ = token.split(".")
    return tuple(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in (head, body))


def framed(text, code=200):
    """The chunks of a streamed body, which must read as one JSON array and, line by line, as the same."""
    lines = text.split("\n")
    assert lines[0] == "[" and lines[-2] == "]" and lines[-1] == "", text
    by_line = console_chunks(text)
    assert by_line == json.loads(text)
    assert kind(by_line[0]) == "status" and by_line[0]["payload"]["code"] == code
    assert len(by_line) == len(lines) - 3, "each chunk has a line of its own"
    return by_line


def refused(answer, code=None):
    """The status of an answer that must be a 4xx in the envelope, agreeing with itself."""
    assert 400 <= answer.code <= 499 and (code is None or answer.code == code), (answer.code, answer.body[:300])
    (chunk,) = answer.chunks
    assert chunk["kind"] == "status"
    assert chunk["payload"]["code"] == answer.code and chunk["payload"]["message"]
    return answer.status


class Answer:
    """An answer, whichever transport brought it."""

    def __init__(self, code, reason, headers, body):
        self.code = code
        self.reason = reason
        self.headers = headers
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def chunks(self):
        """The chunks of a buffered answer: one JSON array."""
        value = json.loads(self.text)
        if not isinstance(value, list):
            raise Malformed("the answer is no list of chunks")
        return value

    @property
    def entities(self):
        return entities(self.chunks)

    @property
    def entity(self):
        (only,) = self.entities
        return only

    @property
    def status(self):
        return status(self.chunks)


class Client:
    """Calls over HTTP with `requests`; a token, once there, goes into the Authorization header."""

    def __init__(self, address, token=None):
        self.address = address
        self.token = token
        self.http = requests.Session()
        self.http.trust_env = False

    def close(self):
        self.http.close()

    def headers(self, headers, token):
        merged = dict(headers or {})
        token = self.token if token is None else token
        if token:
            merged["Authorization"] = f"Bearer {token}"
        return merged

    def call(self, method, path, *, headers=None, token=None, timeout=30, **options):
        """`token=""` sends none."""
        response = self.http.request(
            method, self.address + path, headers=self.headers(headers, token), timeout=timeout, allow_redirects=False, **options)
        return Answer(response.status_code, response.reason, response.headers, response.content)

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def stream(self, path, *, headers=None, token=None, timeout=30, **options):
        """Opens a stream; a `Stream` to read and to close."""
        response = self.http.get(
            self.address + path, headers=self.headers(headers, token), stream=True, timeout=timeout, allow_redirects=False, **options)
        return Stream(response)

    def challenge(self):
        return self.get("/api/auth/challenge/", token="").entity

    def verify(self, challenge, signed, **more):
        body = {"identity": challenge["identity"], "signature": signed, **more}
        return self.call("POST", "/api/auth/verify/", json=body, token="")

    def sign_in(self, private, **more):
        """Challenge, sign, verify; keeps the token and returns the entity."""
        challenge = self.challenge()
        check_nonce(challenge["nonce"])
        grant = self.verify(challenge, signature(private, challenge["nonce"]), **more).entity
        self.token = grant["token"]
        return grant

    def inspect(self, token=None):
        return self.get("/api/auth/inspect/", token=token).code

    def keys(self, disabled_too=True):
        return self.get(f"/api/engine/key/?all={'true' if disabled_too else 'false'}").entities

    def register(self, line, identity="", permissions=(), **options):
        body = {"identity": identity, "key": line, "permissions": list(permissions)}
        return self.call("POST", "/api/engine/key/", json=body, **options)

    def unregister(self, identity, **options):
        return self.call("DELETE", "/api/engine/key/", params={"identity": identity}, **options)


class Stream:
    """A stream as the console reads it: line by line, as it arrives."""

    def __init__(self, response):
        self.response = response
        self.code = response.status_code
        self.text = ""

    def __iter__(self):
        rest = ""
        for piece in self.response.iter_content(chunk_size=None):
            self.text += piece.decode("utf-8")
            rest += piece.decode("utf-8")
            *lines, rest = rest.split("\n")
            for line in lines:
                yield from console_chunk(line)
        yield from console_chunk(rest)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.response.close()


class SocketConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout=30):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class SocketClient(Client):
    """The same calls over the engine's Unix socket."""

    def __init__(self, path):
        super().__init__("")
        self.path = path

    def call(self, method, path, *, headers=None, token=None, timeout=30, json=None, data=None, params=None):
        headers = self.headers(headers, token)
        if json is not None:
            data = globals()["json"].dumps(json).encode()
            headers["Content-Type"] = "application/json"
        if params:
            path += ("&" if "?" in path else "?") + requests.compat.urlencode(params)
        connection = SocketConnection(self.path, timeout)
        try:
            connection.request(method, path, body=data, headers=headers)
            response = connection.getresponse()
            return Answer(response.status, response.reason, response.headers, response.read())
        finally:
            connection.close()
