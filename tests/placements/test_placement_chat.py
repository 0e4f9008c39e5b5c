"""A placement through all its days: reported, confirmed, followed up, and what goes wrong."""

import pytest

from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    open_known_employer,
    reports_placement,
    visible_person,
)
from tests.support.town import Town


@pytest.mark.phones("buttons", "numbers")
async def test_from_the_report_to_the_ninetieth_day(town: Town) -> None:
    await open_known_employer(town)
    await visible_person(town)
    await chooses_language(town)
    await reports_placement(town)
    assert "Reported." in town.chen.last
    await town.settled()
    await town.ana.look()
    assert FACTORY in town.ana.last
    await town.ana.taps("Yes, all of it")
    await town.ana.taps("Signed")
    await town.ana.taps("No, nobody did")
    assert "Thank you" in town.ana.last
    (placement,) = (await town.rows())["placement"]
    assert placement["state"] == "confirmed"
    await town.wait(days=90)
    await town.ana.look()
    assert "Do you still work there?" in town.ana.last


async def test_what_changed_in_the_week_comes_to_the_broker_on_monday_by_the_clock(
    town: Town,
) -> None:
    await open_known_employer(town)
    await visible_person(town)
    await chooses_language(town)
    await reports_placement(town)
    await town.wait(days=7)
    await town.chen.look()
    weeks = [one for one in town.chen.received if "placements this week" in str(one.get("text"))]
    assert len(weeks) == 1
