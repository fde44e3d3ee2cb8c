"""Trusting an engine's certificate: the system's authorities, a file of them, a fingerprint, a person."""

import datetime
import ipaddress
import json
import shutil
import subprocess
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

import material
from doubles import FakeEngine, unsigned_token
from test_https import boot

ONE_PING = ("ping", "-c", "1")


def certificate(folder, name, issuer=None, host="127.0.0.1", is_authority=None, ends=30):
    """A certificate with its key; `issuer` is another of these, or else it issues itself. Gives the paths and the fingerprint."""
    key = material.key(f"certificate {name}")
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.utcnow()
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer["subject"] if issuer else subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=2))
        .not_valid_after(now + datetime.timedelta(days=ends))
        .add_extension(x509.SubjectAlternativeName([alternative(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=issuer is None if is_authority is None else is_authority, path_length=None), critical=True))
    made = builder.sign(issuer["key"] if issuer else key, hashes.SHA256())
    (folder / f"{name}.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / f"{name}.key").write_bytes(material.pem(key))
    return {
        "key": key, "subject": subject, "paths": (folder / f"{name}.crt", folder / f"{name}.key"),
        "fingerprint": made.fingerprint(hashes.SHA256()).hex(":").upper(),
    }


def alternative(host):
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


@pytest.fixture
def own(home):
    return certificate(home.path, "engine")


@pytest.fixture
def secure(home, own):
    """An engine with a certificate that it has issued to itself, and a profile with a session there."""
    with FakeEngine(own["paths"]) as fake:
        home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
        yield fake


def test_an_unknown_certificate_is_refused_where_nobody_can_be_asked(home, own, secure):
    before = home.profile_path().read_bytes()
    home.fails(*ONE_PING, words=("issued to itself", "nothing was sent", f"config set connection-fingerprint {own['fingerprint']}", "CONNECTION_FINGERPRINT"))
    assert secure.requests == [] and home.profile_path().read_bytes() == before
    home.ok(*ONE_PING, env={"CONNECTION_FINGERPRINT": own["fingerprint"]})
    home.ok("config", "set", "connection-fingerprint", own["fingerprint"].replace(":", "").lower())
    home.ok(*ONE_PING)


@pytest.mark.parametrize("answer", ["yes", "the fingerprint"])
def test_whoever_is_there_is_asked_once(home, own, secure, answer):
    before = home.profile_path().read_text()
    with home.terminal(*ONE_PING) as terminal:
        shown = terminal.read_until("fingerprint)?")
        assert "CN=engine" in shown and own["fingerprint"] in shown and secure.requests == []
        terminal.send("maybe\n")
        terminal.read_until("Please type")
        terminal.send((own["fingerprint"] if answer != "yes" else "yes") + "\n")
        code, rest = terminal.finish()
        assert code == 0 and "remembered" in rest, rest
    after = home.profile_path().read_text()
    # YAML wants quotes around some fingerprints: those that may be numbers.
    assert after.replace('"', "") == before.replace('"', "") + f"connection-fingerprint: {own['fingerprint']}\n"
    assert home.profile()["connection-fingerprint"] == own["fingerprint"]
    home.ok(*ONE_PING)


def test_the_time_limit_at_the_question_is_told_on_a_line_of_its_own(home, secure):
    with home.terminal("-N", "--timeout", "3s", *ONE_PING) as terminal:
        terminal.read_until("fingerprint)?")
        code, shown = terminal.finish()
    assert code == 1 and shown.lstrip(" ").startswith("\r\nerror: the time limit of 3s"), shown


@pytest.mark.parametrize("answer, word", [("no\n", "isn't trusted"), ("\x04", "isn't trusted"), ("AB" * 32 + "\n", "another fingerprint"), ("\x03", "")])
def test_no_is_no(home, secure, answer, word):
    before = home.profile_path().read_bytes()
    with home.terminal(*ONE_PING) as terminal:
        terminal.read_until("fingerprint)?")
        terminal.send(answer)
        code, shown = terminal.finish()
        assert code in ((1,) if word else (130, -2)) and word in shown, shown
    assert secure.requests == [] and home.profile_path().read_bytes() == before


def test_a_changed_certificate_is_refused_loudly(home, own, secure):
    other = certificate(home.path, "other")
    home.ok("config", "set", "connection-fingerprint", other["fingerprint"])
    before = home.profile_path().read_bytes()
    result = home.run(*ONE_PING)
    assert result.code == 1 and "HAS CHANGED" in result.err, result
    for word in (own["fingerprint"], other["fingerprint"], "somebody may be between", "config set connection-fingerprint"):
        assert word in result.err
    with home.terminal(*ONE_PING) as terminal:
        code, shown = terminal.finish()
        assert code == 1 and "HAS CHANGED" in shown
    assert secure.requests == [] and home.profile_path().read_bytes() == before


def test_authorities_of_a_file(home, secure):
    authority = certificate(home.path, "authority")
    issued = certificate(home.path, "issued", issuer=authority)
    with FakeEngine(issued["paths"]) as fake:
        home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
        home.fails(*ONE_PING, words=("isn't from an authority that this machine trusts",))
        home.ok(*ONE_PING, env={"CONNECTION_CA": str(authority["paths"][0])})
        home.ok("config", "set", "connection-ca", "authority.crt")
        home.ok(*ONE_PING)
        home.fails(*ONE_PING, env={"CONNECTION_CA": str(home.path / "other.crt")}, words=("other.crt",))
        elsewhere = {"CONNECTION_ADDRESS": secure.address, "CONNECTION_TOKEN": unsigned_token(time.time() + 3600)}
        home.fails(*ONE_PING, env=elsewhere, words=("isn't from an authority in", "issued to itself", "nothing was sent"))


def test_the_certificate_that_our_own_engine_has_made_is_one_to_name(home):
    """It is no authority's, so that its key can issue nothing."""
    engine, port, said = boot(home)
    client = home.directory / "client"
    client.mkdir()
    path = shutil.copy(said[1], client / "engine.crt")
    home.point_at(f"https://localhost:{port}", home.directory / "keys" / "master.pem", connection_ca=str(path))
    assert json.loads(home.ok("key", "list", "--json").out)[0]["identity"] == "master"
    home.ok("healthcheck", env={"CONNECTION_ADDRESS": f"https://127.0.0.1:{port}"})
    message = home.fails("healthcheck", env={"CONNECTION_ADDRESS": f"https://127.0.0.2:{port}"}, words=("nothing was sent",)).err
    assert "not for the host 127.0.0.2" in message and "localhost" in message


OTHER = {"host": "engine.example", "is_authority": False}


@pytest.mark.parametrize("shown, named, words", [
    # What an engine shows, what is in the file: keyword arguments of `certificate`, or what is shown.
    ({"is_authority": False}, ["shown"], None), ({"is_authority": True}, ["shown"], None), ({"issuer": True}, ["issuer"], None),
    ({"issuer": True}, ["shown"], None), ({"issuer": True}, ["shown", "issuer"], None), ({"is_authority": False}, [OTHER, "shown"], None),
    ({"is_authority": False, "host": "localhost"}, ["shown"], ("is for localhost, and not for the host 127.0.0.1",)),
    ({"is_authority": True, "host": "*.example"}, ["shown"], ("is for *.example, and not for the host 127.0.0.1",)),
    ({"issuer": True, "host": "::1"}, ["issuer"], ("is for ::1, and not for the host 127.0.0.1",)),
    ({"is_authority": False, "host": "localhost"}, ["shown", {"is_authority": False}], ("is for localhost, and not for the host",)),
    ({"is_authority": False, "ends": -1}, ["shown"], ("is expired on",)), ({"is_authority": True, "ends": -1}, ["shown"], ("is expired on",)),
    ({"issuer": True, "ends": -1}, ["issuer"], ("is expired on",)),
    ({"is_authority": False}, [{"is_authority": False}], ("isn't the one in", "named.pem")),
    ({"is_authority": True}, [{"is_authority": True}], ("isn't from an authority in", "named.pem", "issued to itself")),
    ({"issuer": True}, [{"is_authority": True}], ("isn't from an authority in", "named.pem")),
    ({"issuer": True, "host": "localhost"}, [{"is_authority": True}], ("isn't from an authority in", "and for localhost, not for the host")),
])
def test_what_a_file_of_authorities_is_good_for_and_for_curl_too(home, shown, named, words):
    authority = certificate(home.path, "issuer")
    made = certificate(home.path, "shown", **{**shown, **({"issuer": authority} if "issuer" in shown else {})})
    file = home.path / "named.pem"
    paths = [home.path / f"{name}.crt" if isinstance(name, str) else certificate(home.path, f"other{index}", **name)["paths"][0]
             for index, name in enumerate(named)]
    file.write_bytes(b"".join(path.read_bytes() for path in paths))
    with FakeEngine(made["paths"]) as fake:
        home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600), connection_ca=str(file))
        curl = subprocess.run(["curl", "-s", "-o", "/dev/null", "--cacert", file, fake.address], timeout=60).returncode
        assert (curl == 0) == (words is None), "curl sees it otherwise"
        before = len(fake.requests)
        if words is None:
            home.ok(*ONE_PING)
        else:
            home.fails(*ONE_PING, words=(*words, "nothing was sent"))
            assert len(fake.requests) == before


def test_an_authority_that_another_one_has_issued_needs_that_one(home):
    root = certificate(home.path, "root")
    branch = certificate(home.path, "branch", issuer=root, is_authority=True)
    leaf = certificate(home.path, "leaf", issuer=branch)
    with FakeEngine(leaf["paths"]) as fake:
        home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600), connection_ca=str(branch["paths"][0]))
        home.fails(*ONE_PING, words=("is from an authority in", "branch.crt", "another one, which must be in the file too", "nothing was sent"))
        assert fake.requests == []
        both = home.path / "both.pem"
        both.write_bytes(branch["paths"][0].read_bytes() + root["paths"][0].read_bytes())
        home.ok(*ONE_PING, env={"CONNECTION_CA": str(both)})


def test_a_refused_connection_says_how_that_is_started(home):
    home.write_profile({"connection-address": "https://127.0.0.1:1"})
    home.fails("healthcheck", words=("dxflow boot up --https",))
    home.fails("healthcheck", env={"CONNECTION_ADDRESS": "http://127.0.0.1:1"}, words=("dxflow boot up --http starts",))


def test_another_engine_has_another_certificate(home, own, secure):
    home.ok("config", "set", "connection-fingerprint", own["fingerprint"])
    home.ok("config", "set", "connection-address", secure.address)
    assert "connection-fingerprint" in home.profile()
    home.ok("config", "set", "connection-address", "https://elsewhere.example")
    assert "connection-fingerprint" not in home.profile()
    home.ok("config", "set", "connection-fingerprint", own["fingerprint"])
    home.ok("config", "unset", "connection-address")
    assert "connection-fingerprint" not in home.profile()
    # Set beforehand, it is there for the engine that is named afterwards.
    home.ok("config", "set", "connection-fingerprint", own["fingerprint"])
    home.ok("config", "set", "connection-address", secure.address)
    assert "connection-fingerprint" in home.profile()


def test_an_engine_of_the_environment_is_trusted_for_one_run(home, secure):
    home.write_profile("colour: blue\n")
    environment = {"CONNECTION_ADDRESS": secure.address, "CONNECTION_TOKEN": unsigned_token(time.time() + 3600)}
    with home.terminal(*ONE_PING, env=environment) as terminal:
        terminal.read_until("fingerprint)?")
        terminal.send("yes\n")
        code, shown = terminal.finish()
        assert code == 0 and "CONNECTION_FINGERPRINT" in shown
    assert home.profile_path().read_text() == "colour: blue\n"
