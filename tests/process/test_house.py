"""The rules of the house, as the code shows them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "console", "scheduler", "dialogue", "models", "sandbox")
GENERATED = "migrations/versions"
LONGEST = 300

CLOCKS = ("models/core/clock.py", "sandbox/clock.py")
TIME_ASKED = {
    *(
        f"{name}.{ask}"
        for name in ("datetime", "dt.datetime")
        for ask in ("now", "utcnow", "today")
    ),
    *("date.today", "dt.date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime"),
}
STORE_CALLS = {"select", "insert", "update", "delete", "text"}
SESSION_CALLS = {
    "add",
    "add_all",
    "commit",
    "rollback",
    "flush",
    "exec",
    "execute",
    "get",
    "delete",
}
COMMAND_LINES = ("bot/cli.py", "sandbox/__main__.py")
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "service", "misc", "base"}


def files(*rooms: str, kinds: tuple[str, ...] = (".py",)) -> Iterator[tuple[str, Path]]:
    """Every file of the rooms, by its path in the house."""
    for room in rooms:
        for file in sorted((HOUSE / room).rglob("*")):
            if file.suffix in kinds and GENERATED not in file.as_posix():
                yield file.relative_to(HOUSE).as_posix(), file


def calls(file: Path) -> Iterator[tuple[int, str]]:
    """Every call of a file: its line and its dotted name."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def test_only_the_clocks_ask_the_machine_for_the_time() -> None:
    asked = [
        f"{path}:{line} {name}"
        for path, file in files(*ROOMS)
        for line, name in calls(file)
        if name in TIME_ASKED and path not in CLOCKS
    ]
    assert asked == []


def test_a_handler_touches_no_store() -> None:
    touched = [
        f"{path}:{line} {name}"
        for path, file in files("handlers")
        for line, name in calls(file)
        if name in STORE_CALLS or ("session." in name and name.rpartition(".")[2] in SESSION_CALLS)
    ]
    assert touched == []


def test_only_command_lines_print() -> None:
    printed = [
        f"{path}:{line}"
        for path, file in files(*ROOMS)
        for line, name in calls(file)
        if name in ("print", "pprint", "pprint.pprint", "sys.stdout.write")
        and path not in COMMAND_LINES
    ]
    assert printed == []


def test_no_file_needs_long_scrolling() -> None:
    kinds = (".py", ".js", ".css", ".html")
    lengths = {
        path: len(file.read_text().splitlines())
        for path, file in files(*ROOMS, "tests", "benchmarks", kinds=kinds)
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}
    assert len(lengths) > len(ROOMS)


def test_every_module_is_named_after_something() -> None:
    vague = [path for path, file in files(*ROOMS, "tests") if VAGUE & set(file.stem.split("_"))]
    assert vague == []


def test_the_house_has_one_direction(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(HOUSE)
    assert lint_imports(no_cache=True, no_logo=True) == 0, capsys.readouterr().out


def imported(file: Path) -> set[str]:
    """Every module and name that a file imports, dotted, also within a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_no_two_modules_import_each_other_round_a_circle() -> None:
    modules = {path.removesuffix(".py").replace("/", "."): file for path, file in files(*ROOMS)}
    arrows = {
        module: {name if name in modules else name.rpartition(".")[0] for name in imported(file)}
        & set(modules) - {module}
        for module, file in modules.items()
    }
    sorter = TopologicalSorter(arrows)
    sorter.prepare()


def test_the_newest_version_says_how_to_upgrade_to_it() -> None:
    with (HOUSE / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    changelog = (HOUSE / "CHANGELOG.md").read_text()
    released = re.split(r"^## ", changelog, flags=re.M)[2:]
    assert released[0].startswith(f"[{version}] - 2")
    assert "### Upgrading from " in released[0]
    newest = max((HOUSE / "bot/store/migrations/versions").glob("0*.py")).name[:4]
    assert newest in released[0]
