"""A numbered stream of everything that happens on the phones, for the page."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

from sandbox.chats.store import Shelf

KEPT = 2000


class Events:
    """The last events with their numbers; the numbers go on after a restart."""

    def __init__(self, counters: Shelf[str, int]) -> None:
        self._counters = counters
        self._kept: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._bell = asyncio.Event()

    @property
    def seq(self) -> int:
        return self._counters.get("event", 0)

    def emit(self, kind: str, chat_id: int | None = None, **payload: Any) -> None:
        self._counters["event"] = self.seq + 1
        self._kept.append({"seq": self.seq, "chat_id": chat_id, "kind": kind, **payload})
        self._bell.set()
        self._bell = asyncio.Event()

    def after(self, seq: int) -> list[dict[str, Any]]:
        """The events after a number; one of kind `reload` where they are no longer known."""
        first = self._kept[0]["seq"] if self._kept else self.seq + 1
        if seq + 1 < first or seq > self.seq:
            return [{"seq": self.seq, "chat_id": None, "kind": "reload"}]
        return [event for event in self._kept if event["seq"] > seq]

    async def follow(self, seq: int) -> AsyncIterator[dict[str, Any]]:
        """Every event after a number, for ever."""
        while True:
            bell = self._bell
            for event in self.after(seq):
                yield event
                seq = event["seq"]
            await bell.wait()
