"""HTTPS: the engine's own certificate and an administrator's, seen by openssl and by Python's ssl; files that can't be used."""

import datetime
import ipaddress
import os
import re
import socket
import ssl
import stat
import subprocess

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

import client
import processes


def boot(home, *, http=False, under=(), env=None):
    """An engine with HTTPS; gives it, its port, and what it said of its certificate: the path and the fingerprint."""
    port = processes.free_port()
    engine = processes.Engine(
        home, (), http=http, port=None, env={**(env or {}), "HTTPS_PORT": str(port)}, under=under, more=("--https",))
    home.engines.append(engine)
    while engine.line.count("\n") < 3:
        engine.line += engine.read_line()
    said = re.search(r"^TLS certificate (\S+?)(, self-signed)?\nSHA256 fingerprint ([0-9A-F:]+)\n", engine.line, re.M)
    assert said, engine.line
    return engine, port, said


def openssl(*arguments, stdin=b"", ok=True):
    finished = subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, timeout=60)
    assert not ok or finished.returncode == 0, finished.stderr.decode()
    return finished.stdout.decode() + finished.stderr.decode()


def shown(port, *options):
    """What openssl s_client sees; a handshake that fails is told there too."""
    return openssl("s_client", "-connect", f"127.0.0.1:{port}", *options, ok=False)


def get(port, path, ca, host="127.0.0.1"):
    return requests.get(f"https://{host}:{port}{path}", verify=str(ca), timeout=30)


def certificate(key, *, names=("localhost",), days=30, issuer=None, issuer_key=None, ca=False, begins=-1):
    """A certificate in PEM, self-signed or by an issuer."""
    now = datetime.datetime.now(datetime.timezone.utc)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    alternatives = [x509.DNSName(each) for each in names] + [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    built = (
        x509.CertificateBuilder().subject_name(name).issuer_name(issuer.subject if issuer else name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now + datetime.timedelta(days=begins))
        .not_valid_after(now + datetime.timedelta(days=days)).add_extension(x509.SubjectAlternativeName(alternatives), False)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), True).sign(issuer_key or key, hashes.SHA256()))
    return built


def pem(built):
    return built.public_bytes(serialization.Encoding.PEM)


def key_pem(key, passphrase=None, form=serialization.PrivateFormat.PKCS8):
    encryption = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, form, encryption)


def place(home, certificates, key_text, mode=0o600):
    (home.path / "server.pem").write_bytes(certificates)
    (home.path / "server.key").write_bytes(key_text)
    (home.path / "server.key").chmod(mode)
    home.write_profile({"tls-certificate": str(home.path / "server.pem"), "tls-key": str(home.path / "server.key")})


def test_the_certificate_of_its_own(home, tmp_path):
    engine, port, said = boot(home)
    assert engine.line.splitlines()[0].endswith(f"[~/.dxflow/unix.sock] [0.0.0.0:{port}]")
    path = home.directory / "keys" / "tls.pem"
    assert said[1] == str(path) and said[2]
    served = tmp_path / "served.pem"
    served.write_text(re.search(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", shown(port), re.S)[0])
    assert openssl("x509", "-in", served, "-noout", "-fingerprint", "-sha256").strip().split("=")[1] == said[3]
    text = openssl("x509", "-in", path, "-noout", "-text")
    for part in ("DNS:localhost", "IP Address:127.0.0.1", "IP Address:0:0:0:0:0:0:0:1", f"DNS:{socket.gethostname()}", "CA:FALSE",
            "Digital Signature", "TLS Web Server Authentication", "prime256v1"):
        assert part in text, part
    openssl("x509", "-in", path, "-noout", "-checkend", str(9 * 365 * 86400))
    openssl("pkey", "-in", home.directory / "keys" / "tls.key", "-noout", "-check")
    assert get(port, "/api/engine/healthcheck/", path).status_code == 200
    assert get(port, "/api/engine/healthcheck/", path, "localhost").status_code == 200
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"https://127.0.0.1:{port}/", timeout=30)


def test_it_is_made_once(home):
    engine, _, said = boot(home)
    before = {name: (home.directory / "keys" / name).read_bytes() for name in ("tls.pem", "tls.key")}
    engine.stop()
    _, port, again = boot(home, http=True)
    assert again[3] == said[3]
    assert {name: (home.directory / "keys" / name).read_bytes() for name in before} == before


def test_its_key_is_nobody_elses_at_any_time(home, tmp_path):
    """Every file that is made beside the keys is made with the mode 0600, and no mode is ever changed to another."""
    trace = tmp_path / "trace"
    before = os.umask(0)
    try:
        engine, _, _ = boot(home, under=("strace", "-D", "-f", "-y", "-qq", "-o", str(trace), "-e", "trace=open,openat,creat,chmod,fchmod,fchmodat"))
    finally:
        os.umask(before)
    for name in ("tls.key", "tls.pem"):
        assert stat.S_IMODE((home.directory / "keys" / name).stat().st_mode) == 0o600
    engine.stop()
    seen = [line for line in trace.read_text().splitlines() if "/keys/tls." in line]
    made = [line for line in seen if "O_CREAT" in line]
    assert len(made) == 2 and all(re.search(r"O_CREAT\|O_EXCL.*, 0600\)", line) for line in made), made
    modes = [line for line in seen if "chmod" in line]
    assert all(re.search(r", 0600\)", line) for line in modes), modes


def test_http_and_https_together(home):
    engine, port, _ = boot(home, http=True)
    ca = home.directory / "keys" / "tls.pem"
    plain = engine.client(engine.master)
    answer = requests.get(
        f"https://127.0.0.1:{port}/api/auth/inspect/", headers={"Authorization": f"Bearer {plain.token}"}, verify=str(ca), timeout=30)
    assert answer.status_code == 202
    secure = client.Client(f"https://127.0.0.1:{port}")
    secure.http.verify = str(ca)
    secure.sign_in(engine.master)
    assert secure.inspect() == 202 and len(secure.keys()) == 1
    with secure.stream("/api/engine/ping/?count=2&interval=1000&stream=true") as stream:
        assert len(list(stream)) == 3


def test_versions_and_protocols(home):
    _, port, _ = boot(home)
    assert re.search(r"TLSv1\.3", shown(port, "-tls1_3"))
    assert re.search(r"TLSv1\.2", shown(port, "-tls1_2"))
    for old in ("-tls1_1", "-tls1"):
        assert "BEGIN CERTIFICATE" not in shown(port, old, "-cipher", "ALL:@SECLEVEL=0")
    assert "ALPN protocol: http/1.1" in shown(port, "-alpn", "h2,http/1.1")


def test_what_is_no_tls(home):
    engine, port, _ = boot(home, http=True)
    for data in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\xff\xff" + b"\0" * 100, b"\0" * 1000):
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall(data)
            try:
                while connection.recv(4096):
                    pass
            except ConnectionError:
                pass
    engine.assert_well()
    assert get(port, "/api/engine/healthcheck/", home.directory / "keys" / "tls.pem").status_code == 200


def test_an_administrators_certificate_with_its_chain(home):
    root_key, middle_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root = certificate(root_key, names=("root",), ca=True)
    middle = certificate(middle_key, names=("middle",), ca=True, issuer=root, issuer_key=root_key)
    leaf = certificate(key, issuer=middle, issuer_key=middle_key)
    place(home, pem(leaf) + pem(middle), key_pem(key))
    (home.path / "root.pem").write_bytes(pem(root))
    _, port, said = boot(home)
    assert not said[2] and said[3] == leaf.fingerprint(hashes.SHA256()).hex(":").upper()
    assert get(port, "/api/engine/healthcheck/", home.path / "root.pem").status_code == 200
    assert not (home.directory / "keys" / "tls.key").exists()


@pytest.mark.parametrize("form", [serialization.PrivateFormat.PKCS8, serialization.PrivateFormat.TraditionalOpenSSL])
def test_an_rsa_key(home, form):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    place(home, pem(certificate(key)), key_pem(key, form=form))
    _, port, _ = boot(home)
    assert get(port, "/api/engine/healthcheck/", home.path / "server.pem").status_code == 200


@pytest.mark.parametrize("case", ["no certificate", "no key", "another's key", "passphrase", "old passphrase", "open key", "no PEM", "junk key"])
def test_files_that_can_not_be_used(home, case):
    key = ec.generate_private_key(ec.SECP256R1())
    form = serialization.PrivateFormat
    place(home, pem(certificate(key)), key_pem(key))
    certificate_path, key_path = home.path / "server.pem", home.path / "server.key"
    words = [str(key_path)]
    if case == "no certificate":
        certificate_path.unlink()
        words = [str(certificate_path), "No such file"]
    elif case == "no key":
        key_path.unlink()
        words += ["No such file"]
    elif case == "another's key":
        key_path.write_bytes(key_pem(ec.generate_private_key(ec.SECP256R1())))
        words += [str(certificate_path), "fit"]
    elif case == "passphrase":
        key_path.write_bytes(key_pem(key, b"secret words"))
        words += ["passphrase"]
    elif case == "old passphrase":
        key_path.write_bytes(key_pem(key, b"secret words", form.TraditionalOpenSSL))
        words += ["passphrase"]
    elif case == "open key":
        key_path.chmod(0o644)
        words += ["chmod"]
    elif case == "no PEM":
        certificate_path.write_text("hello")
        words = [str(certificate_path)]
    elif case == "junk key":
        key_path.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    home.secrets.add("secret words")
    home.fails("boot", "up", "--https", words=words, env={"HTTPS_PORT": str(processes.free_port())})
    assert not home.socket_path.exists()


@pytest.mark.parametrize("name", ["tls-certificate", "tls-key"])
def test_one_file_of_two(home, name):
    home.write_profile({name: "/somewhere"})
    home.fails("boot", "up", "--https", words=("tls-certificate", "tls-key"))


def test_a_certificate_that_has_expired(home):
    key = ec.generate_private_key(ec.SECP256R1())
    place(home, pem(certificate(key, days=-1, begins=-30)), key_pem(key))
    engine, port, _ = boot(home)
    assert "expired" in engine.log and str(home.path / "server.pem") in engine.log
    assert "BEGIN CERTIFICATE" in shown(port)


def test_a_certificate_without_its_key(home):
    engine, _, _ = boot(home)
    engine.stop()
    (home.directory / "keys" / "tls.key").unlink()
    home.fails("boot", "up", "--https", words=("tls.pem", "tls.key"))


def test_a_start_that_was_interrupted(home):
    """The key is made first: a certificate is made for the one that is there."""
    engine, _, _ = boot(home)
    engine.stop()
    before = (home.directory / "keys" / "tls.key").read_bytes()
    (home.directory / "keys" / "tls.pem").unlink()
    _, port, _ = boot(home)
    assert (home.directory / "keys" / "tls.key").read_bytes() == before
    assert get(port, "/api/engine/healthcheck/", home.directory / "keys" / "tls.pem").status_code == 200


def test_a_port_that_is_taken(home):
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        home.fails("boot", "up", "--https", words=("https-port",), env={"HTTPS_PORT": str(taken.getsockname()[1])})
