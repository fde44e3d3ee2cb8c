"""Starting and stopping an engine, its socket, its files, and what no two of them may do."""

import contextlib
import json
import os
import re
import signal
import socket
import stat

import pytest

import material
import processes
from client import SocketClient


def volume_for(home, length):
    """A directory in which the socket's path has that many bytes."""
    start = str(home.path) + "/"
    return start + "v" * (length - len(start) - len("/unix.sock"))


def listening_ports(process):
    """The TCP sockets on which the process listens, by their inodes."""
    held = set()
    for entry in os.scandir(f"/proc/{process}/fd"):
        with contextlib.suppress(FileNotFoundError):  # A file that the engine has closed meanwhile.
            held.add(os.readlink(entry.path))
    found = []
    for table in ("tcp", "tcp6"):
        for line in open(f"/proc/{process}/net/{table}").read().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in held:
                found.append(fields[1])
    return found


def test_the_socket_alone_by_default(home):
    engine = home.boot(http=False)
    assert engine.line == "Engine successfully booted (use 'CTRL+C' to stop) [~/.dxflow/unix.sock]\n"
    assert engine.socket_client().get("/api/engine/healthcheck/").code == 200
    assert listening_ports(engine.process.pid) == []


def test_the_line_with_http(home):
    engine = home.boot()
    assert engine.line == f"Engine successfully booted (use 'CTRL+C' to stop) [~/.dxflow/unix.sock] [0.0.0.0:{engine.port}]\n"
    assert len(listening_ports(engine.process.pid)) == 1


def test_the_port_of_the_profile(home):
    port = processes.free_port()
    home.ok("config", "set", "http-port", str(port))
    assert home.profile()["http-port"] == port
    engine = home.boot(port=0)
    assert engine.line.endswith(f"[0.0.0.0:{port}]\n")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping(home, how):
    engine = home.boot()
    assert engine.stop(how) == 0
    assert not home.socket_path.exists()
    home.fails("ping", "-c", "1")


def test_boot_down(home):
    engine = home.boot()
    home.ok("boot", "down")
    assert engine.process.wait(30) == 0
    assert not home.socket_path.exists()
    home.fails("boot", "down", words=("no engine",))


def test_open_streams_do_not_hold_up_the_end(home, engine):
    client = engine.master_client()
    with client.stream("/api/engine/ping/?count=300&interval=30000&stream=true") as stream:
        next(iter(stream))
        assert engine.stop() == 0


def test_modes(home, engine):
    assert stat.S_IMODE(home.socket_path.stat().st_mode) == 0o600
    assert stat.S_ISSOCK(home.socket_path.stat().st_mode)
    for path in home.directory.rglob("*"):
        if path.is_file() and path.suffix != ".pub":
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert stat.S_IMODE(home.directory.stat().st_mode) & 0o022 == 0


def test_modes_under_an_open_umask(home):
    before = os.umask(0)
    try:
        engine = home.boot()
    finally:
        os.umask(before)
    test_modes(home, engine)


def test_the_socket_asks_for_no_token(home, engine):
    client = engine.socket_client()
    assert client.get("/api/engine/parameter/").code == 200
    assert client.register(material.public_line(material.key("alice")), "alice").code == 200
    assert {"alice"} <= {entry["identity"] for entry in client.keys()}
    assert client.unregister("alice").code == 200
    assert client.get("/api/engine/nonsense/").code == 404
    chunks = client.get("/api/engine/ping/?count=1&stream=true").text
    assert chunks.startswith("[\n") and chunks.endswith("]\n")


def test_commands_over_the_socket(home):
    home.boot(http=False)
    assert len(home.ok("engine", "ping", "--count", "2", "--interval", "1000").out.splitlines()) == 2
    assert len(home.ok("ping", "-c", "1", "-i", "1000").out.splitlines()) == 1
    assert home.ok("healthcheck").out.strip()
    assert home.ok("engine", "healthcheck").out.strip()
    assert str(home.directory) in home.ok("engine", "info").out
    assert home.ok("engine", "token", shows_token=True).out.count(".") == 2


def test_three_pings_by_default(home):
    home.boot(http=False)
    assert len(home.ok("ping").out.splitlines()) == 3


def test_the_first_start_makes_a_master_key_and_the_second_none(home):
    first = home.boot(http=False)
    (entry,) = first.socket_client().keys()
    assert entry["permissions"] == ["MASTER"]
    files = {path.name: path.read_bytes() for path in (home.directory / "keys").iterdir() if path.is_file()}
    assert {"master.pem", "master.pub"} <= set(files)
    assert files["master.pub"].decode().split()[1] == entry["value"]
    first.stop()
    second = home.boot(http=False)
    assert second.socket_client().keys() == [entry]
    assert {path.name: path.read_bytes() for path in (home.directory / "keys").iterdir() if path.is_file()} == files


def test_the_engine_of_another_profile(home):
    home.write_profile("x: y\n", "lab")
    engine = home.boot("-C", "lab", http=False)
    assert engine.socket_client().get("/api/engine/parameter/").entity["config_profile"] == "lab"


def test_a_second_engine_is_refused(home, engine):
    home.fails("boot", "up", words=(("already", "runs", "running", "in use"),))
    engine.assert_well()
    assert engine.socket_client().get("/api/engine/healthcheck/").code == 200


def test_a_socket_that_was_left_behind(home):
    engine = home.boot(http=False)
    engine.process.kill()
    engine.process.wait()
    assert home.socket_path.exists()
    home.ok("key", "list")
    home.fails("ping", "-c", "1")
    home.boot(http=False)
    home.ok("ping", "-c", "1")


def test_a_file_where_the_socket_should_be(home):
    home.directory.mkdir(mode=0o700)
    home.socket_path.write_text("mine")
    home.fails("boot", "up", words=("unix.sock",))
    assert home.socket_path.read_text() == "mine"


@pytest.mark.parametrize("length", [105, 107])
def test_a_socket_path_that_just_fits(home, length):
    volume = volume_for(home, length)
    home.ok("config", "set", "volume", volume)
    engine = home.boot(http=False)
    path = f"{volume}/unix.sock"
    assert len(path) == length and stat.S_ISSOCK(os.stat(path).st_mode)
    assert SocketClient(path).get("/api/engine/healthcheck/").code == 200
    home.ok("ping", "-c", "1")
    (home.path / "k.pub").write_text(material.public_line(material.key("alice")) + "\n")
    home.ok("key", "register", "k.pub", "-i", "alice")
    assert "alice" in open(f"{volume}/authorized_keys").read()
    assert engine.stop() == 0


@pytest.mark.parametrize("length", [108, 109, 200])
def test_a_socket_path_that_is_too_long(home, length):
    home.ok("config", "set", "volume", volume_for(home, length))
    home.fails("boot", "up", words=("107", "volume"))


def test_info_without_an_engine(home):
    info = json.loads(home.ok("engine", "info", "--json").out)
    assert info["volume"] == str(home.directory)
    assert re.search(r"\d", info["version"])


def test_keys_without_an_engine_are_those_of_the_next(home):
    (home.path / "k.pub").write_text(material.public_line(material.key("alice")) + "\n")
    home.ok("key", "register", "k.pub", "-i", "alice")
    engine = home.boot()
    assert "alice" in {entry["identity"] for entry in engine.socket_client().keys()}
    assert engine.client(material.key("alice")).inspect() == 202


def test_the_engine_sees_what_an_editor_changes(home, engine):
    with open(home.authorized_keys, "a") as file:
        file.write(material.public_line(material.key("alice"), "alice@example.com") + "\n")
    assert engine.client(material.key("alice")).inspect() == 202


@pytest.mark.parametrize("name", [".", "keys"])
def test_a_directory_that_others_may_write(home, name):
    """What lies in it may be anybody's, a MASTER key among it."""
    (home.directory / "keys").mkdir(parents=True, mode=0o700)
    (home.directory / name).chmod(0o777)
    home.fails("boot", "up", words=("chmod",))
    assert not home.authorized_keys.exists()


def test_a_public_key_that_was_planted(home):
    (home.directory / "keys").mkdir(parents=True, mode=0o700)
    home.directory.chmod(0o700)
    (home.directory / "keys" / "master.pub").write_text(material.public_line(material.key("mallory")))
    home.fails("boot", "up", words=("master.pub",))
    assert not home.authorized_keys.exists()


def test_few_descriptors(home):
    """More connections than the engine may have descriptors: it waits with them, and goes on."""
    engine = processes.Engine(home, (), http=True, port=None, env=None, under=("prlimit", "--nofile=400:400"))
    try:
        idle = [socket.create_connection(("127.0.0.1", engine.port)) for _ in range(500)]
        home.ok("key", "list")
        for connection in idle:
            connection.close()
        engine.assert_well()
    finally:
        engine.stop()


def test_an_engine_whose_keys_nobody_may_manage_says_so(home):
    """As after an authorized_keys that was emptied: the start that makes the engine's own key is over."""
    home.boot().stop()
    home.authorized_keys.write_text("")
    engine = home.boot()
    assert "no key may manage keys" in engine.log and "key register FILE -p MASTER" in engine.log
    home.ok("key", "register", home.directory / "keys" / "master.pub", "-p", "MASTER")
    engine.stop()
    again = home.boot()
    again.master_client()
    assert "no key may manage keys" not in again.log


@pytest.mark.parametrize("name", ["engine.lock", "unix.sock.lock"])
def test_a_link_in_the_place_of_a_lock_is_not_followed(home, name):
    """Another user's directory may have any link in it when root starts an engine there."""
    home.ok("config", "list")
    target = home.path / "mine"
    target.write_text("kept")
    home.directory.mkdir(mode=0o700, exist_ok=True)
    (home.directory / name).symlink_to(target)
    home.fails("boot", "up", words=(name,))
    assert target.read_text() == "kept"
