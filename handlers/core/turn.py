"""One turn: what a handler is given, and nothing else."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from dialogue.core.form import FormContext
from dialogue.core.i18n import Speech
from dialogue.core.user_input import SentOther, UserInput
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import regions as region
from models.core.address import Address
from models.core.file_store import FileStore
from models.core.gazetteer import Gazetteer
from models.core.keeping import BY_DEFAULT, Keeping
from models.core.session import Session
from models.core.vocabulary import Language

T = TypeVar("T")
Read: TypeAlias = Callable[[Session], Awaitable[T]]
Writes: TypeAlias = Sequence[Callable[[Session], Awaitable[None]]]


class ReadAside(Exception):
    """A turn rests on what takes long to read: it is taken again once that is read beside others.

    Nothing of the turn is kept till then. `key` tells what is read, `place` for which message of
    those that were taken together. What is to be written of what was found, before it is shown, is
    written in pieces, a transaction each.
    """

    def __init__(self, key: Hashable, work: Read[Any], write: Callable[[Any], Writes]) -> None:
        super().__init__()
        self.key, self.work, self.write, self.place = key, work, write, 0


def _nothing(_: object) -> Writes:
    return ()


@dataclass
class Turn:
    """Who said what, when, and the transaction it is answered in.

    `choice` is what was chosen, by a tap, a command, or typed words; `request` is what was asked
    for in words, which may have led to the choice; `payload` what a link carried after /start;
    `closing` the draft that is being handed over. `sender` is None for a chat that is not known
    yet. `read` is what was read beside the turns for this one; where nothing can be, it is None.
    `handler` and `asked` say for the log who answered, and which question of which form lay
    there.
    """

    session: Session
    now: datetime
    zone: ZoneInfo
    address: Address
    input: UserInput
    default_language: Language
    send_rate: int
    vault: FileStore
    keeping: Keeping = BY_DEFAULT
    sender: Account | None = None
    roles: Roles = field(default_factory=Roles)
    choice: str | None = None
    payload: str | None = None
    request: str | None = None
    closing: int | None = None
    handler: str = ""
    asked: str = ""
    read: Mapping[Hashable, Any] | None = None

    @property
    def speech(self) -> Speech:
        chosen = self.sender.language if self.sender else None
        return Speech(chosen or self.default_language)

    @property
    def is_tap(self) -> bool:
        """Whether a button was tapped, not typed: its message can be turned into the answer."""
        return self.choice is not None and isinstance(self.input, SentOther)

    @property
    def account(self) -> Account:
        """The sender's account, where a router lets only known accounts in."""
        assert self.sender is not None
        return self.sender

    @property
    def actor(self) -> Actor:
        """The account as somebody who does something now."""
        return Actor(self.account, self.roles, self.now, self.zone)

    async def read_aside(
        self, key: Hashable, work: Read[T], write: Callable[[T], Writes] = _nothing
    ) -> T:
        """What the work finds in the store, as it was before this turn changed anything.

        It runs on another thread, with a session that can't write: it keeps no row, and is given
        none of this turn's. `key` says the same of the same work when the turn is taken again.
        What `write` gives of what was found, such as that it was looked at, is committed before
        this turn goes on. Where the process dies in between, the turn comes again and writes it
        again: then more is on record than was seen, never less.

        Raises:
            ReadAside: it is still to be read.
        """
        if self.read is None:
            at_once = await work(self.session)
            for one in write(at_once):
                await one(self.session)
            return at_once
        if key not in self.read:
            raise ReadAside(key, work, write)
        found: T = self.read[key]
        return found

    async def regions(self) -> Gazetteer:
        """All regions, by the names that the person's language has for them."""
        return (await region.get_gazetteer(self.session)).in_language(self.speech.language)

    async def scene(self, within: tuple[str, ...] = ()) -> FormContext:
        """What a question is asked within; with areas given, only their villages."""
        regions = await self.regions()
        narrowed = regions.within(within) if within and "" not in within else regions
        return FormContext(self.speech, self.now.astimezone(self.zone).date(), narrowed)
