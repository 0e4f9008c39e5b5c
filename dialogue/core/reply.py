"""What the bot says, as values: messages, buttons, answers. bot/ turns them into Telegram's."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto

from markupsafe import Markup

from dialogue.core.start_link import StartLink
from models.core.address import MediaRef
from models.core.vocabulary import Language


@dataclass(frozen=True)
class Button:
    """A label, and the choice it stands for: at most 64 bytes of UTF-8.

    `intents` are what people mean who choose it in their own words, such as "affirm agree": the
    intents of dialogue/locales/*/phrases.toml that its label does not say.
    """

    label: str
    choice: str
    intents: str = ""


class Share(StrEnum):
    """What the phone itself can be asked for."""

    CONTACT = auto()
    LOCATION = auto()


@dataclass(frozen=True)
class Sharing:
    """A keyboard in place of the phone's own: one button that shares, and words to tap."""

    what: Share
    label: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file to send along, or a picture that bears a name."""

    name: str
    content: bytes


@dataclass(frozen=True)
class MapPoint:
    """A place on the map, in degrees, with its name and where it lies."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True)
class Message:
    """One message: HTML of at most 4,096 characters, rows of buttons, or a sharing keyboard.

    With a picture (one that lies with a channel, the code of a link, or any picture by its name)
    or a document the text has at most 1,024. A spot is shown before the text.

    `asks` says that what is typed next is its answer, numbers too; elsewhere a typed number is the
    button in that place.
    """

    text: Markup
    rows: tuple[tuple[Button, ...], ...] = ()
    sharing: Sharing | None = None
    document: Document | None = None
    picture: MediaRef | StartLink | Document | None = None
    spot: MapPoint | None = None
    asks: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is nothing but text, which a message of before can be turned into."""
        return self.document is None and self.picture is None and self.spot is None

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons in reading order: a typed 2 is the second."""
        return tuple(button for row in self.rows for button in row)


@dataclass(frozen=True)
class Reply:
    """Everything said to one update.

    `toast` shows over the chat for a moment after a tap. `fresh` sends even where the tapped
    message could be turned into the new one. `folds` puts a sharing keyboard away. `beside` leaves
    the question before it as the one that typed numbers answer. `marks` are kept with its choices.
    `language` is what its reader chose, for what a channel says by itself.
    """

    messages: tuple[Message, ...] = ()
    toast: Markup | None = None
    fresh: bool = False
    folds: bool = False
    beside: bool = False
    marks: tuple[str, ...] = ()
    language: Language | None = None


def say(*messages: Message, toast: Markup | None = None, fresh: bool = False) -> Reply:
    """An answer of these messages."""
    return Reply(messages, toast=toast, fresh=fresh)


Rows = tuple[tuple[Button, ...], ...]


# A choice, its label, and perhaps its intents.
Labelled = tuple[str, object] | tuple[str, object, str]


def numbered(labels: Iterable[Labelled], columns: int = 1) -> Rows:
    """Buttons from choices and labels, each with the number that can be typed for it."""
    buttons = [
        Button(f"{number} {label}", choice, *intents)
        for number, (choice, label, *intents) in enumerate(labels, start=1)
    ]
    return in_rows(buttons, columns)


def in_rows(buttons: list[Button], columns: int) -> Rows:
    """Buttons laid out in rows of so many."""
    return tuple(
        tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns)
    )
