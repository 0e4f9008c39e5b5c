"""Telegram's side of the turns: updates become messages, and replies become Telegram's calls."""

import asyncio
from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

from bot.telegram.edits import LastSaid
from bot.telegram.rendering import OutgoingCalls, render
from bot.telegram.start_links import resolve_start_links
from bot.telegram.updates import TelegramUpdate
from bot.turns.batch import Turns
from bot.turns.flood_limit import FloodLimit, FloodVerdict
from bot.turns.metrics import TurnMetrics, TurnOutcome
from dialogue.core.i18n import Speech
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, Reply
from models.core.refusal import Refusal
from models.core.vocabulary import Language

NOTHING = OutgoingCalls(0, ())
Begun: TypeAlias = OutgoingCalls | asyncio.Task[OutgoingCalls]


class TelegramTurns:
    """Takes updates as turns; `bot_username` is what links to the bot are made of."""

    def __init__(self, turns: Turns, flood_limit: FloodLimit, bot_username: str) -> None:
        self.turns, self.flood_limit = turns, flood_limit
        self._bot_username = bot_username
        self._last_said = LastSaid()

    @property
    def metrics(self) -> TurnMetrics:
        """Counts and times of the turns so far."""
        return self.turns.metrics

    def stop_flood(self, update: TelegramUpdate) -> OutgoingCalls | None:
        """The calls that answer one update too many; None lets the update through."""
        if update.message is None or not self._is_for_us(update):
            return None
        verdict = self.flood_limit.check(update.message)
        if verdict is FloodVerdict.HEARD:
            return None
        told = verdict is FloodVerdict.TOLD
        return self.render(update, self.flood_limit.warn(update.message) if told else None)

    def forgive(self, update: TelegramUpdate) -> None:
        """The store could not keep it, and Telegram will bring it again."""
        if update.message is not None:
            self.flood_limit.forgive(update.message)

    async def take(self, updates: Sequence[TelegramUpdate]) -> list[OutgoingCalls]:
        """What is to be said to each update, all of it committed.

        Raises:
            OUTAGES: the store is away; nothing was kept, and the updates can be taken again.
        """
        begun = await self.begin(updates)
        return [await one if isinstance(one, asyncio.Task) else one for one in begun]

    async def begin(self, updates: Sequence[TelegramUpdate]) -> list[Begun]:
        """The same; but an update whose turn has long to read has a task that gives its calls.

        Raises:
            OUTAGES: as in `take`; a task raises them too, of its own update alone.
        """
        ours = [one if self._is_for_us(one) else one.silenced() for one in updates]
        updates = self._last_said.hear(ours)
        messages = [update.message for update in updates if update.message is not None]
        try:
            replies = iter(await self.turns.begin(messages) if messages else ())
        except BaseException:
            self._last_said.forget(ours)
            raise
        self.metrics.count(TurnOutcome.SILENT, len(updates) - len(messages))
        return [
            self._rendered(update, next(replies) if update.message is not None else None)
            for update in updates
        ]

    def _rendered(
        self, update: TelegramUpdate, reply: Reply | asyncio.Task[Reply | None] | None
    ) -> Begun:
        if isinstance(reply, asyncio.Task):
            return asyncio.create_task(self._render_later(update, reply))
        return self.render(update, reply)

    async def _render_later(
        self, update: TelegramUpdate, reply: asyncio.Task[Reply | None]
    ) -> OutgoingCalls:
        try:
            return self.render(update, await reply)
        except BaseException:
            self._last_said.forget([update])
            raise

    def _is_for_us(self, update: TelegramUpdate) -> bool:
        """A group's command may name another bot."""
        return update.addressed in (None, self._bot_username.lower())

    def render(self, update: TelegramUpdate, reply: Reply | None) -> OutgoingCalls:
        """The calls of a reply; none where there is nothing to say."""
        if reply is None:
            return NOTHING
        phone = update.message and update.message.language
        refused = _not_shown(reply.language or phone or self.turns.context.language)
        return render(update.target, resolve_start_links(reply, self._bot_username), refused)


@cache
def _not_shown(language: Language) -> Message:
    """The words to send where Telegram refuses an answer."""
    return Message(explain_refusal(Refusal("not_shown"), Speech(language)))
