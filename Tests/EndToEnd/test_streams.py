"""Buffered and streamed answers, their framing as the web console reads it, and the endpoints about the engine."""

import http
import pathlib
import subprocess
import time

import pytest

from client import entities, framed, kind, signature, status, total
from processes import PROGRAM

PUBLIC = ["/api/auth/challenge/", "/api/engine/healthcheck/"]
SIGNED_IN = [
    "/api/engine/parameter/", "/api/engine/attribute/", "/api/engine/info/", "/api/engine/key/?all=true", "/api/engine/ping/?count=1",
]
CONSOLE = [
    "/api/license/", "/api/engine/license/", "/api/engine/stat/live?duration=300", "/api/stat/live/?duration=300", "/api/workflow/",
    "/api/artifact/",
    "/api/shell/", "/api/", "/api", "/api/engine/nonsense/",
]


def with_query(path, query):
    return path + ("&" if "?" in path else "?") + query


@pytest.mark.parametrize("path", PUBLIC + SIGNED_IN)
def test_buffered_is_the_default(master, path):
    answer = master.get(path)
    assert answer.code == 200
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert kind(answer.chunks[0]) == "status"
    assert answer.status == (200, "OK")
    assert len(answer.entities) >= 1
    assert all(set(chunk) == {"kind", "payload"} for chunk in answer.chunks)


@pytest.mark.parametrize("path", PUBLIC + SIGNED_IN)
def test_streamed_when_asked_for(master, path):
    accept = {"Accept": "application/stream+json"}
    for answer in (
        master.get(with_query(path, "stream=true")), master.get(path, headers=accept),
        master.get(with_query(path, "stream=true"), headers={"Accept": "application/json"}),
    ):
        assert answer.code == 200
        assert len(entities(framed(answer.text))) >= 1
    forced = master.get(with_query(path, "stream=false"), headers=accept)
    assert "Content-Length" in forced.headers
    assert "\n[" not in forced.text and kind(forced.chunks[0]) == "status"
    assert forced.text.split("\n")[0] != "["


def test_sign_in_by_stream(shared_engine):
    """An answer on one line would be a silent failure to sign in."""
    client = shared_engine.client()
    (challenge,) = entities(framed(client.get("/api/auth/challenge/?stream=true").text))
    body = {"identity": challenge["identity"], "signature": signature(shared_engine.master, challenge["nonce"])}
    answer = client.call("POST", "/api/auth/verify/", json=body, headers={"Accept": "application/stream+json"})
    (grant,) = entities(framed(answer.text))
    assert client.inspect(grant["token"]) == 202


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("path", CONSOLE)
def test_what_is_not_there_is_404_in_the_envelope(master, path, stream):
    answer = master.get(path, headers={"Accept": "application/stream+json"} if stream else None)
    assert answer.code == 404
    chunks = framed(answer.text, 404) if stream else answer.chunks
    assert len(chunks) == 1
    code, message = status(chunks)
    assert code == 404 and message
    assert answer.reason == http.HTTPStatus(404).phrase
    assert answer.headers["x-error-message"] == message


@pytest.mark.parametrize("stream", [False, True])
def test_errors_agree_in_each_place(shared_engine, master, stream):
    headers = {"Accept": "application/stream+json"} if stream else {}
    client = shared_engine.client()
    for answer in (
        client.get("/api/engine/parameter/", headers=headers), master.call("DELETE", "/api/engine/key/?identity=nobody", headers=headers),
        master.call("POST", "/api/engine/key/", data=b"{", headers=headers),
        client.call("POST", "/api/auth/verify/", json={"identity": "x", "signature": "eA=="}, headers=headers),
    ):
        assert 400 <= answer.code <= 499
        chunks = framed(answer.text, answer.code) if stream else answer.chunks
        assert len(chunks) == 1
        code, message = status(chunks)
        assert code == answer.code
        # A header's value is ASCII: the quotation marks are plain ones there.
        assert message.translate(str.maketrans("“”", '""')) == answer.headers["x-error-message"]
        assert answer.reason == http.HTTPStatus(answer.code).phrase


def test_other_methods_are_refused_in_the_envelope(master):
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = master.call(method, "/api/engine/parameter/")
        assert answer.code in (404, 405), method
        assert answer.status[0] == answer.code
    assert master.call("POST", "/api/engine/ping/", data=b"{}").code in (404, 405)


@pytest.mark.parametrize("path", ["/api/engine/parameter", "/api/engine/attribute", "/api/engine/info", "/api/engine/key",
    "/api/engine/ping"])
def test_with_and_without_the_slash(master, path):
    assert master.get(path).code == master.get(path + "/").code == 200


def test_healthcheck_is_a_string(shared_engine):
    answer = shared_engine.client().get("/api/engine/healthcheck/")
    assert isinstance(answer.entity, str)


def test_parameter(shared_engine, master):
    parameter = master.get("/api/engine/parameter/").entity
    assert {"identity", "directory", "volume", "config_profile", "controllers"} <= set(parameter)
    assert parameter["controllers"] == []
    assert parameter["config_profile"] == "default"
    assert parameter["volume"] == str(shared_engine.home.directory)


def test_attribute_has_all_that_the_console_needs(master):
    attribute = master.get("/api/engine/attribute/").entity
    assert isinstance(attribute["version"], str)
    assert {"os", "platform", "version", "arch", "name", "boot"} <= set(attribute["host"])
    assert {"cores", "model", "vendor"} <= set(attribute["cpu"]) and attribute["cpu"]["cores"] >= 1
    assert attribute["memory"]["physical"] > 0 and "swap" in attribute["memory"]
    assert isinstance(attribute["disk"], list) and all({"name", "path", "size"} <= set(disk) for disk in attribute["disk"])
    assert isinstance(attribute["network"], list) and all({"name", "address"} <= set(one) for one in attribute["network"])
    assert "boot" in attribute


def test_info_is_both_in_one(master):
    info = master.get("/api/engine/info/").entity
    parameter = master.get("/api/engine/parameter/").entity
    attribute = master.get("/api/engine/attribute/").entity
    for name in ("identity", "directory", "volume", "config_profile"):
        assert info[name] == parameter[name]
    for name in ("version", "boot", "host", "cpu"):
        assert info[name] == attribute[name]
    assert {"memory", "disk", "network"} <= set(info)


def test_ping_times(master):
    before = time.time() * 1000
    with master.stream("/api/engine/ping/?count=2&interval=1000&stream=true") as stream:
        times = entities(list(stream))
    after = time.time() * 1000
    assert len(times) == 2
    assert all(isinstance(one, int) and before - 1 <= one <= after + 1 for one in times)
    assert times[1] - times[0] >= 900
    framed(stream.text)


@pytest.mark.parametrize("query, expected", [("count=0", 1), ("count=-3", 1), ("count=1&interval=0", 1), ("count=2&interval=1", 2)])
def test_ping_is_clamped(master, query, expected):
    answer = master.get(f"/api/engine/ping/?{query}")
    assert answer.code == 200 and len(answer.entities) == expected
    if expected == 2:
        one, two = answer.entities
        assert two - one >= 900


@pytest.mark.parametrize("query", ["count=x", "interval=x", "count=99999999999999999999", "count=1.5"])
def test_ping_with_what_is_no_number(master, query):
    """Refused or taken for the default; the stream begins well or not at all."""
    with master.stream(f"/api/engine/ping/?{query}&stream=true") as stream:
        first = next(iter(stream))
    assert kind(first) == "status"
    assert first["payload"]["code"] == stream.code
    assert stream.code in (200, 400)


def test_the_first_ping_comes_at_once(master):
    """Half a minute passes until the second; the status and the first are there long before."""
    with master.stream("/api/engine/ping/?count=2&interval=30000", headers={"Accept": "application/stream+json"}, timeout=15) as stream:
        chunks = iter(stream)
        first = next(chunks)
        assert kind(first) == "status" and first["payload"]["code"] == 200
        while True:
            chunk = next(chunks)
            if kind(chunk) == "entity":
                break
        assert isinstance(chunk["payload"], int)


def test_many_pings_at_once(master):
    """A client that hangs up in the middle costs nobody anything."""
    streams = [master.stream("/api/engine/ping/?count=300&interval=1000&stream=true") for _ in range(20)]
    for stream in streams:
        assert next(iter(stream))["payload"]["code"] == 200
        stream.response.close()
    assert master.inspect() == 202


def test_key_list_has_its_total(master):
    chunks = master.get("/api/engine/key/").chunks
    if total(chunks) is not None:
        assert total(chunks) == len(entities(chunks))
        assert all(set(chunk["payload"]) == {"value"} for chunk in chunks if kind(chunk) == "total")


def test_head_is_a_get_without_a_body(master):
    answer = master.call("HEAD", "/api/engine/parameter/")
    assert answer.code in (200, 404, 405) and answer.body == b""


def test_a_command_that_asks_an_engine_makes_no_event_loops_beside_its_own(home, engine):
    """Its connections are the main thread's. Threads of SwiftNIO's own are called after it."""
    with subprocess.Popen(
            [PROGRAM, "ping", "-c", "2", "-i", "30000"], env=home.environment, cwd=home.path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as ping:
        try:
            assert ping.stdout.readline().startswith(b"1 ")
            names = [path.read_text() for path in pathlib.Path(f"/proc/{ping.pid}/task").glob("*/comm")]
        finally:
            ping.kill()
    assert names and not [name for name in names if "NIO" in name], names


def test_a_single_call_makes_no_thread(home, engine, tmp_path):
    """Nor does what comes before and after it: a thread costs more than the call."""
    trace = tmp_path / "trace"
    subprocess.run(
        ["strace", "-f", "-e", "trace=clone,clone3", "-o", trace, PROGRAM, "key", "list"],
        env=home.environment, cwd=home.path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    lines = trace.read_text().splitlines()
    assert lines and "exited with 0" in lines[-1], lines
    assert not [line for line in lines if "clone" in line], lines
