"""The command line itself: options before and after, version, help, exit codes, JSON, the first version's spellings."""

import json
import re
import subprocess

import pytest

import material
import processes


def test_version(home):
    long, short = home.ok("--version").out, home.ok("-v").out
    assert long == short
    assert re.search(r"\d+\.\d+", long)


def test_help_has_the_table_of_exit_codes(home):
    out = home.ok("--help").out
    for code in ("0", "1", "64"):
        assert re.search(rf"^\s*{code}\s+\w", out, re.M), out
    assert "DXFLOW_KEY_PASSPHRASE" in out and "DXFLOW_BACKEND" in out


@pytest.mark.parametrize("command", [[], ["key"], ["engine"], ["boot"]])
def test_a_group_alone_shows_its_help(home, command):
    result = home.run(*command)
    assert "USAGE: dxflow" in result.out + result.err
    assert result.code in (0, 64)


@pytest.mark.parametrize(
    "command",
    [
        ["nonsense"], ["--nonsense"], ["key", "nonsense"], ["key", "register"], ["key", "unregister"], ["key", "list", "more"],
        ["key", "register", "a.pub", "b.pub"], ["config", "set", "x"], ["config", "unset"], ["ping", "-c", "0"], ["ping", "-c", "301"],
        ["ping", "-i", "999"], ["ping", "-i", "30001"], ["ping", "-c", "three"], ["-L", "loud", "key", "list"],
        ["key", "list", "-L", "loud"],
        ["--backend", "nonsense", "key", "generate"], ["key", "generate", "--backend", "nonsense"], ["engine", "token", "--lifetime", "1s"],
        ["engine", "token", "--lifetime", "25h"], ["engine", "token", "--lifetime", "soon"],
        ["key", "register", "a.pub", "-p", "NONSENSE"],
        ["key", "register", "a.pub", "-p", "MASTER,NONSENSE"],
    ],
    ids=" ".join)
def test_wrong_usage_is_64(home, command):
    result = home.run(*command)
    assert result.code == 64, result
    assert result.out == "", result
    assert result.err.startswith("Error: ") or result.err.startswith("error: "), result
    assert not (home.path / "rsa.pem").exists()


@pytest.mark.parametrize("rest", [
    ["--help"], ["-h"], ["--version"], ["-v"], ["--nonsense"], ["--", "--help"], ["a", "b", "c", "d"], ["-L", "loud"], ["--backend", "nonsense"],
    ["--generate-completion-script", "bash"], ["--generate-completion-script", "nonsense"], ["--timeout", "0s"],
], ids=" ".join)
@pytest.mark.parametrize(
    "command", [["key", "list"], ["key", "register"], ["config"], ["config", "set"], ["auth", "status"], ["ping"], ["key", "help", "list"]],
    ids=" ".join)
def test_a_command_is_read_the_same_before_and_behind_options(home, command, rest):
    """A line that begins with a command's name is parsed as that command's, others by way of the root."""
    by_name, by_root = home.run(*command, *rest), home.run("-N", *command, *rest)
    assert (by_name.code, by_name.out, by_name.err) == (by_root.code, by_root.out, by_root.err)


def test_an_unknown_backend_is_named_with_those_there_are(home):
    result = home.run("--backend", "nonsense", "key", "generate")
    assert result.code == 64, result
    for word in ("nonsense", "openssl", "gcrypt"):
        assert word in result.err


def test_an_unknown_permission_is_named_with_those_there_are(home):
    result = home.run("key", "register", "a.pub", "-p", "NONSENSE")
    for word in ("NONSENSE", "MASTER", "WORKFLOW", "PLATFORM", "BRIDGE", "PROXY", "SHELL", "ARTIFACT", "READ_ONLY"):
        assert word in result.err


@pytest.mark.parametrize("name", ["openssl", "gcrypt"])
def test_backend_by_environment(home, name):
    home.ok("key", "generate", env={"DXFLOW_BACKEND": name})
    assert (home.path / "rsa.pem").exists()


def test_an_unknown_backend_in_the_environment_is_refused(home):
    result = home.run("key", "generate", env={"DXFLOW_BACKEND": "nonsense"})
    assert result.code in (1, 64), result
    assert "nonsense" in result.err and "openssl" in result.err and "gcrypt" in result.err, result
    assert not (home.path / "rsa.pem").exists()


def test_the_option_wins_over_the_environment_and_that_over_the_profile(home):
    home.write_profile("crypto-backend: nonsense\n")
    refused = home.run("key", "generate")
    assert refused.code in (1, 64) and "nonsense" in refused.err, refused
    home.ok("key", "generate", "one", env={"DXFLOW_BACKEND": "gcrypt"})
    home.ok("--backend", "openssl", "key", "generate", "two", env={"DXFLOW_BACKEND": "other"})
    home.ok("key", "generate", "three", "--backend", "openssl", env={"DXFLOW_BACKEND": "other"})


@pytest.mark.parametrize(
    "arrange",
    [
        lambda options, command: [*options, *command],
        lambda options, command: [*command, *options],
        lambda options, command: [*command[:1], *options, *command[1:]],
        lambda options, command: [*command[:2], *options, *command[2:]],
        lambda options, command: [*options[:2], *command, *options[2:]],
        lambda options, command: [*options[2:], *command, *options[:2]],
    ],
    ids=["before", "after", "between", "before the argument", "both: profile first", "both: profile last"])
def test_global_options_stand_anywhere(home, arrange):
    home.write_profile("colour: blue\n", "other")
    home.write_profile("colour: red\n")
    options = ["-C", "other", "-L", "error", "-N", "--backend", "gcrypt"]
    assert home.ok(*arrange(options, ["config", "get", "colour"])).out == "blue\n"
    long = ["--config-profile", "other", "--log-level", "disabled", "--no-color"]
    assert home.ok(*arrange(long, ["config", "get", "colour"])).out == "blue\n"


def test_a_wrong_value_before_the_command_is_wrong_usage_too(home):
    assert home.run("-C", "other", "--backend", "nonsense", "config", "get").code == 64
    assert home.run("--log-level", "loud", "config", "get").code == 64


def test_log_levels(home):
    debug = home.boot("-L", "debug")
    debug.stop()
    # Who signs in is told all the same, where the administrator wants it.
    home.write_profile({"audit-log": str(home.path / "audit.log")})
    silent = home.boot("-L", "disabled")
    client = silent.master_client()
    client.get("/api/nonsense/")
    silent.stop()
    assert debug.log != ""
    assert silent.log == ""


def test_json_of_each_command_that_lists_or_shows(home, engine):
    home.ok("key", "generate", "alice", "--json", "--comment", "alice@example.com")
    registered = json.loads(home.ok("key", "register", "alice.pub", "--json").out)
    assert registered["identity"] == "alice@example.com"
    listed = json.loads(home.ok("key", "list", "--json").out)
    assert {entry["identity"] for entry in listed} >= {"alice@example.com"}
    assert all(entry["type"] == "ssh-rsa" and isinstance(entry["permissions"], list) for entry in listed)
    listed = json.loads(home.ok("key", "list", "--all", "--json").out)
    assert all(entry["disabled"] is False for entry in listed)
    info = json.loads(home.ok("engine", "info", "--json").out)
    assert {"identity", "directory", "volume", "config_profile", "version", "host", "cpu", "memory", "disk", "network"} <= set(info)
    assert json.loads(home.ok("engine", "healthcheck", "--json").out)
    assert json.loads(home.ok("healthcheck", "--json").out)
    assert json.loads(home.ok("engine", "token", "--json", shows_token=True).out)["token"].count(".") == 2
    pings = [json.loads(line) for line in home.ok("ping", "-c", "2", "--json").out.splitlines()]
    assert len(pings) == 2
    home.ok("config", "set", "colour", "blue")
    assert "blue" in json.dumps(json.loads(home.ok("config", "--json").out))
    assert "blue" in json.dumps(json.loads(home.ok("config", "get", "--json").out))
    assert json.loads(home.ok("config", "get", "colour", "--json").out) == "blue"


def test_json_of_the_instant_engine(home):
    assert json.loads(home.ok("key", "list", "--json").out) == []
    assert isinstance(json.loads(home.ok("engine", "info", "--json").out), dict)


def test_v1_spellings_without_an_engine(home):
    home.ok("engine", "key", "generate", "alice")
    home.ok("engine", "key", "register", "alice.pub", "-i", "alice")
    assert "alice" in home.ok("engine", "key", "list").out
    assert "alice" in home.ok("-L", "error", "engine", "key", "list", "--all", "-N").out
    home.ok("engine", "key", "unregister", "alice")
    assert "alice" not in home.ok("engine", "key", "list").out


def test_v1_spelling_of_boot(home):
    process = subprocess.Popen(
        [processes.PROGRAM, "engine", "boot", "up"], env=home.environment, cwd=home.path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        assert b"successfully booted" in process.stdout.readline()
        home.ok("engine", "boot", "down")
        assert process.wait(60) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stdout.close()


def test_permissions_by_comma_and_repeated(home):
    for index, options in enumerate((["-p", "MASTER,SHELL"], ["-p", "MASTER", "-p", "SHELL"], ["--permissions", "SHELL,MASTER"])):
        (home.path / "k.pub").write_text(material.public_line(material.key(f"permissions {index}")) + "\n")
        result = home.ok("key", "register", "k.pub", "-i", f"k{index}", *options, "--json")
        assert sorted(json.loads(result.out)["permissions"]) == ["MASTER", "SHELL"]


def test_object_is_artifact(home):
    (home.path / "k.pub").write_text(material.public_line(material.key("object")) + "\n")
    home.ok("key", "register", "k.pub", "-i", "k", "-p", "OBJECT")
    assert json.loads(home.ok("key", "list", "--json").out)[0]["permissions"] in (["ARTIFACT"], ["OBJECT"])


@pytest.mark.parametrize("topic", [["nope"], ["key", "nope"], ["key", "list", "nope"]], ids=" ".join)
def test_help_of_a_command_that_is_none(home, topic):
    result = home.run("help", *topic)
    assert result.code == 64 and result.out == "", result
    assert "'nope'" in result.err
    assert "USAGE: dxflow key list" in home.ok("help", "key", "list").out


def test_a_wrong_option_does_not_reach_the_terminal_as_it_is(home):
    for wrong in ("--no\x1b[31mpe", "no\x1b]0;title\x07pe", "--timeout=1\x9bm"):
        result = home.run("key", "list", wrong)
        assert result.code == 64, result
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", result.err), result
        assert "Usage: dxflow " in result.err


def test_output_whose_reader_has_gone(home, engine):
    """`ping | head -1` ends with the second answer."""
    process = subprocess.Popen(
        [processes.PROGRAM, "ping", "-c", "300"], env=home.environment, cwd=home.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize("command", [("--version",), ("ping", "-c", "2"), ("ping", "-c", "2", "--json")], ids=" ".join)
def test_output_that_is_closed(home, engine, command):
    finished = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", processes.PROGRAM, *command], env=home.environment, cwd=home.path, stderr=subprocess.PIPE)
    assert finished.returncode == 1, finished
    assert finished.stderr == b"error: the output can't be written: Bad file descriptor\n"


@pytest.mark.parametrize(
    "command",
    [
        ("key", "list"), ("config", "get"), ("engine", "info"), ("ping", "-c", "300"), ("ping", "-c", "300", "--json"), ("--version",), ("-v",),
        ("--help",), ("key", "list", "--help"),
    ], ids=" ".join)
def test_output_that_can_not_be_written(home, engine, command):
    with open("/dev/full", "wb") as full:
        finished = subprocess.run([processes.PROGRAM, *command], env=home.environment, cwd=home.path, stdout=full, stderr=subprocess.PIPE)
    assert finished.returncode == 1, finished
    assert b"can't be written" in finished.stderr


def test_a_table_that_the_terminal_is_too_narrow_for(home, engine):
    """Nothing is cut, and no column is broken: each key is a paragraph."""
    lines = {name: material.public_line(material.key(name)) for name in ("alice", "bob")}
    for name, line in lines.items():
        engine.socket_client().register(line, name)

    def shown(columns):
        with home.terminal("-N", "key", "list", columns=columns) as terminal:
            code, text = terminal.finish()
            assert code == 0, text
            return text.replace("\r\n", "\n")

    wide = shown(200)
    assert wide == shown(0) == home.ok("key", "list").out
    assert shown(max(map(len, wide.splitlines()))) == wide
    narrow = shown(max(map(len, wide.splitlines())) - 1)
    heading, *rows = wide.splitlines()
    paragraphs = narrow.split("\n\n")
    assert len(paragraphs) == len(rows)
    for row, paragraph in zip(rows, paragraphs):
        cells = re.split("  +", row.strip())
        assert [re.split("  +", line, maxsplit=1) for line in paragraph.splitlines()] == [list(pair) for pair in zip(re.split("  +", heading), cells)]
    assert all(material.fingerprint(line) in narrow for line in lines.values())


def test_every_command_has_json(home):
    def commands(command, path):
        inner = [sub for sub in command.get("subcommands", []) if sub["commandName"] != "help" and sub.get("shouldDisplay", True)]
        for sub in inner:
            yield from commands(sub, [*path, sub["commandName"]])
        if not inner:
            yield " ".join(path), {name["name"] for argument in command.get("arguments", []) for name in argument.get("names", [])}

    described = json.loads(home.ok("--experimental-dump-help").out)["command"]
    assert [path for path, options in commands(described, []) if "json" not in options] == []


def test_json_of_unregistering(home):
    (home.path / "k.pub").write_text(material.public_line(material.key("alice")) + "\n")
    home.ok("key", "register", "k.pub", "-i", "alice")
    assert json.loads(home.ok("key", "unregister", "alice", "--json").out) == {"key": "alice"}
