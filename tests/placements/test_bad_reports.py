"""Reports that can not be: one clear sentence, and nothing lost."""

from tests.placements.test_reporting_chat import placements, town_of_chen
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import BACK, labels, tap, tells_refusal
from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    open_known_employer,
    reports_placement,
    visible_person,
)
from tests.support.town import Town


async def test_without_their_yes_nobody_is_written_down(town: Town) -> None:
    await chooses_language(town)
    await town.chen.says("/report")
    await tap(town.chen, "➕ Somebody new")
    await tap(town.chen, "No, they do not")
    assert tells_refusal(town.chen, "consent_needed")
    assert (await town.rows())["labourer"] == []


async def test_what_stands_against_it_is_seen_before_the_rest_is_asked(town: Town) -> None:
    chen = await town_of_chen(town)
    await reports_placement(town)
    await chen.says("/report")
    await chen.says("安娜安娜")
    assert tells_refusal(chen, "placed_already")
    assert labels(chen)[-1] != BACK or "Who goes to work?" in chen.last


async def test_a_wage_of_nothing_is_refused_and_one_of_ninety_thousand_asked_about(
    town: Town,
) -> None:
    chen = await town_of_chen(town)
    await chen.says("/report")
    for typed in ("安娜安娜", FACTORY, "1", "缝纫"):
        await chen.says(typed)
    await chen.says("0")
    assert tells_refusal(chen, "money_out_of_range")
    await chen.says("90000")
    assert "Is that what you mean?" in chen.last or "Which of these" in chen.last
    await chen.says("3500")
    assert "Is there a contract" in chen.last


async def test_a_start_in_two_months_is_too_far_ahead(town: Town) -> None:
    chen = await town_of_chen(town)
    await chen.says("/report")
    for typed in ("安娜安娜", FACTORY, "2027-01-20"):
        await chen.says(typed)
    assert tells_refusal(chen, "date_too_late")


async def test_a_start_before_the_person_was_sixteen(town: Town) -> None:
    await open_known_employer(town)
    await visible_person(town, id_number=id_number("20101101"), birth_year=2010)
    await chooses_language(town)
    await town.chen.says("/report")
    for typed in ("安娜安娜", FACTORY, "2026-10-15"):
        await town.chen.says(typed)
    assert tells_refusal(town.chen, "too_young_to_work")


async def test_a_suspended_brokers_report_goes_with_the_role(town: Town) -> None:
    from sqlalchemy import delete
    from sqlmodel import col

    from models.accounts.roles import Role
    from models.core.vocabulary import RoleName

    chen = await town_of_chen(town)
    await chen.says("/report")
    for typed in ("安娜安娜", FACTORY, "1", "缝纫", "3500", "1", "3"):
        await chen.says(typed)
    async with town.store() as session:
        await session.exec(delete(Role).where(col(Role.name) == RoleName.BROKER))
    await chen.says("1")
    assert tells_refusal(chen, "role_gone")
    assert await placements(town) == []
    assert (await town.rows())["draft"] == []


async def test_a_person_erased_meanwhile(town: Town) -> None:
    chen = await town_of_chen(town)
    await chen.says("/report")
    for typed in ("安娜安娜", FACTORY, "1", "缝纫", "3500", "1", "3"):
        await chen.says(typed)
    await town.ana.says("/me")
    await town.ana.taps("Delete everything")
    await town.ana.taps("Yes, delete everything")
    await tap(chen, "✅ All right, save")
    assert "Reported." not in chen.last
    assert await placements(town) == []
    assert "安娜安娜" not in str((await town.rows())["draft"])


async def test_somebody_new_who_was_too_young_then_is_told_before_anything_is_kept(
    town: Town,
) -> None:
    await chooses_language(town)
    chen = town.chen
    await chen.says("/report")
    await tap(chen, "➕ Somebody new")
    await tap(chen, "Yes, they agree")
    number = id_number("20101101")
    for typed in ("朴英姬", number, "skip", "和盛", "no", "2", "3"):
        await chen.says(typed)
    await tap(chen, "➕ Another employer")
    for typed in ("宁波鞋厂", "skip", "1", "3", "浙江宁波", "skip", "2026-10-01"):
        await chen.says(typed)
    assert tells_refusal(chen, "too_young_to_work")
    rows = await town.rows()
    assert rows["labourer"] == rows["employer"] == []
