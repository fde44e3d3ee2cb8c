"""`dxflow backend`: which backends there are and what they can do, the conformance suite over them, and how long they take."""

import ctypes
import json
import ssl
import xml.etree.ElementTree

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

import material

NAMES = ["openssl", "gcrypt", "swift-crypto"]
# The one whose suite takes the least time.
QUICK = "swift-crypto"


def listed(home, *options, **more):
    return {entry["name"]: entry for entry in json.loads(home.ok("backend", "list", "--json", *options, **more).out)}


def test_the_list_has_the_versions_of_the_libraries_that_run(home):
    backends = listed(home)
    assert list(backends) == NAMES
    assert backends["openssl"]["library"] == "libcrypto" and backends["openssl"]["version"] == ssl.OPENSSL_VERSION.split()[1]
    gcrypt = ctypes.CDLL("libgcrypt.so.20")
    gcrypt.gcry_check_version.restype = ctypes.c_char_p
    assert backends["gcrypt"]["library"] == "libgcrypt"
    assert backends["gcrypt"]["version"] == gcrypt.gcry_check_version(None).decode()
    # swift-crypto tells no version, so nothing more is said than what is known.
    assert backends["swift-crypto"]["library"] == "BoringSSL (swift-crypto)" and backends["swift-crypto"]["version"] == "4.x"


def test_the_list_tells_the_default_and_why(home):
    def default(*options, **more):
        chosen = [(name, entry["chosenBy"]) for name, entry in listed(home, *options, **more).items() if entry["default"]]
        assert len(chosen) == 1
        return chosen[0]

    assert default() == ("openssl", "the first that there is")
    home.write_profile("crypto-backend: swift-crypto\n")
    name, reason = default()
    assert name == "swift-crypto" and "crypto-backend" in reason and "default_config.yaml" in reason
    assert default(env={"DXFLOW_BACKEND": "gcrypt"}) == ("gcrypt", "DXFLOW_BACKEND")
    assert default("--backend", "openssl", env={"DXFLOW_BACKEND": "gcrypt"}) == ("openssl", "--backend")
    line = next(line for line in home.ok("backend", "list", env={"DXFLOW_BACKEND": "gcrypt"}).out.splitlines() if "libgcrypt" in line)
    assert line.split()[0] == "gcrypt" and line.endswith("DXFLOW_BACKEND")


def test_a_name_that_nobody_has_is_said_and_the_list_is_there(home):
    result = home.ok("backend", "list", "--json", env={"DXFLOW_BACKEND": "nonsense"})
    assert "DXFLOW_BACKEND" in result.err and "nonsense" in result.err
    assert [entry["default"] for entry in json.loads(result.out)] == [False] * 3


def test_capabilities_with_their_reasons(home):
    def capability(name, group, entry):
        found = [one for one in listed(home)[name]["capabilities"] if (one["group"], one["name"]) == (group, entry)]
        assert len(found) == 1
        return found[0]["supported"], found[0].get("reason")

    assert capability("gcrypt", "key derivation", "Argon2id") == (True, None)
    supported, reason = capability("openssl", "key derivation", "Argon2id")
    assert not supported and "libcrypto" in reason
    supported, reason = capability("swift-crypto", "RSA keys", "generate 16384 bits")
    assert not supported and "8192" in reason
    out = home.ok("backend", "list").out
    heading = next(line for line in out.splitlines() if line.startswith("OPERATION"))
    assert heading.split()[1:] == [name.upper() for name in NAMES]
    assert next(line for line in out.splitlines() if "Argon2id" in line).split()[1:] == ["no", "yes", "no"]


@pytest.mark.parametrize("name", NAMES)
def test_every_backend_makes_a_key_that_another_program_takes(home, name):
    home.ok("--backend", name, "key", "generate", "new")
    assert serialization.load_pem_private_key((home.path / "new.pem").read_bytes(), None).key_size == 2048


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "openssl"], ["test", "nonsense"], ["bench", "nonsense"], ["test", "openssl", "openssl"], ["bench", "--seconds", "0"],
        ["bench", "--seconds", "3601"], ["bench", "--seconds", "soon"],
    ],
    ids=" ".join)
def test_wrong_usage(home, arguments):
    result = home.run("backend", *arguments)
    assert result.code == 64 and result.out == "" and result.err.lower().startswith("error: "), result


def test_two_backends_pass_the_suite_and_agree(home):
    result = home.ok("backend", "test", "gcrypt", QUICK, "--json", "--junit", "report.xml", timeout=1200)
    # There is no terminal, so there is no bar.
    assert result.err == ""
    run = json.loads(result.out)
    assert run["failed"] == 0 and run["passed"] > 3000
    assert [report["backends"][0]["name"] for report in run["reports"]] == ["gcrypt", QUICK]
    assert all(report["passed"] > 1000 and report["failed"] == 0 for report in run["reports"])
    assert {backend["name"] for backend in run["comparison"]["backends"]} == {"gcrypt", QUICK}
    suites = xml.etree.ElementTree.parse(home.path / "report.xml").getroot()
    assert suites.tag == "testsuites" and suites.get("failures") == "0"
    assert sum(int(suite.get("tests")) for suite in suites) == int(suites.get("tests")) == run["passed"] + run["unsupported"]


def wycheproof(key, message, verdict):
    """A file of Wycheproof's with one signature, and what it says of it."""
    numbers = key.public_key().public_numbers()
    signature = key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    test = {"tcId": 1, "comment": "", "flags": [], "msg": message.hex(), "sig": signature.hex(), "result": verdict}
    group = {
        "type": "RsassaPkcs1Verify", "sha": "SHA-256", "tests": [test],
        "publicKey": {"modulus": f"00{numbers.n:x}", "publicExponent": f"{numbers.e:06x}"},
    }
    return json.dumps({"algorithm": "RSASSA-PKCS1-v1_5", "numberOfTests": 1, "testGroups": [group]})


def test_a_failure_is_named_and_exits_with_1(home):
    vectors = home.path / "vectors"
    vectors.mkdir()
    key = material.key("alice")
    # The signature is good, and the file says that it isn't.
    (vectors / "rsa_signature_2048_sha256_test.json").write_text(wycheproof(key, b"a message", "invalid"))
    result = home.run("backend", "test", QUICK, "--vectors", vectors, timeout=600)
    assert result.code == 1 and result.err == "", result
    lines = result.out.splitlines()
    assert [line for line in lines if line.startswith("FAILED")] == ["FAILED verify/rsa_signature_2048_sha256_test.json:1"]
    assert lines[0].startswith(f"{QUICK} (BoringSSL")
    assert next(line for line in lines if line.startswith("verifying")).split()[2] == "1"


def test_vectors_that_are_not_there(home):
    home.fails("backend", "test", QUICK, "--vectors", "nowhere", words=["nowhere"])
    (home.path / "empty").mkdir()
    home.fails("backend", "test", QUICK, "--vectors", "empty", words=["empty", "fetch-vectors"])


def test_a_report_that_cannot_be_written_is_said_at_once(home):
    home.fails("backend", "test", QUICK, "--junit", "nowhere/report.xml", words=["nowhere/report.xml", "written"], timeout=20)
    (home.path / "folder").mkdir(mode=0o500)
    home.fails("backend", "test", QUICK, "--junit", "folder/report.xml", words=["folder/report.xml", "permission"], timeout=20)


def test_the_bar_is_on_a_terminal_and_gone_after_ctrl_c(home):
    with home.terminal("backend", "test", QUICK, "--junit", "report.xml") as terminal:
        assert QUICK in terminal.read_until("] ") + terminal.read_until(QUICK)
        terminal.send("\x03")
        code, rest = terminal.finish(timeout=20)
    assert code in (-2, 130)
    assert rest.endswith("\r\x1b[K"), repr(rest)
    assert "FAILED" not in rest and not (home.path / "report.xml").exists()


def test_the_bench_has_every_operation_of_every_backend(home):
    rows = json.loads(home.ok("backend", "bench", "openssl", QUICK, "--seconds", "1", "--json", timeout=600).out)
    assert [(row["operation"], row["bits"]) for row in rows] == [
        (operation, bits) for operation in ("sign", "verify", "generate") for bits in (2048, 3072, 4096)]
    for row in rows:
        assert [time["name"] for time in row["backends"]] == ["openssl", QUICK]
        first, second = row["backends"]
        assert first["ratio"] == 1 and first["runs"] == second["runs"] >= 1
        assert first["medianSeconds"] > 0 and second["ratio"] == pytest.approx(second["medianSeconds"] / first["medianSeconds"])


def test_the_bench_as_a_table(home):
    result = home.ok("backend", "bench", QUICK, "--seconds", "1", timeout=600)
    assert result.err == ""
    lines = result.out.splitlines()
    assert lines[0].split() == ["OPERATION", QUICK.upper()] and len(lines) == 10
    assert all(line.split()[3] in ("µs", "ms", "s") for line in lines[1:])
