"""`dxflow config list`, `profiles` and `edit`."""

import json

import pytest

import material
import processes

TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ"


def rows(result):
    return {row["key"]: row for row in json.loads(result.out)}


def editor(home, script):
    """A program that stands for a person with an editor: a shell script that gets the file's path."""
    path = home.path / "editor.sh"
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o700)
    return {"EDITOR": str(path)}


def drafts(home):
    return sorted(path.name for path in home.directory.glob("*draft*"))


def test_list_tells_where_each_value_came_from(home):
    home.write_profile(f"connection-address: http://file.example\nconnection-token: {TOKEN}\ncolour: blue\n")
    result = home.ok("--backend", "gcrypt", "config", "list", "--json", env={"CONNECTION_KEY": "/keys/mine.pem", "DXFLOW_BACKEND": "openssl"})
    found = rows(result)
    assert found["connection-address"]["value"] == "http://file.example"
    assert found["connection-address"]["source"] == f"{home.profile_path()}, line 1"
    assert found["connection-key"] == {
        "key": "connection-key", "source": "environment variable CONNECTION_KEY", "value": "/keys/mine.pem"}
    assert found["crypto-backend"]["value"] == "gcrypt" and found["crypto-backend"]["source"] == "--backend"
    assert found["http-port"] == {"key": "http-port", "source": "default", "value": 80}
    assert found["colour"]["value"] == "blue"
    assert found["connection-token"]["value"] == "********"
    by_variable = rows(home.ok("config", "list", "--json", env={"DXFLOW_BACKEND": "gcrypt"}))
    assert by_variable["crypto-backend"]["source"] == "DXFLOW_BACKEND"
    text = home.ok("config", "list").out
    assert "SETTING" in text and "********" in text and "default" in text


def test_a_value_that_cannot_be_used_does_not_hide_the_others(home):
    home.write_profile("http-port: eighty\nconnection-address: http://file.example\n")
    for command in (["config", "list"], ["config"]):
        result = home.ok(*command, "--json")
        found = rows(result)
        assert "http-port" in found["http-port"]["problem"] and "value" not in found["http-port"]
        assert found["connection-address"]["value"] == "http://file.example"
        assert "warning:" in result.err and "eighty" in result.err


def test_profiles_are_listed_with_their_engines(home):
    result = home.ok("config", "profiles")
    assert result.out == "" and "no profile" in result.err
    assert json.loads(home.ok("config", "profiles", "--json").out) == []
    home.write_profile("connection-address: http://a.example\n")
    home.write_profile("connection-address: https://b.example\n", "work")
    home.write_profile("- broken\n", "broken")
    found = {row["profile"]: row for row in json.loads(home.ok("-C", "work", "config", "profiles", "--json").out)}
    assert sorted(found) == ["broken", "default", "work"]
    assert found["work"]["address"] == "https://b.example" and found["work"]["current"] and not found["default"]["current"]
    assert found["broken"]["problem"] and "address" not in found["broken"]
    assert "work *" in home.ok("-C", "work", "config", "profiles").out


def test_what_is_edited_takes_the_files_place(home):
    path = home.write_profile("# mine\nhttp-port: 80\n")
    home.ok("config", "edit", env=editor(home, "sed -i s/80/8080/ \"$1\"\n"))
    assert path.read_text() == "# mine\nhttp-port: 8080\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert drafts(home) == []


def test_the_editor_may_have_options(home):
    path = home.write_profile("http-port: 80\n")
    home.ok("config", "edit", env={"VISUAL": "sed -i s/80/81/", "EDITOR": "false"})
    assert path.read_text() == "http-port: 81\n"


def test_nothing_is_changed_by_looking(home):
    path = home.write_profile("http-port: 80\n")
    before = path.stat().st_mtime_ns
    assert "Nothing was changed" in home.ok("config", "edit", env={"EDITOR": "true"}).err
    assert path.stat().st_mtime_ns == before and drafts(home) == []


@pytest.mark.parametrize("text, word", [("http-port: eighty", "http-port"), ("a: [1", "draft"), ("a: 1\\na: 2", "a")])
def test_what_is_no_profile_is_not_kept_and_not_lost(home, text, word):
    path = home.write_profile("http-port: 80\n")
    result = home.run("config", "edit", env=editor(home, f"printf '{text}\\n' > \"$1\"\n"))
    assert result.code == 1 and word in result.err
    assert path.read_text() == "http-port: 80\n"
    assert len(drafts(home)) == 1 and drafts(home)[0] in result.err
    assert (home.directory / drafts(home)[0]).stat().st_mode & 0o777 == 0o600


def test_an_editor_that_fails_changes_nothing(home):
    path = home.write_profile("http-port: 80\n")
    home.fails("config", "edit", env=editor(home, "echo 'http-port: 1' > \"$1\"; exit 3\n"), words=("editor", "nothing was changed"))
    home.fails("config", "edit", env={"EDITOR": "/no/such/editor"}, words=("/no/such/editor", "can't be started", "nothing was changed"))
    home.fails("config", "edit", words=("EDITOR", "config set"))
    home.fails("config", "edit", env={"EDITOR": " "}, words=("EDITOR", "config set"))
    assert path.read_text() == "http-port: 80\n" and drafts(home) == []


LEFTOVERS = {
    "gone": "rm \"$1\"", "directory": "rm \"$1\"; mkdir \"$1\"", "link": "rm \"$1\"; ln -s default_config.yaml \"$1\"",
    "pipe": "rm \"$1\"; mkfifo \"$1\"", "everything": "rm -r \"${1%/*}\"/default_draft*", "emptied": ": > \"$1\"", "blank": "echo > \"$1\"",
}


@pytest.mark.parametrize("how", LEFTOVERS)
def test_an_editor_that_leaves_nothing_to_read_empties_no_profile(home, how):
    """EDITOR=rm, and its kin: the session and all settings are as they were."""
    path = home.write_profile(f"# mine\nconnection-address: http://a.example\nconnection-token: {TOKEN}\n")
    before = path.read_bytes()
    words = ("nothing is left", "leave a comment") if how in ("emptied", "blank") else ("the copy that was to be edited", "as it was")
    home.fails("config", "edit", env=editor(home, LEFTOVERS[how] + "\n"), words=words)
    assert path.read_bytes() == before
    assert drafts(home) == [] or how in ("directory", "link", "pipe")


def test_a_profile_is_emptied_on_purpose(home):
    path = home.write_profile("http-port: 80\n")
    home.ok("config", "edit", env=editor(home, "echo '# nothing' > \"$1\"\n"))
    assert path.read_text() == "# nothing\n"


def test_an_editor_may_put_another_file_in_the_copys_place(home):
    path = home.write_profile("http-port: 80\n")
    home.ok("config", "edit", env=editor(home, "mv \"$1\" \"$1~\"; sed s/80/81/ \"$1~\" > \"$1\"; rm \"$1~\"\n"))
    assert path.read_text() == "http-port: 81\n" and path.stat().st_mode & 0o777 == 0o600 and drafts(home) == []


def test_what_was_written_before_a_signal_is_not_lost(home):
    path = home.write_profile("http-port: 80\n")
    result = home.fails("config", "edit", env=editor(home, "echo 'http-port: 1' > \"$1\"; kill -9 $$\n"), words=("signal 9", "is kept in"))
    assert path.read_text() == "http-port: 80\n"
    assert (home.directory / drafts(home)[0]).read_text() == "http-port: 1\n" and drafts(home)[0] in result.err
    (home.directory / drafts(home)[0]).unlink()
    home.fails("config", "edit", env=editor(home, "kill -9 $$\n"), words=("signal 9", "nothing was changed"))
    assert drafts(home) == []


def test_what_another_process_changes_meanwhile_stays(home):
    """Both are there afterwards: the other's change in the profile, the person's in the copy."""
    path = home.write_profile("http-port: 80\n")
    script = f"echo 'http-port: 1' > \"$1\"; {processes.PROGRAM} config set license mine\n"
    home.fails("config", "edit", env=editor(home, script), words=("was changed while you edited", drafts_of := "default_draft."))
    assert path.read_text() == "http-port: 80\nlicense: mine\n"
    assert [(home.directory / name).read_text() for name in drafts(home)] == ["http-port: 1\n"] and drafts(home)[0].startswith(drafts_of)


def test_a_profile_that_cannot_be_read_can_be_mended(home):
    path = home.write_profile("- broken\n")
    home.ok("config", "edit", env=editor(home, "echo 'http-port: 1' > \"$1\"\n"))
    assert path.read_text() == "http-port: 1\n"


def test_another_address_forgets_the_session(home):
    path = home.write_profile(f"connection-address: http://a.example\nconnection-token: {TOKEN}\n")
    home.ok("config", "edit", env=editor(home, "sed -i s/a.example/b.example/ \"$1\"\n"))
    assert path.read_text() == "connection-address: http://b.example\n"


def test_whoever_has_a_terminal_may_edit_again(home):
    path = home.write_profile("http-port: 80\n")
    environment = editor(home, "if grep -q eighty \"$1\"; then echo 'http-port: 8' > \"$1\"; else echo 'http-port: eighty' > \"$1\"; fi\n")
    with home.terminal("config", "edit", env=environment) as terminal:
        terminal.read_until("Edit it again?")
        terminal.send("y\n")
        code, _ = terminal.finish()
    assert code == 0 and path.read_text() == "http-port: 8\n" and drafts(home) == []


@pytest.mark.parametrize(
    "key, value, words",
    [
        ("connection-key", "/nowhere/key.pem", ("/nowhere/key.pem", "No such file")), ("connection-key", "~", ("can't be read",)),
        ("connection-ca", "ca.pem", ("ca.pem", "No such file")), ("connection-key", "SHA256:abc", ("43 characters of base64",)),
        ("connection-fingerprint", "abc", ("SHA-256 of a certificate",)), ("connection-timeout", "10", ("90s or 1m30s",)),
        ("answer-timeout", "2h", ("from 100ms to 1h",)), ("connection-agent", "", ("must be a path",)),
        ("http-port", "-1", ('"-1"', "from 1 to 65535")), ("http-port", "-.5", ('"-.5"', "from 1 to 65535")),
    ])
def test_what_cannot_be_meant_is_refused(home, key, value, words):
    path = home.write_profile("# mine\n")
    home.fails("config", "set", key, value, words=(key, *words))
    assert path.read_text() == "# mine\n"


def test_what_an_agent_holds_needs_no_private_file(home):
    (home.path / "rsa.pub").write_text("ssh-rsa AAAA\n")
    for value in ("rsa.pub", "rsa.pem", "rsa", f"SHA256:{'A' * 43}", "MD5:" + ":".join(["0f"] * 16)):
        home.ok("config", "set", "connection-key", value)
        assert home.profile()["connection-key"] == value if ":" in value else str(home.path / value)


def test_a_slip_in_a_setting_is_pointed_out(home):
    for slip, meant in (("conection-agent", "connection-agent"), ("connection_timeout", "connection-timeout"), ("answer-timeuot", "answer-timeout")):
        assert f"Did you mean {meant}?" in home.ok("config", "set", slip, "x").err


@pytest.mark.parametrize(
    "key, value, words",
    [
        ("connection-address", "unix://rel", "socket"), ("connection-address", "http://h/a/../b", ".. in it"),
        ("connection-address", "http://h\\x", "characters"), ("connection-address", "http://[fe80::1%25]x]:1", "IPv6 address"),
        ("connection-address", "http://[fe80::1%25a%62]:1", "network interface"),
        ("connection-address", "unix:///" + "a" * 200, "a socket's path may have"),
        ("crypto-backend", "foo", "openssl, gcrypt"), ("crypto-backend", "", "openssl, gcrypt"),
    ])
def test_what_no_command_could_use_is_not_taken(home, key, value, words):
    """What is refused where it is used is refused where it is set, in an editor and in the environment, in the same words."""
    path = home.write_profile("# mine\n")
    home.fails("config", "set", key, value, words=(key, words))
    edit = home.run("config", "edit", env=editor(home, f"cat > \"$1\" <<'END'\n{json.dumps({key: value})}\nEND\n"))
    assert edit.code == 1 and words in edit.err
    assert path.read_text() == "# mine\n"
    if value:
        home.fails("config", "get", key, env={key.upper().replace("-", "_"): value}, words=(key.upper().replace("-", "_"), words))
    home.write_profile({key: value})
    home.fails("config", "get", key, words=(f"{path}, line 1", words))
    assert words in rows(home.ok("config", "list", "--json"))[key]["problem"]
    assert words in home.fails("auth", "status", words=(f"{path}, line 1",)).err


def test_a_backend_that_there_is_not_is_no_reason_not_to_show_the_others(home):
    home.write_profile("crypto-backend: foo\n")
    result = home.ok("backend", "list", "--json")
    assert "foo" in result.err and "openssl" in [row["name"] for row in json.loads(result.out)]
    home.ok("config", "set", "crypto-backend", "gcrypt")
    home.ok("backend", "list")


def test_a_zone_is_written_in_two_ways(home):
    """RFC 6874 wants %25 before the zone, and people type a mere %."""
    for value in ("http://[fe80::1%25lo]:1", "http://[fe80::1%lo]:1"):
        home.ok("config", "set", "connection-address", value)
        assert "[fe80::1%lo]:1" in home.run("auth", "status").out


@pytest.mark.parametrize(
    "key, typed, stored",
    [
        ("connection-key", "rsa.pem", "HERE/rsa.pem"), ("connection-key", "./../here/rsa.pem", "HERE/rsa.pem"), ("connection-key", "~/here/rsa.pem", "~/here/rsa.pem"),
        ("connection-key", f"SHA256:{'A' * 43}", f"SHA256:{'A' * 43}"), ("connection-ca", "./rsa.pem", "HERE/rsa.pem"),
        ("connection-agent", "agent", "HERE/agent"), ("connection-agent", "none", "none"), ("tls-key", "a/../b", "HERE/a/../b"),
        ("tls-certificate", "../b", "HOME/b"), ("volume", "../../../../../../../..", "/"), ("volume", "/a/./b/", "/a/./b/"), ("audit-log", "log", "HERE/log"),
        ("audit-log", "stderr", "stderr"), ("audit-log", "journal", "journal"), ("docker-path", "docker", "docker"), ("license", "./x", "./x"),
        ("my-path", "./x", "./x"),
    ])
def test_a_path_means_the_same_everywhere(home, key, typed, stored):
    """The working directory is another one when the path is used."""
    here = home.path / "here"
    here.mkdir()
    (here / "rsa.pem").write_text("-----BEGIN")
    stored = stored.replace("HERE", str(here)).replace("HOME", str(home.path))
    shown = json.loads(home.ok("config", "set", key, typed, "--json", cwd=here).out)
    assert home.profile()[key] == stored == shown["value"]


def test_a_file_that_is_gone_is_told_of_with_the_setting_that_names_it(home, engine):
    home.write_profile(f"connection-address: {engine.address}\nconnection-key: ~/gone.pem\n")
    home.fails("ping", words=("gone.pem", "No such file", f"connection-key ({home.profile_path()}, line 2)"))
    home.fails("ping", env={"CONNECTION_KEY": "other.pem"}, words=("other.pem", "connection-key (environment variable CONNECTION_KEY)"))
    home.fails("ping", env={"CONNECTION_KEY": str(home.path)}, words=("Is a directory", "connection-key (environment variable CONNECTION_KEY)"))
    home.fails(
        "ping", env={"CONNECTION_CA": "/gone", "CONNECTION_ADDRESS": "https://127.0.0.1:1"}, words=("/gone", "connection-ca (environment variable"))
    (home.path / "rsa.pub").write_text(material.public_line(material.key("alice")) + "\n")
    home.write_profile(f"connection-address: {engine.address}\nconnection-key: ~/rsa.pub\nconnection-agent: /gone\n")
    home.fails("ping", words=("no SSH agent answers at /gone", f"connection-agent, {home.profile_path()}, line 3"))


WRITTEN = (
    "0123", "1.10", "12345678901234567890123", "9007199254740993", "-9007199254740992", "0x1F", "1_000", "1e5", ".5", "-0", "-0.0", "1.0", "1e400", ".inf", ".nan",
    "1:30", "2026-01-01", "yes", "Off", "TRUE", "+5", "0o17", "100000000000000000000",
)
SAME = {"0": 0, "123": 123, "-7": -7, "9007199254740991": 9007199254740991, "0.1": 0.1, "-2.5": -2.5, "true": True, "false": False, "null": None}


def test_a_value_that_nobody_knows_is_shown_as_it_is_written(home):
    """0123 may be a code and 1.10 a version: what reads them decides, and a reader of JSON must not get another number."""
    texts = [*WRITTEN, *SAME]
    home.write_profile("".join(f"k{i}: {text} # {i}\nl{i}: [{text}, {{a: {text}}}]\nm{i}:\n  - {text}\n" for i, text in enumerate(texts)))
    found = rows(home.ok("config", "list", "--json"))
    shown = [line.split()[:2] for line in home.ok("config", "list").out.splitlines()]
    for i, text in enumerate(texts):
        expected = SAME.get(text, text)
        values = [found[f"{key}{i}"]["value"] for key in "klm"]
        assert repr(values) == repr([expected, [expected, {"a": expected}], [expected]])
        assert [f"k{i}", text] in shown
    for i in (0, 1, 2, len(WRITTEN)):
        assert home.ok("config", "get", f"k{i}").out == texts[i] + "\n"
        assert home.ok("config", "get", f"l{i}").out == f"[{texts[i]}, {{a: {texts[i]}}}]\n"
        assert repr(json.loads(home.ok("config", "get", f"k{i}", "--json").out)) == repr(SAME.get(texts[i], texts[i]))


def test_a_known_value_is_shown_as_it_is_used(home):
    home.write_profile("http-port: 0x50\nlicense: 0123\ndocker-args: [0123]\n")
    assert home.ok("config", "get", "http-port").out == "80\n" and home.ok("config", "get", "license").out == "0123\n"
    assert json.loads(home.ok("config", "get", "docker-args", "--json").out) == ["0123"]


def test_nobody_is_told_to_set_a_misspelling(home):
    home.write_profile("colour: blue\n")
    for slip, meant in (("conection-adress", "connection-address"), ("http_port", "http-port"), ("color", "colour")):
        message = home.fails("config", "get", slip, words=(slip, f"did you mean {meant}?")).err
        assert "config set" not in message
        assert f"Did you mean {meant}?" in home.ok("config", "unset", slip).err
    assert "config set" not in home.fails("config", "get", "quite-another", words=("config list",)).err
    assert "config set license VALUE" in home.fails("config", "get", "license").err
    assert "mean" not in home.ok("config", "unset", "license").err


def test_a_value_may_begin_with_a_hyphen(home):
    home.ok("config", "set", "offset", "-7", "--json")
    home.ok("config", "set", "--json", "license", "--", "-x")
    home.ok("config", "set", "dashes", "--", "--")
    home.ok("-C", "default", "config", "set", "dash", "-")
    assert home.profile() == {"offset": -7, "license": "-x", "dashes": "--", "dash": "-"}
    before = home.profile_path().read_bytes()
    for words, said in (
        (["license", "--gpus"], "dxflow config set license -- --gpus"), (["license", "-x", "y"], "license -- -x"), (["license"], "Missing expected argument '<value>'"),
        ([], "Missing expected argument '<key>'"), (["license", "a", "b"], "Unexpected argument 'b'"), (["license", "a", "--bad"], "Unknown option '--bad'"),
        (["license", "--", "-a", "-b"], "Unexpected argument '-b'"), (["license", "--json"], "Missing expected argument '<value>'"),
    ):
        result = home.run("config", "set", *words)
        assert result.code == 64 and said in result.err, result
    assert home.profile_path().read_bytes() == before


def test_profiles_are_listed_though_the_chosen_one_is_broken(home):
    home.write_profile("- broken\n")
    home.write_profile("connection-address: https://b.example\n", "work")
    (home.directory / "odd_config.yaml").mkdir()
    found = {row["profile"]: row for row in json.loads(home.ok("config", "profiles", "--json").out)}
    assert "has a list" in found["default"]["problem"] and found["default"]["current"]
    assert found["work"]["address"] == "https://b.example" and "move it away" in found["odd"]["problem"]
    assert "https://b.example" in home.ok("config", "profiles").out


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 101 + "]" * 101, "a: " + "{b: " * 600 + "}" * 600, "".join(" " * i + "a:\n" for i in range(900))],
    ids=("lists", "mappings", "lines"))
def test_values_within_values_have_an_end(home, text):
    """A reader of JSON, and the writer here, would give up on them."""
    path = home.write_profile(text + "\n")
    for command in (["config", "list", "--json"], ["config", "set", "license", "x"]):
        home.fails(*command, words=(str(path), "more than 100 levels"))
    assert path.read_text() == text + "\n"
    home.write_profile("a: " + "[" * 99 + "]" * 99 + "\n")
    json.loads(home.ok("config", "list", "--json").out)


def test_a_linked_profile_is_edited_where_it_is(home):
    real = home.path / "real.yaml"
    real.write_text("http-port: 80\n")
    real.chmod(0o600)
    home.directory.mkdir(mode=0o700)
    home.profile_path().symlink_to(real)
    home.ok("config", "edit", env={"EDITOR": "sed -i s/80/81/"})
    assert real.read_text() == "http-port: 81\n" and home.profile_path().is_symlink() and drafts(home) == []


def test_a_directory_that_cannot_be_written_loses_nothing(home):
    path = home.write_profile("http-port: 80\n")
    home.ok("config", "set", "http-port", "81")
    home.directory.chmod(0o500)
    for command in (["set", "http-port", "82"], ["unset", "http-port"], ["edit"]):
        home.fails("config", *command, env={"EDITOR": "true"}, words=("can't write", "Permission denied"))
    assert home.ok("config", "get", "http-port").out == "81\n"
    home.directory.chmod(0o700)
    assert sorted(entry.name for entry in home.directory.iterdir()) == [path.name, path.name + ".lock"]


def test_what_could_not_be_read_again_is_not_written(home):
    """A profile of more than a megabyte is refused by every command, so none makes one."""
    path = home.write_profile("# " + "x" * (1 << 20) + "\n")
    home.fails("config", "list", words=(str(path), "larger than 1048576 bytes"))
    path = home.write_profile("# " + "x" * ((1 << 20) - 10) + "\n")
    before = path.read_bytes()
    home.fails("config", "set", "license", "mine", words=(str(path), "would be larger than 1048576 bytes", "nothing was changed"))
    assert path.read_bytes() == before
    home.ok("config", "list")
