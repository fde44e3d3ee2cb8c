"""The engine in the background: as a unit of systemd's, or as a process of its own."""

import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import stat
import subprocess

import pytest

import processes


@pytest.fixture
def detached(home):
    """A home in which no systemd answers, and in which no engine is left behind."""
    home.environment["XDG_RUNTIME_DIR"] = str(home.path / "nothing")
    home.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    yield home
    if home.socket_path.exists():
        home.run("boot", "down")


def lock_words(home):
    return (home.directory / "engine.lock").read_text().split()


def test_a_detached_process(detached):
    port = processes.free_port()
    line = detached.ok("boot", "up", "--http", "--daemon", env={"HTTP_PORT": str(port)}).out
    assert line == f"Engine successfully booted (use 'dxflow boot down' to stop) [~/.dxflow/unix.sock] [0.0.0.0:{port}]\n"
    host, process = lock_words(detached)
    assert host == os.uname().nodename
    # A session of its own, and nothing of the terminal's.
    assert os.getsid(int(process)) == int(process)
    assert os.readlink(f"/proc/{process}/fd/0") == "/dev/null"
    log = detached.directory / "engine.log"
    assert os.readlink(f"/proc/{process}/fd/1") == os.readlink(f"/proc/{process}/fd/2") == str(log)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    detached.ok("ping", "-c", "1")
    detached.ok("healthcheck", env={"CONNECTION_ADDRESS": f"http://127.0.0.1:{port}"})
    assert "Engine stopped" in detached.ok("boot", "down").out
    assert not detached.socket_path.exists() and lock_words(detached) == []
    detached.fails("ping", "-c", "1")


def test_a_time_limit_bounds_the_start(detached):
    detached.fails("--timeout", "1ms", "boot", "up", "--daemon", words=("time limit",))
    detached.fails("boot", "down", words=("no engine runs here",))
    # Nothing is left that holds the locks.
    detached.ok("boot", "up", "--daemon", "--timeout", "1m")
    detached.ok("ping", "-c", "1")


@pytest.mark.parametrize("words", [("--timeout", "1m", "boot", "up"), ("boot", "up", "--timeout", "1m"), ("engine", "boot", "up", "--timeout=5s")])
def test_an_engine_in_the_foreground_takes_no_time_limit(home, words):
    result = home.run(*words)
    assert result.code == 64 and "--timeout" in result.err and "--daemon" in result.err
    assert not home.directory.exists()


def test_json(detached):
    port = processes.free_port()
    told = json.loads(detached.ok("boot", "up", "--daemon", "--https", "--json", env={"HTTPS_PORT": str(port)}).out)
    assert told["socket"] == str(detached.socket_path) and told["process"] == int(lock_words(detached)[1])
    assert told["https"] == f"0.0.0.0:{port}" and re.fullmatch(r"([0-9A-F]{2}:){31}[0-9A-F]{2}", told["fingerprint"])
    assert json.loads(detached.ok("boot", "down", "--json").out) == {"socket": told["socket"], "process": told["process"]}


def test_a_second_one(detached):
    detached.ok("boot", "up", "-d")
    process = lock_words(detached)[1]
    detached.fails("boot", "up", "--daemon", words=(process, "boot down"))
    detached.fails("boot", "up", words=(process, "boot down"))
    detached.ok("ping", "-c", "1")


def test_one_that_cannot_start_says_why(detached):
    detached.directory.mkdir(mode=0o700)
    (detached.directory / "unix.sock").write_text("mine")
    detached.fails("boot", "up", "--daemon", words=("unix.sock", "no socket"))
    (detached.directory / "unix.sock").unlink()
    # The failure before isn't taken for one of this start's.
    detached.ok("boot", "up", "--daemon")


def test_after_a_kill_the_lock_is_taken_over(detached):
    detached.ok("boot", "up", "--daemon")
    process = int(lock_words(detached)[1])
    os.kill(process, signal.SIGKILL)
    detached.ok("boot", "up", "--daemon")
    assert int(lock_words(detached)[1]) != process
    detached.ok("ping", "-c", "1")


def test_the_lock_of_another_host(detached):
    """On a home directory that hosts share, an engine of another host may run though its lock isn't seen from here."""
    detached.directory.mkdir(mode=0o700)
    lock = detached.directory / "engine.lock"
    lock.write_text("login2.example.org 4711\n")
    for options in ((), ("--daemon",)):
        detached.fails("boot", "up", *options, words=("login2.example.org", "4711", "engine.lock"))
    detached.fails("boot", "down", words=("login2.example.org", "4711"))
    assert lock.read_text() == "login2.example.org 4711\n"
    lock.unlink()
    detached.ok("boot", "up", "--daemon")


@pytest.fixture
def service_manager(home):
    """A `systemctl` that notes what it is asked, says yes, and prints what an engine prints: a unit's file doesn't depend on who starts it."""
    folder = home.path / "bin"
    folder.mkdir()
    calls = folder / "calls"
    program = folder / "systemctl"
    booted = "echo \"Engine successfully booted (use 'CTRL+C' to stop) [here]\" >> " + shlex.quote(str(home.directory / "engine.log"))
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {shlex.quote(str(calls))}\ncase "$*" in *is-active*) exit 3;; *enable*) {booted};; esac\n')
    program.chmod(0o755)
    home.environment["PATH"] = f"{folder}:{home.environment['PATH']}"
    calls.touch()
    return lambda: calls.read_text().splitlines()


def unit_of(home, name="dxflow.service", configuration=None):
    return (configuration or home.path / ".config") / "systemd" / "user" / name


def analyze(path, *arguments):
    """What systemd itself says of a unit."""
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(path.parent), "HOME": str(path.parent)}
    return subprocess.run(["systemd-analyze", "--user", *arguments, path], capture_output=True, text=True, env=environment)


def verify(path):
    result = analyze(path, "verify")
    assert result.returncode == 0 and path.name not in result.stderr, result.stderr


def test_the_unit(home, service_manager):
    assert shutil.which("systemd-analyze")
    line = home.ok("boot", "up", "--http", "--daemon", env={"HTTP_PORT": "8123"}).out
    assert line == "Engine successfully booted (use 'dxflow boot down' to stop) [here]\n"
    assert service_manager() == [
        "--user show-environment", "--user --quiet is-active dxflow.service", "--user daemon-reload",
        "--user --quiet enable --now dxflow.service", "--user --quiet is-active dxflow.service"]
    path = unit_of(home)
    text = path.read_text()
    assert f"ExecStart=\"{processes.PROGRAM}\"" in text
    assert '"boot" "up" "--http"\n' in text and 'Environment="HTTP_PORT=8123"' in text
    assert f'ReadWritePaths="{home.directory}"' in text
    assert stat.S_IMODE(home.directory.stat().st_mode) == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["dxflow.service"]
    verify(path)
    # How much a service of that kind might do, from 0 (nothing) to 10.
    report = analyze(path, "security", "--offline=yes", "--threshold=25")
    assert report.returncode == 0, report.stdout + report.stderr
    assert re.search(r"Overall exposure level.*: \d", report.stdout)


def test_the_unit_of_another_profile_in_an_odd_place(home, service_manager, tmp_path):
    volume = home.path / 'a "place" of 100% \\ $HOME'
    volume.mkdir()
    (home.directory).mkdir(mode=0o700)
    (home.directory / "engine.log").symlink_to(volume / "engine.log")
    home.write_profile({"volume": str(volume)}, "näher:b")
    configuration = home.path / "configuration"
    home.ok("-C", "näher:b", "boot", "up", "--daemon", env={"XDG_CONFIG_HOME": str(configuration)})
    (path,) = (configuration / "systemd" / "user").iterdir()
    assert path.name == r"dxflow-n\xc3\xa4her\x3ab.service"
    text = path.read_text()
    assert r'a \"place\" of 100%% \\ $HOME"' in text and "AF_INET" not in text
    verify(path)


def test_a_unit_keeps_no_secret(home, service_manager):
    home.ok("boot", "up", "--daemon", env={"CONNECTION_TOKEN": "a.b.c", "SECRET": "hush-hush", "DXFLOW_KEY_PASSPHRASE": "hush-hush"})
    text = unit_of(home).read_text()
    assert "hush" not in text and "a.b.c" not in text


def test_systemd_that_fails(home, service_manager):
    program = pathlib.Path(home.environment["PATH"].split(":")[0]) / "systemctl"
    program.write_text(program.read_text().replace("*enable*)", "*enable*) exit 1;; *none*)"))
    home.fails("boot", "up", "--daemon", words=("systemd", "dxflow.service"))
    assert service_manager()[-1] == "--user --quiet disable --now dxflow.service"


def test_an_engine_that_fails_under_systemd(home, service_manager):
    program = pathlib.Path(home.environment["PATH"].split(":")[0]) / "systemctl"
    program.write_text(re.sub(r"echo .Engine successfully[^>]*", "echo 'error: the port 80 is taken' ", program.read_text()))
    home.fails("boot", "up", "--daemon", words=("port 80",))
    assert service_manager()[-1] == "--user --quiet disable --now dxflow.service"
