"""The store that survives a kill: JSON values and files in one SQLite database."""

import json
import sqlite3
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any, Generic, TypeVar

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
DROP = "DELETE FROM entries WHERE shelf = ? AND key = ?"
ENTRIES = "SELECT key, value FROM entries WHERE shelf = ? ORDER BY rowid"


class Store:
    """An SQLite file, or memory where no path is given. Nothing is kept before `commit()`."""

    def __init__(self, path: Path | None = None) -> None:
        self._outlives = path is not None
        self._connection = sqlite3.connect(path or ":memory:")
        # A process may be killed at any moment; a power cut is no part of a demo.
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(SCHEMA)

    def entries(self, shelf: str) -> Iterator[tuple[Any, Any]]:
        """The keys and values of a shelf, in the order of insertion."""
        rows = self._connection.execute(ENTRIES, (shelf,))
        return ((key, json.loads(value)) for key, value in rows)

    def put(self, shelf: str, key: Any, value: Any) -> None:
        # In memory nobody reads it again: the shelf has it, and a broadcast is thousands.
        if self._outlives:
            text = json.dumps(value, ensure_ascii=False)
            self._connection.execute(PUT, (shelf, key, text))

    def drop(self, shelf: str, key: Any) -> None:
        self._connection.execute(DROP, (shelf, key))

    def commit(self) -> None:
        self._connection.commit()

    def close(self) -> None:
        self._connection.commit()
        self._connection.close()

    def keep(self, file_id: str, content: bytes) -> None:
        self._connection.execute("INSERT INTO contents VALUES (?, ?)", (file_id, content))

    def content(self, file_id: str) -> bytes:
        query = "SELECT content FROM contents WHERE file_id = ?"
        row: tuple[bytes] = self._connection.execute(query, (file_id,)).fetchone()
        return row[0]


class Shelf(MutableMapping[K, V], Generic[K, V]):
    """A dictionary of JSON values in the order of insertion, written through to the store.

    A value changed in place is not saved: assign it again.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._values: dict[K, V] = dict(store.entries(name))

    def __getitem__(self, key: K) -> V:
        return self._values[key]

    def __setitem__(self, key: K, value: V) -> None:
        self._values[key] = value
        self._store.put(self._name, key, value)

    def __delitem__(self, key: K) -> None:
        del self._values[key]
        self._store.drop(self._name, key)

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
