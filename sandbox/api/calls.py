"""A call of the Bot API: its parameters as typed values, and the log of all calls."""

import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from sandbox.api.refusals import Refusal, bad_request

KEPT = 50_000


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass
class Call:
    """One call; remembers which parameters were read, since Telegram ignores the others.

    `at` is when it arrived, in seconds of `time.monotonic()`.
    """

    method: str
    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    at: float = field(default_factory=time.monotonic)

    def value(self, key: str) -> Any:
        self.read.add(key)
        return self.values.get(key)

    def text(self, key: str) -> str:
        """The parameter as text, empty where it is absent."""
        value = self.value(key)
        return "" if value is None else str(value)

    def whole(self, key: str, default: int = 0) -> int:
        """The parameter as a whole number; 400 where it is none."""
        text = self.text(key)
        try:
            return int(text) if text else default
        except ValueError:
            raise bad_request(f'invalid parameter "{key}": integer expected') from None

    def number(self, key: str) -> float:
        """The parameter as a number; 400 where it is none or absent."""
        try:
            return float(self.text(key))
        except ValueError:
            raise bad_request(f"{key} is empty") from None

    def flag(self, key: str) -> bool:
        return self.text(key).lower() in {"true", "yes", "1"}

    def structure(self, key: str) -> Any:
        """A nested value, which forms carry as JSON text; None where it is absent."""
        value = self.value(key)
        if not isinstance(value, str) or not value:
            return None if value == "" else value
        try:
            return json.loads(value)
        except ValueError:
            raise _unreadable(key) from None

    def record(self, key: str) -> dict[str, Any]:
        """A nested object, empty where it is absent; 400 where it is something else."""
        value = self.structure(key)
        if not isinstance(value, dict | None):
            raise _unreadable(key)
        return value or {}

    def records(self, key: str) -> list[dict[str, Any]]:
        """A nested list of objects, empty where it is absent; 400 where it is something else."""
        value = self.structure(key) or []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise _unreadable(key)
        return value

    def file(self, key: str) -> Upload | str:
        """An upload, or the text that stands for a file; empty where there is neither."""
        self.read.add(key)
        if key in self.files:
            return self.files[key]
        text = self.text(key)
        attached = text.removeprefix("attach://")
        if attached != text:
            return self.files.get(attached) or ""
        return text

    @property
    def ignored(self) -> list[str]:
        return sorted(f"{self.method}.{key}" for key in self.values.keys() - self.read)


def _unreadable(key: str) -> Refusal:
    return bad_request(f"can't parse {key.replace('_', ' ')} JSON object")


class Calls:
    """The log of calls, newest last.

    Each has `seq`, `at` (its arrival), `method`, `params`, `files`, `status` and `error`.
    """

    def __init__(self) -> None:
        self.ignored: set[str] = set()
        self._log: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._seq = 0

    def open(self, call: Call) -> dict[str, Any]:
        """Log a call at its arrival: `status` stays None until it is answered."""
        self._seq += 1
        entry = {"seq": self._seq, "at": call.at, "method": call.method, "params": call.values}
        entry |= {"files": [file.name for file in call.files.values()]}
        entry |= {"status": None, "error": None}
        self._log.append(entry)
        return entry

    def after(self, seq: int, method: str = "") -> list[dict[str, Any]]:
        """The calls after a number, of one method or of all."""
        return [
            entry
            for entry in self._log
            if entry["seq"] > seq and method.lower() in {"", entry["method"].lower()}
        ]
