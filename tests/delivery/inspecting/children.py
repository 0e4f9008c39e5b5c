"""The processes that inspect a file at this moment."""

import os
import re
from pathlib import Path

PARENT = 1  # the second field of /proc/N/stat behind the name, in parentheses, is the parent


def inspecting(parent: int | None = None) -> list[int]:
    """Their numbers: of this process, or of another one."""
    return [child for child in children(parent or os.getpid()) if b"inspecting" in command(child)]


def is_shut_in(process: int) -> bool:
    """Whether it has read its file and may open nothing more: it decodes."""
    try:
        limits = Path(f"/proc/{process}/limits").read_text()
    except OSError:
        return False
    return bool(re.search(r"^Max open files +0 ", limits, re.MULTILINE))


def children(parent: int) -> list[int]:
    """The processes that it began and that are there still."""
    there = (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal())
    return [process for process in there if parent_of(process) == parent]


def parent_of(process: int) -> int | None:
    """Who began it; None where it is gone."""
    try:
        stat = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return None
    return int(stat.rpartition(b")")[2].split()[PARENT])


def command(process: int) -> bytes:
    """What it was called with; empty where it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
