"""A list in a file of its own, sealed: what has to outlive the store."""

import json
import os
from pathlib import Path
from typing import Any

import structlog
from cryptography.fernet import InvalidToken

from models.core.encryption import keyring
from models.core.file_store import onto_disk

log = structlog.get_logger()
UNFINISHED = ".part"


def read_sealed_list(file: Path) -> list[Any]:
    """What it holds; nothing where it is not there or no key opens it."""
    try:
        return list(json.loads(keyring.open_bytes(file.read_bytes())))
    except FileNotFoundError:
        return []
    except (OSError, InvalidToken, ValueError, TypeError) as problem:
        log.warning("list not read", file=file.name, why=type(problem).__name__)
        return []


def write_sealed_list(file: Path, rows: list[Any]) -> None:
    """Whole or not at all, sealed with the newest key; none where there is nothing to be told."""
    if not rows and not file.exists():
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}{os.getpid()}{UNFINISHED}")
    try:
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as out:
            out.write(keyring.seal_bytes(json.dumps(rows).encode()))
        onto_disk(part)
        part.replace(file)
    except OSError as problem:
        log.warning("list not written", file=file.name, why=type(problem).__name__)
