"""Choices answered in this process by the real routes, each from the same state of the town."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.engine import open_sessions
from bot.telegram.addresses import telegram_address
from dialogue.core.reply import Reply
from handlers.core.menu_items import MENU_ITEMS
from handlers.routes import ROUTES
from models.accounts.account import get_account
from models.core.vocabulary import Language
from sandbox.chats.people import Person
from tests.support.labourers.intake import BACK, NUMBERED, refusal_pattern
from tests.support.town import Town
from tests.support.turns import make_turn

# They say that somebody has no business there.
REFUSALS = (
    *("button_stale", "button_gone", "not_yours", "no_entry", "claim_has_entry"),
    *("command_unknown", "notice_gone", "staff_no_broker"),
)
# To say no, or to keep one's language, leads on to where somebody was.
DECLINES = {"consent:no", "assist:no", "language:zh", "reviews:approve"}
# What every turn may change of the account whose turn it is.
OF_EVERY_TURN = {"draft_id", "offered", "keyboard", "blocked_at"}
WRITING = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)(?: SET (.*?) WHERE)?", re.DOTALL)
COLUMN = re.compile(r"(\w+)=")


@dataclass(frozen=True)
class Walked:
    """What became of one choice; nothing of it is kept."""

    reply: Reply
    changed: list[str]
    choice: str = ""

    @property
    def text(self) -> str:
        """Everything said, a toast too."""
        said = [str(message.text.striptags()) for message in self.reply.messages]
        return "\n".join([*said, str(self.reply.toast or "")])

    @property
    def labels(self) -> list[str]:
        """What can be tapped under the last message, without numbers."""
        return [NUMBERED.sub("", button.label) for button in self.reply.messages[-1].buttons]

    @property
    def has_way_out(self) -> bool:
        """Whether a button leads a step back or to the menu, where it is not the menu itself."""
        last = self.reply.messages[-1]
        keys = last.sharing.words if last.sharing else ()
        back = any(label.endswith(BACK) for label in (*self.labels, *keys))
        leads = {button.choice for button in last.buttons}
        steps = self.choice.split(":")
        above = {":".join(steps[:end]) for end in range(1, len(steps))}
        up = {"menu", "go on", *DECLINES, *above, *(item.path for item in MENU_ITEMS)}
        return back or bool(leads & up) or "What would you like to do?" in last.text

    @property
    def has_file(self) -> bool:
        """Whether a document or a picture came with it."""
        return any(not message.is_text for message in self.reply.messages)

    @property
    def is_refused(self) -> bool:
        """Whether it says that this person has no business there."""
        return any(refusal_pattern(name, Language.EN).search(self.text) for name in REFUSALS)


async def choose(town: Town, person: Person, choice: str) -> Walked:
    """Answer a choice as the bot does, and take all of it back. What fails there fails here."""
    async with open_sessions(town.engine)() as session:
        known = await get_account(session, telegram_address(person.id))
        now, files = town.clock.now(), town.settings.data_dir
        turn = await make_turn(session, known, choice, chat_id=person.id, now=now, files=files)
        with _written(town.engine) as changed:
            reply = await ROUTES.answer(turn)
            await session.flush()
        assert reply is not None, choice
        await session.rollback()
    return Walked(reply, sorted(changed), choice)


@contextmanager
def _written(engine: AsyncEngine) -> Iterator[set[str]]:
    """The tables that are written to within the block."""
    changed: set[str] = set()

    def note(_: Any, __: Any, statement: str, *rest: Any) -> None:
        if found := WRITING.match(statement):
            table, columns = found.groups()
            passing = columns and set(COLUMN.findall(columns)) <= OF_EVERY_TURN
            if table != "account" or not passing:
                changed.add(table)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield changed
    event.remove(engine.sync_engine, "before_cursor_execute", note)
