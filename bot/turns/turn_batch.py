"""Arrivals: whose each update is, whether it was had before, and what lies before them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from aiogram.types import Update

from bot.telegram.updates import IncomingMessage, read_update
from bot.turns.metrics import REDELIVERED
from dialogue.core.i18n import Speech
from dialogue.core.menu import MENU
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, Reply, say
from dialogue.core.user_input import Typed
from dialogue.parsing import words
from handlers.core.redelivered import answer_redelivered
from handlers.core.turn import Turn
from handlers.routes import ROUTES
from models.accounts import account as accounts
from models.accounts import processed_updates
from models.accounts.account import Account
from models.accounts.account_loader import AccountLoader
from models.core.clock import Clock
from models.core.file_store import FileStore
from models.core.keeping import BY_DEFAULT, Keeping
from models.core.plain_text import plain
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language

ANSWERS = ((words.YES, "yes"), (words.NO, "no"), (words.MORE, "more"))
# What people say instead of a button's number, where such a button lies before them.
CHOICES_BY_WORDS = (
    (words.SIGN, ":sign"),
    (words.LEAVE, ":no"),
    (words.WHERE, ":place"),
    (words.IN_CHINESE, f"language:{Language.ZH}"),
    (words.IN_KOREAN, f"language:{Language.KO}"),
    (words.IN_ENGLISH, f"language:{Language.EN}"),
    *((said, f"{where}:{step}") for where in ("consent", "assist") for said, step in ANSWERS),
)


@dataclass(frozen=True)
class TurnContext:
    """What a turn needs from the process; `send_rate` is in messages a second."""

    clock: Clock
    zone: ZoneInfo
    language: Language
    bot_username: str
    send_rate: int
    vault: FileStore
    keeping: Keeping = BY_DEFAULT


class TurnBatch:
    """The updates of one transaction: who writes is read for all of them at once."""

    def __init__(self, session: Session, around: TurnContext) -> None:
        self._session, self._around = session, around
        self._here = AccountLoader(session)
        self._new: set[int] = set()
        self.turns: dict[int, Turn] = {}

    async def expect(self, updates: Sequence[Update]) -> list[IncomingMessage | None]:
        """What each of them says; who says it is known from now on."""
        heard = [read_update(update) for update in updates]
        turns = [(u, h) for u, h in zip(updates, heard, strict=True) if h and h.is_turn]
        now = self._around.clock.now()
        await self._here.expect([h.chat_id for h in heard if h and h.private])
        self._new = await processed_updates.mark_processed(
            self._session, [u.update_id for u, _ in turns], now
        )
        return heard

    def in_order(self, heard: Sequence[IncomingMessage | None]) -> list[int]:
        """The places of the updates, those of people in the middle of a form last.

        What they change is then written together at the end. Before others, each of whose looks
        into the store writes what was changed until then, it would be written piece by piece.
        """
        others = {h.chat_id for h in heard if h and not self._goes_on(h)}
        goes_on = [h is not None and h.chat_id not in others for h in heard]
        return sorted(range(len(heard)), key=goes_on.__getitem__)

    def _goes_on(self, heard: IncomingMessage) -> bool:
        chosen = heard.choice or "q:"
        return self._here.is_asked(heard.chat_id) and chosen.startswith(("q:", "n:"))

    async def answer(self, update: Update, heard: IncomingMessage | None) -> Reply | None:
        """The answer to one update; None where there is nobody to answer."""
        if heard is None:
            return None
        if not heard.private:
            return _elsewhere(heard, self._around)
        turn = await self._turn(heard)
        if heard.membership:
            _membership(turn, heard.membership)
            return None
        _is_there(turn)
        self.turns[update.update_id] = turn
        if update.update_id not in self._new:
            turn.handler = REDELIVERED
            return _remember(turn, await answer_redelivered(turn))
        self._new.remove(update.update_id)
        return _remember(turn, await ROUTES.answer(turn))

    async def _turn(self, heard: IncomingMessage) -> Turn:
        around = self._around
        account, roles = await self._here.of(heard.chat_id)
        return Turn(
            session=self._session,
            now=around.clock.now(),
            zone=around.zone,
            chat_id=heard.chat_id,
            said=heard.said,
            default_language=around.language,
            bot_username=around.bot_username,
            send_rate=around.send_rate,
            vault=around.vault,
            keeping=around.keeping,
            account=account,
            roles=roles,
            choice=heard.choice or _typed_choice(heard, account),
            payload=heard.payload,
        )


def _typed_choice(heard: IncomingMessage, account: Account | None) -> str | None:
    """The button that a typed number means; the words menu and cancel are the commands."""
    if account is None or not isinstance(heard.said, Typed):
        return None
    typed = heard.said.text
    if plain(typed).casefold() == Speech(account.language or Language.ZH)(MENU).casefold():
        return "menu"
    if words.means(typed, words.CANCEL):
        return "cancel"
    if not account.offered:
        return None
    back = typed.strip() == "0" or words.means(typed, words.BACK)
    if back or words.means(typed, words.MENU):
        return None if back and account.draft_id else "menu"
    for said, ending in CHOICES_BY_WORDS:
        fitting = [choice for choice in account.offered if choice.endswith(ending)]
        if fitting and words.means(typed, said):
            return fitting[0]
    numbers = words.pick(typed)
    there = len(numbers) == 1 and 1 <= numbers[0] <= len(account.offered)
    return account.offered[numbers[0] - 1] if there else None


def _elsewhere(heard: IncomingMessage, around: TurnContext) -> Reply | None:
    """Groups and channels are told where to go, when they call the bot or take it in."""
    if heard.choice is None and heard.membership not in ("member", "administrator"):
        return None
    refusal = Refusal("private_only", {"link": f"https://t.me/{around.bot_username}"})
    return say(Message(explain_refusal(refusal, Speech(around.language))))


def _membership(turn: Turn, status: str) -> None:
    """The person blocked the bot, or let it in again."""
    if turn.account is not None:
        turn.account.blocked_at = turn.now if status == "kicked" else None


def _is_there(turn: Turn) -> None:
    """Who writes can be written to."""
    if turn.account is not None and turn.account.blocked_at is not None:
        turn.account.blocked_at = None


def _remember(turn: Turn, answer: Reply | None) -> Reply | None:
    """Keep what a typed number would mean, and whether a sharing keyboard lies open."""
    if answer is None or turn.account is None or not answer.messages:
        return answer
    last, lay_open = answer.messages[-1], turn.account.keyboard
    choices = [] if last.asks else [button.choice for button in last.buttons]
    accounts.set_offered(turn.account, choices, keyboard=last.sharing is not None)
    return replace(answer, folds=lay_open and last.sharing is None)
