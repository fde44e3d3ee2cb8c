"""What is secret is in no message and no log, however much is logged. (`Home.run` and `Engine.stop` look for it in every test.)"""

import json
import re

import pytest

import material

PASSPHRASE = "correct horse battery staple"


def test_nothing_secret_at_debug(home):
    home.secrets.add(PASSPHRASE)
    engine = home.boot("-L", "debug")
    secret = {"DXFLOW_KEY_PASSPHRASE": PASSPHRASE}
    shown = [home.ok("-L", "debug", "key", "generate", "plain"),
        home.ok("-L", "debug", "key", "generate", "alice", "--passphrase", env=secret)]
    shown.append(home.ok("-L", "debug", "key", "register", "alice.pub", "-i", "alice", "-p", "MASTER"))
    home.point_at(engine.address, home.path / "alice.pem")
    for command in (["ping", "-c", "1"], ["key", "list"], ["engine", "info"], ["config"], ["healthcheck"]):
        shown.append(home.ok("-L", "debug", *command, env=secret))
    shown.append(home.run("-L", "debug", "key", "register", "plain.pem"))
    shown.append(home.run("-L", "debug", "ping", "-c", "1", env={"DXFLOW_KEY_PASSPHRASE": "wrong",
        "CONNECTION_KEY": str(home.path / "alice.pem")}))
    token = home.token()
    assert token
    client = engine.client()
    client.get("/api/engine/parameter/", token=token[:-4] + "AAAA")
    client.get("/api/engine/parameter/", headers={"Cookie": f"authorization={token}"}, token="")
    client.get(f"/api/engine/parameter/?authorization={token}", token="")
    client.register(material.pem(material.key("alice")).decode(), "odd", token=token)
    client.call("POST", "/api/auth/verify/", data=b'{"identity": "' + PASSPHRASE.encode())
    home.ok("-L", "debug", "key", "unregister", "alice", env=secret)
    engine.stop()
    log = engine.log + "".join(result.out + result.err for result in shown)
    assert "debug" in log.lower(), "nothing was logged, so nothing was shown"
    assert token not in log and token.split(".")[2] not in log
    assert PASSPHRASE not in log
    assert "PRIVATE KEY-----" not in log
    for name in ("plain.pem", "alice.pem", ".dxflow/keys/master.pem"):
        body = re.findall(r"^[A-Za-z0-9+/]{60,}$", (home.path / name).read_text(), re.M)
        assert body
        for line in body:
            assert line not in log
    assert material.pem(material.key("alice")).decode().splitlines()[5] not in log


def test_the_files_of_the_engine_hold_no_token(home):
    """What an engine keeps can't be used to be somebody."""
    engine = home.boot()
    token = engine.master_client().token
    for path in home.directory.rglob("*"):
        if path.is_file():
            assert token.split(".")[2].encode() not in path.read_bytes()


def test_arguments_of_a_running_command_hold_no_secret(home):
    """Others may read what a process was started with: a passphrase comes by file, environment or terminal and never as an argument."""
    for command in ("key generate", "key register", "key list", "ping", "engine token"):
        out = home.ok(*command.split(), "--help").out
        assert not re.search(r"--passphrase <(?!file)", out), out


COMMANDS = (
    "config", "config --json", "config list", "config list --json", "config profiles", "config profiles --json", "auth status",
    "auth status --json", "auth login", "auth logout", "engine info", "engine token", "engine rotate", "healthcheck", "key list",
    "-L debug ping", "config get connection-address", "config set http-port 80 --json", "config unset http-port",
)
ADDRESSES = (
    "https://bob:hunter2@host/", "https:/bob:hunter2@host", "bob:hunter2@host", "ftp://bob:hunter2@host", "https://bob:hunter2%40host",
    "https://bob:x/hunter2@host/", "https://bob:a hunter2@host", "https://hunter2@host/é", "unix:bob:hunter2@host", "https://:hunter2@",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_password_in_the_address_is_not_shown(home, address):
    """No engine's address has one, so every command refuses it; what is refused must not be in the log of a build server."""
    home.secrets.add("hunter2")
    assert "***" in home.run("config", "set", "connection-address", address).err
    # One of them stands for the others, which read the address as it does.
    commands = COMMANDS if address == ADDRESSES[0] else ("config", "-L debug ping")
    for command in commands:
        home.run(*command.split(), env={"CONNECTION_ADDRESS": address})
    home.write_profile({"connection-address": address})
    for command in commands:
        home.run(*command.split())
    assert json.loads(home.ok("config", "profiles", "--json").out)[0]["address"].count("***") == 1


def test_passwords_in_other_settings_are_shown_to_who_asks_for_them_by_name(home):
    home.secrets.add("hunter2")
    url = "http://bob:hunter2@mirror.example:3128/a"
    home.write_profile({"mirror": url, "docker-args": ["--env", f"http_proxy={url}"], "more": {"a": [url], url: 1}})
    home.ok("config", "set", "other-mirror", url, "--json")
    for command in (["config"], ["config", "list"], ["config", "--json"], ["config", "list", "--json"]):
        assert home.ok(*command).out.count("http://***@mirror.example:3128/a") == 5
    home.secrets.clear()
    assert home.ok("config", "get", "mirror").out == url + "\n"
    assert json.loads(home.ok("config", "get", "docker-args", "--json").out) == ["--env", f"http_proxy={url}"]
