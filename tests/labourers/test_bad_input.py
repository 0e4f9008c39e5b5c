"""Bad input: one clear sentence with an example, the same question again, nothing lost."""

import re

import pytest

from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import (
    ANA_ID,
    GO_ON,
    SHORTEST,
    Step,
    arrive,
    asks_intake,
    begun,
    begun_intake,
    labels,
    steps_before,
    tap,
    tells_refusal,
    walk,
)
from tests.support.town import ANA, Town

OUT_OF_WORK = (
    *steps_before("status"),
    Step("status", "out_of_work", "1"),
    Step("notices", [], "8"),
)
WRONG_CHECK = ANA_ID[:-1] + ("0" if ANA_ID[-1] != "0" else "1")

BAD = {
    "a check digit that does not fit": ("id_number", WRONG_CHECK, "id_check_digit"),
    "a child of 12": ("id_number", id_number("20141101"), "id_too_young"),
    "somebody 101 years old": ("id_number", id_number("19251101"), "id_too_old"),
    "17 characters": ("id_number", ANA_ID[:-1], "id_length"),
    "a name of 300 characters": ("name", "王" * 300, "name_too_long"),
    "a name of digits": ("name", "12345", "name_has_digits"),
    "a name with HTML": ("name", "<b>Ann</b>", "name_has_signs"),
    "a head of household with HTML": ("household_head", "<i>x</i>", "name_has_signs"),
    "a wage of -1": ("wage", "-1", "money_negative"),
    "a wage of words": ("wage", "a lot", "money_unread"),
    "a wage of ten million": ("wage", "10000000", "money_out_of_range"),
    "the 32nd": ("available_from", "32号", "date_impossible"),
    "no day at all": ("available_from", "soonish", "date_unread"),
    "a village that does not exist": ("village", "无此村", "village_unknown"),
    "a village of HTML": ("village", "<b>", "village_unknown"),
    "a year of two lives": ("birth_year", "1785", "birth_year_out_of_range"),
    "a phone of nine digits": ("phone", "138000020", "phone_length"),
    "neither yes nor no": ("registered_poor", "perhaps", "yes_no_unread"),
    "a choice that is not there": ("schooling", "99", "choice_unread"),
    "choices that are not there": ("wishes", "7 9", "choices_unread"),
    "a long tale": ("limits", "x" * 101, "text_too_long"),
}
EXAMPLE = re.compile("[0-9\u4e00-\u9fff]")


@pytest.mark.parametrize("case", BAD)
async def test_it_is_told_what_to_do_and_asked_again(town: Town, case: str) -> None:
    key, typed, refusal = BAD[case]
    await begun(town, ANA, key)
    before = await town.given(ANA)
    await town.ana.says(typed)
    first = town.ana.last.splitlines()[0]
    assert first.startswith("👉 ")
    assert EXAMPLE.search(first)
    assert tells_refusal(town.ana, refusal)
    assert asks_intake(town.ana, key)
    assert await town.given(ANA) == before


async def test_a_day_in_the_past_that_never_was_is_asked_again(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, OUT_OF_WORK, typing=True)
    await tap(town.ana, GO_ON)
    await town.ana.says("2月30号")
    assert tells_refusal(town.ana, "date_impossible")
    assert asks_intake(town.ana, "out_of_work_since")


async def test_two_who_save_the_same_id_number_at_once_are_both_registered(town: Town) -> None:
    for phone in (town.ana, town.ben):
        await arrive(phone)
        await walk(phone, SHORTEST, typing=True)
    assert "You are registered" in town.ben.last
    assert len((await town.rows())["double_entry"]) == 1


async def test_san_qian_wu_is_3500(town: Town) -> None:
    await begun(town, ANA, "wage")
    await town.ana.says("三千五")
    assert (await town.given(ANA) or {})["wage"] == 3500


async def test_a_village_that_exists_twice_is_told_apart_by_its_township(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("village"))
    await town.ana.says("创业")
    assert "More than one has that name" in town.ana.last
    found = [label for label in labels(town.ana) if "创业村" in label]
    assert len(found) > 1
    await tap(town.ana, found[1])
    assert asks_intake(town.ana, "registered_poor")


async def test_what_cannot_be_skipped_is_asked_again(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("skip")
    assert tells_refusal(town.ana, "cannot_skip")
    assert asks_intake(town.ana, "name")
