"""What an operator installs: a bare machine, a switch and a way back, the settings' file."""

import os
import runpy
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.process.bare_machine import TREE, read_environment

DEPLOY = TREE / "deploy"
GENERATOR = Path("/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator")
MISSING = "python3-venv"
CHUNFENG = (sys.executable, "-c", "from bot.cli import app; app()")


def make(*words: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "-C", str(TREE), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def python_that(tmp_path: Path, script: str) -> str:
    """A Python that is not as it should be."""
    file = tmp_path / "python3"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize("script", ["exit 1", "exit 127"])
@pytest.mark.parametrize("goal", ["install", "demo"])
def test_a_missing_venv_is_said_and_nothing_is_made(goal: str, script: str, tmp_path: Path) -> None:
    """Debian's Python without the package python3-venv, or with none of it at all."""
    places = [f"PREFIX={tmp_path}/opt", f"VENV={tmp_path}/venv"]
    done = make(goal, f"PYTHON={python_that(tmp_path, script)}", *places)
    assert (done.returncode, MISSING in done.stderr) == (2, True)
    assert MISSING in make(goal, "PYTHON=", *places).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["python3"]


def test_a_half_made_venv_is_made_anew(tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    half = python_that(
        tmp_path,
        f'[ "$1" = -c ] || {{ mkdir -p {venv}/bin; ln -s /bin/sh {venv}/bin/python; exit 1; }}',
    )
    assert make(f"VENV={venv}", f"PYTHON={half}", f"{venv}/bin/pip").returncode == 2
    assert make(f"VENV={venv}", f"PYTHON={sys.executable}", f"{venv}/bin/pip").returncode == 0
    assert subprocess.run([venv / "bin/python", "-m", "pip", "-V"], check=False).returncode == 0


@pytest.fixture
def switch(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command in a place with three releases, of which one is only half there."""
    for age, name in enumerate(("0.3.0-half", "0.2.0-new", "0.1.0-old")):
        release = tmp_path / "releases" / name
        (release / "deploy").mkdir(parents=True)
        (release / "deploy/chunfeng-switch").write_bytes((DEPLOY / "chunfeng-switch").read_bytes())
        if "half" not in name:
            (release / ".whole").touch()
        os.utime(release, (1000 - age, 1000 - age))
    (tmp_path / "current").symlink_to("releases/0.1.0-old")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", "-eu", str(tmp_path / "current/deploy/chunfeng-switch"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


def test_a_release_is_switched_to_and_back(
    switch: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    current = tmp_path / "current"
    assert switch().stdout.split("\n")[:2] == ["  0.2.0-new", "* 0.1.0-old"]
    for wrong in ("--back", "0.3.0-half", "../x", ".*", "0.9.0", "-x"):
        assert switch(wrong).returncode == 2
    assert current.readlink() == Path("releases/0.1.0-old")
    assert switch("--newest").returncode == 0
    assert current.resolve().name == "0.2.0-new"
    assert switch("--newest").returncode == 0
    assert switch("--back").returncode == 0
    assert current.resolve().name == "0.1.0-old"
    assert switch("0.2.0-new").returncode == 0
    assert current.resolve().name == "0.2.0-new"


def test_a_release_is_named_by_all_that_is_in_it() -> None:
    install = runpy.run_path(str(DEPLOY / "install.py"))
    named = {file.relative_to(TREE).parts[0] for file in install["list_files"]()}
    assert named == set(install["NEEDED"])
    assert install["name_release"]() == install["name_release"]()


SETTINGS = {
    "A=plain": {"A": "plain"},
    "A=a $b ${c} `d` & e ; f # g": {"A": "a $b ${c} `d` & e ; f # g"},
    "A='s $x \\ \"y\"'": {"A": 's $x \\ "y"'},
    'A="d $x \\"y\\" \\$z \\n \'w\'"': {"A": "d $x \"y\" $z \\n 'w'"},
    'A=it\'s "fine"': {"A": 'it\'s "fine"'},
    "  A =  b c  ": {"A": "b c"},
    "A=b\\ \\\nc": {"A": "b c"},
    "A='b' \"c\" d": {"A": "bcd"},
    "A='one\ntwo'\nB=2": {"A": "one\ntwo", "B": "2"},
    "# A=1 \\\nstill\n;B=2\nC=3": {"C": "3"},
    "export A=1\n2A=1\nA\nB=\n": {"B": ""},
    "A=1\r\nB=2\r\n": {"A": "1", "B": "2"},
    "A=1\nA=2": {"A": "2"},
    "A=postgresql://u:p%40$&;@h/d?sslmode=require": {
        "A": "postgresql://u:p%40$&;@h/d?sslmode=require"
    },
    'A="open': {"A": "open"},
}


@pytest.mark.parametrize("text", SETTINGS)
def test_settings_are_read_as_systemd_reads_them(text: str, tmp_path: Path) -> None:
    assert read_environment(text) == SETTINGS[text]
    if not GENERATOR.exists() or any(odd in text for odd in ("B=\n", "$", "\\n", "\r")):
        return
    # It reads with the same code; but it expands $, drops what is empty, and writes for a shell.
    (tmp_path / "environment.d").mkdir()
    (tmp_path / "environment.d/a.conf").write_text(text)
    said = subprocess.run(
        [GENERATOR],
        env={"XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {k: v for k, v in read_environment(said.replace("\\n", "\n")).items() if k in "ABC"} == {
        k: v for k, v in SETTINGS[text].items() if k in "ABC"
    }


def test_the_service_and_the_helper_have_the_same_defaults() -> None:
    """Neither looks for anything in the folder that it happens to be started in."""
    helper = runpy.run_path(str(DEPLOY / "chunfeng-do"))
    lines = (DEPLOY / "chunfeng@.service").read_text().splitlines()
    given = [line.removeprefix("Environment=") for line in lines if line.startswith("Environment=")]
    assert {f"{name}={value}" for name, value in helper["DEFAULTS"].items()} == set(given)
    folders = {name for name, field in Settings.model_fields.items() if field.annotation is Path}
    assert {f"CHUNFENG_{name}".upper() for name in folders} == set(helper["DEFAULTS"])
    assert helper["SETTINGS"] in (DEPLOY / "chunfeng@.service").read_text()
    assert "WorkingDirectory=/" in lines


def test_only_its_own_user_reads_what_a_command_writes(tmp_path: Path) -> None:
    """From the first command on, whatever the operator's umask is."""
    key = subprocess.run(
        [*CHUNFENG, "key"], capture_output=True, text=True, check=True, cwd=TREE
    ).stdout.strip()
    settings = {"CHUNFENG_SECRET_KEYS": key, "CHUNFENG_DATA_DIR": str(tmp_path / "a" / "data")}
    for words in (("db", "upgrade"), ("db", "backup", str(tmp_path / "copy"))):
        subprocess.run(
            [*CHUNFENG, *words],
            env={**os.environ, **settings, "PYTHONPATH": str(TREE)},
            umask=0,
            cwd=tmp_path,
            check=True,
        )
    made = {path: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert tmp_path / "a/data/chunfeng.db" in made
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in made.items())
