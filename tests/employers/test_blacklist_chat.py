"""The blacklist: put on with a reason, who hears of it, and taken off."""

import pytest

from sandbox.chats.phone import Phone
from tests.privacy.test_for_others import begins
from tests.support.employers.chat import (
    ALL,
    CHANGE,
    DO_IT,
    LEAVE_OFF,
    LIST,
    NAME,
    PUT_ON,
    SAME_AS,
    TRAIL,
    UNLIST,
    employer_row,
    known_employer,
    works_there,
)
from tests.support.labourers.intake import labels, tap, tells_refusal
from tests.support.notices.chat import (
    messages_with,
    newest_text,
    registered_neighbour,
    registered_person,
)
from tests.support.town import ANA, CHEN, Town

WHY = "欠十二个人三个月工资"


async def looks_at(town: Town) -> None:
    """Dai looks at the employer."""
    await begins(town.dai)
    await town.dai.says("/employers")
    await tap(town.dai, NAME)


async def lists(town: Town, why: str = WHY) -> None:
    """Dai puts it on the blacklist; whoever is to hear of it has heard."""
    await looks_at(town)
    await tap(town.dai, LIST)
    await town.dai.says(why)
    await tap(town.dai, PUT_ON)
    await town.settled()


async def choices(phone: Phone) -> list[str]:
    """What the buttons under the newest message mean."""
    await phone.look()
    rows = phone.received[-1]["reply_markup"]["inline_keyboard"]
    return [button["callback_data"] for row in rows for button in row]


@pytest.mark.buttons
async def test_who_works_there_and_who_placed_them_hear_of_it(each_town: Town) -> None:
    employer = await known_employer(each_town)
    ana = await registered_person(each_town, ANA)
    await begins(each_town.chen)
    placement = await works_there(each_town, employer, ana, by=CHEN)
    await lists(each_town)
    assert f"The county office warns of {NAME}: {WHY}." in await newest_text(each_town.ana)
    assert "You did nothing wrong" in each_town.ana.last
    assert await choices(each_town.ana) == [f"grievance:{placement.id}", "work"]
    assert await messages_with(
        each_town.chen, f"⛔ {NAME} is on the county's blacklist now: {WHY}."
    )
    assert await messages_with(each_town.chen, "People you brought who are there: 1.")


async def test_it_shows_since_when_and_why(town: Town) -> None:
    employer = await known_employer(town)
    await lists(town)
    assert town.dai.last.startswith("⛔ It is on the blacklist. Everybody there is told.")
    assert f"⛔ On the blacklist since 2026-11-23: {WHY}" in town.dai.last
    assert labels(town.dai) == [CHANGE, SAME_AS, TRAIL, UNLIST, ALL]
    row = await employer_row(town, employer.id)
    assert row["listed_why"] == WHY
    await town.dai.says("/employers")
    assert f"⛔ {NAME}" in labels(town.dai)


async def test_it_goes_by_typed_numbers_and_a_stray_one_puts_nobody_on_it(town: Town) -> None:
    employer = await known_employer(town)
    await looks_at(town)
    for typed in ("4", WHY, "1"):
        await town.dai.says(typed)
    assert (await employer_row(town, employer.id))["listed_at"] is None
    for typed in ("4", WHY, "2"):
        await town.dai.says(typed)
    assert (await employer_row(town, employer.id))["listed_why"] == WHY


async def test_who_is_not_sure_leaves_it_off(town: Town) -> None:
    employer = await known_employer(town)
    await looks_at(town)
    await tap(town.dai, LIST)
    assert f"🏭 {NAME}" in town.dai.last
    await town.dai.says(WHY)
    await tap(town.dai, LEAVE_OFF)
    assert labels(town.dai) == [CHANGE, SAME_AS, TRAIL, LIST, ALL]
    assert (await employer_row(town, employer.id))["listed_at"] is None


async def test_a_reason_too_long_is_asked_for_again(town: Town) -> None:
    await known_employer(town)
    await looks_at(town)
    await tap(town.dai, LIST)
    await town.dai.says("长" * 201)
    assert tells_refusal(town.dai, "text_too_long")
    await town.dai.says("长" * 200)
    assert PUT_ON in labels(town.dai)


async def test_a_reason_begun_before_is_gone_on_with(town: Town) -> None:
    await known_employer(town)
    await looks_at(town)
    await tap(town.dai, LIST)
    await town.dai.says(WHY)
    await town.dai.says("/employers")
    await tap(town.dai, NAME)
    await tap(town.dai, LIST)
    assert PUT_ON in labels(town.dai)
    assert len((await town.rows())["draft"]) == 1


async def test_it_is_taken_off_again(town: Town) -> None:
    employer = await known_employer(town)
    await lists(town)
    await tap(town.dai, UNLIST)
    await tap(town.dai, DO_IT)
    assert town.dai.last.startswith("✅ It is off the blacklist.")
    assert (await employer_row(town, employer.id))["listed_at"] is None
    await tap(town.dai, TRAIL)
    lines = [line.split(" · ")[1] for line in town.dai.last.splitlines()[1:]]
    assert lines == ["opened", "put on the blacklist", "taken off the blacklist"]


async def test_off_the_list_before_morning_nobody_hears_of_it(town: Town) -> None:
    employer, ana = await known_employer(town), await registered_person(town, ANA)
    await works_there(town, employer, ana)
    await town.wait(hours=10)
    await lists(town)
    assert await messages_with(town.ana, NAME) == []
    await tap(town.dai, UNLIST)
    await tap(town.dai, DO_IT)
    await town.wait(hours=12)
    assert await messages_with(town.ana, NAME) == []


async def test_at_night_nobody_is_woken(town: Town) -> None:
    employer, ana = await known_employer(town), await registered_person(town, ANA)
    await works_there(town, employer, ana)
    await town.wait(hours=10)
    await lists(town)
    assert await messages_with(town.ana, NAME) == []
    await town.wait(hours=12)
    assert len(await messages_with(town.ana, NAME)) == 1


async def test_what_staff_typed_is_never_markup(town: Town) -> None:
    employer, ana = await known_employer(town), await registered_person(town, ANA)
    await works_there(town, employer, ana)
    await lists(town, "工资 <b>没给</b> & 扣钱")
    assert "工资 <b>没给</b> & 扣钱" in await newest_text(town.ana)


async def test_somebody_without_a_phone_keeps_the_broker_informed(town: Town) -> None:
    employer = await known_employer(town)
    await begins(town.chen)
    for name in ("王小春", "李秀英"):
        await works_there(town, employer, await registered_neighbour(town, name), by=CHEN)
    await lists(town)
    assert await messages_with(town.chen, "People you brought who are there: 2.")
