"""Registering, listing and unregistering keys: over the wire, with the program, with and without an engine."""

import base64
import json
import subprocess

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

import material
from client import claims, refused

DEFAULT = {"PROXY", "BRIDGE", "SHELL", "ARTIFACT", "PLATFORM", "WORKFLOW"}


def put(home, name, key, comment="someone@example.com"):
    path = home.path / f"{name}.pub"
    path.write_text(material.public_line(key, comment) + "\n")
    return path


class OverTheSocket:
    """An engine runs here and no address is configured."""

    def __init__(self, home):
        self.engine = home.boot(http=False)


class OverHTTP:
    """The profile has the address, and a key that may do everything."""

    def __init__(self, home):
        self.engine = home.boot()
        home.point_at(self.engine.address, home.directory / "keys" / "master.pem")


class Instant:
    """No engine runs, and the program does the work itself."""

    def __init__(self, home):
        home.directory.mkdir(mode=0o700)


@pytest.fixture(params=[OverTheSocket, OverHTTP, Instant], ids=["socket", "HTTP", "instant"])
def way(request, home):
    return request.param(home)


def identities(home, *options):
    return {entry["identity"]: entry for entry in json.loads(home.ok("key", "list", "--json", *options).out)}


def test_register_list_unregister(home, way):
    key = material.key("alice")
    path = put(home, "alice", key, "alice@example.com")
    out = home.ok("key", "register", path, "--identity", "alice").out
    assert "alice" in out
    entry = identities(home)["alice"]
    assert [entry["type"], entry["value"]] == path.read_text().split()[:2]
    assert set(entry["permissions"]) == DEFAULT
    assert entry["disabled"] is False
    shown = home.ok("key", "list").out
    assert "alice" in shown and material.fingerprint(path.read_text()) in shown
    home.ok("key", "unregister", "alice")
    assert "alice" not in identities(home, "--all")


def test_the_comment_is_the_identity_where_none_is_given(home, way):
    home.ok("key", "register", put(home, "k", material.key("alice"), "alice@example.com"))
    assert "alice@example.com" in identities(home)


def test_permissions(home, way):
    home.ok("key", "register", put(home, "k", material.key("alice")), "-i", "alice", "-p", "SHELL,READ_ONLY")
    assert set(identities(home)["alice"]["permissions"]) == {"SHELL", "READ_ONLY"}


def test_an_identity_of_several_words_and_scripts(home, way):
    name = "Zoë from 東京, R&D = ops"
    home.ok("key", "register", put(home, "k", material.key("alice")), "-i", name)
    assert name in identities(home)
    home.ok("key", "unregister", name)
    assert name not in identities(home)


def test_unregister_by_fingerprint(home, way):
    path = put(home, "k", material.key("alice"))
    home.ok("key", "register", path, "-i", "alice")
    home.ok("key", "unregister", material.fingerprint(path.read_text()))
    assert "alice" not in identities(home)


def test_a_key_that_is_registered_already(home, way):
    path = put(home, "k", material.key("alice"))
    home.ok("key", "register", path, "-i", "alice")
    home.fails("key", "register", path, "-i", "other", words=("already", "alice"))
    assert "other" not in identities(home)


def test_an_identity_that_is_taken(home, way):
    home.ok("key", "register", put(home, "k", material.key("alice")), "-i", "alice")
    home.fails("key", "register", put(home, "l", material.key("bob")), "-i", "alice", words=("alice", ("already", "taken")))
    assert [entry for entry in identities(home)].count("alice") == 1


def test_an_unknown_identity(home, way):
    home.fails("key", "unregister", "nobody", words=("nobody",))


def test_the_last_master_key_stays_unless_forced(home, way):
    if "master" not in identities(home):
        (home.path / "m.pub").write_text(material.public_line(material.key("m"), "master") + "\n")
        home.ok("key", "register", "m.pub", "-p", "MASTER")
    (master,) = [name for name, entry in identities(home).items() if "MASTER" in entry["permissions"]]
    home.ok("key", "register", put(home, "k", material.key("alice")), "-i", "alice")
    home.fails("key", "unregister", master, words=("MASTER", "--force"))
    assert master in identities(home)
    home.ok("key", "unregister", "alice")
    home.ok("key", "unregister", master, "--force")
    assert master not in home.authorized_keys.read_text() if home.authorized_keys.exists() else True


def test_one_of_two_master_keys_may_go(home, way):
    home.ok("key", "register", put(home, "a", material.key("alice")), "-i", "a", "-p", "MASTER")
    home.ok("key", "register", put(home, "b", material.key("bob")), "-i", "b", "-p", "MASTER")
    home.ok("key", "unregister", "a")
    assert "b" in identities(home)


@pytest.mark.parametrize("bad", ['quo"te', "back\\slash", "x" * 129, "tab\there", "new\nline", "bell\x07"])
def test_identities_that_cannot_be(home, way, bad):
    result = home.run("key", "register", put(home, "k", material.key("alice")), "-i", bad)
    assert result.code in (1, 64), result
    assert "identity" in result.err, result
    assert "\x07" not in result.err
    assert len(identities(home, "--all")) <= 1


def test_other_forms_of_a_public_key(home, way):
    line = put(home, "line", material.key("alice"))
    for name, command in {
        "spki": ["ssh-keygen", "-e", "-m", "PKCS8", "-f", str(line)], "pkcs1": ["ssh-keygen", "-e", "-m", "PEM", "-f", str(line)],
    }.items():
        path = home.path / name
        path.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
        home.ok("key", "register", path, "-i", name)
        assert identities(home)[name]["value"] == line.read_text().split()[1]
        home.ok("key", "unregister", name)


def test_disabled_keys_are_listed_on_request(home, way):
    home.ok("key", "register", put(home, "k", material.key("alice")), "-i", "alice")
    home.disable("alice")
    assert "alice" not in identities(home)
    assert identities(home, "--all")["alice"]["disabled"] is True
    assert identities(home, "-a")["alice"]["disabled"] is True


def test_a_plain_line_works(home, way):
    """What an editor, or ssh-copy-id, writes."""
    before = home.authorized_keys.read_text() if home.authorized_keys.exists() else ""
    home.authorized_keys.write_text(before + material.public_line(material.key("plain"), "plain@example.com") + "\n")
    home.authorized_keys.chmod(0o600)
    assert set(identities(home)["plain@example.com"]["permissions"]) == DEFAULT
    home.ok("key", "unregister", "plain@example.com")
    assert "plain@example.com" not in identities(home)


def test_lines_that_cannot_be_read_survive(home, way):
    before = home.authorized_keys.read_text() if home.authorized_keys.exists() else ""
    odd = "# a remark\n\nssh-rsa not-base64 x\n"
    odd += "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl e@example.com\n"
    home.authorized_keys.write_text(before + odd)
    home.authorized_keys.chmod(0o600)
    home.ok("key", "register", put(home, "k", material.key("alice")), "-i", "alice")
    home.ok("key", "unregister", "alice")
    assert odd in home.authorized_keys.read_text()


def test_a_torn_last_line_is_ended_first(home, way):
    before = home.authorized_keys.read_text() if home.authorized_keys.exists() else ""
    home.authorized_keys.write_text(before + material.public_line(material.key("torn"), "torn@example.com"))
    home.authorized_keys.chmod(0o600)
    home.ok("key", "register", put(home, "k", material.key("alice")), "-i", "alice")
    assert {"torn@example.com", "alice"} <= set(identities(home))


def test_a_line_of_ours_is_opensshs(home, way):
    path = put(home, "k", material.key("alice"))
    home.ok("key", "register", path, "-i", "alice")
    line = next(line for line in home.authorized_keys.read_text().splitlines() if 'dxflow-identity="alice"' in line)
    (home.path / "one").write_text(line + "\n")
    shown = subprocess.run(["ssh-keygen", "-lf", str(home.path / "one")], capture_output=True, text=True)
    assert material.fingerprint(path.read_text()) in shown.stdout
    assert home.authorized_keys.stat().st_mode & 0o077 == 0


# The wire itself


def test_entities_of_the_list(shared_engine, master):
    key = material.key("wire")
    answer = master.register(material.public_line(key), "wire", ["SHELL"])
    assert answer.code == 200
    assert answer.entity["identity"] == "wire" and answer.entity["permissions"] == ["SHELL"]
    entry = next(entry for entry in master.keys() if entry["identity"] == "wire")
    assert entry == {
        "identity": "wire", "type": "ssh-rsa", "value": material.public_line(key).split()[1], "permissions": ["SHELL"], "disabled": False,
    }
    answer = master.unregister("wire")
    assert answer.code == 200 and answer.entities == []


def test_unregister_by_key(shared_engine, master):
    line = material.public_line(material.key("wire"))
    master.register(line, "wire")
    answer = master.call("DELETE", "/api/engine/key/", params={"key": material.fingerprint(line)})
    assert answer.code == 200
    assert "wire" not in {entry["identity"] for entry in master.keys()}


def test_all_is_false_by_default(home, engine):
    client = engine.socket_client()
    client.register(material.public_line(material.key("wire")), "wire")
    home.disable("wire")
    names = [{entry["identity"] for entry in client.get(f"/api/engine/key/{query}").entities} for query in ("", "?all=false", "?all=true")]
    assert ["wire" in found for found in names] == [False, False, True]


def test_empty_permissions_are_the_default_ones(master):
    answer = master.register(material.public_line(material.key("wire")), "wire", [])
    assert set(answer.entity["permissions"]) == DEFAULT
    master.unregister("wire")


def test_empty_identity_is_the_comment(master):
    answer = master.register(material.public_line(material.key("wire"), "wire@example.com"), "")
    assert answer.entity["identity"] == "wire@example.com"
    master.unregister("wire@example.com")


def test_conflicts_are_409_and_an_unknown_identity_404(master):
    line = material.public_line(material.key("wire"))
    assert master.register(line, "wire").code == 200
    assert master.register(line, "another").code == 409
    assert master.register(material.public_line(material.key("other")), "wire").code == 409
    assert master.unregister("nobody").code == 404
    assert master.unregister("wire").code == 200
    assert master.call("DELETE", "/api/engine/key/").code == 400


def test_a_second_line_is_no_second_key(master):
    before = len(master.keys())
    lines = material.public_line(material.key("wire")) + "\n" + material.public_line(material.key("other"), "sneaky")
    answer = master.register(lines, "wire")
    assert len(master.keys()) - before == (1 if answer.code == 200 else 0)
    assert "sneaky" not in {entry["identity"] for entry in master.keys()}
    if answer.code == 200:
        master.unregister("wire")


def test_options_in_a_sent_key_are_not_taken_over(home, engine):
    line = 'dxflow-permissions="MASTER",dxflow-identity="root" ' + material.public_line(material.key("wire"), "wire")
    client = engine.socket_client()
    answer = client.register(line, "wire", ["SHELL"])
    if answer.code == 200:
        assert answer.entity["permissions"] == ["SHELL"]
    assert "root" not in {entry["identity"] for entry in client.keys()}


def test_a_master_key_over_http_registers_for_others(home, engine):
    """The main job: somebody's own key, registered by MASTER, signs that person in."""
    home.point_at(engine.address, home.directory / "keys" / "master.pem")
    home.ok("key", "generate", "alice")
    home.ok("key", "register", "alice.pub", "-i", "alice")
    home.point_at(engine.address, "alice.pem", "alice")
    home.ok("-C", "alice", "ping", "-c", "1", cwd=home.path)
    assert claims(home.token("alice"))[1]["identity"] == "alice"
    home.fails("-C", "alice", "key", "list", words=("permission",))


def test_a_public_exponent_that_costs_seconds(home, engine):
    numbers = rsa.RSAPublicNumbers((1 << 65) + 1, material.key("alice").public_key().public_numbers().n)
    blob = b"".join(
        len(part).to_bytes(4, "big") + part
        for part in (b"ssh-rsa", numbers.e.to_bytes(9, "big"), b"\0" + numbers.n.to_bytes(256, "big")))
    line = "ssh-rsa " + base64.b64encode(blob).decode() + " slow\n"
    (home.path / "slow.pub").write_text(line)
    home.fails("key", "register", "slow.pub", words=("exponent",))
    answer = engine.socket_client().register("slow", line, [])
    assert answer.code == 400
    home.authorized_keys.write_text(home.authorized_keys.read_text() + line)
    assert "slow" not in home.ok("key", "list").out


def test_a_byte_order_mark_in_front(home):
    line = material.public_line(material.key("alice"), "alice")
    home.directory.mkdir(mode=0o700)
    home.authorized_keys.write_bytes(b"\xef\xbb\xbf" + line.encode())
    home.authorized_keys.chmod(0o600)
    assert "alice" in home.ok("key", "list").out


@pytest.mark.parametrize("words", ["square", "divisible by"])
def test_a_key_that_anybody_can_break_is_not_registered(home, words):
    """Not by the command, with an engine or without one, nor by the interface; and whatever it may do."""
    prime = rsa.generate_private_key(65537, 4096).private_numbers().p
    modulus = prime * prime if words == "square" else prime * 65537 * 3
    public = rsa.RSAPublicNumbers(65537, modulus).public_key()
    line = public.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()
    (home.path / "weak.pub").write_text(line + "\n")
    home.fails("key", "register", "weak.pub", "-p", "SHELL", words=("can't be registered", words, "key generate"))
    engine = home.boot()
    home.fails("key", "register", "weak.pub", words=("can't be registered", words, "key generate"))
    _, message = refused(engine.master_client().register(line, "weak", ["MASTER"]), 400)
    assert "can't be registered" in message and words in message
    assert [key["identity"] for key in engine.socket_client().keys()] == ["master"]
