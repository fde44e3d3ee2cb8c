"""What a person does wrong: one or two sentences, the right exit code, nothing half-written, nothing sent."""

import base64
import os
import socket

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

import material
import processes
from doubles import FakeEngine, Listener

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
    home.fails("key", "register", "alice.pem", words=("alice.pem", "dxflow key public"))
    (home.path / "again.pub").write_text(home.ok("key", "public", "alice.pem").out)
    home.ok("key", "register", "again.pub")


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


@pytest.mark.parametrize("name", ["ed25519.pub", "ed25519", "certificate.pub", "two.pub", "half", "/dev/null"])
def test_the_kind_of_a_file_is_told_before_its_mode(home, fake, name):
    """What can't sign in anyway isn't to be hidden from others."""
    one, other = (material.public_line(material.key(name)) for name in ("alice", "bob"))
    (home.path / "two.pub").write_text(f"{one}\n{other}\n")
    (home.path / "half").write_bytes(material.pem(material.key("alice"))[:400])
    material.ssh_keygen(home.path / "ed25519", "-t", "ed25519")
    (home.path / "certificate.pub").write_text("ssh-rsa-cert-v01@openssh.com " + one.split()[1] + "\n")
    for file in home.path.glob("*"):
        if file.is_file():
            file.chmod(0o644)
    words = {"ed25519.pub": "ssh-ed25519", "ed25519": "ssh-ed25519", "certificate.pub": "certificate", "two.pub": "line 2", "half": "no END line",
        "/dev/null": "empty"}
    home.point_at(fake.address, home.path / name)
    result = home.fails("ping", "-c", "1", words=(name, words[name]))
    assert "chmod" not in result.err
    assert fake.count("/api/auth/verify") == 0


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


# Profiles and ports


@pytest.mark.parametrize("text", ["{ not: [yaml", "a: b: c\n\t- d", "- just\n- a list\n", "\0\1\2", "%FOO\n&", "a: 1\na: 2\n",
    "*nowhere\n"])
def test_a_profile_that_is_not_yaml(home, text):
    path = home.write_profile(text)
    for command in (
        ["config"], ["config", "get", "x"], ["config", "set", "x", "y"], ["config", "unset", "x"], ["key", "list"], ["ping", "-c", "1"],
        ["boot", "up"],
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
