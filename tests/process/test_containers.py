"""What podman and podman-compose of Debian 12 make of deploy/."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = shutil.which("podman-compose")
# It is told what to do, and that it went well.
PODMAN = '#!/bin/sh\necho "$@" >> "$0.said"\n[ "$1" = --version ] && echo podman version 4.3.1\n:\n'


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


@pytest.mark.skipif(COMPOSE is None, reason="no podman-compose on this machine")
def test_debians_compose_starts_every_container(compose: dict[str, Any], tmp_path: Path) -> None:
    podman = tmp_path / "podman"
    podman.write_text(PODMAN)
    podman.chmod(0o755)
    deploy = tmp_path / "deploy"
    shutil.copytree(DEPLOY, deploy)
    command = [str(COMPOSE), "--podman-path", str(podman), "-f", "compose.yaml", "up", "-d"]

    def up() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=deploy, capture_output=True, text=True, check=False)

    assert "it is missing in .env" in up().stderr
    (deploy / ".env").write_text("DOMAIN=bot.example.cn\nPOSTGRES_PASSWORD=abc\n")
    (deploy / "chunfeng.env").touch()
    Path(f"{podman}.said").unlink(missing_ok=True)
    done = up()
    assert done.returncode == 0, done.stderr
    said = Path(f"{podman}.said").read_text().splitlines()
    started = [
        re.findall(r"--name=deploy_(\w+)_\d+ ", line)[0] for line in said if "--name=" in line
    ]
    replicas = {
        name: one.get("deploy", {}).get("replicas", 1) for name, one in compose["services"].items()
    }
    assert {name: started.count(name) for name in started} == replicas
    ours = [
        line for line in said if " chunfeng run --role " in line or line.endswith(" db upgrade")
    ]
    assert len(ours) == replicas["converse"] + replicas["clock"] + replicas["upgrade"]
    shut_in = ("--read-only", "--cap-drop ALL", "no-new-privileges", "-m 1g", "--ulimit core=0")
    assert all(word in line for line in ours for word in shut_in)


def test_the_first_start_waits_for_the_database(compose: dict[str, Any]) -> None:
    """Whoever comes too early is started again; nobody ends for good."""
    services = compose["services"]
    assert all(one["restart"] in ("always", "on-failure") for one in services.values())
    check = services["postgres"]["healthcheck"]
    # On the socket it answers already while its first files are made.
    assert "-h 127.0.0.1" in check["test"]
    assert int(check["interval"].removesuffix("s")) * check["retries"] >= 300


def test_the_containers_are_shut_in_as_the_unit_is(compose: dict[str, Any]) -> None:
    unit = (DEPLOY / "chunfeng@.service").read_text().splitlines()
    ours = [one for one in compose["services"].values() if one["image"] == "chunfeng"]
    assert {"ProtectSystem=strict", "MemoryMax=1G", "TasksMax=256", "LimitCORE=0"} <= set(unit)
    for one in ours:
        assert (one["read_only"], one["mem_limit"], one["pids_limit"]) == (True, "1g", 256)
        assert (one["cap_drop"], one["security_opt"]) == (["ALL"], ["no-new-privileges"])
        assert one["ulimits"] == {"core": 0}


def test_every_image_is_named_in_full() -> None:
    """Debian's podman knows no registry by itself."""
    files = ("compose.yaml", "Containerfile")
    text = "\n".join((DEPLOY / name).read_text() for name in files)
    named = re.findall(r"^(?:ARG BASE=|\s+image: )(\S+)$", text, re.MULTILINE)
    assert len(named) > 4
    assert all(one == "chunfeng" or one.startswith("docker.io/") for one in named)


def test_prometheus_asks_every_replica(compose: dict[str, Any]) -> None:
    read = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())
    (job,) = read["scrape_configs"]
    (names,) = job["dns_sd_configs"]
    assert (names["names"], names["type"], names["port"]) == (["converse"], "A", 8080)
    assert compose["services"]["converse"]["deploy"]["replicas"] > 1
    assert "0.0.0.0:8080" in (DEPLOY / "Containerfile").read_text()
    if promtool := shutil.which("promtool"):
        command = [promtool, "check", "config", str(DEPLOY / "prometheus.yml")]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
