"""Signing in with a key that an SSH agent holds."""

import signal
import subprocess
import time

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

import material
import processes
from agents import FakeAgent, RealAgent
from client import claims
from doubles import FakeEngine

ONE_PING = ("ping", "-c", "1")
PASSPHRASE = "open sesame"


@pytest.fixture
def agent(home):
    with RealAgent(home.path / "a") as agent:
        yield agent


@pytest.fixture
def alice(home, agent):
    """A pair of ssh-keygen's that the agent holds and the engine knows; its private half is nowhere else."""
    path = material.ssh_keygen(home.path / "alice", "-t", "rsa", "-b", "2048", "-C", "alice")
    agent.add(path)
    path.unlink()
    home.ok("key", "register", "alice.pub")
    return home.path / "alice.pub"


def register(engine, line, identity):
    assert engine.socket_client().register(line, identity).code == 200


def named(line, how, home):
    """What `connection-key` may hold for a key that an agent has."""
    path = home.path / "named.pub"
    match how:
        case "sha256":
            return material.fingerprint(line)
        case "md5":
            return material.md5_fingerprint(line)
        case "openssh":
            path.write_text(line + "\n")
        case "rfc4716":
            body = line.split()[1]
            lines = [body[index:index + 70] for index in range(0, len(body), 70)]
            path.write_text("\n".join(["---- BEGIN SSH2 PUBLIC KEY ----", *lines, "---- END SSH2 PUBLIC KEY ----", ""]))
        case "spki":
            public = serialization.load_ssh_public_key(line.encode())
            path.write_bytes(public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    return path


@pytest.mark.parametrize("how", ["openssh", "rfc4716", "spki", "sha256", "md5"])
def test_a_key_is_named_by_its_public_half_or_its_fingerprint(home, engine, agent, alice, how):
    home.point_at(engine.address, named(alice.read_text(), how, home))
    home.ok(*ONE_PING, env=agent.variable)
    assert claims(home.token())[1]["identity"] == "alice"
    home.ok(*ONE_PING)  # without an agent, for as long as the session lasts


def test_the_profile_may_name_the_agent(home, engine, agent, alice):
    home.point_at(engine.address, alice, connection_agent="~/a/socket")
    home.ok(*ONE_PING, env={"SSH_AUTH_SOCK": "/nowhere/socket"})
    home.ok("engine", "token", env={"CONNECTION_AGENT": str(agent.path)}, shows_token=True)
    home.fails("engine", "token", env={"CONNECTION_AGENT": "none", **agent.variable}, words=("connection-agent is none",))


@pytest.mark.parametrize("form", ["openssh", "pkcs8"])
def test_the_agent_is_asked_before_the_person(home, engine, agent, form):
    """As ssh does: an encrypted file whose key the agent holds is not opened; where it doesn't tell its key, the file beside it does."""
    home.secrets.add(PASSPHRASE)
    if form == "openssh":
        path = material.ssh_keygen(home.path / "k", "-t", "rsa", "-b", "2048", "-C", "k", passphrase=PASSPHRASE)
        home.ok("key", "register", "k.pub", "-i", "k")
        (home.path / "k.pub").unlink()
    else:
        key = material.key("encrypted")
        path = material.write_private(home.path / "k.pem", key, "pkcs8", PASSPHRASE)
        (home.path / "k.pub").write_text(material.public_line(key) + "\n")
        home.ok("key", "register", "k.pub", "-i", "k")
    home.point_at(engine.address, path)
    home.fails(*ONE_PING, env=agent.variable, words=("needs a passphrase",))
    agent.answer_questions(PASSPHRASE)
    agent.add(path)
    home.ok(*ONE_PING, env=agent.variable)
    assert claims(home.token())[1]["identity"] == "k"


def test_an_agent_that_is_gone_does_not_stand_in_the_way_of_a_passphrase(home, engine):
    home.secrets.add(PASSPHRASE)
    path = material.ssh_keygen(home.path / "k", "-t", "rsa", "-b", "2048", "-C", "k", passphrase=PASSPHRASE)
    home.ok("key", "register", "k.pub")
    home.point_at(engine.address, path)
    gone = {"SSH_AUTH_SOCK": "/nowhere/socket"}
    assert home.ok(*ONE_PING, env={**gone, "DXFLOW_KEY_PASSPHRASE": PASSPHRASE}).err == ""
    with home.terminal("engine", "token", env=gone) as terminal:
        terminal.read_until("Passphrase for")
        terminal.send(PASSPHRASE + "\n")
        code, shown = terminal.finish()
    assert code == 0 and "/nowhere" not in shown


def test_the_master_key_may_be_with_the_agent(home, engine, agent):
    """An administrator has taken the private half away."""
    private = home.directory / "keys" / "master.pem"
    agent.add(private)
    private.unlink()
    home.fails("engine", "token", words=("SSH_AUTH_SOCK", "ssh-add", "master.pem"))
    token = home.ok("engine", "token", env=agent.variable, shows_token=True).out.strip()
    assert "MASTER" in claims(token)[1]["permissions"]
    assert engine.client().inspect(token) == 202
    home.point_at(engine.address, home.directory / "keys" / "master.pub")
    assert "master" in home.ok("key", "list", env=agent.variable).out


def test_a_key_on_a_token(home, engine, agent):
    line = agent.token()
    register(engine, line, "token")
    home.point_at(engine.address, material.fingerprint(line))
    home.ok(*ONE_PING, env=agent.variable)
    assert claims(home.token())[1]["identity"] == "token"


def test_whoever_is_asked_may_refuse(home, engine, agent):
    path = material.ssh_keygen(home.path / "k", "-t", "rsa", "-b", "2048", "-C", "k")
    home.ok("key", "register", "k.pub")
    agent.answer_questions(None)
    agent.add(path, "-c")
    home.point_at(engine.address, home.path / "k.pub")
    before = home.profile_path().read_bytes()
    home.fails(*ONE_PING, env=agent.variable, words=("agent didn't sign", "refused"))
    assert home.profile_path().read_bytes() == before
    agent.answer_questions("yes")
    home.ok(*ONE_PING, env=agent.variable)


def test_a_locked_agent(home, engine, agent, alice):
    home.point_at(engine.address, alice)
    agent.answer_questions("sesame")
    agent.run("ssh-add", "-x")
    home.fails(*ONE_PING, env=agent.variable, words=("locked", "ssh-add -X"))
    agent.run("ssh-add", "-X")
    home.ok(*ONE_PING, env=agent.variable)


def test_a_key_that_the_agent_has_not(home, engine, agent):
    line = material.public_line(material.key("nobody's"))
    for how in ("openssh", "sha256", "md5"):
        home.point_at(engine.address, named(line, how, home))
        print_of = material.md5_fingerprint(line) if how == "md5" else material.fingerprint(line)
        home.fails(*ONE_PING, env=agent.variable, words=(print_of, "ssh-add"))


def test_no_agent(home, engine):
    line = material.public_line(material.key("nobody's"))
    home.point_at(engine.address, named(line, "openssh", home))
    home.fails(*ONE_PING, words=("SSH_AUTH_SOCK isn't set", "named.pub"))
    home.fails(*ONE_PING, env={"SSH_AUTH_SOCK": str(home.path / "nothing")}, words=("no SSH agent answers", str(home.path / "nothing")))
    home.fails(*ONE_PING, env={"SSH_AUTH_SOCK": "/" + "x" * 200}, words=("socket has 201 bytes",))


def test_a_small_key_of_the_agents(home, engine, agent):
    path = material.ssh_keygen(home.path / "small", "-t", "rsa", "-b", "1024", "-C", "small")
    agent.add(path)
    home.point_at(engine.address, home.path / "small.pub")
    home.fails(*ONE_PING, env=agent.variable, words=("1024", "2048"))


def test_only_a_nonce_is_signed(home, agent):
    path = material.ssh_keygen(home.path / "k", "-t", "rsa", "-b", "2048", "-C", "k")
    with FakeAgent(home.path / "fake", material.key("alice")) as fake, FakeEngine() as engine:
        engine.nonce = material.sshsig_blob()
        home.point_at(engine.address, named(material.public_line(fake.key), "openssh", home))
        home.fails(*ONE_PING, env=fake.variable, words=("nothing was signed",))
        assert fake.messages == []
    assert path.exists()


@pytest.mark.parametrize(
    "lie, words",
    [
        (lambda key, message: (b"rsa-sha2-256", key.sign(message + b"!", padding.PKCS1v15(), hashes.SHA256())), ("isn't one by the key",)),
        (lambda key, message: (b"ssh-rsa", key.sign(message, padding.PKCS1v15(), hashes.SHA1())), ("SHA-1", "newer agent")),
        (lambda key, message: (b"rsa-sha2-256", key.sign(message, padding.PKCS1v15(), hashes.SHA1())), ("isn't one by the key",)),
        (lambda key, message: (b"rsa-sha2-512", key.sign(message, padding.PKCS1v15(), hashes.SHA512())), ("another algorithm",)),
        (lambda key, message: (b"rsa-sha2-256", b"\0" * 4096), ("4096 bytes",)),
    ],
    ids=["of something else", "SHA-1", "SHA-1 under another name", "SHA-512", "too long"])
def test_an_agent_that_lies(home, lie, words):
    """What it gives goes to no engine."""
    with FakeAgent(home.path / "fake", material.key("alice")) as fake, FakeEngine() as engine:
        fake.sign = lambda message: lie(fake.key, message)
        home.point_at(engine.address, material.fingerprint(material.public_line(fake.key)))
        before = home.profile_path().read_bytes()
        home.fails(*ONE_PING, env=fake.variable, words=words)
        assert engine.count("/api/auth/verify") == 0
        assert home.profile_path().read_bytes() == before


def stalled(home, fake, engine):
    home.point_at(engine.address, material.fingerprint(material.public_line(fake.key)))
    return subprocess.Popen(
        [processes.PROGRAM, *ONE_PING], env={**home.environment, **fake.variable}, cwd=home.path, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def test_an_agent_that_stalls_can_be_interrupted(home):
    with FakeAgent(home.path / "fake", material.key("alice")) as fake, FakeEngine() as engine:
        fake.sign = lambda message: None
        process = stalled(home, fake, engine)
        before = home.profile_path().read_bytes()
        assert fake.asked.wait(60)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert process.returncode in (130, -signal.SIGINT) and out == b""
        processes.assert_no_trace(err.decode())
        assert home.profile_path().read_bytes() == before
        # Whoever comes next finds nothing in the way.
        fake.sign = lambda message: (b"rsa-sha2-256", fake.key.sign(message, padding.PKCS1v15(), hashes.SHA256()))
        home.ok(*ONE_PING, env=fake.variable)


@pytest.mark.parametrize("what", ["lists", "signs"])
def test_an_agent_that_stalls_is_not_waited_for_beyond_the_limit(home, what):
    with FakeAgent(home.path / "fake", material.key("alice")) as fake, FakeEngine() as engine:
        fake.lists = what == "signs"
        fake.sign = lambda message: None
        home.point_at(engine.address, material.fingerprint(material.public_line(fake.key)))
        begun = time.monotonic()
        home.fails("--timeout", "2s", *ONE_PING, env=fake.variable, words=(str(home.path / "fake"), "time limit of 2s"))
        assert time.monotonic() - begun < 60


@pytest.mark.parametrize("how", [material.fingerprint, material.md5_fingerprint])
def test_a_key_of_another_type_is_told_for_what_it_is(home, agent, how):
    """By its fingerprint alone nobody sees of which type it is."""
    path = material.ssh_keygen(home.path / "other", "-t", "ed25519")
    agent.add(path)
    line = path.with_suffix(".pub").read_text().strip()
    with FakeEngine() as engine:
        home.point_at(engine.address, how(line))
        home.fails(*ONE_PING, env=agent.variable, words=("ssh-ed25519", "RSA"))
        agent.run("ssh-add", "-D")
        home.fails(*ONE_PING, env=agent.variable, words=("holds no key, or is locked", "ssh-add -X"))
        agent.add(material.ssh_keygen(home.path / "third", "-t", "ed25519"))
        result = home.fails(*ONE_PING, env=agent.variable, words=("doesn't hold", how(line), "ssh-add -l"))
        assert "lock" not in result.err
