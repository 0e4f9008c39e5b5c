"""What deploy/ starts is what the command line has, with settings that there are."""

import configparser
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
DOCS = (DEPLOY.parent / "README.md", DEPLOY.parent / "docs" / "operations.md")
NAMED = re.compile(r"CHUNFENG_[A-Z_]+")


@pytest.fixture
def compose() -> dict[str, Any]:
    """The compose file."""
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


def is_known(*words: str) -> bool:
    """Whether the command line takes these words; --help keeps it from doing so."""
    return CliRunner().invoke(app, [*words, "--help"]).exit_code == 0


@pytest.mark.parametrize("file", [*sorted(DEPLOY.iterdir()), *DOCS], ids=lambda file: file.name)
def test_every_setting_that_is_named_is_one(file: Path) -> None:
    known = {f"CHUNFENG_{name.upper()}" for name in Settings.model_fields}
    assert set(NAMED.findall(file.read_text())) <= known


def test_every_container_of_the_bot_runs_a_command(compose: dict[str, Any]) -> None:
    ours = [one for one in compose["services"].values() if one["image"] == "chunfeng"]
    commands = [one["command"] for one in ours]
    assert ["run", "--role", "converse"] in commands
    assert ["run", "--role", "clock"] in commands
    assert all(is_known(*command) for command in commands)


def test_what_a_container_builds_on_is_there(compose: dict[str, Any]) -> None:
    built = compose["services"]["clock"]["build"]
    file = DEPLOY / built["context"] / built["dockerfile"]
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", file.read_text(), re.MULTILINE)
    assert len(copied) > 1
    assert all((DEPLOY / built["context"] / path).exists() for path in " ".join(copied).split())


def test_every_volume_and_service_that_is_used_is_declared(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert set(service.get("depends_on", ())) <= set(compose["services"])
        sources = {volume.partition(":")[0] for volume in service.get("volumes", ())}
        for source in sources:
            is_file = source.startswith("./") and (DEPLOY / source).exists()
            assert is_file or source in compose["volumes"]


def test_the_unit_runs_a_command_and_ends_it_by_a_signal() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "chunfeng@.service")
    program, *words = unit["Service"]["ExecStart"].split()
    assert program.endswith("/bin/chunfeng")
    assert words[-1] == "${ROLE}"
    assert is_known(*words[:-1], "all")
    assert "KillSignal" not in unit["Service"]


def test_the_timer_starts_a_backup_by_a_command_that_is_there() -> None:
    program = get_program("chunfeng@.service")
    started = get_program("chunfeng-backup.service")
    assert started[0] == program[0]
    assert is_known(*started[1:])
    lines = (DEPLOY / "chunfeng-backup.timer").read_text().splitlines()
    assert {"Persistent=true", "WantedBy=timers.target"} <= set(lines)


def get_program(unit: str) -> list[str]:
    (words,) = re.findall(r"^ExecStart=(.+)$", (DEPLOY / unit).read_text(), re.MULTILINE)
    return str(words).split()


def test_containers_have_the_programs_of_their_server(compose: dict[str, Any]) -> None:
    server = compose["services"]["postgres"]["image"].partition(":")[2]
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    assert f"ARG POSTGRES={server}" in lines
    assert "backups:/backups" in compose["services"]["converse"]["volumes"]


def test_the_unit_shuts_the_bot_in() -> None:
    lines = (DEPLOY / "chunfeng@.service").read_text().splitlines()
    assert {
        *("SystemCallFilter=@system-service", "SystemCallErrorNumber=EPERM", "ProcSubset=pid"),
        *("ProtectProc=invisible", "NoNewPrivileges=yes", "UMask=0077", "OOMPolicy=continue"),
        *("LimitCORE=0", "ProtectSystem=strict", "CapabilityBoundingSet="),
    } <= set(lines)
    assert any(line.startswith("MemoryMax=") for line in lines)
    # An inspection sets its own limits.
    assert not any("~" in line and "@resources" in line for line in lines)


@pytest.mark.parametrize("name", ["chunfeng-do", "chunfeng-switch"])
def test_a_helper_can_be_run(name: str) -> None:
    assert (DEPLOY / name).stat().st_mode & stat.S_IXUSR


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("chunfeng@.service", "chunfeng@all.service"),
        ("chunfeng-backup.service", "chunfeng-backup.service"),
    ],
)
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path, file: str, name: str) -> None:
    unit = (DEPLOY / file).read_text()
    program = re.findall(r"^ExecStart=(\S+)", unit, re.MULTILINE)[0]
    # It looks whether the program is there.
    there = tmp_path / name
    there.write_text(unit.replace(program, sys.executable))
    command = ["systemd-analyze", "verify", "--man=no", str(there)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [line for line in done.stderr.splitlines() if "chunfeng" in line]
    assert (done.returncode, found) == (0, [])
