"""What a person said, whatever the way: typed, tapped, shared or sent."""

from dataclasses import dataclass

from models.core.address import MediaRef


@dataclass(frozen=True)
class Typed:
    text: str


@dataclass(frozen=True)
class Tapped:
    """The code of an option that was offered."""

    option: str


@dataclass(frozen=True)
class SharedPhone:
    """A phone number shared from the phone itself; `is_own` where the channel says whose it is."""

    number: str
    is_own: bool = False


@dataclass(frozen=True)
class SharedPlace:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True)
class SentPhoto:
    """A picture that lies with its channel; its size in bytes if told.

    `caption` is what was written under it; what was sent together has one `album`.
    """

    ref: MediaRef
    size: int | None = None
    caption: str = ""
    album: str | None = None


@dataclass(frozen=True)
class SentFile:
    """A document; name, size in bytes and media type as the phone tells them."""

    ref: MediaRef
    name: str | None = None
    size: int | None = None
    media: str | None = None
    caption: str = ""
    album: str | None = None


@dataclass(frozen=True)
class SentOther:
    """A sticker, a voice note, a film: something no question asks for, but for its caption."""

    caption: str = ""


UserInput = Typed | Tapped | SharedPhone | SharedPlace | SentPhoto | SentFile | SentOther
