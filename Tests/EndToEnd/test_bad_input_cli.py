"""What a person does wrong, or an engine: one or two sentences, the right exit code, nothing half-written, nothing sent."""

import base64
import json
import os
import socket

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding

import material
import processes
from doubles import DEFAULT_NONCE, FakeEngine, Listener, unsigned_token

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def fake():
    with FakeEngine() as engine:
        yield engine


def ed25519_pem():
    return ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption())


# Files given to register

PRIVATE = {
    "pkcs1": lambda: material.pem(material.key("alice")), "pkcs8": lambda: material.pem(material.key("alice"), "pkcs8"),
    "encrypted pkcs8": lambda: material.pem(material.key("alice"), "pkcs8", PASSPHRASE),
    "encrypted pkcs1": lambda: material.pem(material.key("alice"), "pkcs1", PASSPHRASE),
    "openssh": lambda: material.pem(material.key("alice"), "openssh"), "ed25519": ed25519_pem,
    "after its public half": lambda: (material.public_line(material.key("alice")) + "\n").encode() + material.pem(material.key("alice")),
}


@pytest.mark.parametrize("form", PRIVATE)
def test_a_private_key_given_to_register(home, form):
    path = home.path / "alice"
    path.write_bytes(PRIVATE[form]())
    path.chmod(0o600)
    before = path.read_bytes()
    with Listener() as listener:
        home.point_at(listener.address)
        home.fails("key", "register", "alice", words=("private", "alice", (".pub", "public")))
        assert listener.connections == [], "something was sent"
    home.profile_path().unlink()
    home.fails("key", "register", "alice", words=("private",))
    assert not home.authorized_keys.exists() or home.authorized_keys.read_text() == ""
    assert path.read_bytes() == before


def test_the_command_that_makes_the_public_half_is_named(home):
    home.ok("key", "generate", "alice")
    home.fails("key", "register", "alice.pem", words=("alice.pem", "ssh-keygen -y"))


def damaged(line):
    kind, blob, comment = line.split(" ", 2)
    return f"{kind} {blob[:60]}{blob[64:]} {comment}"


NOT_A_KEY = {
    "ed25519": (
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl e@example.com\n", ("ssh-ed25519", "RSA")),
    "ecdsa": (
        ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(
            serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode() + " e@example.com\n", ("ecdsa", "RSA")),
    "1024 bits": (material.public_line(material.key("short", 1024)) + "\n", ("1024", "2048")),
    "damaged": (damaged(material.public_line(material.key("alice"))) + "\n", ()),
    "cut off": (material.public_line(material.key("alice"))[:150], ()),
    "empty": ("", ()),
    "text": ("This is my key, honestly.\n", ()),
    "binary": ("\0\1\2\3" * 100, ()),
    "PEM without an end": ("-----BEGIN PUBLIC KEY-----\nMIIB\n", ()),
    "huge": ("A" * 20_000_000, ()),
    "certificate": ("ssh-rsa-cert-v01@openssh.com AAAAHHNzaC1yc2EtY2VydC12MDFAb3BlbnNzaC5jb20AAAAg x\n", ()),
}


@pytest.mark.parametrize("name", NOT_A_KEY)
def test_what_is_no_rsa_public_key(home, name):
    text, words = NOT_A_KEY[name]
    path = home.path / "odd.pub"
    path.write_text(text)
    with Listener() as listener:
        home.point_at(listener.address)
        home.fails("key", "register", "odd.pub", "-i", "odd", words=("odd.pub", *words))
        assert listener.connections == []
    home.profile_path().unlink()
    home.fails("key", "register", "odd.pub", "-i", "odd", words=("odd.pub", *words))
    assert "odd" not in home.ok("key", "list", "--all").out


@pytest.mark.parametrize("path", ["nowhere.pub", ".", "/dev/null", "/dev/zero", "/root/x.pub"])
def test_a_public_key_file_that_cannot_be_read(home, path):
    home.fails("key", "register", path, words=(path,))


# Signing in with what doesn't do

SIGNING = {
    "ed25519": (ed25519_pem, ("ssh-ed25519", "RSA")), "1024 bits": (lambda: material.pem(material.key("short", 1024)), ("1024", "2048")),
    "damaged": (lambda: material.pem(material.key("alice")).replace(b"A", b"B", 40), ()),
    "cut off": (lambda: material.pem(material.key("alice"))[:800], ()), "empty": (lambda: b"", ()),
    "public": (lambda: (material.public_line(material.key("alice")) + "\n").encode(), ("public",)),
    "text": (lambda: b"correct horse\n", ()),
    "changed number": (lambda: with_another_d(material.key("alice")), ()),
}


def with_another_d(private):
    """The key with an exponent that doesn't belong to it, in the form of PKCS#1."""
    numbers = private.private_numbers()
    der = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    size = (numbers.d.bit_length() + 7) // 8
    d = numbers.d.to_bytes(size, "big")
    assert der.count(d) == 1
    der = der.replace(d, (numbers.d ^ 4).to_bytes(size, "big"))
    body = base64.b64encode(der)
    lines = [body[index:index + 64] for index in range(0, len(body), 64)]
    return b"\n".join([b"-----BEGIN RSA PRIVATE KEY-----", *lines, b"-----END RSA PRIVATE KEY-----", b""])


@pytest.mark.parametrize("name", SIGNING)
def test_a_private_key_that_cannot_sign_in(home, fake, name):
    make, words = SIGNING[name]
    path = home.path / "odd.pem"
    path.write_bytes(make())
    path.chmod(0o600)
    home.point_at(fake.address, path)
    before = home.profile_path().read_bytes()
    home.fails("ping", "-c", "1", words=("odd.pem", *words))
    assert fake.count("/api/auth/verify") == 0
    assert home.profile_path().read_bytes() == before


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o620])
def test_a_private_key_that_others_may_read(home, fake, mode):
    path = material.write_private(home.path / "alice.pem", material.key("alice"), mode=mode)
    home.point_at(fake.address, path)
    home.fails("ping", "-c", "1", words=("alice.pem", "chmod 600"))
    assert fake.count("/api/auth/verify") == 0
    path.chmod(0o400)
    home.ok("ping", "-c", "1")


@pytest.mark.parametrize("where", ["nowhere.pem", "a-directory", "unreadable.pem"])
def test_a_private_key_file_that_cannot_be_read(home, fake, where):
    (home.path / "a-directory").mkdir()
    material.write_private(home.path / "unreadable.pem", material.key("alice"), mode=0o000)
    home.point_at(fake.address, home.path / where)
    home.fails("ping", "-c", "1", words=(where,))
    assert fake.count("/api/auth/verify") == 0
    (home.path / "unreadable.pem").chmod(0o600)


@pytest.mark.parametrize("form", ["pkcs8", "openssh"])
def test_a_wrong_passphrase(home, fake, form):
    wrong = "not the right one"
    home.secrets.update((wrong, PASSPHRASE))
    if form == "openssh":
        path = material.ssh_keygen(home.path / "id_rsa", "-t", "rsa", "-b", "2048", passphrase=PASSPHRASE)
    else:
        path = material.write_private(home.path / "id_rsa", material.key("alice"), form, PASSPHRASE)
    home.point_at(fake.address, path)
    home.fails("ping", "-c", "1", env={"DXFLOW_KEY_PASSPHRASE": wrong}, words=("id_rsa", "passphrase"))
    file = home.path / "passphrase"
    file.write_text(wrong + "\n")
    home.fails("ping", "-c", "1", "--passphrase-file", file, words=("id_rsa", "passphrase"))
    home.fails("ping", "-c", "1", words=("id_rsa", "passphrase", "DXFLOW_KEY_PASSPHRASE"))
    assert fake.count("/api/auth/verify") == 0
    home.ok("ping", "-c", "1", env={"DXFLOW_KEY_PASSPHRASE": PASSPHRASE})


def test_no_key_to_sign_in_with(home, fake):
    home.point_at(fake.address)
    home.fails("ping", "-c", "1", words=("connection-key",))


def test_a_key_that_the_engine_does_not_know(home, engine):
    home.point_at(engine.address, material.write_private(home.path / "stranger.pem", material.key("stranger")))
    home.fails("ping", "-c", "1", words=("register",))
    assert home.token() is None
    engine.assert_well()


# Nonces that aren't

HOSTILE = {
    "SSHSIG": material.sshsig_blob(), "JWT": material.base64url('{"alg":"RS256","typ":"JWT"}') + "." + material.base64url('{"sub":"me"}'),
    "JWT, spaced": material.base64url(' \n\t{"alg":"RS256"}') + "." + material.base64url("{}"), "NUL": "A" * 20 + "\0" + "A" * 20,
    "a mebibyte": "A" * (1 << 20), "empty": "", "15 characters": "A" * 15, "513 characters": "A" * 513, "space": "A" * 20 + " " + "A" * 20,
    "line end": "A" * 20 + "\n", "not ASCII": "é" * 20, "DEL": "A" * 20 + "\x7f", "escape": "\x1b[31m" + "A" * 20, "full width": "Ａ" * 20,
    "surrogate": "A" * 20 + "\ud800", "a number": 12345678901234567890, "null": None, "a list": ["A" * 43],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_nonce_that_is_none_is_not_signed(home, fake, name):
    fake.nonce = HOSTILE[name]
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    result = home.fails("ping", "-c", "1")
    if isinstance(fake.nonce, str) and name != "surrogate":
        processes.assert_failed(result, "nonce")
    assert fake.count("/api/auth/challenge") >= 1
    assert fake.count("/api/auth/verify") == 0, "it was signed and sent"
    assert "\x1b" not in result.err and "\0" not in result.err and "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" not in result.err
    assert home.token() is None


@pytest.mark.parametrize("nonce", ["A" * 16, "~" * 512, "!" * 43, "abcdefgh.ijklmnop", DEFAULT_NONCE, "a.b.c.d.e.f.g.h.i", ".." * 10])
def test_a_nonce_that_is_one_is_signed_as_it_is(home, fake, nonce):
    fake.nonce = nonce
    key = material.key("alice")
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", key))
    home.ok("ping", "-c", "1")
    body = json.loads(fake.request("/api/auth/verify")["body"])
    assert body["identity"] == "challenge-1"
    key.public_key().verify(base64.b64decode(body["signature"], validate=True), nonce.encode(), padding.PKCS1v15(), hashes.SHA256())


# Engines that aren't


def test_an_engine_that_is_not_there(home):
    port = processes.free_port()
    home.point_at(f"http://127.0.0.1:{port}", material.write_private(home.path / "alice.pem", material.key("alice")))
    for command in (["ping", "-c", "1"], ["key", "list"], ["healthcheck"], ["engine", "info"], ["engine", "token"]):
        home.fails(*command, words=(f"127.0.0.1:{port}",))


def test_a_name_that_nobody_has(home):
    home.point_at("http://engine.invalid", material.write_private(home.path / "alice.pem", material.key("alice")))
    home.fails("healthcheck", words=("engine.invalid",))


NO_ENGINE = {
    "web page": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<h1>Hello</h1>\r\n",
    "not found": b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found", "empty answer": b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "ssh": b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "silence": b"", "garbage": bytes(range(256)) * 4,
    "redirect": b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n",
    "JSON": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"hello\":\"world\"}",
    "a list": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[1,2,[3]]",
    "no status": b"HTTP/1.1 200 OK\r\nContent-Length: 33\r\n\r\n[{\"kind\":\"entity\",\"payload\":\"x\"}]",
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[{\"kind\":",
    "deep": b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + b"[" * 50000,
}


@pytest.mark.parametrize("name", NO_ENGINE)
def test_an_address_that_is_no_engine(home, name):
    with Listener(NO_ENGINE[name]) as listener:
        home.point_at(listener.address, material.write_private(home.path / "alice.pem", material.key("alice")))
        for command in (["ping", "-c", "1"], ["healthcheck"], ["key", "list"]):
            result = home.fails(*command, words=(f"127.0.0.1:{listener.port}",))
            assert "<h1>" not in result.err
        assert all(b"signature" not in sent for sent in listener.connections)
    assert home.token() is None


@pytest.mark.parametrize("address", ["nonsense", "ftp://127.0.0.1", "http://", "http://127.0.0.1:99999", "127.0.0.1:80:80", "http://a b", "file:///etc/passwd"])
def test_an_address_that_is_no_address(home, address):
    home.write_profile({"connection-address": address})
    home.fails("ping", "-c", "1", words=("connection-address",))
    home.profile_path().unlink()
    home.fails("ping", "-c", "1", env={"CONNECTION_ADDRESS": address}, words=(("connection-address", "CONNECTION_ADDRESS"),))


def test_an_engine_that_refuses_with_escape_sequences(home, fake):
    fake.answers["/api/engine/key"] = lambda request: (403, "\x1b]0;owned\x07\x1b[2Jno \u202eway", None)
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    result = home.fails("key", "list")
    assert "\x1b" not in result.err and "\x07" not in result.err and "\u202e" not in result.err


def test_a_list_with_escape_sequences(home, fake):
    fake.answers["/api/engine/key"] = lambda request: (
        200, "OK", [{"identity": "\x1b[31mred", "type": "ssh-rsa", "value": "AAAA", "permissions": ["\x1b[0m"], "disabled": False}])
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    assert "\x1b" not in home.run("key", "list").out


# Tokens and clocks


def test_an_expired_token_and_no_key(home, fake):
    home.point_at(fake.address, connection_token=unsigned_token(fake.now() - 60))
    home.fails("ping", "-c", "1", words=("expired", "connection-key"))


def test_a_forged_token_and_no_key(home, engine):
    for token in (unsigned_token(4_000_000_000), unsigned_token(4_000_000_000, identity="master"), "junk"):
        home.point_at(engine.address, connection_token=token)
        home.fails("ping", "-c", "1", words=("connection-key",))
        home.profile_path().unlink()
        home.fails("ping", "-c", "1", env={"CONNECTION_ADDRESS": engine.address, "CONNECTION_TOKEN": token})
    engine.assert_well()


@pytest.mark.parametrize("days", [-2, -400])
def test_a_clock_that_is_off(home, fake, days):
    """The engine's sessions are over here before they begin."""
    fake.clock_offset = days * 86400
    home.point_at(fake.address, material.write_private(home.path / "alice.pem", material.key("alice")))
    home.fails("ping", "-c", "1", words=("clock",))
    assert fake.count("/api/auth/verify") <= 2


# Profiles and ports


@pytest.mark.parametrize("text", ["{ not: [yaml", "a: b: c\n\t- d", "- just\n- a list\n", "\0\1\2", "%FOO\n&", "a: 1\na: 2\n", "*nowhere\n"])
def test_a_profile_that_is_not_yaml(home, text):
    path = home.write_profile(text)
    for command in (
        ["config"], ["config", "get", "x"], ["config", "set", "x", "y"], ["config", "unset", "x"], ["key", "list"], ["ping", "-c", "1"], ["boot", "up"],
    ):
        home.fails(*command, words=("default_config.yaml",))
    assert path.read_text() == text


def test_a_profile_that_cannot_be_read(home):
    path = home.write_profile("x: y\n")
    path.chmod(0)
    home.fails("config", "get", "x", words=("default_config.yaml",))
    path.chmod(0o600)
    path.unlink()
    path.mkdir()
    home.fails("config", "get", "x", words=("default_config.yaml",))


@pytest.mark.parametrize("name", ["../evil", "..", ".", "a/b", "/etc/passwd", "", "a\nb", "x" * 300])
def test_profile_names_that_cannot_be(home, name):
    before = list(home.path.rglob("*"))
    for command in (["config", "get"], ["config", "set", "x", "y"]):
        processes.assert_failed(home.run("--config-profile", name, *command), "profile name")
    assert [path for path in home.path.rglob("*") if path not in before and path != home.directory] == []
    assert not (home.path.parent / "evil_config.yaml").exists()


def test_a_port_without_the_right_to_it(home):
    """What the system says about port 80 is what has to happen."""
    first_open = int(open("/proc/sys/net/ipv4/ip_unprivileged_port_start").read())
    if first_open > 80:
        home.fails("boot", "up", "--http", words=("80", "http-port"))
        assert not home.socket_path.exists(), "the engine is half there"
    else:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("0.0.0.0", 80))
                free = True
            except OSError:
                free = False
        if free:
            home.boot(port=80)
        else:
            home.fails("boot", "up", "--http", words=("80", "http-port"))


def test_a_port_that_is_in_use(home):
    with socket.create_server(("0.0.0.0", 0)) as other:
        port = other.getsockname()[1]
        home.fails("boot", "up", "--http", env={"HTTP_PORT": str(port)}, words=(str(port), ("in use", "already", "taken")))
    assert not home.socket_path.exists()


@pytest.mark.parametrize("port", ["0", "65536", "many", "80 80"])
def test_a_port_that_is_none(home, port):
    home.fails("boot", "up", "--http", env={"HTTP_PORT": port}, words=(("http-port", "HTTP_PORT"),))
    home.fails("config", "set", "http-port", port, words=("http-port",))
    home.write_profile(f"http-port: {port}\n")
    home.fails("boot", "up", "--http", words=("http-port",))


def test_commands_that_need_an_engine_and_have_none(home):
    for command in (["ping", "-c", "1"], ["healthcheck"], ["engine", "token"]):
        home.fails(*command, words=("dxflow boot up", "connection-address"))
    home.fails("boot", "down", words=("no engine",))


def test_a_directory_where_nothing_can_be_written(home):
    home.directory.mkdir(mode=0o500)
    (home.path / "k.pub").write_text(material.public_line(material.key("alice")) + "\n")
    home.fails("key", "register", "k.pub", "-i", "alice", words=("authorized_keys",))
    home.fails("config", "set", "x", "y", words=("default_config.yaml",))
    home.fails("boot", "up", words=(str(home.directory.name),))
    assert os.listdir(home.directory) == []
    home.directory.chmod(0o700)


# A token in clear


def test_plain_http_to_another_machine_is_warned_about(home):
    """Once with the machine's own address, or where it has none with a name that leads nowhere: the warning comes first."""
    host = "engine.invalid"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            host = probe.getsockname()[0]
        except OSError:
            pass
    engine = home.boot()
    key = home.directory / "keys" / "master.pem"
    home.point_at(f"http://{host}:{engine.port}", key)
    result = home.run("ping", "-c", "1")
    assert "warning" in result.err.lower() and host in result.err, result
    assert "http" in result.err.lower()
    assert result.code == (1 if host.endswith(".invalid") else 0)
    home.point_at(engine.address, key)
    assert "warning" not in home.ok("ping", "-c", "1").err.lower()
    home.point_at(f"http://localhost:{engine.port}", key)
    assert "warning" not in home.run("ping", "-c", "1").err.lower()
