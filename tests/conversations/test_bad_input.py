"""Bad input: one clear sentence with an example, the same question again, nothing lost."""

import pytest

from dialogue.refusals import EXAMPLE
from tests.answers import (
    ANA_ID,
    SHORTEST,
    WHOLE,
    Step,
    arrive,
    asks,
    id_number,
    labels,
    register,
    tap,
    upto,
    walk,
)
from tests.town import ANA, Town

OUT_OF_WORK = (*upto("status"), Step("status", "out_of_work", "1"), Step("out_of_work_since", 0, ""))
WRONG_CHECK = ANA_ID[:-1] + ("0" if ANA_ID[-1] != "0" else "1")

BAD = {
    "a check digit that does not fit": ("id_number", WRONG_CHECK, "One digit does not fit", EXAMPLE),
    "a child of 12": ("id_number", id_number("20141101"), "from 16 years on", EXAMPLE),
    "somebody 101 years old": ("id_number", id_number("19251101"), "over 90", EXAMPLE),
    "17 characters": ("id_number", ANA_ID[:-1], "I counted 17", EXAMPLE),
    "a name of 300 characters": ("name", "王" * 300, "too long for a name", "王小春"),
    "a name of digits": ("name", "12345", "no digits", "王小春"),
    "a name with HTML": ("name", "<b>Ann</b>", "letters only", "王小春"),
    "a head of household with HTML": ("household_head", "<i>x</i>", "letters only", "王小春"),
    "a wage of -1": ("wage", "-1", "above zero", "3500"),
    "a wage of words": ("wage", "a lot", "can't read that as money", "3500"),
    "a wage of ten million": ("wage", "10000000", "from 100 to 100000 yuan", "3500"),
    "the 32nd": ("available_from", "32号", "not in the calendar", "2026-05-03"),
    "no day at all": ("available_from", "soonish", "can't read that as a day", "2026-05-03"),
    "a village that does not exist": ("village", "无此村", "can't find that village", "和盛"),
    "a village of HTML": ("village", "<b>", "can't find that village", "和盛"),
    "a year of two lives": ("birth_year", "1785", "born from 1936 to 2010", "1985"),
    "a phone of nine digits": ("phone", "138000020", "I counted 9", "138 0000 1234"),
    "neither yes nor no": ("registered_poor", "perhaps", "type 1 or 2", "1 or 2"),
    "a choice that is not there": ("schooling", "99", "type its number: 1 to 7", "1 to 7"),
    "choices that are not there": ("wishes", "7 9", "type the numbers", "1 3"),
    "a long tale": ("limits", "x" * 101, "100 characters or fewer", "100"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
async def test_it_is_told_what_to_do_and_asked_again(town: Town, case: str) -> None:
    key, typed, sentence, example = BAD[case]
    await arrive(town.ana)
    await walk(town.ana, upto(key, WHOLE), typing=True)
    before = await town.given(ANA)
    await town.ana.says(typed)
    said = town.ana.last.splitlines()[0]
    assert said.startswith("👉 ")
    assert sentence in said
    assert example in said
    assert asks(town.ana, key)
    assert await town.given(ANA) == before


async def test_a_day_in_the_past_that_never_was_is_asked_again(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, OUT_OF_WORK[:-1], typing=True)
    await town.ana.says("2月30号")
    assert "not in the calendar" in town.ana.last
    assert asks(town.ana, "out_of_work_since")


async def test_an_id_number_of_the_ledger_is_refused_without_telling_whose(town: Town) -> None:
    await register(town.ben)
    await arrive(town.ana)
    await town.ana.says("Bo Kim")
    await town.ana.says(ANA_ID)
    assert "in our register already" in town.ana.last
    assert "Ann" not in town.ana.last
    assert asks(town.ana, "id_number")
    assert await town.given(ANA) == {"name": "Bo Kim"}


async def test_two_who_give_the_same_id_number_at_once_are_told_at_the_end(town: Town) -> None:
    for phone in (town.ana, town.ben):
        await arrive(phone)
        await walk(phone, SHORTEST, typing=True)
    await town.ana.says("1")
    await town.ben.says("1")
    assert "in our register already" in town.ben.last
    assert labels(town.ben)[0] == "✅ All right, save"


async def test_san_qian_wu_is_3500(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, upto("wage", WHOLE), typing=True)
    await town.ana.says("三千五")
    assert (await town.given(ANA) or {})["wage"] == 3500


async def test_a_village_that_exists_twice_is_told_apart_by_its_township(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, upto("village"), typing=True)
    await town.ana.says("创业")
    assert "More than one has that name" in town.ana.last
    found = [label for label in labels(town.ana) if "创业村" in label]
    assert len(found) > 1
    await tap(town.ana, found[1])
    assert asks(town.ana, "registered_poor")


async def test_what_cannot_be_skipped_is_asked_again(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("skip")
    assert "We need this one" in town.ana.last
    assert asks(town.ana, "name")
