"""Two hundred registrations at once, and nothing lost."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

import material

COUNT = 200
AT_ONCE = 16


@pytest.fixture(scope="module")
def lines():
    return material.many_public_lines(COUNT)


def register_all(home, lines):
    def register(index):
        path = home.path / f"{index}.pub"
        path.write_text(lines[index] + "\n")
        return home.ok("key", "register", path, "-i", f"key {index}")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(register, range(COUNT)))


def assert_all_there(home, lines):
    text = home.authorized_keys.read_text()
    assert text.endswith("\n")
    found = dict(re.findall(r'dxflow-identity="(key \d+)".*? ssh-rsa (\S+)', text))
    assert found == {f"key {index}": line.split()[1] for index, line in enumerate(lines)}
    registrations = re.findall(r'dxflow-registration="([^"]+)"', text)
    assert len(registrations) == len(set(registrations)) >= COUNT


def test_at_a_running_engine(home, lines):
    engine = home.boot()
    register_all(home, lines)
    assert_all_there(home, lines)
    assert len(engine.socket_client().keys()) == COUNT + 1
    engine.assert_well()


def test_without_an_engine(home, lines):
    register_all(home, lines)
    assert_all_there(home, lines)


def test_registering_and_unregistering_at_once(home, lines):
    home.boot()

    def there_and_back(index):
        path = home.path / f"{index}.pub"
        path.write_text(lines[index] + "\n")
        home.ok("key", "register", path, "-i", f"key {index}")
        if index % 2:
            home.ok("key", "unregister", f"key {index}")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(there_and_back, range(30)))
    found = set(re.findall(r'dxflow-identity="(key \d+)"', home.authorized_keys.read_text()))
    assert found == {f"key {index}" for index in range(0, 30, 2)}


def test_the_same_key_sixteen_times(home, lines):
    """One wins, and the others are told."""
    path = home.path / "k.pub"
    path.write_text(lines[0] + "\n")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda index: home.run("key", "register", path, "-i", f"name {index}"), range(AT_ONCE)))
    assert sorted(result.code for result in results) == [0] + [1] * (AT_ONCE - 1)
    assert len(home.authorized_keys.read_text().splitlines()) == 1
