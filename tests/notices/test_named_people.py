"""A notice for a few people by name, or for who signed up to an earlier one."""

import pytest

from dialogue.notices.notice import SIGN
from dialogue.notices.publication import PUBLISH, WRITE_TO_THEM
from tests.support.intake_answers import says, tap
from tests.support.notices import asked, lives, neighbour, prepares, publishes, reads
from tests.support.town import ANA, BEN, Town

HESHENG, HENAN = "222424101216", "222424101200"
IN_TONGYU = "220822101200"


async def names(town: Town, typed: str) -> None:
    """Dai is asked for names, and types these."""
    await prepares(town, upto="people", to="people")
    await town.dai.says(typed)


async def test_only_those_named_get_it_and_read_that_the_office_thought_of_them(
    town: Town,
) -> None:
    await lives(town, ANA, name="李秀英")
    await lives(town, BEN, name="王小春")
    seen = await reads(town.ben)
    await names(town, "李秀英")
    await town.dai.says("1")
    await tap(town.dai, PUBLISH)
    await town.settled()
    assert "the county office thought of you" in await reads(town.ana)
    assert await reads(town.ben) == seen


@pytest.mark.parametrize("typed", ["王小春, 李秀英", "王小春、李秀英", "王小春\n李秀英"])
async def test_several_are_typed_at_once(town: Town, typed: str) -> None:
    for name in ("王小春", "李秀英"):
        await neighbour(town, name)
    await names(town, typed)
    await town.dai.says("1")
    assert "It is for 2 people" in town.dai.last


@pytest.mark.parametrize("where", ["nowhere", "another county"])
async def test_a_name_that_is_not_there_is_told_by_its_place(town: Town, where: str) -> None:
    await neighbour(town, "王小春")
    if where == "another county":
        await neighbour(town, "李秀英", village=IN_TONGYU)
    await names(town, "王小春, 李秀英")
    assert says(town.dai, "name_unknown")
    assert "name number 2" in town.dai.last
    assert asked(town.dai, "people")


async def test_of_two_with_one_name_the_village_tells(town: Town) -> None:
    await neighbour(town, "王小春", village=HESHENG)
    await neighbour(town, "王小春", village=HENAN)
    await names(town, "王小春")
    assert says(town.dai, "name_twice")
    assert asked(town.dai, "people")
    await town.dai.says("王小春（和盛村）")
    assert asked(town.dai, "publish")


async def test_what_is_no_name_is_asked_again(town: Town) -> None:
    await names(town, "王小春, 12345")
    assert says(town.dai, "names_unread")
    assert asked(town.dai, "people")


@pytest.mark.parametrize("typed", ["77", "0000", "the last one"])
async def test_an_earlier_notice_that_is_not_there_is_asked_again(town: Town, typed: str) -> None:
    await prepares(town, upto="earlier", to="earlier")
    await town.dai.says(typed)
    assert asked(town.dai, "earlier")
    if typed == "77":
        assert says(town.dai, "earlier_unknown")


async def test_who_signed_up_is_written_to(town: Town) -> None:
    await lives(town, ANA)
    await lives(town, BEN)
    first = await publishes(town)
    await tap(town.ana, SIGN)
    seen = await reads(town.ben)
    await prepares(town, upto="earlier", to="earlier", title="Bring your ID card")
    await town.dai.says(str(first))
    await town.dai.says("1")
    await tap(town.dai, PUBLISH)
    await town.settled()
    assert "you signed up to “Spring fair”" in await reads(town.ana)
    assert await reads(town.ben) == seen


async def test_from_the_notice_itself_they_are_written_to_with_one_tap(town: Town) -> None:
    await lives(town, ANA)
    first = await publishes(town)
    await tap(town.ana, SIGN)
    await town.dai.taps("Open the notice")
    await tap(town.dai, WRITE_TO_THEM)
    assert asked(town.dai, "kind")
    rows = await town.rows()
    assert [row["answers"] for row in rows["draft"]] == [{"to": "earlier", "earlier": first}]
