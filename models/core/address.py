"""Addresses: where somebody, or a file that they sent, is to be found on a channel."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import NamedTuple


class Channel(StrEnum):
    """A way to talk with people; a folder of bot/ each."""

    TELEGRAM = auto()


class Address(NamedTuple):
    """A chat by its channel's own number of it; as text a URN, such as telegram:1001."""

    channel: Channel
    external_id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.external_id}"

    @property
    def index_text(self) -> str:
        """What keyed indexes are made of; Telegram's bare number, as in rows of before 0016."""
        return self.external_id if self.channel is Channel.TELEGRAM else str(self)


def parse_address(text: str) -> Address:
    """An address from its text; older rows hold Telegram's bare number.

    Raises:
        ValueError: there is no such channel.
    """
    channel, _, external_id = text.rpartition(":")
    return Address(Channel(channel or Channel.TELEGRAM), external_id)


@dataclass(frozen=True, slots=True)
class MediaRef:
    """A file that lies with its channel, by the channel's own id; stored as telegram:AgACAgI."""

    channel: Channel
    id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.id}"


def parse_media_ref(text: str) -> MediaRef:
    """A stored reference. Drafts begun before revision 0016 name no channel: Telegram's.

    Raises:
        ValueError: there is no such channel.
    """
    channel, _, found = text.rpartition(":")
    return MediaRef(Channel(channel or Channel.TELEGRAM), found)
