"""Updates with anything anywhere in them: refused or answered, and the process goes on."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.resilience.fuzz.growing import Growing
from tests.resilience.fuzz.room import TOGETHER, open_room
from tests.resilience.fuzz.test_any_update import PEOPLE, Voice

MANY, SEED = 1_500, 7
HUGE = 10**30
NASTY: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, float("inf"), float("nan"), 2**63, -(2**63) - 1, HUGE, -HUGE),
    *("", "1", "\ud800", "a\udfffb", "\0", "王\0", "x" * 100_000, "\U0001f402" * 5000, "/\ud800"),
    *([], {}, [[[[]]]], {"x": {}}, ["x"], [None], {"id": HUGE}, {"id": "\ud800"}),
)


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place within a JSON value: what holds it, and its key there."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from spots(value[key])


def spoilt(raw: dict[str, Any], chance: Random) -> dict[str, Any]:
    """The same with something else in one place or two."""
    near = list(spots(raw))
    for holder, key in near:
        if key in ("text", "data") and chance.random() < 0.2:
            holder[key] = chance.choice([one for one in NASTY if isinstance(one, str)])
    for _ in range(chance.randint(1, 2)):
        holder, key = chance.choice(near[: chance.choice((6, 30, len(near)))])
        holder[key] = chance.choice(NASTY)
    return raw


async def test_it_is_refused_or_answered_and_the_process_goes_on(
    database_url: str, tmp_path: Path
) -> None:
    chance = Random(SEED)
    growing, voice = Growing(chance, PEOPLE), Voice(chance)
    answered = 0
    async with open_room(database_url, tmp_path) as room:
        for _ in range(MANY // TOGETHER):
            raws = [spoilt(voice.speaks(growing.update()), chance) for _ in range(TOGETHER)]
            for _, spoken in await room.take(raws):
                answered += bool(spoken.calls)
                assert all(str(call.fields).encode() for call in spoken.calls)
    assert room.failed == []
    assert 0 < answered < MANY
