"""What the end-to-end tests share. `Scripts/end-to-end` runs them: the built program, as an unprivileged user."""

import os
import pathlib
import shutil
import tempfile

import pytest

import material
import processes
from client import signature


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=20, help="how many times test_sigkill.py kills an engine")
    parser.addoption("--interrupts", type=int, default=8, help="how often each command is interrupted")
    parser.addoption("--seed", type=int, help="the seed of the moments at which commands are interrupted")


def pytest_configure(config):
    program = processes.PROGRAM
    if not program or not os.access(program, os.X_OK):
        pytest.exit("set DXFLOW_BINARY to the built dxflow, or run Scripts/end-to-end PATH", 64)
    if os.geteuid() == 0:
        pytest.exit("root may read and bind everything, so that tests of refusals pass falsely; run Scripts/end-to-end PATH", 64)


def pytest_collection_modifyitems(items):
    # What waits for something to expire goes last, so that the time has passed by then.
    items.sort(key=lambda item: "aged" in item.fixturenames)


@pytest.fixture(scope="session")
def base():
    """A directory with a short path (a Unix socket's has at most 107 bytes)."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="d"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def new_home(base):
    """Makes homes; what was started in them is stopped when the session ends."""
    homes = []

    def make():
        home = processes.Home(base / str(len(homes)))
        homes.append(home)
        return home

    yield make
    for home in homes:
        home.stop_engines()


@pytest.fixture
def home(new_home):
    """A fresh home directory."""
    home = new_home()
    yield home
    home.stop_engines()


@pytest.fixture
def engine(home):
    """A fresh engine on the socket and on HTTP, in `home`."""
    return home.boot()


@pytest.fixture(scope="module")
def shared_engine(new_home):
    """An engine for the tests of one file that leave nothing behind which could upset another."""
    home = new_home()
    yield home.boot()
    home.stop_engines()


@pytest.fixture(scope="module")
def master(shared_engine):
    """A client signed in to the shared engine as MASTER."""
    client = shared_engine.master_client()
    yield client
    client.close()


@pytest.fixture(scope="module")
def alice(shared_engine):
    """A key that is registered at the shared engine with the default permissions."""
    key = material.key("alice")
    assert shared_engine.socket_client().register(material.public_line(key), "alice").code == 200
    return key


@pytest.fixture(scope="session")
def aged(new_home):
    """An engine, a challenge with its right answer, and a session of one minute: all taken when the run began."""
    home = new_home()
    engine = home.boot()
    key = engine.master
    client = engine.client()
    challenge = client.challenge()
    grant = engine.client().sign_in(key, lifetime="1m")
    return {
        "engine": engine, "challenge": challenge, "signature": signature(key, challenge["nonce"]), "grant": grant, "key": key,
    }


@pytest.fixture(scope="session", autouse=True)
def start_ageing(request):
    """Begins the minute with the first test, if a test will want it."""
    if any("aged" in item.fixturenames for item in request.session.items):
        request.getfixturevalue("aged")
