"""The turns of one transaction: whose each message is, and whether it was answered before."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.turns.metrics import REDELIVERED
from dialogue.core.i18n import Speech
from dialogue.core.offered import offered_by, with_beside
from dialogue.core.reply import Message, Reply, say
from dialogue.core.start_link import PRIVATE_ONLY, StartLink
from dialogue.core.user_input import SentOther, Typed, UserInput
from handlers.core.incoming import IncomingMessage
from handlers.core.turn import Turn
from handlers.core.understanding import Understood, understand
from handlers.routes import ROUTES, answer_redelivered
from models.accounts import processed_updates
from models.accounts.account import Account
from models.accounts.account_loader import AccountLoader
from models.core.clock import Clock
from models.core.file_store import FileStore
from models.core.keeping import BY_DEFAULT, Keeping
from models.core.session import Session
from models.core.vocabulary import Language


@dataclass(frozen=True)
class TurnContext:
    """What a turn needs from the process; `send_rate` is in messages a second."""

    clock: Clock
    zone: ZoneInfo
    language: Language
    send_rate: int
    vault: FileStore
    keeping: Keeping = BY_DEFAULT


class TurnBatch:
    """The messages of one transaction: everybody who writes is read at once."""

    def __init__(
        self,
        session: Session,
        context: TurnContext,
        read: Mapping[Hashable, Any] | None = None,
    ) -> None:
        self._session, self._context, self._read = session, context, read
        self._accounts = AccountLoader(session)
        self._new: set[str] = set()
        self.turns: dict[str, Turn] = {}

    async def load(self, messages: Sequence[IncomingMessage]) -> None:
        """Read who writes, and note which of the messages are answered for the first time."""
        await self._accounts.expect([one.address for one in messages if one.is_private])
        self._new = await processed_updates.mark_processed(
            self._session,
            [(one.address.channel, one.message_id) for one in messages if one.reachable is None],
            self._context.clock.now(),
        )

    def in_order(self, messages: Sequence[IncomingMessage]) -> list[int]:
        """The places of the messages, those of people in the middle of a form last.

        What they change is then written together at the end. Before others, each of whose looks
        into the store writes what was changed until then, it would be written piece by piece.
        """
        others = {one.address for one in messages if not self._goes_on(one)}
        goes_on = [one.address not in others for one in messages]
        return sorted(range(len(messages)), key=goes_on.__getitem__)

    def _goes_on(self, message: IncomingMessage) -> bool:
        chosen = message.choice or "q:"
        return self._accounts.is_asked(message.address) and chosen.startswith(("q:", "n:"))

    async def answer(self, message: IncomingMessage) -> Reply | None:
        """The reply to one message; None where nobody is to be answered."""
        if not message.is_private:
            return self._answer_in_public(message)
        turn = await self._turn(message)
        if message.reachable is not None:
            _set_reachable(turn, reachable=message.reachable)
            return None
        _set_reachable(turn, reachable=True)
        self.turns[message.message_id] = turn
        if message.message_id not in self._new:
            turn.handler = REDELIVERED
            reply: Reply | None = await answer_redelivered(turn)
        else:
            self._new.remove(message.message_id)
            reply = await ROUTES.answer(turn)
        if reply is None or turn.sender is None:
            return reply
        return replace(_remember(turn.sender, reply), language=turn.sender.language)

    def _answer_in_public(self, message: IncomingMessage) -> Reply | None:
        """Groups and channels are told where to go, when they call the bot or take it in."""
        if message.choice is None or message.message_id not in self._new:
            return None
        self._new.remove(message.message_id)
        speech = Speech(self._context.language)
        return say(Message(speech(PRIVATE_ONLY, link=StartLink())))

    async def _turn(self, message: IncomingMessage) -> Turn:
        context = self._context
        account, roles = await self._accounts.of(message.address)
        understood = _understand(message, account)
        return Turn(
            session=self._session,
            now=context.clock.now(),
            zone=context.zone,
            address=message.address,
            input=_said(message, account),
            default_language=context.language,
            send_rate=context.send_rate,
            vault=context.vault,
            keeping=context.keeping,
            sender=account,
            roles=roles,
            choice=understood.choice,
            request=understood.request,
            payload=message.payload,
            read=self._read,
        )


def _said(message: IncomingMessage, account: Account | None) -> UserInput:
    """What was said; outside a form what is written under a film is simply typed."""
    said = message.input
    if isinstance(said, SentOther) and said.caption and not (account and account.draft_id):
        return Typed(said.caption)
    return said


def _understand(message: IncomingMessage, account: Account | None) -> Understood:
    """What was tapped, or what a typed text means."""
    said = _said(message, account)
    if message.choice is not None or not isinstance(said, Typed):
        return Understood(message.choice)
    return understand(said.text, account)


def _set_reachable(turn: Turn, *, reachable: bool) -> None:
    """The person blocked the bot, or let it in again; whoever writes can be written to."""
    if turn.sender is None:
        return
    address = turn.sender.address
    if reachable is (address.blocked_at is not None):
        address.blocked_at = None if reachable else turn.now


def _remember(account: Account, reply: Reply) -> Reply:
    """Keep what numbers and labels typed next mean, and whether a sharing keyboard lies open."""
    if not reply.messages:
        return reply
    last, address = reply.messages[-1], account.address
    lay_open = address.keyboard
    listing = next((m for m in reversed(reply.messages) if m.asks or m.buttons), last)
    if reply.beside and not listing.buttons:
        return reply
    offered = list(address.offered) if reply.beside else offered_by(listing)
    for message in reply.messages:
        if reply.beside or message is not listing:
            offered = with_beside(offered, message)
    offered += [mark for mark in reply.marks if mark not in offered]
    address.set_offered(offered, keyboard=last.sharing is not None)
    return replace(reply, folds=True) if lay_open and last.sharing is None else reply
