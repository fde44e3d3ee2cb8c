"""That the client of these tests sees what is wrong: it is set against broken answers."""

import json

import pytest

import client
import material
from client import framed

CHUNKS = [
    {"kind": "status", "payload": {"code": 200, "message": "OK"}}, {"kind": "total", "payload": {"value": 1}},
    {"kind": "entity", "payload": "x"},
]
GOOD = "[\n" + "".join(("," if index else "") + json.dumps(chunk) + "\n" for index, chunk in enumerate(CHUNKS)) + "]\n"


def test_a_good_stream():
    assert framed(GOOD) == CHUNKS
    assert client.entities(client.console_chunks(GOOD)) == ["x"]
    assert client.total(client.console_chunks(GOOD)) == 1
    assert client.total([{"type": "total", "payload": 3}]) == 3


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(CHUNKS), json.dumps(CHUNKS) + "\n", GOOD.replace("\n,", ",\n"), GOOD.replace("\n,", "\n,,"), GOOD[:-2],
        GOOD.replace("[\n", ""),
        GOOD.replace("\n", ""), "\n".join(json.dumps(chunk) for chunk in CHUNKS), "",
    ],
    ids=["one line", "one line ended", "comma at the end", "two commas", "no end", "no beginning", "no lines", "no list", "nothing"])
def test_a_bad_stream(text):
    with pytest.raises((AssertionError, ValueError, IndexError, client.Malformed)):
        framed(text)


def test_an_answer_on_one_line_has_no_entity_for_the_console():
    with pytest.raises(client.Malformed):
        client.console_chunks(json.dumps(CHUNKS))


def test_a_bad_status_anywhere():
    for payload in ({"code": 401, "message": "no"}, {"code": 0}, {}):
        with pytest.raises(client.Refused):
            client.entities([*CHUNKS, {"kind": "status", "payload": payload}])
    with pytest.raises(client.Refused):
        client.entities(CHUNKS[1:])


@pytest.mark.parametrize("nonce", ["short", "A" * 513, "A" * 20 + "\0", "A" * 20 + " ", material.base64url('{"alg":"x"}') + ".e30",
    material.sshsig_blob()])
def test_a_bad_nonce(nonce):
    with pytest.raises(client.Malformed):
        client.check_nonce(nonce)


@pytest.mark.parametrize("text, expected", [("1m0s", 60), ("300ms", 0.3), ("1h30m", 5400), (60, 60)])
def test_durations(text, expected):
    assert client.seconds(text) == pytest.approx(expected)
