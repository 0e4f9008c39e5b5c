"""People look for work that fits, say what they would like, and who offers it is told."""

from typing import Any

import pytest

from sandbox.chats.phone import Phone
from tests.privacy.test_for_others import begins
from tests.support.labourers.intake import (
    BACK,
    EN,
    HESHENG,
    KO,
    ZH,
    labels,
    tap,
    tells_refusal,
    toasts_refusal,
)
from tests.support.notices.chat import messages_with, registered_person
from tests.support.placements.chat import FACTORY, chooses_language
from tests.support.town import ANA, BEN, CHEN, Town, until
from tests.support.vacancies.chat import (
    CLOSE,
    NOT_ANY_MORE,
    SEE,
    WANT,
    forges_button,
    offered_vacancy,
)

WORK = "💼 Find work"
TONGYU = "220822101001"
SEAMSTRESS: dict[str, Any] = {
    "village": HESHENG,
    "wishes": ["work"],
    "wanted_work": ["sewing"],
    "wanted_reach": "county",
    "wanted_wage": 3500,
    "available_from": "2026-11-23",
    "phone": "+8613812340001",
}


async def looks(town: Town, **given: Any) -> Phone:
    """Ana, who can sew, looks for work; gives her phone."""
    await registered_person(town, ANA, **{**SEAMSTRESS, **given})
    await town.ana.says("/work")
    return town.ana


async def interests(town: Town) -> list[dict[str, Any]]:
    return (await town.rows())["interest"]


async def comes(phone: Phone, said: str) -> str:
    """A message by itself that says this; gives the whole of it."""

    async def came() -> bool:
        return bool(await messages_with(phone, said))

    await until(came)
    return str((await messages_with(phone, said))[-1]["text"])


async def test_the_menu_leads_to_work_that_fits_with_why(town: Town) -> None:
    await offered_vacancy(town)
    await registered_person(town, ANA, **SEAMSTRESS)
    await town.ana.says("/menu")
    await tap(town.ana, WORK)
    assert town.ana.last.startswith(f"Work for you: 1 of 1\n\n💼 Sewing uppers\n🏢 {FACTORY}\n")
    assert "💡 near you · your trade · at your wage · with insurance" in town.ana.last
    assert "who offers it sees your name, village and phone number" in town.ana.last
    assert labels(town.ana) == [WANT, "Menu"]


async def test_the_best_comes_first_and_one_pages_to_and_fro(town: Town) -> None:
    await offered_vacancy(
        town, name="汪清木耳合作社", reach="county", area="222424103", post="Far sewing"
    )
    await offered_vacancy(town)
    ana = await looks(town)
    assert ana.last.startswith("Work for you: 1 of 2\n\n💼 Sewing uppers")
    assert labels(ana) == [WANT, "More ▸", "Menu"]
    await ana.says("2")
    assert ana.last.startswith("Work for you: 2 of 2\n\n💼 Far sewing")
    assert "💡 in your county · your trade" in ana.last
    await tap(ana, "◂ Before")
    assert ana.last.startswith("Work for you: 1 of 2")


async def test_below_the_wished_wage_comes_last_and_says_so(town: Town) -> None:
    await offered_vacancy(town)
    await offered_vacancy(town, name="二道河木器厂", post="Poor sewing", wage_to=3400, lodging=True)
    ana = await looks(town)
    assert "💼 Sewing uppers" in ana.last
    await tap(ana, "More ▸")
    assert "💼 Poor sewing" in ana.last
    assert "⚠️ less than the wage you wished for" in ana.last


async def test_where_nothing_suits_what_there_is_is_shown_with_what_is_against_it(
    town: Town,
) -> None:
    await offered_vacancy(town, reach="anywhere", area=None, trade="care", post="Nursing")
    ana = await looks(town)
    assert ana.last.startswith("Nothing is quite as you wished. This there is: 1 of 1")
    assert "⚠️ another trade than you look for · farther than you would go" in ana.last


async def test_where_there_is_none_at_all_one_is_told_what_to_do(town: Town) -> None:
    ana = await looks(town)
    assert "There is no work on offer for you just now." in ana.last
    assert labels(ana) == ["📋 What is kept about me", "📣 What is on near me", "Menu"]
    await ana.says("1")
    assert "安娜安娜" in ana.last


async def test_who_is_not_registered_is_told_so(town: Town) -> None:
    await begins(town.dai)
    await town.dai.says("/work")
    assert tells_refusal(town.dai, "no_entry")


async def test_a_tap_tells_the_broker_who_sees_who_it_is(each_town: Town) -> None:
    town = each_town
    vacancy = await offered_vacancy(town)
    await chooses_language(town)
    ana = await looks(town)
    await tap(ana, WANT)
    assert ana.last.startswith("✅ Noted: you would like “Sewing uppers”.\nYou will be called.")
    assert labels(ana) == [NOT_ANY_MORE, "💼 See other work", "Menu"]
    told = await comes(town.chen, "✋")
    assert told == (
        "✋ 安娜安娜 (汪清县 大兴沟镇 和盛村) would like this work: “Sewing uppers”, "
        + FACTORY
        + "."
    )
    await town.settled()
    await tap(town.chen, SEE)
    assert (
        "They would like it (1):\n• 安娜安娜 · +8613812340001 · 汪清县 大兴沟镇 和盛村"
        in town.chen.last
    )
    assert labels(town.chen) == ["🤝 安娜安娜 works there now", CLOSE, BACK]
    (mine,) = await interests(town)
    trail = (await town.rows())["audit_record"][-1]
    assert (trail["act"], trail["labourer_id"]) == ("listed", mine["labourer_id"])
    assert (trail["subject"], trail["subject_id"]) == ("vacancy", vacancy.id)


async def test_it_can_be_said_by_typed_numbers_alone(town: Town) -> None:
    await offered_vacancy(town)
    ana = await looks(town)
    await ana.says("1")
    assert len(await interests(town)) == 1
    await ana.says("1")
    assert await interests(town) == []
    await ana.says("1")
    assert len(await interests(town)) == 1


async def test_what_was_said_is_shown_and_can_be_taken_back(town: Town) -> None:
    await offered_vacancy(town)
    ana = await looks(town)
    await tap(ana, WANT)
    await tap(ana, "💼 See other work")
    assert "You said that you would like this." in ana.last
    assert labels(ana) == [NOT_ANY_MORE, "Menu"]
    await tap(ana, NOT_ANY_MORE)
    assert ana.last.startswith("All right, “Sewing uppers” no more.")
    assert await interests(town) == []


async def test_who_has_no_phone_number_is_asked_for_one(town: Town) -> None:
    await offered_vacancy(town)
    ana = await looks(town, phone=None)
    await tap(ana, WANT)
    assert "I know no phone number of yours." in ana.last
    await tap(ana, "📱 Give a phone number")
    await ana.says("13812340002")
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["phone"] == "+8613812340002"


async def test_two_taps_are_one_interest_and_one_message(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    await chooses_language(town)
    ana = await looks(town)
    for _ in range(2):
        await forges_button(ana, f"vacancy:{vacancy.id}:want")
    await town.settled()
    assert len(await interests(town)) == 1
    assert len(await messages_with(town.chen, "would like this work")) == 1


async def test_the_broker_reports_that_somebody_works_there_now(town: Town) -> None:
    await offered_vacancy(town)
    await chooses_language(town)
    await tap(await looks(town), WANT)
    await comes(town.chen, "would like this work")
    await town.settled()
    await tap(town.chen, SEE)
    await tap(town.chen, "🤝 安娜安娜 works there now")
    assert "安娜安娜" in str(await town.given(CHEN))


async def test_closed_while_somebody_looks_at_it_it_can_not_be_liked(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    await chooses_language(town)
    ana = await looks(town)
    await forges_button(town.chen, f"offered:{vacancy.id}:close!")
    await tap(ana, WANT)
    assert "Sorry, “Sewing uppers” is no longer on offer." in ana.last
    assert await interests(town) == []
    await tap(ana, "💼 See other work")
    assert "There is no work on offer for you just now." in ana.last


async def test_what_was_liked_and_is_closed_now_can_still_be_taken_back(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    await chooses_language(town)
    ana = await looks(town)
    await tap(ana, WANT)
    await forges_button(town.chen, f"offered:{vacancy.id}:close!")
    await tap(ana, NOT_ANY_MORE)
    assert await interests(town) == []


async def test_after_its_last_day_nobody_sees_it(town: Town) -> None:
    await offered_vacancy(town, until="2026-11-24")
    ana = await looks(town)
    await town.wait(days=2)
    await tap(ana, WANT)
    assert "is no longer on offer" in ana.last
    await ana.says("/work")
    assert "There is no work on offer for you just now." in ana.last


@pytest.mark.parametrize("step", ["want", "no"])
async def test_a_forged_tap_from_another_county_changes_nothing(town: Town, step: str) -> None:
    vacancy = await offered_vacancy(town)
    ben = await registered_person(town, BEN, village=TONGYU)
    await forges_button(town.ben, f"vacancy:{vacancy.id}:{step}")
    assert toasts_refusal(town.ben, "button_gone")
    assert ben.id not in [row["labourer_id"] for row in await interests(town)]


@pytest.mark.parametrize("data", ["vacancy:{}:nothing", "vacancy:9{}:want", "vacancy:x:want"])
async def test_a_button_that_never_was_changes_nothing(town: Town, data: str) -> None:
    vacancy = await offered_vacancy(town)
    ana = await looks(town)
    await forges_button(ana, data.format(vacancy.id))
    assert toasts_refusal(ana, "button_gone")
    assert await interests(town) == []


async def test_what_is_held_can_not_be_liked_by_who_guesses_its_number(town: Town) -> None:
    vacancy = await offered_vacancy(town, needs="需要押金")
    ana = await looks(town)
    assert "There is no work on offer" in ana.last
    await forges_button(ana, f"vacancy:{vacancy.id}:want")
    assert toasts_refusal(ana, "button_gone")
    assert await interests(town) == []


@pytest.mark.parametrize("page", ["work:9", "work:0", "work:x", "work:"])
async def test_an_old_page_that_is_no_more_shows_the_nearest_there_is(
    town: Town, page: str
) -> None:
    await offered_vacancy(town)
    ana = await looks(town)
    await forges_button(ana, page)
    assert ana.last.startswith("Work for you: 1 of 1")


@pytest.mark.parametrize(
    ("language", "said"), [(ZH, "踩缝纫机"), (KO, "Sewing uppers"), (EN, "Sewing uppers")]
)
async def test_it_is_in_ones_own_language(town: Town, language: Any, said: str) -> None:
    await offered_vacancy(town, post=said)
    await registered_person(town, ANA, language, **SEAMSTRESS)
    await town.ana.says("/work")
    assert said in town.ana.last
