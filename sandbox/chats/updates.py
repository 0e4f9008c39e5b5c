"""The updates that the bot has not acknowledged yet."""

import asyncio
from collections.abc import Callable
from typing import Any

from sandbox.chats.store import Shelf, Store

Update = dict[str, Any]

# What Telegram sends only to a bot that asks for it.
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


def kind_of(update: Update) -> str:
    """The name of the one field beside `update_id`; empty where there is none."""
    return next((key for key in update if key != "update_id"), "")


def lane_of(update: Update) -> Any:
    """What must stay in order: the chat of an update, or the person where it has no chat."""
    content = update.get(kind_of(update))
    if not isinstance(content, dict):
        return None
    where = content.get("message") or content
    about = where.get("chat") or content.get("from") or {}
    return about.get("id")


class Updates:
    """A queue in order of `update_id`; one that is due twice stays for a second delivery.

    `taken_twice` counts those that the bot acknowledged both times.
    """

    def __init__(
        self,
        store: Store,
        settings: Shelf[str, Any],
        doubled: Callable[[], bool],
        tell: Callable[..., None],
    ) -> None:
        self._store = store
        self._doubled = doubled
        self._tell = tell
        self._pending: Shelf[int, dict[str, Any]] = Shelf(store, "updates")
        self._settings = settings
        self._acknowledged: dict[int, asyncio.Event] = {}
        self._bell = asyncio.Event()
        self.taken_twice = 0

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def allowed(self) -> list[str]:
        """The kinds that the bot asked for; empty for Telegram's default."""
        return list(self._settings.get("allowed_updates", []))

    def allow(self, kinds: list[str] | None) -> None:
        """As `allowed_updates` says; None leaves the last choice."""
        if kinds is not None:
            self._settings["allowed_updates"] = kinds

    def add(self, update: Update) -> int:
        """Queue an update for the bot, unless it is of a kind that the bot does not take."""
        update_id, kind = int(update["update_id"]), kind_of(update)
        if kind not in self.allowed if self.allowed else kind in ON_REQUEST:
            return update_id
        self._pending[update_id] = {"update": update, "again": self._doubled(), "second": False}
        self._store.commit()
        self.ring()
        self._tell("update", lane_of(update), update_id=update_id, acknowledged=False)
        return update_id

    def batch(self, limit: int, first: int = 0) -> list[Update]:
        """The next updates from an id on, and those that are due a second time."""
        due = [
            record["update"]
            for update_id, record in self._pending.items()
            if update_id >= first or record["second"]
        ]
        return sorted(due, key=lambda update: int(update["update_id"]))[:limit]

    def confirm(self, before: int) -> None:
        """Acknowledge every update below an id."""
        for update_id in [key for key in self._pending if key < before]:
            self.acknowledge(update_id)

    def acknowledge(self, update_id: int) -> None:
        """The bot has taken an update; it may have been dropped in the meantime."""
        record = self._pending.get(update_id)
        if record is None:
            return
        if record["again"]:
            self._pending[update_id] = record | {"again": False, "second": True}
        else:
            self.taken_twice += record["second"]
            del self._pending[update_id]
            self._acknowledged.pop(update_id, asyncio.Event()).set()
            self._tell("update", lane_of(record["update"]), update_id=update_id, acknowledged=True)
        self._store.commit()

    def forget(self) -> None:
        """Drop all that is pending, as `drop_pending_updates` asks."""
        for update_id in list(self._pending):
            self._pending[update_id] = self._pending[update_id] | {"again": False}
            self.acknowledge(update_id)

    def forget_all_but(self, last: int) -> None:
        """Drop all but the last ones, as a negative offset asks."""
        for update_id in sorted(self._pending)[:-last]:
            self.acknowledge(update_id)

    def is_pending(self, update: Update) -> bool:
        return update["update_id"] in self._pending

    async def acknowledged(self, update_id: int) -> None:
        """Return when the bot has acknowledged the update."""
        if update_id in self._pending:
            await self._acknowledged.setdefault(update_id, asyncio.Event()).wait()

    @property
    def bell(self) -> asyncio.Event:
        """Set at the next arrival; to be taken before looking at what is there already."""
        return self._bell

    def ring(self) -> None:
        """Wake those who wait for an arrival."""
        self._bell.set()
        self._bell = asyncio.Event()
