"""Turns over a real store for whatever comes, and what was logged meanwhile."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiogram.types import Update
from structlog.testing import capture_logs

from bot import opening
from bot.telegram.rendering import OutgoingCalls
from bot.telegram.turns import TelegramTurns
from bot.telegram.updates import parse_update
from bot.turns.batch import Turns
from bot.turns.flood_limit import FloodLimit
from bot.turns.turn_batch import TurnContext
from models.core.file_store import FileStore
from models.core.vocabulary import Language
from sandbox.clock import MovableClock
from tests.support.town import MIDDAY, settings_for

TOGETHER = 50
UNREADABLE = "update not readable"
# The line a turn, which says nothing of failure.
A_TURN = "turn"


@dataclass
class Room:
    """Takes raw updates as polling does: those that can be read, together."""

    turns: TelegramTurns
    logged: list[Any] = field(default_factory=list)

    async def take(self, raws: Iterable[dict[str, Any]]) -> list[tuple[Update, OutgoingCalls]]:
        """Each readable update with what is said to it."""
        with capture_logs() as logged:
            read = [(raw, update) for raw in raws if (update := parse_update(raw))]
            spoken = await self.turns.take([update for _, update in read])
        self.logged += [line for line in logged if line["event"] != A_TURN]
        updates = [Update.model_validate(raw) for raw, _ in read]
        return list(zip(updates, spoken, strict=True))

    @property
    def failed(self) -> list[Any]:
        """What was logged beside that an update could not be read."""
        return [line for line in self.logged if line["event"] != UNREADABLE]


@asynccontextmanager
async def open_room(url: str, folder: Path) -> AsyncIterator[Room]:
    """Turns at midday on the day when every test begins; nobody sends what they say."""
    settings, clock = settings_for("http://nowhere", url, by="polling"), MovableClock()
    clock.move(MIDDAY - datetime.now(UTC))
    async with opening.open_store(settings, clock) as store:
        context = TurnContext(clock, settings.zone, Language.EN, 30, FileStore(folder))
        turns, limit = Turns(store.sessions, context), FloodLimit(clock, Language.EN)
        yield Room(TelegramTurns(turns, limit, "chunfeng_bot"))


def offered(spoken: OutgoingCalls) -> list[str]:
    """What the buttons would say that are offered with it."""
    markups = [call.fields.get("reply_markup") or {} for call in spoken.calls]
    rows = [row for markup in markups for row in markup.get("inline_keyboard", ())]
    return [button["callback_data"] for row in rows for button in row]
