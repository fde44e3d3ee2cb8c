"""What an administrator watches: health by subsystem, the numbers for Prometheus, the modes of the files at the start."""

import json
import os

import pytest
from prometheus_client.parser import text_string_to_metric_families

import material
from client import Client, entities, framed, kind, refused, signature


def parts(answer):
    return {kind(chunk).partition(":")[2]: chunk["payload"] for chunk in answer.chunks if kind(chunk).startswith("entity:")}


def test_health_by_subsystem(engine):
    answer = engine.client().get("/api/engine/healthcheck/")
    assert answer.code == 200 and entities(answer.chunks) == ["healthy"]
    assert {"keys", "tokens", "volume", "audit", "connections"} <= set(parts(answer))
    assert set(parts(answer).values()) == {"healthy"}
    lines = framed(engine.client().get("/api/engine/healthcheck/?stream=true").text)
    assert [kind(chunk) for chunk in lines] == [kind(chunk) for chunk in answer.chunks]


def test_an_ill_subsystem(home, engine):
    """It is named, to whoever asks; why, the log tells."""
    home.authorized_keys.chmod(0o666)
    answer = engine.client().get("/api/engine/healthcheck/")
    assert answer.code == 503 and answer.status == (503, answer.status[1]) and "keys" in answer.status[1]
    assert parts(answer)["keys"] == "failing" and parts(answer)["tokens"] == "healthy"
    assert "authorized_keys" not in answer.text and "authorized_keys" in engine.log
    home.fails("healthcheck", words=("keys",))
    home.authorized_keys.chmod(0o600)
    assert engine.client().get("/api/engine/healthcheck/").code == 200


def metrics(engine):
    """What Prometheus' own parser makes of them: each number by its name and its labels."""
    answer = engine.socket_client().get("/metrics")
    assert answer.code == 200 and answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    found = {}
    for family in text_string_to_metric_families(answer.text):
        assert family.documentation and family.type in ("counter", "gauge")
        for sample in family.samples:
            found[(sample.name, *sample.labels.values())] = sample.value
    assert found
    return found


def test_metrics(engine):
    before = metrics(engine)
    client = engine.master_client()
    challenge = client.challenge()
    client.verify(challenge, signature(material.key("stranger"), challenge["nonce"]))
    assert client.register(material.public_line(material.key("alice")), "alice").code == 200
    assert client.unregister("alice").code == 200
    assert client.get("/nowhere").code == 404
    after = metrics(engine)

    def more(*key):
        return after[key] - before.get(key, 0)

    assert more("dxflow_sign_ins_total", "granted") == 1
    assert more("dxflow_sign_ins_total", "refused") == 1
    assert more("dxflow_challenges_total") == 2
    assert more("dxflow_key_changes_total", "registered") == more("dxflow_key_changes_total", "removed") == 1
    assert more("dxflow_requests_total", "401") == more("dxflow_requests_total", "404") == 1
    assert more("dxflow_connections_total") == 1 and after[("dxflow_connections",)] == 1
    assert after[("dxflow_uptime_seconds",)] > before[("dxflow_uptime_seconds",)]


def test_metrics_of_limits(home):
    engine = home.boot(env={"LIMIT_CALLS_BURST": "3", "LIMIT_CALLS_PER_SECOND": "1"})
    codes = [engine.client().get("/api/auth/challenge/").code for _ in range(10)]
    assert metrics(engine)[("dxflow_limits_hit_total", "calls")] == codes.count(429) > 0


def test_metrics_are_not_for_the_network(engine):
    client = engine.master_client()
    for method in ("GET", "POST"):
        refused(client.call(method, "/metrics"), 404)


@pytest.mark.parametrize("name", ["authorized_keys", "keys/master.pem", "keys/master.pub", "keys/token-es256.der", "default_config.yaml"])
def test_a_file_that_others_may_write(home, name):
    home.write_profile("x: y\n")
    engine = home.boot(http=False)
    engine.stop()
    (home.directory / name).chmod(0o666)
    home.fails("boot", "up", words=(str(home.directory / name), "chmod"))


def test_a_file_that_others_may_read(home):
    engine = home.boot(http=False)
    assert "chmod" not in engine.log
    engine.stop()
    path = home.directory / "keys" / "master.pem"
    path.chmod(0o644)
    engine = home.boot(http=False)
    assert f"chmod 600 '{path}'" in engine.log


def test_the_description_that_is_served(engine):
    answer = engine.client().get("/api/openapi.json")
    served = json.loads(answer.text)
    assert answer.headers["Content-Type"] == "application/json" and served["openapi"].startswith("3.1")
    with open(os.path.join(os.path.dirname(__file__), "openapi.json")) as file:
        assert served == json.load(file)
