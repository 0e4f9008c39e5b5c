"""What survives a kill: shelves of JSON values and files in one SQLite database."""

import json
import sqlite3
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Generic, TypeVar

K = TypeVar("K", int, str)
V = TypeVar("V")

SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (shelf TEXT, key, value TEXT, UNIQUE (shelf, key));
CREATE TABLE IF NOT EXISTS contents (file_id TEXT PRIMARY KEY, content BLOB);
"""
PUT = """
INSERT INTO entries (shelf, key, value) VALUES (?, ?, ?)
ON CONFLICT (shelf, key) DO UPDATE SET value = excluded.value
"""


class Store:
    """An SQLite file, or memory where no path is given. Nothing is kept before `commit()`."""

    def __init__(self, path: Path | None = None) -> None:
        self.connection = sqlite3.connect(path or ":memory:")
        # A process may be killed at any moment; a power cut is no part of a demo.
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.executescript(SCHEMA)

    def commit(self) -> None:
        self.connection.commit()

    def close(self) -> None:
        self.connection.commit()
        self.connection.close()

    def keep(self, file_id: str, content: bytes) -> None:
        self.connection.execute("INSERT INTO contents VALUES (?, ?)", (file_id, content))

    def content(self, file_id: str) -> bytes:
        query = "SELECT content FROM contents WHERE file_id = ?"
        row: tuple[bytes] = self.connection.execute(query, (file_id,)).fetchone()
        return row[0]


class Shelf(MutableMapping[K, V], Generic[K, V]):
    """A dictionary of JSON values in the order of insertion, written through to the store.

    A value changed in place is not saved: assign it again.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        query = "SELECT key, value FROM entries WHERE shelf = ? ORDER BY rowid"
        rows = store.connection.execute(query, (name,))
        self._values: dict[K, V] = {key: json.loads(value) for key, value in rows}

    def __getitem__(self, key: K) -> V:
        return self._values[key]

    def __setitem__(self, key: K, value: V) -> None:
        self._values[key] = value
        text = json.dumps(value, ensure_ascii=False)
        self._store.connection.execute(PUT, (self._name, key, text))

    def __delitem__(self, key: K) -> None:
        del self._values[key]
        query = "DELETE FROM entries WHERE shelf = ? AND key = ?"
        self._store.connection.execute(query, (self._name, key))

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
