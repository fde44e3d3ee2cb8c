"""Profiles: `dxflow config`, what survives a rewrite, and what the environment overrides."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml

import doubles

OTHERS = """\
# Mine, by hand.
license: 'XXXX-0042'
docker-path: /usr/bin/docker   # the real one
docker-args:
  - --gpus
  - all
version-like: "1.10"
port-like: 8080
truth: true
nothing: null
ratio: 0.5
nested:
  a: [1, 2, {b: c}]
text: |
  two
  lines
"""


def test_set_get_unset(home):
    home.ok("config", "set", "connection-address", "http://engine.example")
    assert home.ok("config", "get", "connection-address").out == "http://engine.example\n"
    assert home.profile() == {"connection-address": "http://engine.example"}
    home.ok("config", "unset", "connection-address")
    assert "connection-address" not in home.profile()
    home.fails("config", "get", "connection-address", words=("connection-address", "config set"))


@pytest.mark.parametrize("command", [["config"], ["config", "get"]])
def test_everything_is_shown(home, command):
    home.write_profile("license: mine\ncolour: blue\n")
    out = home.ok(*command).out
    for word in ("license", "mine", "colour", "blue"):
        assert word in out
    text = json.dumps(json.loads(home.ok(*command, "--json").out))
    assert "colour" in text and "blue" in text


def test_a_token_is_masked_among_the_others(home):
    token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ"
    home.write_profile(f"connection-token: {token}\nsecret: swordfish\n")
    for options in ([], ["--json"]):
        out = home.ok("config", *options).out
        assert token not in out and "swordfish" not in out
    assert home.ok("config", "get", "connection-token", shows_token=True).out == token + "\n"


def test_other_settings_survive_with_their_types(home):
    home.write_profile(OTHERS)
    before = yaml.safe_load(OTHERS)
    home.ok("config", "set", "http-port", "8080")
    home.ok("config", "set", "connection-address", "http://127.0.0.1:8080")
    after = home.profile()
    assert after.pop("http-port") == 8080
    assert after.pop("connection-address") == "http://127.0.0.1:8080"
    assert after == before and str(after) == str(before)
    assert "# Mine, by hand." in home.profile_path().read_text()
    home.ok("config", "unset", "http-port")
    home.ok("config", "unset", "connection-address")
    assert home.profile() == before


def test_a_sign_in_changes_nothing_else(home, engine):
    home.write_profile(OTHERS + f"connection-address: {engine.address}\nconnection-key: {home.directory}/keys/master.pem\n")
    before = home.profile()
    home.ok("ping", "-c", "1")
    after = home.profile()
    assert after["connection-token"].count(".") == 2
    assert {name: after[name] for name in before} == before
    assert home.profile_path().stat().st_mode & 0o077 == 0


def test_a_list(home):
    home.ok("config", "set", "docker-args", "[--gpus, all]")
    assert home.profile()["docker-args"] == ["--gpus", "all"]
    assert json.loads(home.ok("config", "get", "docker-args", "--json").out) == ["--gpus", "all"]


@pytest.mark.parametrize("value", ["yes", "1.10", "null", "~", "a: b", "# no remark", " spaces ", "'quoted'", '"', "é 茶", "-",
    "2026-11-22", "0x10", "1_000"])
def test_values_come_back_as_they_were(home, value):
    home.ok("config", "set", "license", "--", value)
    assert home.profile()["license"] == value
    assert home.ok("config", "get", "license").out == value + "\n"


def test_profiles_are_files_of_their_own(home):
    home.ok("config", "set", "license", "one")
    home.ok("-C", "lab", "config", "set", "license", "two")
    assert home.profile() == {"license": "one"} and home.profile("lab") == {"license": "two"}
    assert home.ok("config", "get", "license", "-C", "lab").out == "two\n"


def test_a_link_stays_a_link(home):
    target = home.path / "elsewhere.yaml"
    target.write_text("license: mine\n")
    target.chmod(0o600)
    home.directory.mkdir(mode=0o700)
    home.profile_path().symlink_to(target)
    home.ok("config", "set", "colour", "blue")
    assert home.profile_path().is_symlink()
    assert yaml.safe_load(target.read_text()) == {"license": "mine", "colour": "blue"}


def test_the_environment_overrides_for_one_run(home):
    home.write_profile("connection-address: http://one.example\nhttp-port: 8080\n")
    assert home.ok("config", "get", "connection-address", env={"CONNECTION_ADDRESS": "http://two.example"}).out == "http://two.example\n"
    assert home.ok("config", "get", "http-port", env={"HTTP_PORT": "9090"}).out == "9090\n"
    assert home.profile() == {"connection-address": "http://one.example", "http-port": 8080}
    home.ok("config", "set", "license", "mine", env={"CONNECTION_ADDRESS": "http://two.example", "CONNECTION_TOKEN": "a.b.c"})
    assert home.profile() == {"connection-address": "http://one.example", "http-port": 8080, "license": "mine"}


def test_a_change_of_address_or_key_forgets_the_session(home, engine):
    home.point_at(engine.address, home.directory / "keys" / "master.pem")
    home.ok("ping", "-c", "1")
    assert home.token()
    home.ok("config", "set", "connection-address", "http://127.0.0.1:1")
    assert home.token() is None


def test_an_address_with_a_slash_at_its_end(home, engine):
    home.point_at(engine.address + "/", home.directory / "keys" / "master.pem")
    home.ok("ping", "-c", "1")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_address_of_either_kind(home, host):
    with doubles.FakeEngine(host=host) as fake:
        home.ok("healthcheck", env={"CONNECTION_ADDRESS": fake.address})
        assert fake.count("/api/engine/healthcheck") == 1
        other = fake.address.replace("[::1]", "127.0.0.1") if ":" in host else fake.address.replace(host, "[::1]")
        home.fails("healthcheck", env={"CONNECTION_ADDRESS": other}, words=("nothing listens",))


def test_a_key_below_the_home_directory(home, engine):
    home.point_at(engine.address, "~/.dxflow/keys/master.pem")
    home.ok("ping", "-c", "1")


def test_an_empty_profile_is_one(home):
    for text in ("", "\n", "# nothing yet\n", "---\n", "{}\n", "null\n"):
        home.write_profile(text)
        home.ok("config", "set", "license", "mine")
        assert home.profile() == {"license": "mine"}


def test_parallel_changes_lose_nothing(home):
    home.write_profile(OTHERS)
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda index: home.ok("config", "set", f"setting-{index}", f"value {index}"), range(40)))
    profile = home.profile()
    assert all(profile.get(f"setting-{index}") == f"value {index}" for index in range(40))
    assert {name: profile[name] for name in yaml.safe_load(OTHERS)} == yaml.safe_load(OTHERS)
