"""Brokers and staff offer work: the form, what the law keeps out, and what the office looks at."""

from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import col

from dialogue.core.trail import OPEN
from models.accounts.roles import Role
from models.core.vocabulary import RoleName
from models.employers.employer import Employer
from sandbox.chats.people import Person
from tests.support.labourers.intake import (
    BACK,
    EN,
    KO,
    SAVE,
    SKIP,
    ZH,
    facts_of_steps,
    labels,
    tap,
    tells_refusal,
)
from tests.support.notices.chat import messages_with, registered_person
from tests.support.placements.chat import FACTORY, chooses_language, open_known_employer
from tests.support.town import CHEN, DAI, Town, until
from tests.support.vacancies.chat import (
    CLOSE,
    OFFER,
    RELEASE,
    SEWING,
    begins_vacancy,
    fills_vacancy,
    forges_button,
    offered_vacancy,
    steps_to,
)

KEPT = (
    *("post", "trade", "reach", "area", "place", "wanted", "wage_from", "wage_to"),
    *("needs", "lodging", "insurance"),
)


async def vacancy(town: Town) -> dict[str, Any]:
    (only,) = (await town.rows())["vacancy"]
    return only


async def acts(town: Town) -> list[tuple[str, int | None]]:
    trail = (await town.rows())["audit_record"]
    return [(row["act"], row["subject_id"]) for row in trail if row["subject"] == "vacancy"]


@pytest.mark.parametrize("person", [CHEN, DAI])
async def test_work_is_offered_by_who_has_a_role(each_town: Town, person: Person) -> None:
    phone = await begins_vacancy(each_town, person)
    await fills_vacancy(phone)
    await tap(phone, SAVE)
    assert phone.last.startswith("✅ On offer now.")
    assert f"💼 Sewing uppers\n🏢 {FACTORY}\n📍 大兴沟镇服装厂 · 大兴沟镇\n" in phone.last
    assert "💰 3000 to 4000 yuan a month\n👥 5 wanted · Sewing\n" in phone.last
    row, told = await vacancy(each_town), facts_of_steps(SEWING, EN)
    assert {key: row[key] for key in KEPT} == {key: told[key] for key in KEPT}
    assert (row["state"], row["county"], row["held_for"]) == ("open", "222424", None)
    assert (await acts(each_town))[0] == ("opened", row["id"])


@pytest.mark.parametrize("language", [ZH, KO, EN])
async def test_it_goes_by_typing_alone_in_every_language(town: Town, language: Any) -> None:
    phone = await begins_vacancy(town, language=language)
    await fills_vacancy(phone, language=language, typing=True)
    await phone.says("1")
    row, told = await vacancy(town), facts_of_steps(SEWING, language)
    assert {key: row[key] for key in KEPT} == {key: told[key] for key in KEPT}


async def test_what_need_not_be_said_is_skipped(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, steps_to("wage_to"))
    await tap(phone, SKIP)
    await tap(phone, SKIP)
    await fills_vacancy(phone, SEWING[-3:])
    await tap(phone, SAVE)
    row = await vacancy(town)
    assert (row["wage_from"], row["wage_to"], row["needs"]) == (3000, 3000, None)
    assert "💰 3000 yuan a month" in phone.last
    assert "🔧" not in phone.last


async def test_farther_away_no_area_is_asked_for(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, steps_to("area"), reach="4")
    assert "What is the place called?" in phone.last
    await fills_vacancy(phone, SEWING[5:], place="宁波鞋厂")
    await tap(phone, SAVE)
    row = await vacancy(town)
    assert (row["reach"], row["area"]) == ("anywhere", "")
    assert "📍 宁波鞋厂 · Outside the province" in phone.last


async def test_only_areas_of_ones_own_county_are_offered(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, steps_to("area"))
    assert labels(phone)[0] == "The whole of 汪清县"
    await phone.says("通榆县")
    assert tells_refusal(phone, "area_unknown")


async def test_the_most_is_not_less_than_the_least(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, steps_to("wage_to"))
    await phone.says("2500")
    assert tells_refusal(phone, "wage_to_less")
    await fills_vacancy(phone, SEWING[8:])
    await tap(phone, "✏️ Change something")
    await tap(phone, "Wage from")
    await phone.says("4500")
    assert tells_refusal(phone, "wage_to_less")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("post", "女缝纫工"),
        ("needs", "35岁以下"),
        ("place", "限汉族，大兴沟镇"),
        ("trade", "男装卸工"),
    ],
)
async def test_what_the_law_forbids_is_not_taken(town: Town, key: str, words: str) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, steps_to(key))
    if key == "trade":
        await tap(phone, "Something else")
        await phone.says(words)
    await phone.says(words)
    assert tells_refusal(phone, "vacancy_unlawful")
    assert key not in (await town.given(CHEN) or {})


async def test_an_employer_is_found_by_a_part_of_its_name(town: Town) -> None:
    await open_known_employer(town, "汪清木耳合作社")
    phone = await begins_vacancy(town)
    assert {FACTORY, "汪清木耳合作社"} <= set(labels(phone))
    await phone.says("木耳")
    assert "What is the work?" in phone.last
    assert "汪清木耳合作社" in phone.last


async def test_an_employer_nobody_knows_is_not_taken(town: Town) -> None:
    phone = await begins_vacancy(town)
    await phone.says("没有的厂")
    assert tells_refusal(phone, "known_none")


async def blacklists(town: Town) -> None:
    """The factory is on the blacklist from now on."""
    async with town.store() as session:
        (only,) = (await town.rows())["employer"]
        employer = await session.get_one(Employer, only["id"])
        employer.listed_at, employer.listed_why = town.clock.now(), "拖欠工资"


async def test_a_blacklisted_employer_is_refused_with_why(town: Town) -> None:
    phone = await begins_vacancy(town)
    await blacklists(town)
    await tap(phone, FACTORY)
    assert tells_refusal(phone, "employer_listed")


async def test_one_blacklisted_while_the_form_was_filled_is_refused_too(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone)
    await blacklists(town)
    await tap(phone, SAVE)
    assert tells_refusal(phone, "employer_listed")
    assert (await town.rows())["vacancy"] == []
    assert len(await town.given(CHEN) or {}) == len(SEWING)


async def test_a_fee_holds_it_and_its_writer_is_told_before_it_is_sent(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, needs="押金200元")
    assert "⏸ It names “押金”" in phone.last
    await tap(phone, SAVE)
    assert "The county office looks at it first, because it names “押金”." in phone.last
    row = await vacancy(town)
    assert (row["state"], row["held_for"]) == ("held", "押金")


@pytest.mark.parametrize("words", ["扣身份证", "보증금 500원", "a deposit of 200 yuan"])
async def test_papers_and_other_languages_hold_it_too(town: Town, words: str) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, needs=words)
    await tap(phone, SAVE)
    assert (await vacancy(town))["state"] == "held"


async def test_no_fee_holds_nothing(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, needs="不收任何费用，免押金")
    assert "⏸" not in phone.last
    await tap(phone, SAVE)
    assert (await vacancy(town))["state"] == "open"


async def test_the_words_can_be_changed_before_the_office_has_to_look(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, needs="押金200元")
    await tap(phone, "✏️ Change something")
    await tap(phone, "What is needed")
    await phone.says("会踩机器")
    assert "⏸" not in phone.last
    await tap(phone, SAVE)
    assert (await vacancy(town))["state"] == "open"


async def test_the_office_is_told_looks_and_lets_people_see_it(each_town: Town) -> None:
    town = each_town
    await chooses_language(town, DAI)
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, needs="押金200元")
    await tap(phone, SAVE)

    async def told() -> bool:
        return bool(await messages_with(town.dai, "⏸ Somebody offers work that names “押金”"))

    await until(told)
    await town.settled()
    await town.dai.says("/menu")
    assert "💼 Work on offer (1 to look at)" in labels(town.dai)
    await tap(town.dai, "💼 Work on offer (1 to look at)")
    assert labels(town.dai) == [f"⏸ Sewing uppers · {FACTORY} (0)", OFFER, BACK]
    await town.dai.says("1")
    assert "⏸ Held, because it names “押金”." in town.dai.last
    await tap(town.dai, RELEASE)
    assert town.dai.last.startswith("✅ People see it now.")
    row = await vacancy(town)
    assert row["state"] == "open"
    assert await acts(town) == [("opened", row["id"]), ("approved", row["id"])]
    await town.dai.says("/menu")
    await tap(town.dai, "📣 Notices, work, employers")
    assert "💼 Work on offer" in labels(town.dai)


async def test_a_broker_can_not_release_it(town: Town) -> None:
    held = await offered_vacancy(town, needs="需要押金")
    await chooses_language(town)
    await forges_button(town.chen, f"offered:{held.id}")
    assert RELEASE not in labels(town.chen)
    await forges_button(town.chen, f"offered:{held.id}:release")
    assert tells_refusal(town.chen, "not_yours")
    assert (await vacancy(town))["state"] == "held"


async def test_the_office_can_take_it_off_instead(town: Town) -> None:
    held = await offered_vacancy(town, needs="需要押金")
    await chooses_language(town, DAI)
    await forges_button(town.dai, f"offered:{held.id}:close")
    assert "Is “Sewing uppers” taken, or not wanted any more?" in town.dai.last
    await tap(town.dai, CLOSE)
    assert town.dai.last.startswith("✅ Closed.")
    assert (await vacancy(town))["state"] == "closed"
    assert labels(town.dai) == [OPEN, BACK]


async def test_who_is_broker_no_more_offers_nothing(town: Town) -> None:
    await registered_person(town, CHEN)
    phone = await begins_vacancy(town)
    await fills_vacancy(phone)
    async with town.store() as session:
        await session.exec(delete(Role).where(col(Role.name) == RoleName.BROKER))
    await tap(phone, SAVE)
    assert (await town.rows())["vacancy"] == []
    assert tells_refusal(phone, "role_gone")


async def test_a_form_left_is_gone_on_with(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, steps_to("wanted"))
    await phone.says("/cancel")
    await phone.says("/vacancies")
    await tap(phone, OFFER)
    assert "How many people are wanted?" in phone.last
