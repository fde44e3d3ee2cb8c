"""Asking for a passphrase: on the terminal, without echo, twice for a new one."""

import signal

import pytest
from cryptography.hazmat.primitives import serialization

import material
import processes

PASSPHRASE = "tr0ub4dor & 3"


def generates(home, *options):
    return home.terminal("key", "generate", *options, "--passphrase")


def nothing_written(home):
    return not (home.path / "rsa.pem").exists() and not (home.path / "rsa.pub").exists()


def test_asks_twice_without_echo(home):
    with generates(home) as terminal:
        assert terminal.echoes()
        seen = terminal.read_until("passphrase")
        assert not terminal.echoes()
        terminal.send(PASSPHRASE + "\n")
        seen += terminal.read_until("again")
        assert not terminal.echoes()
        terminal.send(PASSPHRASE + "\n")
        code, rest = terminal.finish()
        assert code == 0, seen + rest
        assert PASSPHRASE not in seen + rest
        assert terminal.echoes()
    key = serialization.load_pem_private_key((home.path / "rsa.pem").read_bytes(), PASSPHRASE.encode())
    assert material.public_line(key, "") == " ".join((home.path / "rsa.pub").read_text().split()[:2])


@pytest.mark.parametrize("question", [1, 2])
def test_ctrl_c(home, question):
    with generates(home) as terminal:
        terminal.read_until("passphrase")
        if question == 2:
            terminal.send(PASSPHRASE + "\n")
            terminal.read_until("again")
        assert not terminal.echoes()
        terminal.send("\x03")
        code, rest = terminal.finish()
        assert code == 130, rest
        assert terminal.echoes()
        assert "error" not in rest.lower() or "interrupt" in rest.lower()
    assert nothing_written(home)


def test_ctrl_z_puts_the_question_off(home):
    """The echo is there while the shell has the terminal; what was typed before is forgotten."""
    with processes.Terminal(["sh", "-i"], home.environment, home.path) as terminal:
        terminal.send(f"{processes.PROGRAM} key generate --passphrase\n")
        for _ in range(2):
            terminal.read_until("passphrase for the new key: ")
            assert not terminal.echoes()
            terminal.send("wrong\x1a")
            terminal.read_until("stopped")
            # The command, as the terminal shows it, isn't what it prints.
            terminal.send("echo re''ady\n")
            terminal.read_until("ready")
            assert terminal.echoes()
            terminal.send("fg\n")
        for question in ("new key: ", "again: "):
            terminal.read_until(question)
            terminal.send(PASSPHRASE + "\n")
        terminal.read_until("keep it to yourself")
        terminal.send("exit $?\n")
        code, rest = terminal.finish()
        assert code == 0, rest
    serialization.load_pem_private_key((home.path / "rsa.pem").read_bytes(), PASSPHRASE.encode())


def test_ctrl_backslash_quits(home):
    with generates(home) as terminal:
        terminal.read_until("passphrase")
        terminal.send("half\x1c")
        code, _ = terminal.finish()
        assert code == -signal.SIGQUIT
        assert terminal.echoes()
    assert nothing_written(home)


def test_the_terminals_own_keys_are_heard(home):
    """Whoever has set another key than Ctrl-C means that one; Ctrl-C is a key as any other then."""
    with processes.Terminal(["sh", "-c", 'stty intr ^G susp undef; exec "$@"', "sh", processes.PROGRAM, "key", "generate", "--passphrase"],
            home.environment, home.path) as terminal:
        terminal.read_until("passphrase")
        terminal.send("half\x03\x1a\n")
        terminal.read_until("again")
        terminal.send("\x07")
        code, _ = terminal.finish()
        assert code == 130
        assert terminal.echoes()


def test_the_end_of_input(home):
    with generates(home) as terminal:
        terminal.read_until("passphrase")
        assert not terminal.echoes()
        terminal.send("\x04")
        code, rest = terminal.finish()
        assert code == 1, rest
        assert "passphrase" in rest
        assert terminal.echoes()
    assert nothing_written(home)


def test_two_that_differ_are_asked_for_again(home):
    with generates(home) as terminal:
        terminal.read_until("passphrase")
        terminal.send("one\n")
        terminal.read_until("again")
        terminal.send("two\n")
        terminal.read_until("differ")
        terminal.read_until("new key")
        terminal.send(PASSPHRASE + "\n")
        terminal.read_until("again")
        terminal.send(PASSPHRASE + "\n")
        code, rest = terminal.finish()
        assert code == 0, rest
    serialization.load_pem_private_key((home.path / "rsa.pem").read_bytes(), PASSPHRASE.encode())


def test_backspace_takes_a_character_back(home):
    with generates(home) as terminal:
        for question in ("new key", "again"):
            terminal.read_until(question)
            terminal.send("abcé\x7f\n")
        code, rest = terminal.finish()
        assert code == 0, rest
    serialization.load_pem_private_key((home.path / "rsa.pem").read_bytes(), b"abc")


def test_no_files_are_asked_about_in_vain(home):
    """What is in the way is said before anybody types a passphrase."""
    (home.path / "rsa.pem").write_text("mine")
    with generates(home) as terminal:
        code, shown = terminal.finish()
        assert code == 1
        assert "rsa.pem" in shown and "passphrase for" not in shown.lower()
    assert (home.path / "rsa.pem").read_text() == "mine"


def test_signing_in_asks_once(home, engine):
    key = material.key("asked")
    engine.socket_client().register(material.public_line(key), "asked")
    path = material.write_private(home.path / "asked.pem", key, "pkcs8", PASSPHRASE)
    home.point_at(engine.address, path, "asked")
    with home.terminal("-C", "asked", "ping", "-c", "1") as terminal:
        seen = terminal.read_until("asked.pem")
        assert not terminal.echoes()
        terminal.send(PASSPHRASE + "\n")
        code, rest = terminal.finish()
        assert code == 0, rest
        assert PASSPHRASE not in seen + rest
        assert terminal.echoes()
    # The session is kept: no question any more, and no terminal is needed.
    home.ok("-C", "asked", "ping", "-c", "1")


def test_a_wrong_one_may_be_corrected(home, engine):
    key = material.key("asked")
    engine.socket_client().register(material.public_line(key), "asked")
    path = material.write_private(home.path / "asked.pem", key, "pkcs8", PASSPHRASE)
    home.point_at(engine.address, path, "asked")
    with home.terminal("-C", "asked", "ping", "-c", "1") as terminal:
        terminal.read_until("asked.pem")
        terminal.send("wrong\n")
        terminal.read_until("again")
        terminal.read_until("asked.pem")
        terminal.send(PASSPHRASE + "\n")
        code, rest = terminal.finish()
        assert code == 0, rest


def test_ctrl_c_when_signing_in(home, engine):
    key = material.key("asked")
    path = material.write_private(home.path / "asked.pem", key, "pkcs8", PASSPHRASE)
    home.point_at(engine.address, path, "asked")
    with home.terminal("-C", "asked", "ping", "-c", "1") as terminal:
        terminal.read_until("asked.pem")
        terminal.send("\x03")
        code, rest = terminal.finish()
        assert code == 130, rest
        assert terminal.echoes()


def test_colors_only_where_they_are_wanted(home):
    with home.terminal("-N", "key", "unregister", "nobody") as terminal:
        code, plain = terminal.finish()
        assert code == 1
        assert "\x1b" not in plain
    with home.terminal("key", "unregister", "nobody") as terminal:
        code, colored = terminal.finish()
        assert code == 1
        assert "\x1b[" in colored


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back(home, number):
    with generates(home) as terminal:
        terminal.read_until("passphrase")
        assert not terminal.echoes()
        terminal.process.send_signal(number)
        code, _ = terminal.finish()
        assert code == -number
        assert terminal.echoes()
    assert nothing_written(home)


def test_keys_that_are_no_characters_are_passed_over(home):
    with generates(home) as terminal:
        terminal.read_until("passphrase")
        terminal.send("wrong\x17" + PASSPHRASE + "\x01\x0c\t\n")
        terminal.read_until("again")
        terminal.send(PASSPHRASE + "\n")
        code, rest = terminal.finish()
        assert code == 0, rest
