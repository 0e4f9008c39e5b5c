"""What a person said, whatever the way: typed, tapped, shared or sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Typed:
    """Text."""

    text: str


@dataclass(frozen=True)
class Tapped:
    """The code of an option that was offered."""

    option: str


@dataclass(frozen=True)
class SharedPhone:
    """A phone number shared from the phone itself."""

    number: str


@dataclass(frozen=True)
class SharedPlace:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True)
class SentPhoto:
    """A picture, by the file id under which it can be fetched again; its size in bytes if told."""

    file_id: str
    size: int | None = None


@dataclass(frozen=True)
class SentFile:
    """A document, by its file id; name, size in bytes and media type as the phone tells them."""

    file_id: str
    name: str | None = None
    size: int | None = None
    media: str | None = None


@dataclass(frozen=True)
class SentOther:
    """A sticker, a voice note, a film: something no question asks for."""


UserInput = Typed | Tapped | SharedPhone | SharedPlace | SentPhoto | SentFile | SentOther
