"""Message types: each is declared once, by the messages.py of its domain.

What one says stands in scheduler/messages/<domain>.py. A declaration names who needs the message
still, when it may come, and before which others.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import SQLModel

from models.core.session import Session
from models.outbox.row import HoldReason, OutboxRow

# What is due goes by priority: what staff wait for, what somebody is asked or told, broadcasts.
PRIORITIES = SOON, ASKED, BROADCAST = 0, 1, 2
NAME_MOST = 16
# What several messages ask nearly alike: whether the person works, and where.
WORK = "work"
MESSAGE_TYPES: dict[str, "MessageType"] = {}

Record = TypeVar("Record", bound=SQLModel)


@dataclass(frozen=True)
class DueRow:
    """A row whose turn has come, as its message type judges it."""

    session: Session
    row: OutboxRow
    now: dt.datetime

    async def record(self, table: type[Record]) -> Record | None:
        """The record that the row is about; None where it is gone."""
        return await self.session.get(table, self.row.about)

    @property
    def labourer_id(self) -> int:
        """The labourer whom it is for; 0, which is nobody's number, for staff and brokers."""
        return self.row.labourer_id or 0


Check = Callable[[DueRow], Awaitable[bool]]


@dataclass(frozen=True, eq=False)
class MessageType:
    """One kind of message.

    `name` is the word in `outbox.topic`. A row that is not relevant any more is dropped as GONE,
    or for the reason that `drop_reason` gives. `at_night` comes in quiet hours too, `interrupts`
    in the middle of a form; `capped` counts for the weekly cap; `by_kind` needs the recipient's
    consent to the kind of the notice that it is about. While `is_updated` holds, the message that
    was sent is brought up to date. One that `reopens_draft` is about a draft, which it opens.

    One that is `gathered` comes to a broker or to staff with all others of theirs, at most once an
    hour. What `asks_about` says the same is nearly the same question: a labourer is asked no second
    one on the same day where it `can_wait`.
    """

    name: str
    priority: int
    is_still_relevant: Check
    at_night: bool = False
    interrupts: bool = False
    capped: bool = False
    by_kind: bool = False
    reopens_draft: bool = False
    gathered: bool = False
    asks_about: str = ""
    can_wait: bool = False
    is_updated: Check | None = None
    drop_reason: Callable[[DueRow], Awaitable[HoldReason]] | None = None


def declare(message_type: MessageType) -> MessageType:
    """Enter it in the registry; a name is declared once and fits its column.

    Raises:
        ValueError: it is taken, or too long.
    """
    if message_type.name in MESSAGE_TYPES or len(message_type.name) > NAME_MOST:
        raise ValueError(message_type.name)
    MESSAGE_TYPES[message_type.name] = message_type
    return message_type


def get_message_type(row: OutboxRow) -> MessageType:
    """The type of a row; KeyError where no domain declares it."""
    return MESSAGE_TYPES[row.topic]


def list_night_names() -> list[str]:
    """The names of what may come in quiet hours."""
    return [name for name, message_type in MESSAGE_TYPES.items() if message_type.at_night]


def list_capped_names() -> list[str]:
    """The names of what counts for the weekly cap."""
    return [name for name, message_type in MESSAGE_TYPES.items() if message_type.capped]


def list_gathered_names() -> list[str]:
    """The names of what comes to somebody at most once an hour."""
    return [name for name, message_type in MESSAGE_TYPES.items() if message_type.gathered]


def list_asking_names() -> list[str]:
    """The names of what asks a labourer something that another message asks nearly alike."""
    return [name for name, message_type in MESSAGE_TYPES.items() if message_type.asks_about]


async def get_drop_reason(due: DueRow) -> HoldReason | None:
    """Why a row is not to be sent any more; None where it is still relevant."""
    if due.row.expires_at is not None and due.row.expires_at <= due.now:
        return HoldReason.OVER
    message_type = get_message_type(due.row)
    if await message_type.is_still_relevant(due):
        return None
    return await message_type.drop_reason(due) if message_type.drop_reason else HoldReason.GONE
