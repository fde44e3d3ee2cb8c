"""The program against engines that say yes and do less: what a key was to be restricted by is never lost in silence."""

import json
import time
from urllib.parse import parse_qs

import pytest

import material
from doubles import FakeEngine, unsigned_token

PATH = "/api/engine/key"
MASTER = {"identity": "master", "type": "ssh-rsa", "value": "AAAA", "permissions": ["MASTER"], "disabled": False}
RESTRICTED = ("--expires", "2040-01-31", "--from", "10.0.0.0/8,!10.0.0.1")
TERMS = {"expires_at": 2211580800, "from": ["10.0.0.0/8", "!10.0.0.1"]}


class Keys:
    """The keys of an engine that knows no more than the interface's description, but for what a test changes."""

    def __init__(self, fake):
        self.records = {"master": dict(MASTER)}
        self.keeps = ()  # which members beyond the description it keeps and lists
        self.tells = ()  # which of them it tells when it registers a key
        self.grants = None  # the permissions that it gives everybody
        self.adds = {}  # what it says besides
        self.garbles = None  # what it says instead
        self.replaces = False  # whether a key that is there is registered again
        self.refusals = {}  # by method
        self.calls = []
        fake.answers[PATH] = self.answer

    def answer(self, request):
        method = request["method"]
        self.calls.append(method)
        if method in self.refusals and self.calls.count(method) > self.refusals[method]:
            return 403, "Not you.", None
        if method == "GET":
            return 200, "OK", list(self.records.values())
        if method == "DELETE":
            (identity,) = parse_qs(request["query"])["identity"]
            del self.records[identity]
            return 200, "OK", None
        body = json.loads(request["body"])
        if method == "PATCH":
            (identity,) = parse_qs(request["query"])["identity"]
            self.records[identity].update({name: body[name] for name in self.keeps if name in body})
            return 200, "OK", [self.records[identity]]
        if body["identity"] in self.records and not self.replaces:
            return 409, "The identity is taken.", None
        kind, value = body["key"].split()[:2]
        permissions = self.grants or body["permissions"] or ["PROXY"]
        self.records[body["identity"]] = {
            "identity": body["identity"], "type": kind, "value": value, "permissions": permissions, "disabled": False,
            **{name: body[name] for name in self.keeps if name in body}}
        told = {name: body[name] for name in self.tells if name in body}
        if self.garbles is not None:
            return 200, "OK", self.garbles
        return 200, "OK", [{"identity": body["identity"], "permissions": permissions, **told, **self.adds}]


@pytest.fixture
def keys(home):
    with FakeEngine() as fake:
        home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
        (home.path / "bob.pub").write_text(material.public_line(material.key("bob")) + "\n")
        keys = Keys(fake)
        keys.address = fake.address
        yield keys


def register(*options):
    return ("key", "register", "bob.pub", "-i", "bob", *options)


@pytest.mark.parametrize("options, names", [
    (RESTRICTED, ("the expiry and the networks",)), (RESTRICTED[:2], ("the expiry",)), (RESTRICTED[2:], ("the networks",)),
])
@pytest.mark.parametrize("more", [(), ("-p", "SHELL"), ("--json",)])
def test_a_key_that_was_to_be_restricted_is_unregistered_again(home, keys, options, names, more):
    home.fails(*register(*options, *more), words=(*names, "bob", keys.address, "unregistered again", "--expires"))
    assert list(keys.records) == ["master"] and keys.calls == ["GET", "POST", "GET", "DELETE"]


def test_a_part_of_it_is_not_enough(home, keys):
    keys.keeps = keys.tells = ("expires_at",)
    message = home.fails(*register(*RESTRICTED), words=("the networks", "unregistered again")).err
    assert "the expiry" not in message and list(keys.records) == ["master"]


def test_an_engine_that_tells_it_in_its_list(home, keys):
    keys.keeps = tuple(TERMS)
    registration = json.loads(home.ok(*register(*RESTRICTED, "-p", "SHELL", "--json")).out)
    assert registration == {"identity": "bob", "permissions": ["SHELL"], **TERMS}
    assert keys.calls == ["GET", "POST", "GET"] and "bob" in keys.records


@pytest.mark.parametrize("odd", [{"expires_at": "2040-01-31T00:00:00Z", "from": "10.0.0.0/8,!10.0.0.1"}, {"expires_at": None, "from": {}}])
def test_an_engine_that_tells_it_in_its_own_way(home, keys, odd):
    """What can't be read isn't believed; the key doesn't stay without anybody knowing what became of it."""
    keys.adds = odd
    home.fails(*register(*RESTRICTED), words=("the expiry and the networks", "unregistered again"))
    assert list(keys.records) == ["master"]
    home.ok(*register())


@pytest.mark.parametrize("garbled", [[], [{"identity": 7}], [{"name": "bob"}]])
def test_an_answer_that_makes_no_sense(home, keys, garbled):
    """The key is looked for in the list, and stays where it is what was asked for."""
    keys.garbles = garbled
    home.fails(*register(*RESTRICTED), words=("the expiry and the networks", "“bob”", "unregistered again"))
    assert list(keys.records) == ["master"]
    keys.refusals = {"GET": keys.calls.count("GET") + 1}
    message = home.fails(*register(*RESTRICTED)).err
    assert "can't be read" in message or "without what was asked for" in message
    del keys.records["bob"], keys.refusals["GET"]
    keys.keeps = tuple(TERMS)
    registration = json.loads(home.ok(*register(*RESTRICTED, "-p", "SHELL", "--json")).out)
    assert registration == {"identity": "bob", "permissions": ["SHELL"], **TERMS}


def test_an_answer_that_makes_no_sense_about_a_key_that_was_there(home, keys):
    keys.garbles, keys.replaces = [], True
    line = material.public_line(material.key("bob")).split()
    keys.records["bob"] = {**MASTER, "identity": "bob", "value": line[1]}
    home.fails(*register(*RESTRICTED), words=("without what was asked for",))
    assert "DELETE" not in keys.calls and "bob" in keys.records


def test_an_engine_that_tells_it_in_its_answer(home, keys):
    keys.tells = tuple(TERMS)
    shown = home.ok(*register(*RESTRICTED, "-p", "SHELL")).out
    assert shown == "Registered bob with SHELL, until 2040-01-31T00:00:00Z, from 10.0.0.0/8,!10.0.0.1\n"
    assert keys.calls == ["GET", "POST"]


def test_a_key_that_was_there_before_stays(home, keys):
    """Whether it has the same name or another one."""
    keys.replaces = True
    line = material.public_line(material.key("bob")).split()
    keys.records["bob"] = {**MASTER, "identity": "bob", "value": "BBBB"}
    home.fails(*register(*RESTRICTED), words=("left as it is", "registered before"))
    keys.records = {"robert": {**MASTER, "identity": "robert", "value": line[1]}}
    home.fails(*register(*RESTRICTED), words=("left as it is", "registered before"))
    assert "DELETE" not in keys.calls


def test_what_cant_be_taken_back_is_said(home, keys):
    keys.refusals = {"DELETE": 0}
    home.fails(*register(*RESTRICTED), words=("the expiry", "STILL REGISTERED", "Not you"))
    del keys.records["bob"]
    keys.calls.clear()
    keys.refusals = {"GET": 1}
    home.fails(*register(*RESTRICTED), words=("the expiry", "unregistered", "Not you"))
    assert "DELETE" not in keys.calls
    keys.calls.clear()
    keys.refusals = {"GET": 0}
    home.fails(*register(*RESTRICTED), words=("Not you",))
    assert keys.calls == ["GET"], "nothing is registered where nobody could look whether it is right"


def test_a_plain_registration_is_one_call(home, keys):
    assert home.ok(*register("-p", "master,read-only")).out == "Registered bob with MASTER,READ_ONLY\n"
    assert keys.calls == ["POST"]


@pytest.mark.parametrize("asked, granted, is_same", [
    ("SHELL", ["MASTER"], False), ("MASTER,READ_ONLY", ["MASTER"], False), ("SHELL,PROXY", ["PROXY"], False),
    ("ARTIFACT,SHELL", ["SHELL", "OBJECT"], True), ("MASTER", ["MASTER", "SHELL", "PROXY"], True), ("SHELL", ["shell"], True),
])
def test_other_permissions(home, keys, asked, granted, is_same):
    keys.grants = granted
    if is_same:
        home.ok(*register("-p", asked))
        return
    home.fails(*register("-p", asked), words=("the permissions", asked.split(",")[0], granted[0], "bob", keys.address))
    # Nobody knows whether it was there before; where it is known, it goes.
    assert keys.calls == ["POST"] and keys.records.pop("bob")
    keys.tells = tuple(TERMS)
    home.fails(*register("-p", asked, *RESTRICTED), words=("the permissions", "unregistered again"))
    assert list(keys.records) == ["master"]


@pytest.mark.parametrize("options, words", [
    (RESTRICTED, "the expiry and the networks"), (("--expires", "30d"), "the expiry"), (("--from", "10.0.0.1"), "the networks"),
    (("--disable",), "disabled"), (("--rename", "x"), "the identity “x”"), (("-p", "SHELL"), "the permissions (SHELL, and it has MASTER)"),
])
def test_a_change_that_is_not_made(home, keys, options, words):
    home.fails("key", "change", "master", *options, words=(words, "“master”", keys.address))
    keys.keeps = ("expires_at", "from", "disabled", "identity", "permissions")
    home.ok("key", "change", "master", *options)


def test_an_engine_that_can_change_no_key(home, keys):
    keys.refusals = {"PATCH": 0}
    home.fails("key", "change", "master", "--disable", words=("Not you", keys.address))
    answer = keys.answer
    with FakeEngine() as fake:
        for code in (404, 405, 501):
            fake.answers[PATH] = lambda request: (code, "No.", None) if request["method"] == "PATCH" else answer(request)
            home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
            home.fails("key", "change", "master", "--expires", "30d", words=("can't change keys", "unregister", fake.address))
            home.fails("key", "change", "nobody", "--expires", "30d", words=("No.", fake.address))


def test_our_own_engine_tells_what_it_has_registered(home, engine):
    home.point_at(engine.address, home.directory / "keys" / "master.pem")
    (home.path / "bob.pub").write_text(material.public_line(material.key("bob")) + "\n")
    registration = json.loads(home.ok(*register(*RESTRICTED, "-p", "SHELL", "--json")).out)
    assert registration == {"identity": "bob", "permissions": ["SHELL"], **TERMS}
    record = next(record for record in engine.socket_client().keys() if record["identity"] == "bob")
    assert {name: record[name] for name in TERMS} == TERMS
    plain = engine.socket_client().register(material.public_line(material.key("carol")), "carol").entity
    assert set(plain) == {"identity", "permissions"}, "what says nothing isn't sent"


@pytest.mark.parametrize("arguments", [
    ("key", "list"), ("key", "register", "bob.pub"), ("key", "change", "x", "--disable"), ("key", "unregister", "x"), ("engine", "rotate"),
    ("engine", "info"), ("ping",),
])
def test_every_refusal_names_its_engine(home, keys, arguments):
    with FakeEngine() as fake:
        fake.answer = lambda request: (403, "m", None)
        home.point_at(fake.address, connection_token=unsigned_token(time.time() + 3600))
        assert home.fails(*arguments).err == f"error: the engine at {fake.address} refuses (403): m\n"


def test_a_key_that_is_known_can_be_changed(home, keys):
    home.profile_path().unlink()
    home.ok(*register())
    home.fails(*register("--expires", "30d"), words=("“bob”", "dxflow key change", "unregister"))
