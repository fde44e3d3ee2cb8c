"""Proxies on the way to an engine, from the environment as curl reads it."""

import json
import subprocess
import threading
import time

import pytest

import material
from doubles import FakeEngine, Proxy, unsigned_token
from processes import free_port
from test_https import boot

ONE_PING = ("ping", "-c", "1")
PASSWORD = "s3cret/@"


@pytest.fixture
def proxy(home):
    home.secrets.add(PASSWORD)
    with Proxy() as proxy:
        yield proxy


@pytest.fixture
def fake(home):
    """An engine in plain HTTP, and a session there."""
    with FakeEngine() as fake:
        home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
        yield fake


def host(address):
    return address.partition("://")[2]


@pytest.fixture(scope="module")
def secure(new_home):
    """An engine of ours with HTTPS: its address, its certificate's fingerprint, and a key that may sign in."""
    home = new_home()
    engine, port, said = boot(home)
    key = material.write_private(home.path / "alice.pem", material.key("alice"))
    assert engine.socket_client().register(material.public_line(material.key("alice")), "alice").code == 200
    yield {"address": f"https://127.0.0.1:{port}", "fingerprint": said[3], "key": key}
    home.stop_engines()


@pytest.fixture
def pinned(home, secure):
    home.point_at(secure["address"], secure["key"], connection_fingerprint=secure["fingerprint"])
    return secure


# Which variables count


@pytest.mark.parametrize("variable, counts", [
    ("http_proxy", True), ("all_proxy", True), ("ALL_PROXY", True), ("HTTP_PROXY", False), ("https_proxy", False), ("HTTPS_PROXY", False),
])
def test_the_variables_of_an_engine_without_tls(home, fake, proxy, variable, counts):
    home.ok(*ONE_PING, env={variable: proxy.address})
    assert proxy.targets == ([host(fake.address)] if counts else [])
    assert fake.count("/api/engine/ping") == 1


@pytest.mark.parametrize("variable, counts", [
    ("https_proxy", True), ("HTTPS_PROXY", True), ("all_proxy", True), ("ALL_PROXY", True), ("http_proxy", False), ("HTTP_PROXY", False),
])
def test_the_variables_of_an_engine_with_tls(home, pinned, proxy, variable, counts):
    home.ok(*ONE_PING, env={variable: proxy.address})
    assert set(proxy.targets) == ({host(pinned["address"])} if counts else set())


def test_small_letters_and_the_scheme_go_first(home, fake, proxy):
    nowhere = "http://127.0.0.1:1"
    home.ok(*ONE_PING, env={"http_proxy": proxy.address, "all_proxy": nowhere, "ALL_PROXY": nowhere})
    home.ok(*ONE_PING, env={"all_proxy": proxy.address, "ALL_PROXY": nowhere})
    home.ok(*ONE_PING, env={"http_proxy": "", "all_proxy": proxy.address})
    assert len(proxy.targets) == 3
    home.ok(*ONE_PING, env={"http_proxy": "", "all_proxy": ""})
    assert len(proxy.targets) == 3


@pytest.mark.parametrize("exceptions, counts", [
    ("127.0.0.1", False), ("example.org,127.0.0.1", False), ("example.org 127.0.0.0/8", False), ("*", False), ("127.0.0.1:1", True),
    ("example.org", True), ("0.0.1", True), ("", True),
])
@pytest.mark.parametrize("variable", ["no_proxy", "NO_PROXY"])
def test_exceptions(home, fake, proxy, variable, exceptions, counts):
    home.ok(*ONE_PING, env={"http_proxy": proxy.address, variable: exceptions})
    assert len(proxy.targets) == counts


def test_a_name_is_looked_up_by_the_proxy(home, fake, proxy):
    """And a name that is an exception isn't, with those below it."""
    port = fake.address.rpartition(":")[2]
    environment = {
        "CONNECTION_ADDRESS": f"http://engine.invalid:{port}", "CONNECTION_TOKEN": unsigned_token(time.time() + 3600), "http_proxy": proxy.address}
    home.ok(*ONE_PING, env=environment)
    assert proxy.targets == [f"engine.invalid:{port}"]
    for exceptions in ("engine.invalid", "invalid", ".invalid", "ENGINE.INVALID"):
        home.fails(*ONE_PING, env={**environment, "no_proxy": exceptions}, words=("engine.invalid", "isn't known"))
    assert len(proxy.targets) == 1


def test_no_proxy_to_this_machines_socket(home, engine, proxy):
    everywhere = {name: "http://127.0.0.1:1" for name in ("http_proxy", "https_proxy", "all_proxy")}
    home.ok("key", "list", env=everywhere)


# Which way they are taken


def test_plain_http_is_forwarded_as_by_curl(home, fake, proxy):
    """Most proxies connect to port 443 alone: an engine's http is handed to them request by request."""
    proxy.ports = {443}
    proxy.credentials = f"me:{PASSWORD}"
    environment = {"http_proxy": f"http://me:s3cret%2F%40@127.0.0.1:{proxy.port}"}
    home.ok(*ONE_PING, env=environment)
    assert proxy.methods == ["GET"]
    request, *fields = proxy.heads[0].split("\r\n")
    assert request.startswith(f"GET {fake.address}/api/engine/ping/?") and request.endswith(" HTTP/1.1")
    (seen,) = fake.requests
    assert seen["path"] == "/api/engine/ping" and seen["headers"]["Host"] == host(fake.address)
    assert [field for field in fields if field.lower().startswith("host:")] == [f"Host: {host(fake.address)}"]
    assert "Proxy-Authorization" not in seen["headers"] and seen["headers"]["Authorization"].startswith("Bearer ")
    # And what has a body.
    (home.path / "bob.pub").write_text(material.public_line(material.key("bob")) + "\n")
    home.ok("key", "register", "bob.pub", "-i", "bob", env=environment)
    assert proxy.methods == ["GET", "POST"] and json.loads(fake.requests[-1]["body"])["identity"] == "bob"


def test_curl_sends_the_same_target(home, fake, proxy):
    subprocess.run(
        ["curl", "-sf", "-o", "/dev/null", f"{fake.address}/api/engine/healthcheck/"], env={"http_proxy": proxy.address}, check=True, timeout=60)
    home.ok("healthcheck", env={"http_proxy": proxy.address})
    assert len({head.split("\r\n")[0] for head in proxy.heads}) == 1
    assert len({next(line for line in head.split("\r\n") if line.lower().startswith("host:")) for head in proxy.heads}) == 1


def test_a_prefix_and_a_port_that_goes_without_saying(home, proxy):
    proxy.status = "404 Not Found"
    home.write_profile({"connection-address": "http://[::1]/some/prefix"})
    home.fails("healthcheck", env={"http_proxy": proxy.address}, words=("404", "http_proxy", "no_proxy"))
    assert proxy.heads[0].startswith("GET http://[::1]/some/prefix/api/engine/healthcheck/ HTTP/1.1\r\n")
    assert "\r\nhost: [::1]\r\n" in proxy.heads[0].lower()
    # A zone is this machine's own business.
    home.fails("healthcheck", env={"http_proxy": proxy.address, "CONNECTION_ADDRESS": "http://[fe80::1%lo]:8080"}, words=("404",))
    assert proxy.heads[1].startswith("GET http://[fe80::1]:8080/api/") and "\r\nhost: [fe80::1]:8080\r\n" in proxy.heads[1].lower()


def test_https_asks_for_a_connection_and_says_so_where_it_is_refused(home, pinned, proxy):
    proxy.ports = {443}
    home.fails(*ONE_PING, env={"https_proxy": proxy.address}, words=("https_proxy", "doesn't connect to", host(pinned["address"])))
    assert proxy.methods == ["CONNECT"]


@pytest.fixture
def tinyproxy(tmp_path):
    """A proxy as people have it, which connects to no port but 443, and wants to know who asks."""
    port = free_port()
    (tmp_path / "conf").write_text(
        f'Port {port}\nListen 127.0.0.1\nTimeout 60\nMaxClients 10\nAllow 127.0.0.1\nConnectPort 443\nBasicAuth me s3cret\nLogLevel Info\n')
    process = subprocess.Popen(["tinyproxy", "-d", "-c", tmp_path / "conf"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = []
    while not said or (said[-1] and b"Accepting connections" not in said[-1]):
        said.append(process.stdout.readline())
    assert said[-1], said
    threading.Thread(target=process.stdout.read, daemon=True).start()
    yield port
    process.terminate()
    process.wait()


def test_tinyproxy(home, fake, pinned, tinyproxy):
    home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
    environment = {"http_proxy": f"http://me:s3cret@127.0.0.1:{tinyproxy}"}
    home.secrets.add("s3cret")
    home.ok("ping", "-c", "2", env=environment)
    home.ok("key", "list", env=environment)
    (seen, *_) = fake.requests
    assert seen["headers"]["Host"] == host(fake.address) and "tinyproxy" in seen["headers"]["Via"]
    fake.answers["/api/engine/key"] = lambda request: (403, "In the engine's words.", None)
    home.fails("key", "list", env=environment, words=("the engine at", "In the engine's words"))
    # What it says of itself.
    home.fails(*ONE_PING, env={"http_proxy": f"http://127.0.0.1:{tinyproxy}"}, words=("password", "http_proxy"))
    home.fails("healthcheck", env={**environment, "CONNECTION_ADDRESS": "http://127.0.0.1:1"}, words=("500", f"127.0.0.1:{tinyproxy}", "http_proxy"))
    home.point_at(pinned["address"], pinned["key"], connection_fingerprint=pinned["fingerprint"])
    home.fails(*ONE_PING, env={"https_proxy": environment["http_proxy"]}, words=("https_proxy", "doesn't connect to"))


# Signing in through one


def test_signing_in_through_a_proxy_that_sees_nothing(home, pinned, proxy):
    """With a pinned certificate: what goes through the proxy is TLS."""
    home.ok("auth", "login", env={"https_proxy": proxy.address})
    assert json.loads(home.ok("engine", "info", "--json", env={"https_proxy": proxy.address}).out)
    assert proxy.targets and set(proxy.targets) == {host(pinned["address"])}
    token = home.token()
    assert token and token.encode() not in proxy.passed and b"/api/" not in proxy.passed
    assert all("authorization" not in head.lower() for head in proxy.heads)


def test_another_certificate_behind_a_proxy_is_refused(home, pinned, proxy):
    wrong = ":".join(["AB"] * 32)
    result = home.run(*ONE_PING, env={"https_proxy": proxy.address, "CONNECTION_FINGERPRINT": wrong})
    assert result.code == 1 and "HAS CHANGED" in result.err, result
    assert b"/api/" not in proxy.passed


def test_an_unknown_certificate_behind_a_proxy_is_shown(home, pinned, proxy):
    home.point_at(pinned["address"], pinned["key"])
    home.fails(*ONE_PING, env={"https_proxy": proxy.address}, words=(pinned["fingerprint"], "nothing was sent"))


@pytest.mark.parametrize("level", ["info", "debug"])
def test_credentials_are_for_the_proxy_alone(home, fake, proxy, level):
    proxy.credentials = f"me:{PASSWORD}"
    url = f"http://me:s3cret%2F%40@127.0.0.1:{proxy.port}"
    home.secrets |= {"s3cret%2F%40", "s3cret"}
    result = home.ok("-L", level, *ONE_PING, env={"http_proxy": url})
    assert "s3cret" not in result.out + result.err
    assert len(proxy.targets) == 1
    assert all("Proxy-Authorization" not in request["headers"] for request in fake.requests)


# Proxies that don't


@pytest.mark.parametrize("status", ["403 Forbidden", "502 Bad Gateway", "302 Found", "504 \x1b[31mGateway Timeout"])
def test_a_proxy_that_refuses(home, fake, proxy, status):
    proxy.status = status
    before = home.profile_path().read_bytes()
    result = home.fails(*ONE_PING, env={"http_proxy": f"http://me:s3cret@127.0.0.1:{proxy.port}"},
                        words=("http_proxy", f"127.0.0.1:{proxy.port}", host(fake.address), "no_proxy"))
    assert "s3cret" not in result.err and "\x1b" not in result.err
    assert fake.requests == [] and home.profile_path().read_bytes() == before


@pytest.mark.parametrize("user", ["", "me@", "me:wrongpassword@"])
def test_a_proxy_that_wants_to_know_who_asks(home, fake, proxy, user):
    proxy.credentials = f"me:{PASSWORD}"
    result = home.fails(*ONE_PING, env={"http_proxy": f"http://{user}127.0.0.1:{proxy.port}"}, words=("http_proxy", "password"))
    assert "wrongpassword" not in result.err and fake.requests == []


def test_a_proxy_that_does_not_answer(home, fake, proxy):
    proxy.is_silent = True
    environment = {"http_proxy": f"http://me:s3cret@127.0.0.1:{proxy.port}", "ANSWER_TIMEOUT": "500ms"}
    result = home.fails("key", "list", env=environment, words=(f"127.0.0.1:{proxy.port}", "500 ms"))
    assert "s3cret" not in result.err
    del environment["ANSWER_TIMEOUT"]
    result = home.fails("--timeout", "500ms", *ONE_PING, env=environment, words=("time limit",))
    assert "s3cret" not in result.err


def test_a_token_that_leaves_the_machine_by_way_of_a_proxy_is_told_of(home, fake, proxy):
    """The engine is on this machine: nobody but the proxy would see its token."""
    result = home.run(*ONE_PING, env={"http_proxy": "http://me:s3cret@proxy.invalid:3128"})
    assert "plain HTTP through the proxy http://proxy.invalid:3128, which http_proxy names" in result.err and "s3cret" not in result.err
    assert "warning" not in home.ok(*ONE_PING, env={"http_proxy": proxy.address}).err
    assert "warning" not in home.run("healthcheck", env={"http_proxy": "http://proxy.invalid:3128"}).err


def test_an_answer_that_is_nobodys_may_be_the_proxys(home, fake, proxy):
    for status in ("404 Not Found", "500 Internal Server Error", "302 Found"):
        proxy.status = status
        home.fails("healthcheck", env={"http_proxy": proxy.address}, words=(f"the proxy {proxy.address} (http_proxy)", "no_proxy"))


def test_a_proxy_that_is_not_there(home, fake):
    result = home.fails(*ONE_PING, env={"http_proxy": "http://me:s3cret@127.0.0.1:1"}, words=("http_proxy", "127.0.0.1:1", "no_proxy"))
    assert "s3cret" not in result.err
    home.fails(*ONE_PING, env={"http_proxy": "http://proxy.invalid:3128"}, words=("http_proxy", "proxy.invalid"))


@pytest.mark.parametrize("url", [
    "https://me:s3cret@proxy.example", "socks4://me:s3cret@proxy.example", "me:s3cret://proxy.example", "http://me:s3cret%zz@proxy.example",
    "http://me:s3cret@", "http://me:s3cret@proxy.example:99999", "http://me:s3cret@pro xy", "http://me:s3cret@proxy.example:s3cret",
    "socks5://me:s3cret@proxy.example", "http://me:s3cret@[::1",
])
def test_a_setting_that_makes_no_sense(home, fake, url):
    result = home.fails(*ONE_PING, env={"http_proxy": url}, words=("http_proxy",))
    assert "s3cret" not in result.err, result
    assert fake.requests == []
