"""What the pages work with, and what one request of theirs is."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from console.core.background import Background
from dialogue.core.form import FormContext
from dialogue.core.i18n import Speech
from models.accounts.actor import Actor
from models.accounts.console_sessions import SignedIn
from models.core.clock import Clock
from models.core.file_store import FileStore
from models.core.gazetteer import Gazetteer
from models.core.refusal import Refusal
from models.core.session import Session, Sessions
from models.core.vocabulary import Language

T = TypeVar("T")
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Write: TypeAlias = Callable[[Session, Actor], Awaitable[object]]


class Reading(Protocol):
    """An engine that reads beside the turns."""

    async def read(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """What the work finds."""


@dataclass(frozen=True)
class Office:
    """The store by both its engines, the clock and the county's ways.

    `background` goes on with what a page began.

    `read_long` opens another reading engine, for what takes long and must not hold up the pages.
    `data_dir` is where the process keeps its files.
    """

    sessions: Sessions
    reading: Reading
    read_long: Callable[[], AbstractAsyncContextManager[Reading]]
    clock: Clock
    zone: ZoneInfo
    language: Language
    data_dir: Path
    background: Background = field(default_factory=Background)

    @property
    def files(self) -> FileStore:
        """Photos and papers."""
        return FileStore(self.data_dir)


@dataclass(frozen=True)
class View:
    """One request of somebody who is signed in, within one transaction.

    `path` are the parts of the address that its route names, `query` and `form` what was asked for
    and typed; a field that was sent several times is in `several`.
    """

    office: Office
    session: Session
    signed_in: SignedIn
    speech: Speech
    regions: Gazetteer
    address: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    several: Callable[[str], list[str]] = lambda _: []

    @property
    def actor(self) -> Actor:
        """Who looks or acts, with the roles of this moment."""
        return self.signed_in.actor

    @property
    def scene(self) -> FormContext:
        """What answers are shown within."""
        return FormContext(self.speech, self.actor.today, self.regions)

    def number(self, name: str = "id") -> int:
        """A number of the address; 0, which no record has, where it is none."""
        text = self.path.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0

    def page(self, name: str = "page") -> int:
        """Which page of a list is asked for; the first where it is none."""
        text = self.query.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


@dataclass(frozen=True)
class Screen:
    """A page: a template and what it shows.

    What `noted` writes, such as that somebody was looked at, is written before it is shown.
    """

    template: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    noted: Write | None = None


@dataclass(frozen=True)
class Goto:
    """Another page, which first says a message id with its params, or why it was refused."""

    address: str
    said: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    refusal: Refusal | None = None


@dataclass(frozen=True)
class File:
    """A file of a record, or one that was made and goes once it was sent (`temporary`)."""

    name: str
    content: bytes | Path
    content_type: str = "application/octet-stream"
    noted: Write | None = None
    shown_in_page: bool = False


@dataclass(frozen=True)
class Made:
    """A file that is written once the transaction has ended, by an engine of its own.

    It is removed when it was sent. At most one is made at a time in a process.
    """

    name: str
    write: Callable[[Session], Awaitable[Path]]
    content_type: str = SPREADSHEET


Answer: TypeAlias = Screen | Goto | File | Made
Work: TypeAlias = Callable[[View], Awaitable[Answer]]


def not_found() -> Screen:
    """What is not there, or not of this office."""
    return Screen("refused.html", {"refusal": Refusal("not_found")}, status=404)


def refused(refusal: Refusal, status: int = 409) -> Screen:
    """A page that says why."""
    return Screen("refused.html", {"refusal": refusal}, status=status)
