"""Signing out: the session is over at once, and stays so."""

import signal
import threading

from client import refused


def test_a_session_that_was_ended_stays_ended_across_a_kill_and_a_restart(home):
    engine = home.boot()
    client = engine.master_client()
    other = engine.master_client()
    assert client.call("POST", "/api/auth/logout/").code == 200
    assert client.inspect() == 401
    refused(client.call("POST", "/api/auth/logout/"), 401)
    assert other.inspect() == 202
    engine.stop(signal.SIGKILL)
    assert (home.directory / "ended-sessions").stat().st_mode & 0o777 == 0o600
    again = home.boot(port=engine.port)
    assert again.client().inspect(client.token) == 401
    assert again.client().inspect(other.token) == 202


def test_an_open_stream_ends_with_its_session(engine):
    client = engine.master_client()
    with client.stream("/api/engine/ping/?count=10&interval=30000&stream=true") as stream:
        chunks = iter(stream)
        next(chunks), next(chunks)
        assert client.call("POST", "/api/auth/logout/").code == 200
        (last,) = [chunk for chunk in chunks if chunk["kind"] == "status"]
        assert last["payload"]["code"] == 401


def test_a_cookie_alone_signs_out_from_the_engines_own_pages_only(engine):
    client = engine.master_client()
    cookie = {"Cookie": f"authorization={client.token}"}
    refused(client.call("POST", "/api/auth/logout/", token="", headers={**cookie, "Origin": "https://evil.example"}), 403)
    assert client.inspect() == 202
    assert client.call("POST", "/api/auth/logout/", token="", headers={**cookie, "Origin": engine.address}).code == 200
    assert client.inspect() == 401


def test_sessions_ended_at_once_are_all_kept(home):
    engine = home.boot()
    clients = [engine.master_client() for _ in range(12)]
    codes = []
    threads = [threading.Thread(target=lambda c=c: codes.append(c.call("POST", "/api/auth/logout/").code)) for c in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [200] * 12
    engine.stop(signal.SIGKILL)
    again = home.boot(port=engine.port)
    assert {again.client().inspect(client.token) for client in clients} == {401}


def test_the_socket_has_no_session_to_end(engine):
    refused(engine.socket_client().call("POST", "/api/auth/logout/"), 400)


def test_a_damaged_file_stops_the_start_and_is_named(home):
    home.boot().stop()
    (home.directory / "ended-sessions").write_text("damaged\n")
    result = home.fails("boot", "up")
    assert "ended-sessions" in result.err
