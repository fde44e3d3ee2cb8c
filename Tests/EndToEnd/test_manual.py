"""The manual page: it has every command with every option, and its reader finds nothing wrong with it."""

import json
import os
import pathlib
import re
import subprocess

import pytest

import processes

PAGE = pathlib.Path(os.environ["DXFLOW_MANUAL"])
# The short ways to write these commands are mentioned where the long ones are described.
SHORT = {"ping": "engine ping", "healthcheck": "engine healthcheck"}


def sections():
    """The source of each section and subsection, by its heading."""
    parts = re.split(r"^\.S[sh] (.*)$", PAGE.read_text(), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def options_in(text):
    """The options that a part of the page describes."""
    described = "\n".join(line for line in text.splitlines() if line.startswith(".It "))
    return set(re.findall(r"\bFl (-?[\w-]+)", described))


@pytest.fixture(scope="module")
def commands():
    """Every command that isn't hidden, with its options."""
    finished = subprocess.run([processes.PROGRAM, "--experimental-dump-help"], capture_output=True, check=True)
    found = {}

    def walk(command, path):
        inner = [sub for sub in command.get("subcommands", []) if sub["commandName"] != "help" and sub.get("shouldDisplay", True)]
        if not inner:
            found[" ".join(path)] = command
        for sub in inner:
            walk(sub, [*path, sub["commandName"]])

    walk(json.loads(finished.stdout)["command"], [])
    return found


def options_of(command):
    return {
        ("-" if name["kind"] == "long" else "") + name["name"]
        for argument in command.get("arguments", []) if argument.get("shouldDisplay", True) for name in argument.get("names", [])
    }


def test_each_command_has_its_options(commands):
    page = sections()
    everywhere = options_in(page["Global options"])
    assert {"C", "-config-profile", "-timeout", "v", "-version", "h", "-help"} <= everywhere
    missing = []
    for path, command in commands.items():
        heading = SHORT.get(path, path)
        if heading not in page:
            missing.append(path)
            continue
        missing += [f"{path} -{option}" for option in sorted(options_of(command) - options_in(page[heading]) - everywhere)]
    assert missing == []


def test_nothing_is_described_that_there_is_not(commands):
    page = sections()
    known = {SHORT.get(path, path): options_of(command) for path, command in commands.items()}
    groups = {path.split()[0] for path in known}
    described = {heading: options_in(text) for heading, text in page.items() if heading.split()[0] in groups}
    assert set(described) <= set(known)
    assert {path: options - known[path] for path, options in described.items() if options - known[path]} == {}
    all_options = set().union(*known.values())
    assert options_in(page["Global options"]) - all_options - {"v", "-version"} == set()


def test_every_setting_is_described(home):
    names = {row["key"] for row in json.loads(home.ok("config", "list", "--json").out)}
    settings = " ".join(line for line in sections()["SETTINGS"].splitlines() if line.startswith(".It"))
    assert {name for name in names if not re.search(rf"(^|[ ,]){name}([ ,]|$)", settings)} == set()


def test_the_exit_statuses_of_the_help_are_described(home):
    told = set(re.findall(r"^\s+(\d+)\s+\w", home.ok("--help").out, re.M))
    assert {"0", "1", "64", "130"} <= told
    assert set(re.findall(r"^\.It (\d+)$", sections()["EXIT STATUS"], re.M)) == told


def test_it_renders_without_a_warning():
    finished = subprocess.run(["groff", "-ww", "-mdoc", "-Tutf8", PAGE], capture_output=True)
    assert finished.returncode == 0 and finished.stderr == b""
    assert b"dxflow" in finished.stdout
