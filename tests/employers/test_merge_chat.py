"""Staff make two entries of one employer one."""

from tests.employers.test_directory_chat import looks_at
from tests.support.employers.chat import (
    DO_IT,
    NAME,
    SAME_AS,
    employer_row,
    known_employer,
    works_there,
)
from tests.support.labourers.intake import tap, tells_refusal
from tests.support.notices.chat import registered_neighbour
from tests.support.town import Town


async def test_two_that_are_one_are_merged(town: Town) -> None:
    double, into = await known_employer(town, "宁波鞋厂"), await known_employer(town)
    await works_there(town, double, await registered_neighbour(town, "王小春"))
    await looks_at(town, "宁波鞋厂")
    await tap(town.dai, SAME_AS)
    assert "🏭 宁波鞋厂" in town.dai.last
    await town.dai.says("鞋业")
    await tap(town.dai, NAME)
    assert f"“宁波鞋厂” goes, and its people and vacancies move to “{NAME}”" in town.dai.last
    await tap(town.dai, DO_IT)
    assert town.dai.last.startswith("✅ The two are one now.")
    assert "Placed there now: 1" in town.dai.last
    assert (await employer_row(town, double.id))["merged_into"] == into.id


async def test_merging_goes_by_typed_numbers(town: Town) -> None:
    double, into = await known_employer(town, "宁波鞋厂"), await known_employer(town)
    await looks_at(town, "宁波鞋厂")
    for typed in ("2", "宁波", "1", "2"):
        await town.dai.says(typed)
    assert (await employer_row(town, double.id))["merged_into"] == into.id


async def test_who_finds_no_other_is_asked_again(town: Town) -> None:
    await known_employer(town)
    await looks_at(town)
    await tap(town.dai, SAME_AS)
    await town.dai.says("鞋业")
    assert tells_refusal(town.dai, "employer_unknown")


async def test_what_was_merged_leads_to_the_one_that_stays(town: Town) -> None:
    double, into = await known_employer(town, "宁波鞋厂"), await known_employer(town)
    await looks_at(town, "宁波鞋厂")
    for typed in ("2", "宁波", "1", "2"):
        await town.dai.says(typed)
    newest = town.dai.received[-1]["message_id"]
    for step in ("", f":into!:{into.id}"):
        data = f"employer:{double.id}{step}"
        await town.dai.does("tap", message_id=newest, data=data, forged=True)
        assert f"Employer: {NAME}" in town.dai.last
