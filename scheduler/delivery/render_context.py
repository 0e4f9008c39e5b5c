"""Writing: one row of the outbox to be written out as a letter."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from dialogue.core.i18n import Speech
from dialogue.core.reply import Message
from dialogue.notices.notice import Reader
from models.accounts.account import Account
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices.notice import Notice
from models.outbox.message_type import Topic
from models.outbox.outbox import OutboxRow
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

    async def notice(self) -> Notice:
        """The notice that the row is about; models.outbox.relevance has seen that it is there."""
        return await self.session.get_one(Notice, self.row.about)

    async def labourer(self) -> Labourer:
        """The recipient's entry."""
        return await self.session.get_one(Labourer, self.row.labourer_id)

    def reader(self) -> Reader:
        """The recipient as a reader, without grounds."""
        return Reader(self.speech, self.now, self.office.zone)


Renderers: TypeAlias = dict[Topic, Callable[[RenderContext], Awaitable[Message]]]
