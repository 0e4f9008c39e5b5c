"""One's own entry: seen, changed, its history, its export."""

import json
from typing import Any

import pytest

from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import (
    ANA_ID,
    BACK,
    CHANGE,
    KEEP,
    WHOLE,
    arrive,
    asks_intake,
    labels,
    register,
    tap,
    tells_refusal,
)
from tests.support.town import ANA, Town

# Every question of the form once: its label, what is typed now, and what the ledger then holds.
OTHER = (
    ("name", "Name", "Bo Kim", "Bo Kim"),
    ("sex", "Sex", "2", "male"),
    ("birth_year", "Born", "1999", 1999),
    ("phone", "Phone", "138 0000 2008", "+8613800002008"),
    ("village", "Village", "育才", "220822001001"),
    ("household_head", "Head of household", "Bo Lee", "Bo Lee"),
    ("head_birth_year", "Head born", "1951", 1951),
    ("registered_poor", "Registered poor household", "no", False),
    ("ethnicity", "Ethnic group", "Xibe", "Xibe"),
    ("schooling", "Schooling", "6", "college"),
    ("work_place", "Where", "Hunchun", "Hunchun"),
    ("work_what", "What", "Packing", "Packing"),
    ("wage", "Earns a month", "4100", 4100),
    ("has_contract", "Contract", "2", False),
    ("has_insurance", "Social insurance", "1", True),
    ("status", "Present work", "3", "in_county"),
    ("skills", "Skills", "9", ["driving", "cooking", "sewing"]),
    ("certificates", "Certificates", "skip", None),
    ("wanted_work", "Work wanted", "3", ["factory", "building"]),
    ("wanted_reach", "How far", "1", "township"),
    ("wanted_wage", "Pay wanted", "2800", 2800),
    ("available_from", "Could start", "2027-01-04", "2027-01-04"),
    ("seen_by_brokers", "Seen by the broker", "no", False),
    ("courses", "Courses", "1", ["greenhouse", "mushrooms"]),
    ("left_school_recently", "Left school within two years", "yes", True),
    ("wishes", "Would like", "3", ["work", "training", "business"]),
    ("limits", "To mind", "Bad knee", "Bad knee"),
    ("health_agreed", "Health note", "no", False),
    ("notices", "News", "3", ["job_fair", "training", "campaign"]),
    ("id_number", "ID number", id_number("19990101"), id_number("19990101")),
)
OF_WORK = ("work_place", "work_what", "wage", "has_contract", "has_insurance")
# What a later one of these changes drops, or tells otherwise.
DROPPED = ("household_head", "head_birth_year", "sex", "birth_year", "limits")


async def exported(town: Town) -> Any:
    """The file that Ana was sent."""
    await town.ana.look()
    file = town.ana.received[-1]["document"]
    assert file["file_name"] == "chunfeng.json"
    async with town.web.get(f"{town.address}/sandbox/files/{file['file_id']}") as response:
        return json.loads(await response.read())


async def test_it_shows_everything_that_is_kept_with_numbers_masked(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/me")
    for line in ("Name: Ann Lee", "Phone: 138****2001", "和盛村", "Present work: Farming at home"):
        assert line in town.ana.last
    assert ANA_ID not in town.ana.last


async def test_every_answer_can_be_changed(town: Town) -> None:
    await register(town.ana, WHOLE)
    assert {key for key, *_ in OTHER} == {step.key for step in WHOLE}
    kept = [other for other in OTHER if other[0] not in DROPPED]
    for key, label, typed, value in OTHER:
        await town.ana.says("/me")
        await tap(town.ana, CHANGE)
        await tap(town.ana, label)
        assert asks_intake(town.ana, key)
        await town.ana.says(typed)
        if key == "household_head":
            # Of another head another year is asked.
            await town.ana.says("1949")
        # Other work has another place, wage and contract.
        for asked_anew in OF_WORK if key == "status" else ():
            await town.ana.says(next(words for one, _, words, _ in OTHER if one == asked_anew))
        assert "Changed." in town.ana.last, town.ana.screen()
        if key in DROPPED:
            assert (await town.entry(ANA) or {})[key] == value
    entry = await town.entry(ANA)
    assert entry is not None
    assert [entry[key] for key, *_ in kept] == [value for *_, value in kept]


async def test_a_change_that_asks_for_more_is_made_when_all_is_answered(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Registered poor household")
    await town.ana.says("yes")
    assert asks_intake(town.ana, "household_head")
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["registered_poor"] is False
    await town.ana.says("Dan Lee")
    await town.ana.says("1950")
    assert "Changed." in town.ana.last


async def test_leaving_it_as_it_is_changes_nothing(town: Town) -> None:
    await register(town.ana)
    changes = len((await town.rows())["ledger_change"])
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Present work")
    await tap(town.ana, KEEP)
    assert "What is kept about you" in town.ana.last
    assert len((await town.rows())["ledger_change"]) == changes


async def test_an_id_number_of_somebody_else_is_taken_and_shown_to_the_office(town: Town) -> None:
    await register(town.ben)
    await register(town.ana, WHOLE)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "ID number")
    await town.ana.says(ANA_ID)
    assert "Changed." in town.ana.last
    assert len((await town.rows())["double_entry"]) == 1


async def test_ones_own_id_number_given_again_is_no_change(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "ID number")
    await town.ana.says(ANA_ID)
    assert "What is kept about you" in town.ana.last


@pytest.mark.phones("buttons", "numbers")
async def test_the_history_tells_what_was_changed_from_what_to_what(town: Town) -> None:
    await register(town.ana)
    await town.wait(hours=1)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Present work")
    await town.ana.says("7")
    await tap(town.ana, "🕘 What was changed, and when")
    assert "2026-11-23 13:00 · by you\nPresent work: Farming at home → At school" in town.ana.last
    await tap(town.ana, BACK)
    assert "What is kept about you" in town.ana.last


async def test_the_export_has_everything_that_is_held(town: Town) -> None:
    await register(town.ana, WHOLE)
    await town.ana.says("/me")
    await tap(town.ana, "📄 Give me everything as a file")
    held = await exported(town)
    assert held["entry"] == await town.entry(ANA)
    assert held["account"]["address"] == f"telegram:{ANA.id}"
    assert held["consent"]["read_out_by_somebody"] is False
    assert {change["fact"] for change in held["history"]} >= {"name", "wage", "limits"}


async def test_answers_not_yet_saved_are_in_the_export_too(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    await town.ana.says("/me")
    assert tells_refusal(town.ana, "no_entry") or "not registered yet" in town.ana.last
    await tap(town.ana, "📄 Give me everything as a file")
    held = await exported(town)
    assert held["unfinished"] == [{"name": "Ann Lee"}]
    assert held["entry"] is None


async def test_without_an_entry_there_is_nothing_to_change(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("/me")
    newest = town.ana.received[-1]["message_id"]
    for choice in ("me:change", "me:change:name", "me:history", "news"):
        await town.ana.does("tap", message_id=newest, data=choice, forged=True)
        assert tells_refusal(town.ana, "no_entry")


async def test_who_is_registered_is_not_registered_twice(town: Town) -> None:
    await register(town.ana)
    newest = town.ana.received[-1]["message_id"]
    await town.ana.does("tap", message_id=newest, data="intake", forged=True)
    assert labels(town.ana)[:2] == [CHANGE, "📝 A few more questions"]
    assert (await town.rows())["draft"] == []


async def test_a_change_gone_on_with_later_does_not_undo_what_was_changed_since(
    town: Town,
) -> None:
    await register(town.ana)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Registered poor household")
    await town.ana.says("yes")
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Present work")
    await town.ana.says("7")
    await town.ana.says("/menu")
    await town.ana.taps("Go on")
    await town.ana.says("Dan Lee")
    await town.ana.says("skip")
    entry = await town.entry(ANA)
    assert entry is not None
    assert (entry["household_head"], entry["status"]) == ("Dan Lee", "at_school")


async def test_news_stopped_meanwhile_stay_stopped_after_a_change(town: Town) -> None:
    await register(town.ana, WHOLE)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Present work")
    await town.ana.says("1")
    await town.ana.says("/news")
    await town.ana.says("1")
    await town.ana.says("3")
    await town.ana.says("/menu")
    await town.ana.taps("Go on")
    await town.ana.says("2026-03")
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["notices"] == ["training"]
