"""Engines that the program is set against: one that is told what to answer, one that watches, and things that are no engine."""

import base64
import contextlib
import http.server
import json
import re
import socket
import ssl
import threading
import time

from material import base64url

DEFAULT_NONCE = "bm9uY2Utb2YtdGhlLWZha2UtZW5naW5lLTAwMDAwMDAw"


def unsigned_token(expires, **more):
    """Something that looks like a token to who doesn't verify it."""
    body = {"sub": "fake", "exp": int(expires), "identity": "fake", "writable": True, "permissions": ["MASTER"], **more}
    return f"{base64url(json.dumps({'alg': 'ES256', 'typ': 'JWT'}))}.{base64url(json.dumps(body))}.{base64url(b's' * 64)}"


def chunk(kind, payload, key="kind"):
    return {key: kind, "payload": payload}


class FakeEngine:
    """Answers as the interface says, but for what a test changes: `nonce`, `clock_offset` (seconds), `answers` (path -> function of the
request giving (code, message, entities)), `raw` (path -> bytes, or a function that yields them, to answer with and hang up)."""

    def __init__(self, certificate=None, host="127.0.0.1"):
        self.host = host
        self.certificate = certificate  # the paths of a certificate and its key, for HTTPS
        self.requests = []
        self.nonce = DEFAULT_NONCE
        self.clock_offset = 0
        self.token_life = 3600
        self.key = "kind"
        self.lifetime = "1m0s"
        self.expires_name = "expires_at"
        self.bare_total = False
        self.answers = {}
        self.raw = {}
        self.accepts = lambda token: True
        self.lock = threading.Lock()

    def now(self):
        return time.time() + self.clock_offset

    def paths(self, method=None):
        with self.lock:
            return [request["path"] for request in self.requests if method in (None, request["method"])]

    def count(self, path):
        return self.paths().count(path)

    def request(self, path):
        return next(request for request in self.requests if request["path"] == path)

    def answer(self, request):
        path = request["path"]
        if path in self.answers:
            return self.answers[path](request)
        if path == "/api/auth/challenge":
            return 200, "OK", [{"identity": "challenge-1", "nonce": self.nonce, "lifetime": self.lifetime}]
        if path == "/api/auth/verify":
            expires = self.now() + self.token_life
            return 200, "OK", [{"token": unsigned_token(expires), "permissions": ["MASTER"], self.expires_name: int(expires)}]
        if path == "/api/engine/healthcheck":
            return 200, "OK", ["healthy"]
        token = request["headers"].get("Authorization", "").removeprefix("Bearer ")
        if not token or not self.accepts(token):
            return 401, "Unauthorized", None
        if path == "/api/auth/inspect":
            return 202, "Accepted", None
        if path == "/api/engine/ping":
            return 200, "OK", [int(self.now() * 1000)]
        if path == "/api/engine/key" and request["method"] == "GET":
            return 200, "OK", [
                {"identity": "fake", "type": "ssh-rsa", "value": "AAAA", "permissions": ["MASTER"], "disabled": False},
            ]
        if path == "/api/engine/key" and request["method"] == "POST":
            return 200, "OK", [{"identity": "fake", "permissions": json.loads(request["body"])["permissions"] or ["PROXY"]}]
        return 404, "Not Found", None

    def __enter__(self):
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def respond(self):
                length = int(self.headers.get("Content-Length") or 0)
                if "chunked" in self.headers.get("Transfer-Encoding", ""):
                    body = b""
                    while size := int(self.rfile.readline().split(b";")[0], 16):
                        body += self.rfile.read(size)
                        self.rfile.readline()
                    self.rfile.readline()
                else:
                    body = self.rfile.read(length)
                path, _, query = self.path.partition("?")
                request = {
                    "method": self.command, "path": path.rstrip("/"), "query": query, "headers": self.headers, "body": body,
                }
                with fake.lock:
                    fake.requests.append(request)
                if request["path"] in fake.raw:
                    self.close_connection = True
                    raw = fake.raw[request["path"]]
                    for piece in [raw] if isinstance(raw, bytes) else raw():
                        self.wfile.write(piece)
                    return
                code, message, entities = fake.answer(request)
                chunks = [chunk("status", {"code": code, "message": message}, fake.key)]
                if entities is not None:
                    count = len(entities)
                    chunks.append(chunk("total", count if fake.bare_total else {"value": count}, fake.key))
                    chunks += [chunk("entity", entity, fake.key) for entity in entities]
                wants_stream = "stream=true" in query or "application/stream+json" in self.headers.get("Accept", "")
                if wants_stream and "stream=false" not in query:
                    text = "[\n" + "".join(("," if index else "") + json.dumps(one) + "\n" for index, one in enumerate(chunks)) + "]\n"
                else:
                    text = json.dumps(chunks)
                payload = text.encode()
                self.send_response_only(code)
                self.send_header("Date", self.date_time_string(fake.now()))
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            do_GET = do_POST = do_PATCH = do_DELETE = respond

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                pass

        self.server = Server((self.host, 0), Handler)
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self.certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.address = f"http{'s' if self.certificate else ''}://{f'[{self.host}]' if ':' in self.host else self.host}:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Watcher:
    """Passes bytes through to an engine and keeps what the client sent."""

    def __init__(self, port):
        self.target = ("127.0.0.1", port)
        self.sent = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def calls(self):
        return [
            (method.decode(), path.decode().rstrip("/"))
            for data in self.sent
            for method, path in re.findall(rb"^(GET|POST|DELETE) ([^ ?]+)[^ ]* HTTP/1\.1\r$", bytes(data), re.M)
        ]

    def count(self, path):
        return sum(called == path for _, called in self.calls())

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.target)
            record = bytearray()
            self.sent.append(record)
            threading.Thread(target=self.pump, args=(near, far, record), daemon=True).start()
            threading.Thread(target=self.pump, args=(far, near, None), daemon=True).start()

    @staticmethod
    def pump(source, sink, record):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if record is not None:
                    record += data
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


class Listener:
    """Something on a port that is no engine: it says `greeting` to everybody, keeps what it is told and hangs up."""

    def __init__(self, greeting=b"", reads_first=True):
        self.greeting = greeting
        self.reads_first = reads_first
        self.connections = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                self.connections.append(b"")
                if self.reads_first:
                    self.connections[-1] = connection.recv(65536)
                connection.sendall(self.greeting)

    def __enter__(self):
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


class Proxy:
    """An HTTP proxy: by CONNECT (RFC 9110 section 9.3.6), and for http as a gateway that is told the whole URL (RFC 9112 section 3.2.2). Whatever
    it is asked for is on this machine.

    What a test changes: `credentials` ("name:password") that it wants, a `status` to refuse with, the `ports` that it connects to by CONNECT
    (any), `is_silent` for one that takes connections and never answers."""

    def __init__(self, credentials=None, status=None, is_silent=False):
        self.credentials = credentials
        self.status = status
        self.ports = None
        self.is_silent = is_silent
        self.heads = []
        self.passed = bytearray()  # what clients sent through it
        self.open = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    @property
    def targets(self):
        """The hosts and ports that it was asked for."""
        return [head.split()[1].removeprefix("http://").partition("/")[0] for head in self.heads]

    @property
    def methods(self):
        return [head.split()[0] for head in self.heads]

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            self.open.append(near)
            if not self.is_silent:
                threading.Thread(target=self.serve, args=(near,), daemon=True).start()

    def serve(self, near):
        head = b""
        with contextlib.suppress(OSError):
            while b"\r\n\r\n" not in head:
                piece = near.recv(65536)
                if not piece:
                    return
                head += piece
            head, _, body = head.partition(b"\r\n\r\n")
            self.heads.append(head.decode() + "\r\n\r\n")
            method, target, _ = self.heads[-1].split("\r\n")[0].split()
            wanted = self.credentials and f"Proxy-Authorization: Basic {base64.b64encode(self.credentials.encode()).decode()}\r\n"
            status = self.status or ("407 Proxy Authentication Required" if wanted and wanted.lower() not in self.heads[-1].lower() else None)
            port = int(re.search(r"(?::(\d+))?$", self.targets[-1])[1] or 80)
            if method == "CONNECT":
                if self.ports is not None and port not in self.ports:
                    status = "403 Forbidden"
            elif not target.startswith("http://"):
                status = "400 Bad Request"
            if status:
                near.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 12\r\nConnection: close\r\n\r\n<h1>No.</h1>".encode())
                near.shutdown(socket.SHUT_RDWR)
                return
            try:
                far = socket.create_connection(("127.0.0.1", port))
            except OSError:
                near.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 19\r\nConnection: close\r\n\r\n<h1>Not there.</h1>")
                near.shutdown(socket.SHUT_RDWR)
                return
            self.open.append(far)
            if method == "CONNECT":
                near.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                threading.Thread(target=Watcher.pump, args=(far, near, None), daemon=True).start()
                Watcher.pump(near, far, self.passed)
                return
            path = target.removeprefix("http://").partition("/")[2]
            lines = [line for line in self.heads[-1].split("\r\n")[1:-2] if not line.lower().startswith(("proxy-", "connection:"))]
            sent = "\r\n".join([f"{method} /{path} HTTP/1.1", *lines, "Connection: close", "", ""]).encode() + body
            self.passed += sent
            far.sendall(sent)
            threading.Thread(target=Watcher.pump, args=(near, far, self.passed), daemon=True).start()
            self.give_back(far, near)

    @staticmethod
    def give_back(far, near):
        """The answer, as the last one of its connection."""
        head = b""
        while b"\r\n" not in head and (piece := far.recv(65536)):
            head += piece
        near.sendall(head.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        while piece := far.recv(65536):
            near.sendall(piece)
        with contextlib.suppress(OSError):
            near.shutdown(socket.SHUT_RDWR)

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.open:
            connection.close()
