"""The blocks of commands in docs/operations.md, and what runs each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TREE = Path(__file__).parents[2]
PAGE = TREE / "docs" / "operations.md"
FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)
WALK = "tests/process/walk_operations.py"
RUN_BY = {
    "Install": WALK,
    "Upgrade": WALK,
    "Several machines": WALK,
    "PostgreSQL": WALK,
    "Backup": WALK,
    "Restore": WALK,
}
# A block with such a command is run by nothing here; the walk does the same by other means.
NOT_RUN = {
    "systemctl": "no systemd runs in a bare root: the walk reads the unit and starts what it says",
    "git -C": "the walk's tree is a copy, which it changes by hand",
    "podman": "no image can be fetched here; tests/process/test_containers.py reads the files",
    "podman-compose": "the same",
    "apt-get install --yes podman": "the same",
}


@dataclass(frozen=True)
class Block:
    """One block: the heading that it stands under, its language, and its text."""

    heading: str
    kind: str
    text: str

    @property
    def reason(self) -> str:
        """Why nothing runs it; empty where something does."""
        commands = [line.strip() for line in self.text.splitlines()]
        found = [why for word, why in NOT_RUN.items() if any(_is(c, word) for c in commands)]
        return found[0] if found else ""


def _is(command: str, word: str) -> bool:
    return f"{command} ".startswith(f"{word} ")


def list_blocks(kind: str = "sh") -> Iterator[Block]:
    """Every block of this language, in the page's order."""
    page = PAGE.read_text()
    headings = [(found.start(), found[1]) for found in HEADING.finditer(page)]
    for found in FENCED.finditer(page):
        if found[1] == kind:
            heading = next(name for at, name in reversed(headings) if at < found.start())
            yield Block(heading, kind, found[2])
