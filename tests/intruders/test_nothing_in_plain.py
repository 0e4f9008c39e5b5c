"""After everything that people do and that goes wrong, no number of theirs lies about in plain."""

from pathlib import Path

import pytest

from tests.answers import (
    ANA_ID,
    SAVE,
    SHORTEST,
    WHOLE,
    ZH,
    Step,
    arrive,
    id_number,
    register,
    says,
    tap,
    walk,
)
from tests.grievances import asked, meets
from tests.intruders.leaks import Format, overheard, refuse_entries, stored
from tests.placements import opens_employer, reports, speaks
from tests.serving.test_polling import spoil
from tests.town import Town, open_town

BEN_ID, TYPED_ID = id_number("19770707"), id_number("19880808", "004")
HEALTH, STORY = "Bad knee since 2019", "Boss Zhao kept my card"
PHONES = ("13800002001", "13800002002", "13955550001", "138 0000 2001", "0000-2001")
NUMBERS = (ANA_ID, ANA_ID[6:14], BEN_ID, BEN_ID[6:14], TYPED_ID, *PHONES)
NAMES = ("Ann Lee", "Dan Lee", "Bo Zhang", "安娜", "陈", "戴")
# The fields that a reader of the database finds nothing in.
SEALED = (*NUMBERS, HEALTH, STORY)


def given(steps: tuple[Step, ...], **otherwise: str) -> tuple[Step, ...]:
    """The steps, some answered otherwise; without those that an ID number spares."""
    spared = {"sex", "birth_year", "left_school_recently"} if "id_number" in otherwise else set()
    return tuple(
        Step(step.key, ..., otherwise[step.key]) if step.key in otherwise else step
        for step in steps
        if step.key not in spared
    )


async def lives_through_it(town: Town) -> None:
    """Intake, a change, a placement, a grievance, an export; and Ben is still in his intake."""
    await opens_employer(town)
    ana = given(WHOLE, id_number=ANA_ID, limits=HEALTH)
    await register(town.ana, ana)
    await speaks(town)
    await reports(town, "Ann Lee")
    await town.settled()
    await town.ana.says("/menu")
    await grieves(town)
    await meets(town.dai)
    await town.dai.says("/grievances")
    await town.dai.says("1")
    await town.ana.says("/me")
    await tap(town.ana, "📄 Give me everything as a file")
    await arrive(town.ben)
    await walk(town.ben, given(SHORTEST[:3], name="Bo Zhang", id_number=BEN_ID), typing=True)


async def grieves(town: Town) -> None:
    """Ana tells the office."""
    await town.ana.says("/trouble")
    if not asked(town.ana, "kind"):
        await town.ana.says("1")
    await town.ana.says("1")
    for _ in range(8):
        if "That was all" in town.ana.last:
            break
        await town.ana.says(STORY if asked(town.ana, "words") else "skip")
    await tap(town.ana, SAVE)


async def says_it_where_nobody_asked(town: Town) -> None:
    """ID numbers and phones typed as words, commands, links, and forged into buttons."""
    phone = town.chen
    for words in (f"my number is {TYPED_ID}", f"/{TYPED_ID}", "13955550001", f"/help {TYPED_ID}"):
        await phone.says(words)
    await phone.start(TYPED_ID)
    await phone.look()
    newest = phone.received[-1]["message_id"]
    for data in (TYPED_ID, f"person:{TYPED_ID}", f"q:1:name:{TYPED_ID}", "call:13955550001"):
        await phone.does("tap", message_id=newest, data=data, forged=True)
    await town.brings({"message": {"message_id": TYPED_ID}})


async def fails(town: Town) -> None:
    """A draft that can't be read, and a store that refuses what it is given."""
    if town.settings.store.startswith("sqlite:"):
        refuse_entries(town.settings.store)
        await walk(town.ben, given(SHORTEST[3:]), typing=True)
        await town.ben.says("1")
        assert says(town.ben, "went_wrong", ZH)
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "Name")
    await spoil(town)
    await town.ana.says("Ann Lee")
    assert says(town.ana, "went_wrong", ZH)


async def measured(town: Town) -> str:
    """The metrics."""
    host, port = town.settings.address
    async with town.web.get(f"http://{host}:{port}/metrics") as response:
        return await response.text()


@pytest.mark.parametrize("log_format", ["json", "console"])
async def test_after_a_full_run_nothing_is_found(
    database_url: str, tmp_path: Path, log_format: Format
) -> None:
    log = tmp_path / "log"
    async with open_town(database_url, served=False) as town:
        async with overheard(town, log, log_format):
            await town.ben.start(TYPED_ID)
            held = await stored(town.settings.store)
            await lives_through_it(town)
            held += await stored(town.settings.store)
            await says_it_where_nobody_asked(town)
            await fails(town)
            told, held_at_last = await measured(town), await stored(town.settings.store)
        written = log.read_text()
    assert "Traceback" in written
    assert '"event": "turn"' in written or " turn " in written
    assert [one for one in (*SEALED, *NAMES) if one in written] == []
    assert [one for one in (*SEALED, *NAMES) if one in told] == []
    assert [one for one in SEALED if one.encode() in held + held_at_last] == []
    # Seen to be looked at: names lie in the ledger by design.
    assert b"Ann Lee" in held
