"""What runs by the clock, for staff: the last run, its counts, the next, and the failures."""

import re

from models.core import tick_runs
from tests.privacy.test_for_others import begins
from tests.support.labourers.intake import tap, tells_refusal
from tests.support.notices.chat import publishes_notice, registered_person
from tests.support.town import ANA, Town

RAN = re.compile(r"last \d\d-\d\d \d\d:\d\d:\d\d, next \d\d-\d\d \d\d:\d\d:\d\d")


def block(town: Town, name: str) -> list[str]:
    """The lines about one job on Dai's phone."""
    blocks = [part.splitlines() for part in town.dai.last.split("\n\n")]
    return next(lines for lines in blocks if lines[0] == name)


async def test_staff_see_when_each_ran_and_when_it_runs_next(town: Town) -> None:
    await begins(town.dai)
    await town.settled()
    await town.dai.says("/jobs")
    for name in ("Sending", "Publishing", "Reminders", "Tidying up"):
        assert RAN.fullmatch(block(town, name)[1])


async def test_it_is_in_their_menu(town: Town) -> None:
    await begins(town.dai)
    await town.settled()
    await tap(town.dai, "🏛 Office, language, help")
    await tap(town.dai, "⚙️ What runs by the clock")
    assert block(town, "Publishing")


async def test_it_tells_what_each_did(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town)
    await town.wait(minutes=1)
    await town.dai.says("/jobs")
    assert "people planned for 1" in block(town, "Publishing")[2]
    assert re.search(r"sent [1-9]", block(town, "Sending")[2])


async def test_it_tells_how_much_waits_to_be_sent(town: Town) -> None:
    await registered_person(town, ANA)
    await town.wait(hours=9)
    await publishes_notice(town)
    await town.dai.says("/jobs")
    assert "Waiting to be sent: 2" in town.dai.last


async def test_a_failing_one_is_told_with_how_often_and_what(town: Town) -> None:
    await begins(town.dai)
    await town.settled()
    now = town.clock.now()
    async with town.store() as session:
        for _ in range(2):
            await tick_runs.note_failure(session, "a new one", now, now, "OperationalError")
    await town.dai.says("/jobs")
    assert block(town, "a new one")[2].startswith("⚠️ failed 2 times in a row, last 11-23 12:0")
    assert block(town, "a new one")[2].endswith(": OperationalError")


async def test_one_that_works_again_has_no_failure_any_more(town: Town) -> None:
    await begins(town.dai)
    await town.settled()
    now = town.clock.now()
    async with town.store() as session:
        await tick_runs.note_failure(session, "reminders", now, now, "OperationalError")
    await town.wait(minutes=1)
    await town.dai.says("/jobs")
    assert "⚠️" not in town.dai.last


async def test_it_is_in_the_language_of_staff(town: Town) -> None:
    await town.dai.start()
    await tap(town.dai, "조선말")
    await town.settled()
    await town.dai.says("/jobs")
    assert "보내기" in town.dai.last


async def test_it_is_for_staff_only(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/jobs")
    assert tells_refusal(town.ana, "command_unknown")
