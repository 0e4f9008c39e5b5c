"""Around every handler: whose turn it is, whether it was had before, what lies before them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.hearing import Heard, hear
from bot.tally import AGAIN
from dialogue.menu import MENU
from dialogue.message import Answer, Message, say
from dialogue.reading import words
from dialogue.reading.text import plain
from dialogue.refusals import sentence
from dialogue.said import Typed
from dialogue.speech import Speech
from handlers.again import again
from handlers.turn import Turn
from models import account as accounts
from models import role, seen
from models.account import Account
from models.clock import Clock
from models.refusal import Refusal
from models.vault import Vault
from models.words import Language

# What people say instead of a button's number, where such a button lies before them.
BY_WORDS = ((words.SIGN, ":sign"), (words.LEAVE, ":no"), (words.WHERE, ":place"))

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True)
class Surroundings:
    """What a turn needs from the process; `send_rate` is in messages a second."""

    clock: Clock
    zone: ZoneInfo
    language: Language
    bot_username: str
    send_rate: int
    vault: Vault


class PersonMiddleware(BaseMiddleware):
    """Loads the person, refuses groups, knows updates delivered again, keeps what was offered.

    The session comes with the update; bot.turns opened it and will commit it.
    """

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> Answer | None:
        """The answer to one update; None where there is nobody to answer."""
        assert isinstance(event, Update)
        around: Surroundings = data["surroundings"]
        heard = hear(event)
        if heard is None:
            return None
        if not heard.private:
            return _elsewhere(heard, around)
        turn = await _turn(heard, data["session"], around)
        if heard.membership:
            _membership(turn, heard.membership)
            return None
        _is_there(turn)
        data["turns"][event.update_id] = turn
        if await seen.first_time(turn.session, event.update_id, turn.now):
            return _remember(turn, await handler(event, {**data, "turn": turn}))
        turn.handler = AGAIN
        return _remember(turn, await again(turn))


async def _turn(heard: Heard, session: AsyncSession, around: Surroundings) -> Turn:
    account = await accounts.find(session, heard.chat_id)
    roles = await role.of(session, account) if account else role.Roles()
    return Turn(
        session=session,
        now=around.clock.now(),
        zone=around.zone,
        chat_id=heard.chat_id,
        said=heard.said,
        default_language=around.language,
        bot_username=around.bot_username,
        send_rate=around.send_rate,
        vault=around.vault,
        account=account,
        roles=roles,
        choice=heard.choice or _typed_choice(heard, account),
        payload=heard.payload,
    )


def _typed_choice(heard: Heard, account: Account | None) -> str | None:
    """The button that a typed number means; the words menu and cancel are the commands."""
    if account is None or not isinstance(heard.said, Typed):
        return None
    typed = heard.said.text
    if plain(typed).casefold() == Speech(account.language or Language.ZH)(MENU).casefold():
        return "menu"
    if words.means(typed, words.CANCEL):
        return "cancel"
    back = typed.strip() == "0" or words.means(typed, words.BACK)
    if account.offered and (back or words.means(typed, words.MENU)):
        return None if back and account.draft_id else "menu"
    for said, ending in BY_WORDS:
        fitting = [choice for choice in account.offered if choice.endswith(ending)]
        if fitting and words.means(typed, said):
            return fitting[0]
    numbers = words.pick(typed)
    there = len(numbers) == 1 and 1 <= numbers[0] <= len(account.offered)
    return account.offered[numbers[0] - 1] if there else None


def _elsewhere(heard: Heard, around: Surroundings) -> Answer | None:
    """Groups and channels are told where to go, when they call the bot or take it in."""
    if heard.choice is None and heard.membership not in ("member", "administrator"):
        return None
    refusal = Refusal("private_only", {"link": f"https://t.me/{around.bot_username}"})
    return say(Message(sentence(refusal, Speech(around.language))))


def _membership(turn: Turn, status: str) -> None:
    """The person blocked the bot, or let it in again."""
    if turn.account is not None:
        turn.account.blocked_at = turn.now if status == "kicked" else None


def _is_there(turn: Turn) -> None:
    """Who writes can be written to."""
    if turn.account is not None and turn.account.blocked_at is not None:
        turn.account.blocked_at = None


def _remember(turn: Turn, answer: Answer) -> Answer:
    """Keep what a typed number would mean, and whether a sharing keyboard lies open."""
    if turn.account is None or not answer.messages:
        return answer
    last, lay_open = answer.messages[-1], turn.account.keyboard
    choices = [] if last.asks else [button.choice for button in last.buttons]
    accounts.before(turn.account, choices, keyboard=last.sharing is not None)
    return replace(answer, folds=lay_open and last.sharing is None)
