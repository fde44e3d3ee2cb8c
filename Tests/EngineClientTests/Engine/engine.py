"""A dxflow engine in Python, written from the description of the interface alone, to test a client against.

Usage: engine.py OPTIONS, a JSON object with these members, all but "keys" optional:
    socket    path of a Unix socket to listen on; without it a free port of 127.0.0.1
    version   1 or 2: which of the documented forms the answers have
    keys      {identity: path of a private key file}: the registered keys, whose public halves the engine uses
    unregistered   path of a private key whose numbers the first line tells, and which may not sign in
    skew      seconds by which the engine's clock is ahead
    lifetime  seconds that a token lasts, whatever is asked for
    nonce     "sshsig", "jwt", "nul" or "huge": something else than a nonce to sign
    age       seconds for which a token has lasted when it is issued, which it says in its claim iat
    fault     {"on": [end of a path, ...], "kind": ..., "times": how often (default: always), "seconds": for how long since the first time
              (default: always), "retry-after": text of that header}: see the function `fault`
    host      address to listen on, 127.0.0.1 unless told otherwise
    tls       {"certificate": path, "key": path} in PEM: HTTPS
    tokens    tokens to accept besides those that it issues

The first line of its output is a JSON object: port, and of each key the fingerprint and the numbers. Then each line of its input is a JSON
object whose members replace options, and is answered with a line: the calls so far, by method and path, and what they carried, and how a list
without an end fares (the fault "endless-list"): the bytes that were handed to the system, whether it takes no more, whether the client has gone.
It ends when its input does.
"""

import asyncio
import base64
import hashlib
import json
import re
import secrets
import socket
import ssl
import struct
import sys
import time
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

options = json.loads(sys.argv[1])
challenges, calls, token_key = {}, [], None
DEFAULT = ["PROXY", "BRIDGE", "SHELL", "ARTIFACT", "PLATFORM", "WORKFLOW"]


class Key:
    def __init__(self, public, permissions, disabled=False):
        self.public, self.permissions, self.disabled = public, permissions, disabled
        line = public.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()
        self.type, self.value = line.split()[:2]
        digest = hashlib.sha256(base64.b64decode(self.value)).digest()
        self.fingerprint = "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def load(path):
    with open(path, "rb") as file:
        return serialization.load_pem_private_key(file.read(), None).public_key()


keys = {identity: Key(load(path), ["MASTER"]) for identity, path in options["keys"].items()}


def version():
    return options.get("version", 2)


def now():
    return time.time() + options.get("skew", 0)


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_b64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def issue_token(identity, lifetime):
    """RS256, as the example of the documentation, in version 1; ES256 in version 2."""
    header = {"alg": "RS256" if version() == 1 else "ES256", "typ": "JWT"}
    claims = {"sub": identity, "exp": int(now() + lifetime), "identity": identity, "writable": True,
              "permissions": keys[identity].permissions, "n": secrets.token_hex(4), "something": {"else": [1, None]}}
    if "age" in options:
        claims["iat"] = int(now() - options["age"])
    signing_input = ".".join(b64url(json.dumps(part).encode()) for part in (header, claims))
    if version() == 1:
        signature = token_key.sign(signing_input.encode(), padding.PKCS1v15(), hashes.SHA256())
    else:
        numbers = decode_dss_signature(token_key.sign(signing_input.encode(), ec.ECDSA(hashes.SHA256())))
        signature = b"".join(number.to_bytes(32, "big") for number in numbers)
    token = signing_input + "." + b64url(signature)
    issued[token] = claims
    return token, claims["exp"]


issued = {}
endless = {"written": 0, "isBlocked": False, "isOver": False}


def session(headers):
    """The key of the session, or None."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if token and token in options.get("tokens", []):
        return next(iter(keys.values()))
    claims = issued.get(token) if scheme == "Bearer" else None
    if claims is None or claims["exp"] <= now():
        return None
    key = keys.get(claims["sub"])
    return None if key is None or key.disabled else key


def chunk(kind, payload):
    return {"type" if version() == 1 else "kind": kind, "payload": payload}


def status(code, message=None):
    chunk_ = chunk("status", {"code": code, "message": message or HTTPStatus(code).phrase})
    if version() == 1:
        chunk_["extra"] = "unknown member"
    return chunk_


def total(count):
    return chunk("total", count if version() == 1 else {"value": count})


class Refusal(Exception):
    def __init__(self, code, message=None):
        self.code, self.message = code, message


def challenge(query, headers, body):
    identity = secrets.token_urlsafe(12)
    nonce = secrets.token_urlsafe(32)
    hostile = options.get("nonce")
    if hostile == "sshsig":
        def field(data):
            return struct.pack(">I", len(data)) + data
        blob = b"SSHSIG" + field(b"git") + field(b"") + field(b"sha512") + field(hashlib.sha512(b"a commit").digest())
        nonce = blob.decode("latin-1")
    elif hostile == "jwt":
        nonce = b64url(b'{"alg":"RS256"}') + "." + b64url(b'{"sub":"root"}')
    elif hostile == "nul":
        nonce = nonce[:20] + "\0" + nonce[20:]
    elif hostile == "huge":
        nonce = "n" * (1 << 20)
    challenges[identity] = nonce
    return [{"identity": identity, "nonce": nonce, "lifetime": 60 if version() == 1 else "1m0s"}]


def seconds(duration):
    units = {"h": 3600, "m": 60, "s": 1}
    found = re.findall(r"([0-9.]+)([hms])", duration or "")
    length = sum(float(number) * units[unit] for number, unit in found)
    return length if 60 <= length <= 86400 else 3600


def verify(query, headers, body):
    request = json.loads(body)
    nonce = challenges.pop(request["identity"], None)
    if nonce is None:
        raise Refusal(401)
    signature = base64.b64decode(request["signature"], validate=True)
    candidates = keys.items()
    if version() == 2 and "key" in request:
        candidates = [(identity, key) for identity, key in keys.items() if key.fingerprint == request["key"]]
    for identity, key in candidates:
        try:
            key.public.verify(signature, nonce.encode(), padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            continue
        if key.disabled:
            break
        token, end = issue_token(identity, options.get("lifetime") or seconds(request.get("lifetime")))
        return [{"token": token, "permissions": key.permissions, "expires" if version() == 1 else "expires_at": end}]
    raise Refusal(401)


def wire_permissions(permissions):
    return ["OBJECT" if name == "ARTIFACT" and version() == 1 else name for name in permissions]


def list_keys(query, headers, body):
    return [{"identity": identity, "type": key.type, "value": key.value, "permissions": wire_permissions(key.permissions),
             "disabled": key.disabled} for identity, key in keys.items() if query.get("all") == "true" or not key.disabled]


def register(query, headers, body):
    request = json.loads(body)
    fields = request["key"].split()
    identity = request["identity"] or " ".join(fields[2:])
    if identity in keys:
        raise Refusal(409, f"the identity “{identity}” is taken")
    public = serialization.load_ssh_public_key(" ".join(fields[:2]).encode())
    keys[identity] = Key(public, request["permissions"] or DEFAULT, disabled=identity == "disabled")
    return [{"identity": identity, "permissions": wire_permissions(keys[identity].permissions)}]


def unregister(query, headers, body):
    for identity, key in list(keys.items()):
        if query.get("identity") == identity or version() == 2 and query.get("key") == key.fingerprint:
            del keys[identity]
            return []
    raise Refusal(404, "no such key")


def parameter(query, headers, body):
    return [{"identity": "python", "directory": "/srv", "volume": "/srv/.dxflow", "config_profile": "default", "controllers": []}]


def attribute(query, headers, body):
    return [{"version": "9.8.7", "boot": 1700000000,
             "host": {"os": "linux", "platform": "debian", "version": "12", "arch": "x86_64", "name": "h", "boot": 1690000000},
             "cpu": {"cores": 4, "model": "m", "vendor": "v"}, "memory": {"physical": 1 << 34, "swap": 0},
             "disk": [{"name": "sda", "path": "/", "size": 1 << 40}], "network": [{"name": "lo", "address": "127.0.0.1"}],
             "gpu": [], "runtime": {"new": True}}]


def info(query, headers, body):
    merged = parameter(query, headers, body)[0]
    del merged["controllers"]
    return [{**merged, **attribute(query, headers, body)[0]}]


routes = {
    ("GET", "/api/auth/challenge"): (challenge, False), ("POST", "/api/auth/verify"): (verify, False),
    ("GET", "/api/engine/healthcheck"): (lambda *_: ["healthy"], False),
    ("GET", "/api/engine/key"): (list_keys, True), ("POST", "/api/engine/key"): (register, True),
    ("DELETE", "/api/engine/key"): (unregister, True), ("GET", "/api/engine/parameter"): (parameter, True),
    ("GET", "/api/engine/attribute"): (attribute, True), ("GET", "/api/engine/info"): (info, True),
    ("GET", "/api/auth/inspect"): (None, True), ("GET", "/api/engine/ping"): (None, True),
}


def head(code, length=None, kind="application/json", more=()):
    lines = [f"HTTP/1.1 {code} {HTTPStatus(code).phrase}", f"Date: {formatdate(now(), usegmt=True)}"]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    if kind:
        lines.append(f"Content-Type: {kind}")
    return ("\r\n".join([*lines, *more]) + "\r\n\r\n").encode()


class Done(Exception):
    """The connection is to be closed."""


async def send(writer, data):
    writer.write(data)
    await writer.drain()


async def stream(writer, chunks, pause=0.0, finish=True):
    """Chunked: a line a chunk, the first flushed at once."""
    await send(writer, head(200, kind="application/stream+json", more=["Transfer-Encoding: chunked"]))

    async def piece(text):
        data = text.encode()
        await send(writer, b"%x\r\n%s\r\n" % (len(data), data))

    for index, one in enumerate(chunks):
        if index > 1 and pause:
            await asyncio.sleep(pause)
        await piece(("[\n" if index == 0 else ",") + json.dumps(one() if callable(one) else one) + "\n")
    if finish:
        await piece("]\n")
        await send(writer, b"0\r\n\r\n")


async def fault(wrong, writer):
    """Answers wrongly."""
    kind = wrong["kind"]
    if "times" in wrong:
        wrong["times"] -= 1
        if wrong["times"] == 0:
            options["fault"] = None
    more = [f"Retry-After: {wrong['retry-after']}"] if "retry-after" in wrong else []
    page = b"<!DOCTYPE html><html><body>Bad Gateway</body></html>"
    ok = status(200)
    if kind in ("html200", "html404", "html502"):
        await send(writer, head(int(kind[4:]), len(page), "text/html") + page)
    elif kind.startswith("refuse"):
        body = json.dumps([status(int(kind[6:9]), kind[10:] or None)]).encode()
        await send(writer, head(int(kind[6:9]), len(body), more=more) + body)
    elif kind == "empty":
        await send(writer, head(200, 0))
    elif kind == "json":
        body = b'{"jsonrpc": "2.0", "result": 1}'
        await send(writer, head(200, len(body)) + body)
    elif kind == "broken-json":
        body = json.dumps([ok])[:-1].encode() + b",{\"kind\":]}]"
        await send(writer, head(200, len(body)) + body)
    elif kind == "no-entity":
        body = json.dumps([ok]).encode()
        await send(writer, head(200, len(body)) + body)
    elif kind == "truncated":
        await send(writer, head(200, 5000) + json.dumps([ok]).encode()[:-1])
        raise Done
    elif kind == "truncated-chunked":
        await stream(writer, [ok, total(2)], finish=False)
        raise Done
    elif kind == "cut":
        # No length at all: the end of the connection is the end of the answer.
        await send(writer, head(200) + json.dumps([ok, total(2)]).encode()[:-1])
        raise Done
    elif kind == "short-length":
        body = json.dumps([ok, chunk("entity", "healthy")]).encode()
        await send(writer, head(200, len(body) - 20) + body)
        raise Done
    elif kind == "garbage":
        await send(writer, b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")
        raise Done
    elif kind == "stall-head":
        await asyncio.sleep(60)
    elif kind == "stall-body":
        await send(writer, head(200, 5000) + b"[")
        await asyncio.sleep(60)
    elif kind == "close":
        raise Done
    elif kind == "reset":
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Done
    elif kind == "redirect":
        await send(writer, head(307, 0, more=["Location: https://elsewhere.example/login?next=1"]))
    elif kind == "huge":
        await send(writer, head(200, 1 << 30) + json.dumps([ok]).encode()[:-1])
        while True:
            await send(writer, b" " * 65536)
    elif kind == "ended":
        await stream(writer, [ok, list_entity(), status(401)])
    elif kind == "ended503":
        await stream(writer, [ok, list_entity(), status(503, "full")])
    elif kind == "endless-list":
        await endless_list(writer)
    elif kind == "ended-first":
        await stream(writer, [status(401)])
    elif kind == "endless-head":
        await send(writer, head(200, 1)[:-2])
        while True:
            await send(writer, b"X-More: " + b"x" * 1000 + b"\r\n")
    elif kind in ("slow", "slow-forever"):
        # A byte at a time, which is within the limit altogether, or isn't.
        body = json.dumps([ok, chunk("entity", "healthy")]).encode()
        await send(writer, head(200, len(body)))
        for byte in body:
            await send(writer, bytes([byte]))
            await asyncio.sleep(0.001 if kind == "slow" else 0.2)
    elif kind == "first-only":
        await stream(writer, [ok, list_entity()], finish=False)
        await asyncio.sleep(60)
    else:
        raise AssertionError(kind)


async def endless_list(writer):
    """Keys without an end, and a count of what of them could be written."""
    endless.update(written=0, isBlocked=False, isOver=False)
    await send(writer, head(200, kind="application/stream+json", more=["Transfer-Encoding: chunked"]))
    text = ("," + json.dumps(list_entity()) + "\n").encode() * 100
    await send(writer, b"%x\r\n[%s\r\n" % (1 + len(json.dumps(status(200))), json.dumps(status(200)).encode()))
    try:
        while True:
            writer.write(b"%x\r\n%s\r\n" % (len(text), text))
            drained = asyncio.ensure_future(writer.drain())
            done, _ = await asyncio.wait([drained], timeout=1.5)
            endless["isBlocked"] = not done
            await drained
            endless["isBlocked"] = False
            endless["written"] += len(text)
    finally:
        endless["isOver"] = True


def list_entity():
    return chunk("entity", list_keys({"all": "true"}, {}, b"")[0])


async def answer(method, path, query, headers, body, writer, is_socket):
    wrong = options.get("fault")
    if wrong and "seconds" in wrong and time.monotonic() > wrong.setdefault("end", time.monotonic() + wrong["seconds"]):
        wrong = None
    if wrong and any(path.endswith(end) for end in wrong["on"]):
        await fault(wrong, writer)
        return
    handler, is_private = routes.get((method, path), (None, None))
    try:
        if is_private is None or version() == 1 and path == "/api/engine/info":
            raise Refusal(404)
        if is_private and not is_socket and session(headers) is None:
            raise Refusal(401, "the session is over")
        if path == "/api/auth/inspect":
            await send(writer, head(202, 0, kind=None))
            return
        is_stream = query.get("stream") == "true" or "stream" not in query and "stream+json" in headers.get("accept", "")
        if options.get("buffered"):
            is_stream = False
        if path == "/api/engine/ping":
            count = min(max(int(query.get("count", 3)), 1), 300)
            pause = min(max(int(query.get("interval", 1000)), 1000), 30000) / 1000 if not options.get("fast") else 0.01
            times = [lambda: chunk("entity", int(now() * 1000))] * count
            if is_stream:
                await stream(writer, [status(200), *times], pause)
                return
            await asyncio.sleep(pause * (count - 1))
            entities = [int(now() * 1000)] * count
        else:
            entities = handler(query, headers, body)
        chunks = [status(200), *([total(len(entities))] if handler is list_keys else [])]
        chunks += [chunk("entity:part", "of another kind")] if path.endswith("healthcheck") else []
        chunks += [chunk("entity", entity) for entity in entities]
        if is_stream:
            await stream(writer, chunks)
            return
        code, data = 200, json.dumps(chunks).encode()
    except Refusal as refusal:
        code, data = refusal.code, json.dumps([status(refusal.code, refusal.message)]).encode()
    await send(writer, head(code, len(data)) + data)


async def serve(reader, writer):
    try:
        while True:
            first = await reader.read(1)
            if not first:
                break
            if not first.isalpha():
                # A TLS handshake, for instance.
                await send(writer, head(400, 0))
                break
            request_line = (first + await reader.readline()).decode()
            method, target, _ = request_line.split()
            headers = {}
            while (line := (await reader.readline()).decode().strip()):
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            parts = urlsplit(target)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            path = parts.path.rstrip("/")
            if path.startswith("/prefix"):
                path = path[len("/prefix"):]
            calls.append({"call": f"{method} {path}", "query": query, "authorized": "authorization" in headers,
                          "host": headers.get("host", ""), "body": body.decode()})
            await answer(method, path, query, headers, body, writer, "socket" in options)
    except (Done, ConnectionError, asyncio.IncompleteReadError, BrokenPipeError):
        pass
    finally:
        writer.close()


async def main():
    global token_key
    token_key = rsa.generate_private_key(65537, 2048) if version() == 1 else ec.generate_private_key(ec.SECP256R1())
    if "socket" in options:
        await asyncio.start_unix_server(serve, options["socket"])
        port = 0
    else:
        context = None
        if "tls" in options:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(options["tls"]["certificate"], options["tls"]["key"])
        server = await asyncio.start_server(serve, options.get("host", "127.0.0.1"), 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
    known = {path: Key(load(path), []) for path in [*options["keys"].values(), *filter(None, [options.get("unregistered")])]}
    print(json.dumps({"port": port, "keys": {path: {
        "fingerprint": key.fingerprint, "line": f"{key.type} {key.value}", "modulus": f"{key.public.public_numbers().n:x}",
        "exponent": f"{key.public.public_numbers().e:06x}"} for path, key in known.items()}}), flush=True)
    input_ = asyncio.StreamReader(limit=1 << 22)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(input_), sys.stdin)
    while line := await input_.readline():
        command = json.loads(line)
        if command.pop("issue", False):
            command["issued"] = issue_token(next(iter(keys)), 3600)[0]
        reply = {"calls": list(calls), "issued": command.pop("issued", ""), "endless": endless}
        if command.pop("revoke", False):
            issued.clear()
        options.update(command)
        print(json.dumps(reply), flush=True)


asyncio.run(main())
