"""Twenty thousand updates of every shape: no turn fails, and whoever writes is answered."""

from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.resilience.fuzz.growing import Growing, is_private, person_of
from tests.resilience.fuzz.room import TOGETHER, Room, offered, open_room
from tests.resilience.fuzz.shapes import optional
from tests.support.labourers.intake import ANA_ID
from tests.support.permitted import PERMITTED
from tests.support.town import DAI

# In parts, so that they can run side by side.
MANY, PARTS = 20_000, 4
PEOPLE = range(DAI.id - 25, DAI.id + 1)
SAID = (
    *(
        "1",
        "2",
        "3",
        "0",
        "1 3",
        "yes",
        "no",
        "skip",
        "back",
        "none",
        "today",
        "3500",
        "和盛",
        "王小春",
    ),
    *("13800002001", ANA_ID, "/start", "/menu", "/me", "/work", "/on", "/help", "/cancel", "/x"),
    *("x" * 4096, "\0", "👩‍👩‍👧", "<i>", "%s", "'; --", "\u202e", "９", "²", "٣"),
)
CHOICES = [example.format_map(defaultdict(lambda: 1)) for example, _ in PERMITTED.values()]


class Voice:
    """What somebody says or taps: at times what was offered last, at times anything."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._offered: dict[int, list[str]] = {}

    def speaks(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The same update with words that a person would say."""
        event = raw.get("callback_query") or raw.get("message") or {}
        who = event.get("from", {}).get("id", 0)
        if "data" in event:
            choices = self._offered.get(who) or CHOICES
            event["data"] = self._chance.choice(choices if self._chance.random() < 0.8 else CHOICES)
        elif "text" in event:
            event["text"] = self._chance.choice(SAID)
        return raw

    def hears(self, person: int, offers: list[str]) -> None:
        """Buttons lie before somebody now."""
        if offers:
            self._offered[person] = offers


async def unanswered(room: Room, growing: Growing, voice: Voice) -> list[str]:
    """Of as many updates as go together, those of a person that are met with silence.

    An edit may be: it can change nothing that is read.
    """
    silent = []
    for update, spoken in await room.take(voice.speaks(growing.update()) for _ in range(TOGETHER)):
        if is_private(update):
            voice.hears(person_of(update), offered(spoken))
            if not spoken.calls and update.edited_message:
                continue
            if not spoken.calls or spoken.chat_id != person_of(update):
                silent.append(update.model_dump_json(exclude_unset=True))
    return silent


@pytest.mark.parametrize("seed", range(PARTS))
async def test_every_field_is_absent_once_and_there_once_and_nobody_is_left_alone(
    sqlite_url: str, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    growing, voice = Growing(chance, PEOPLE), Voice(chance)
    silent: list[str] = []
    async with open_room(sqlite_url, tmp_path) as room:
        for _ in range(MANY // PARTS // TOGETHER):
            silent += await unanswered(room, growing, voice)
    assert room.logged == []
    assert silent == []
    assert growing.present == growing.absent == set(optional())
    assert len(optional()) > 400
