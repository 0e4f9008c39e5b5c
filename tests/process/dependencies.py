"""What is installed, by version and licence: `python -m tests.process.dependencies` writes it."""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LIST, PINS = ROOT / "docs" / "dependencies.md", ROOT / "constraints.txt"
LOCK, LOCK_DEV = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
HEAD = """# What it is made of

Every package that `make demo` or `make test` installs, with the version of `constraints.txt` and
the licence that the package states. `requirements.txt` and `requirements-dev.txt` have the hashes
of its files, and pip takes no other: after a change of versions, `make locks`. A test holds this
list to what is installed: `python -m tests.process.dependencies` writes it. To audit it, where the
network can be reached: `pipx run pip-audit -r constraints.txt --no-deps --disable-pip`.

| package | version | licence | needed by |
|---|---|---|---|
"""


def name_of(text: str) -> str:
    """As package registries compare names."""
    return re.sub(r"[-_.]+", "-", text).lower()


def installed() -> dict[str, Distribution]:
    """Everything that the bot and its tests need, by name."""
    return {name: distribution(name) for name in sorted(needed("dev", "build"))}


def pinned() -> dict[str, str]:
    """The versions of constraints.txt."""
    pins = [line.split("==") for line in PINS.read_text().split()]
    return {name_of(name): version for name, version in pins}


def locked(lock: Path) -> dict[str, tuple[str, list[str]]]:
    """Version and hashes of each package that a list of hashes names."""
    entries = re.findall(
        r"^([A-Za-z0-9._-]+)==(\S+)((?: \\\n +--hash=\S+)*)$", lock.read_text(), re.M
    )
    return {name_of(name): (version, rest.split()[1::2]) for name, version, rest in entries}


def needed(*named: str) -> set[str]:
    """What the process needs, and with "dev" its tests too."""
    found: set[str] = set()
    waiting = [("chunfeng", frozenset(named))]
    while waiting:
        name, extras = waiting.pop()
        for text in distribution(name).requires or []:
            need = Requirement(text)
            wanted = [{"extra": extra} for extra in extras or {""}]
            if need.marker and not any(need.marker.evaluate(extra) for extra in wanted):
                continue
            if name_of(need.name) not in found:
                found.add(name_of(need.name))
                waiting.append((need.name, frozenset(need.extras)))
    return found


def licence(package: Distribution) -> str:
    """The expression, else the classifiers, else the first line of the text."""
    said = package.metadata
    classified = [
        one.rpartition(" :: ")[2]
        for one in said.get_all("Classifier") or []
        if one.startswith("License ::")
    ]
    text = (said["License"] or "").strip().splitlines() or [""]
    return said["License-Expression"] or ", ".join(classified) or text[0] or "not stated"


def listed() -> str:
    runs = needed()
    rows = [
        f"| {name} | {one.version} | {licence(one)} | {'the bot' if name in runs else 'tests'} |"
        for name, one in installed().items()
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    LIST.write_text(listed())
