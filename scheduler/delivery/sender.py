"""What the clock asks of a channel: send one message, fetch one file, and say how that ended."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from dialogue.core.reply import Message
from models.core.address import Address, MediaRef


class SendOutcome(Enum):
    """How a call ended that brought nothing: the channel's errors, in the loop's words.

    BLOCKED: this person cannot be reached. HELD: the call was not made, it may be tried at once
    when the channel is free. AWAY: a failure that passes. REFUSED: a failure that stays.
    """

    BLOCKED = auto()
    HELD = auto()
    AWAY = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Sent:
    """The channel's number of the message."""

    message_id: int


class Channel(Protocol):
    """A channel that keeps to its own rate."""

    @property
    def is_held(self) -> bool:
        """Whether no call may be made now."""
        ...


class Sender(Channel, Protocol):
    async def send(
        self, address: Address, message: Message, edits: int | None = None
    ) -> Sent | SendOutcome:
        """Send a message, or change the one of number `edits` into it.

        The channel writes its own address in place of each start link.
        """
        ...


class FileSource(Channel, Protocol):
    """Fetches files that people sent."""

    async def fetch(self, ref: MediaRef, most: int) -> bytes | SendOutcome:
        """The content of a file; REFUSED where it has more than `most` bytes."""
        ...
