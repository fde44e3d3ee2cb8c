"""An engine that is killed at any moment, again and again: what it has answered with success is so afterwards.

`Scripts/end-to-end PATH-OF-DXFLOW --kills 200 -k sigkill -s` does it as often as is promised; a run of all tests does it a few times.
"""

import base64
import http.client
import itertools
import random
import secrets
import signal
import struct
import subprocess
import threading

import pytest
import requests

import material
from client import Client, SocketClient, refused, signature

PATH = "/api/engine/key/"
# A whole answer is an answer; anything less isn't one.
UNANSWERED = (OSError, http.client.HTTPException, requests.RequestException)
PERMISSIONS = [["SHELL"], ["PROXY", "SHELL"], ["WORKFLOW", "READ_ONLY"]]
HOLD = {"LIMIT_CALLS_BURST": "100000", "LIMIT_CALLS_PER_SECOND": "100000"}


def moduli():
    """Odd numbers of 2048 bits without a factor below 65538, which an engine would see: about twenty thousand, in no order."""
    first, count = secrets.randbits(2048) | 1 << 2047 | 1, 200_000
    isGood = bytearray([1]) * count
    for divisor in range(3, 65538, 2):
        start = -first * pow(2, -1, divisor) % divisor  # first + 2 * start is the first multiple
        isGood[start::divisor] = bytes(len(range(start, count, divisor)))
    found = [first + 2 * index for index in range(count) if isGood[index]]
    random.shuffle(found)
    return found


MODULI = itertools.chain.from_iterable(iter(moduli, None))


def some_public_line(modulus=None):
    """Something with the shape of an RSA public key: nobody signs with it."""
    fields = [b"ssh-rsa", b"\x01\x00\x01", b"\x00" + (modulus or next(MODULI)).to_bytes(256, "big")]
    return "ssh-rsa " + base64.b64encode(b"".join(struct.pack(">I", len(field)) + field for field in fields)).decode()


def state(record):
    return record["value"], tuple(sorted(record["permissions"])), record["disabled"], record.get("expires_at")


class Administrator(threading.Thread):
    """Registers, changes and unregisters keys of its own over the socket until the engine is gone."""

    def __init__(self, path, known, name, real):
        super().__init__(daemon=True)
        self.local = SocketClient(path)
        # What may be true of each key: one thing, or two where there was no answer; None is a key that isn't registered.
        self.known = known
        self.label = name
        self.real = real
        self.answered = 0
        self.refused = []

    def run(self):
        try:
            while self.act():
                self.answered += 1
        except UNANSWERED:
            pass

    def act(self):
        registered = [identity for identity, states in self.known.items() if states != {None}]
        if not registered or len(registered) < 12 and random.random() < 0.6:
            return self.register()
        identity = random.choice(registered)
        (old,) = self.known[identity]
        if random.random() < 0.4:
            return self.settle(identity, None, lambda: self.local.unregister(identity))
        change, new = random.choice([
            ({"disabled": not old[2]}, (*old[:2], not old[2], old[3])), ({"expires_at": 4102444800}, (*old[:3], 4102444800)),
            ({"expires_at": None}, (*old[:3], None)),
            *[({"permissions": names}, (old[0], tuple(sorted(names)), *old[2:])) for names in PERMISSIONS],
        ])
        return self.settle(
            identity, new, lambda: self.local.call("PATCH", PATH, params={"identity": identity}, json=change))

    def register(self):
        own = f"{self.label}-own"
        identity, line = f"{self.label}-{secrets.token_hex(6)}", some_public_line()
        if self.known.get(own, {None}) == {None}:
            identity, line = own, material.public_line(self.real, comment="")
        names = random.choice(PERMISSIONS)
        new = (line.split()[1], tuple(sorted(names)), False, None)
        return self.settle(identity, new, lambda: self.local.register(line, identity, names))

    def settle(self, identity, new, call):
        self.known[identity] = self.known.get(identity, {None}) | {new}
        answer = call()
        if answer.code != 200:
            self.refused.append((identity, answer.code, answer.text))
            return False
        self.known[identity] = {new}
        return True


class Guest(threading.Thread):
    """Signs in and out over the network until the engine is gone."""

    def __init__(self, address, key, ended):
        super().__init__(daemon=True)
        self.client = Client(address)
        self.key = key
        self.ended = ended
        self.answered = 0
        self.refused = []

    def run(self):
        try:
            while not self.refused:
                token = self.client.sign_in(self.key)["token"]
                answer = self.client.call("POST", "/api/auth/logout/")
                if answer.code == 200:
                    self.ended.append(token)
                    self.answered += 1
                else:
                    self.refused.append(("logout", answer.code, answer.text))
        except UNANSWERED:
            pass


@pytest.fixture
def kills(request):
    return request.config.getoption("--kills")


def check_file(home):
    """Each line is whole: OpenSSH reads it, and it has the end of its own."""
    data = home.authorized_keys.read_bytes()
    assert data.endswith(b"\n")
    shown = subprocess.run(["ssh-keygen", "-lf", str(home.authorized_keys)], capture_output=True, text=True, check=True).stdout
    assert len(shown.splitlines()) == data.count(b"\n")
    assert data.count(b"dxflow-identity=") == data.count(b"dxflow-registration=") == data.count(b"\n")


def check_keys(engine, known):
    """Every key is as it was last answered to be, and nothing is there that nobody asked for."""
    found = {record["identity"]: state(record) for record in engine.socket_client().keys()}
    for states in known:
        for identity, possible in states.items():
            assert found.get(identity) in possible, f"{identity} is {found.get(identity)}, not {possible}"
            states[identity] = {found.get(identity)}
        for identity in [identity for identity, possible in states.items() if possible == {None}]:
            del states[identity]
    assert set(found) == {"master"} | {identity for states in known for identity in states}


def check_sign_in(engine, known, own):
    for states, (name, key) in zip(known, own):
        client = engine.client()
        challenge = client.challenge()
        code = client.verify(challenge, signature(key, challenge["nonce"])).code
        (registered,) = states.get(f"{name}-own", {None})
        assert code == (200 if registered and not registered[2] else 401)
        client.close()


def test_what_was_answered_with_success_outlives_a_sigkill(home, kills):
    names = ["ann", "ben", "cleo"]
    own = [(name, material.key(name)) for name in names]
    known = [{} for _ in names]
    ended = []
    changes = 0
    engine = home.boot(env=HOLD)
    kept = engine.master_client()
    for _ in range(kills):
        threads = [Administrator(str(home.socket_path), states, name, key) for states, (name, key) in zip(known, own)]
        threads.append(Guest(engine.address, engine.master, ended))
        earlier = len(ended)
        # What an engine looks for in a key it computes with the first one, which takes a program that isn't optimized longer than is left to it.
        refused(engine.socket_client().register(some_public_line(3 << 2046 | 3)), 400)
        for thread in threads:
            thread.start()
        # At any moment, from the first call on.
        threading.Event().wait(random.uniform(0, 0.25))
        engine.stop(signal.SIGKILL)
        home.engines.remove(engine)
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive() and not thread.refused, thread.refused
        changes += sum(thread.answered for thread in threads[:-1])
        check_file(home)
        engine = home.boot(port=engine.port, env=HOLD)
        assert "authorized_keys, line" not in engine.log
        check_keys(engine, known)
        check_sign_in(engine, known, own)
        caller = engine.client()
        assert caller.inspect(kept.token) == 202
        assert {caller.inspect(token) for token in ended[earlier:]} <= {401}
        caller.close()
    caller = engine.client()
    assert {caller.inspect(token) for token in ended} == {401}
    assert changes > kills, "there was a load"
    print(f"\n{kills} kills: {changes} changes and {len(ended)} ends of sessions were answered with success, and all were kept")
