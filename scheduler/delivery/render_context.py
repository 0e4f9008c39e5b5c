"""What a renderer gets to write one row of the outbox out as a message."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dialogue.core.form import FormContext
from dialogue.core.i18n import Speech
from dialogue.core.reply import Message
from models.accounts.account import Account
from models.core import regions
from models.core.session import Session
from models.outbox.message_type import MessageType
from models.outbox.row import OutboxRow
from scheduler.clock_context import ClockContext


@dataclass(frozen=True)
class RenderContext:
    """One row to be written out, for whom, and when."""

    session: Session
    row: OutboxRow
    account: Account
    office: ClockContext
    now: dt.datetime

    @property
    def speech(self) -> Speech:
        """The recipient's language."""
        return Speech(self.account.language or self.office.language)

    @property
    def today(self) -> dt.date:
        """The day in the county."""
        return self.now.astimezone(self.office.zone).date()

    async def form_context(self) -> FormContext:
        """The recipient's language, the day, and the names of places."""
        known = await regions.get_gazetteer(self.session)
        return FormContext(self.speech, self.today, known.in_language(self.speech.language))


# None says that there is nothing to be said any more.
Renderers: TypeAlias = Mapping[MessageType, Callable[[RenderContext], Awaitable[Message | None]]]
