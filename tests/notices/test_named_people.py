"""A notice for a few people by name, or for who signed up to an earlier one."""

import pytest

from dialogue.notices.notice import SIGN
from dialogue.notices.publication import PUBLISH, WRITE_TO_THEM
from tests.support.labourers.intake import tap, tells_refusal
from tests.support.notices.chat import (
    asks_notice,
    newest_text,
    prepares_notice,
    publishes_notice,
    registered_neighbour,
    registered_person,
)
from tests.support.town import ANA, BEN, Town

HESHENG, HENAN = "222424101216", "222424101200"
IN_TONGYU = "220822101200"


async def names(town: Town, typed: str) -> None:
    """Dai is asked for names, and types these."""
    await prepares_notice(town, upto="people", to="people")
    await town.dai.says(typed)


async def test_only_those_named_get_it_and_read_that_the_office_thought_of_them(
    town: Town,
) -> None:
    await registered_person(town, ANA, name="李秀英")
    await registered_person(town, BEN, name="王小春")
    seen = await newest_text(town.ben)
    await names(town, "李秀英")
    await town.dai.says("1")
    await tap(town.dai, PUBLISH)
    await town.settled()
    assert "the county office thought of you" in await newest_text(town.ana)
    assert await newest_text(town.ben) == seen


@pytest.mark.parametrize("typed", ["王小春, 李秀英", "王小春、李秀英", "王小春\n李秀英"])
async def test_several_are_typed_at_once(town: Town, typed: str) -> None:
    for name in ("王小春", "李秀英"):
        await registered_neighbour(town, name)
    await names(town, typed)
    await town.dai.says("1")
    assert "It is for 2 people" in town.dai.last


@pytest.mark.parametrize("where", ["nowhere", "another county"])
async def test_a_name_that_is_not_there_is_told_by_its_place(town: Town, where: str) -> None:
    await registered_neighbour(town, "王小春")
    if where == "another county":
        await registered_neighbour(town, "李秀英", village=IN_TONGYU)
    await names(town, "王小春, 李秀英")
    assert tells_refusal(town.dai, "name_unknown")
    assert "name number 2" in town.dai.last
    assert asks_notice(town.dai, "people")


async def test_of_two_with_one_name_the_village_tells(town: Town) -> None:
    await registered_neighbour(town, "王小春", village=HESHENG)
    await registered_neighbour(town, "王小春", village=HENAN)
    await names(town, "王小春")
    assert tells_refusal(town.dai, "name_twice")
    assert asks_notice(town.dai, "people")
    await town.dai.says("王小春（和盛村）")
    assert asks_notice(town.dai, "publish")


async def test_what_is_no_name_is_asked_again(town: Town) -> None:
    await names(town, "王小春, 12345")
    assert tells_refusal(town.dai, "names_unread")
    assert asks_notice(town.dai, "people")


@pytest.mark.parametrize("typed", ["77", "0000", "the last one"])
async def test_an_earlier_notice_that_is_not_there_is_asked_again(town: Town, typed: str) -> None:
    await prepares_notice(town, upto="earlier", to="earlier")
    await town.dai.says(typed)
    assert asks_notice(town.dai, "earlier")
    if typed == "77":
        assert tells_refusal(town.dai, "earlier_unknown")


async def test_who_signed_up_is_written_to(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_person(town, BEN)
    first = await publishes_notice(town)
    await tap(town.ana, SIGN)
    seen = await newest_text(town.ben)
    await prepares_notice(town, upto="earlier", to="earlier", title="Bring your ID card")
    await town.dai.says(str(first))
    await town.dai.says("1")
    await tap(town.dai, PUBLISH)
    await town.settled()
    assert "you signed up to “Spring fair”" in await newest_text(town.ana)
    assert await newest_text(town.ben) == seen


async def test_from_the_notice_itself_they_are_written_to_with_one_tap(town: Town) -> None:
    await registered_person(town, ANA)
    first = await publishes_notice(town)
    await tap(town.ana, SIGN)
    await town.dai.taps("Open the notice")
    await tap(town.dai, WRITE_TO_THEM)
    assert asks_notice(town.dai, "kind")
    rows = await town.rows()
    assert [row["answers"] for row in rows["draft"]] == [{"to": "earlier", "earlier": first}]
