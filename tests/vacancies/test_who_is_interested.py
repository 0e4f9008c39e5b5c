"""Who offers work sees who would like it, and nobody else's; and closes it."""

import pytest

from dialogue.core.form_screens import BEFORE, MORE
from dialogue.core.trail import OPEN
from models.vacancies.vacancy import Interest
from tests.support.labourers.intake import BACK, labels, tap, tells_refusal, toasts_refusal
from tests.support.notices.chat import registered_neighbour
from tests.support.placements.chat import FACTORY, chooses_language
from tests.support.town import DAI, Town
from tests.support.vacancies.chat import CLOSE, WANT, forges_button, offered_vacancy
from tests.vacancies.test_looking_for_work import looks


async def test_staff_see_those_of_the_county_and_of_no_other(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    await chooses_language(town, DAI)
    ana = await looks(town)
    await tap(ana, WANT)
    await town.dai.says("/vacancies")
    assert labels(town.dai)[0] == f"Sewing uppers · {FACTORY} (1)"
    await town.dai.says("1")
    assert "• 安娜安娜 · +8613812340001" in town.dai.last
    assert labels(town.dai) == [CLOSE, OPEN, BACK]
    async with town.store() as session:
        known = await session.merge(vacancy)
        known.county = "220822"
    for step in ("", ":close", ":close!", ":release"):
        await forges_button(town.dai, f"offered:{vacancy.id}{step}")
        assert tells_refusal(town.dai, "not_yours")


async def test_a_broker_sees_nobody_of_anothers_vacancy(town: Town) -> None:
    vacancy = await offered_vacancy(town, DAI)
    await chooses_language(town)
    await tap(await looks(town), WANT)
    await town.chen.says("/vacancies")
    assert "No work is on offer just now." in town.chen.last
    before = await town.rows()
    for step in ("", ":close", ":close!", ":release"):
        await forges_button(town.chen, f"offered:{vacancy.id}{step}")
        assert tells_refusal(town.chen, "not_yours")
    after = await town.rows()
    assert (after["vacancy"], after["audit_record"]) == (before["vacancy"], before["audit_record"])


async def test_never_an_id_number_with_who_is_interested(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    await chooses_language(town)
    await tap(await looks(town, id_number="222424198503120027"), WANT)
    await forges_button(town.chen, f"offered:{vacancy.id}")
    assert "安娜安娜" in town.chen.last
    assert "1985" not in town.chen.last


async def test_from_the_21st_on_they_stand_on_another_page(town: Town) -> None:
    vacancy = await offered_vacancy(town)
    ids = [f"22242419850312{n:03}" for n in range(21)]
    people = [
        await registered_neighbour(town, f"王小春{chr(0x4E00 + n)}", id_number=one)
        for n, one in enumerate(ids)
    ]
    async with town.store() as session:
        for one in people:
            now = town.clock.now()
            session.add(Interest(vacancy_id=vacancy.key(), labourer_id=one.key(), at=now))
            await session.flush()
    await chooses_language(town)
    chen = town.chen
    await chen.says("/vacancies")
    await chen.says("1")
    assert "They would like it (21):" in chen.last
    assert people[20].name in chen.last
    assert people[0].name not in chen.last
    assert labels(chen)[-2:] == [MORE, BACK]
    await tap(chen, MORE)
    assert "They would like it (21):" in chen.last
    assert people[0].name in chen.last
    assert people[1].name not in chen.last
    assert labels(chen) == [f"🤝 {people[0].name} works there now", CLOSE, BEFORE, BACK]
    await tap(chen, BEFORE)
    assert people[20].name in chen.last


@pytest.mark.parametrize("step", ["nothing", "release:x"])
async def test_a_step_that_never_was_is_answered(town: Town, step: str) -> None:
    vacancy = await offered_vacancy(town)
    await chooses_language(town)
    await forges_button(town.chen, f"offered:{vacancy.id}:{step}")
    assert toasts_refusal(town.chen, "button_gone")
    await forges_button(town.chen, "offered:0")
    assert tells_refusal(town.chen, "not_yours")


async def test_one_closes_it_after_saying_so_twice(town: Town) -> None:
    await offered_vacancy(town)
    await chooses_language(town)
    await town.chen.says("/vacancies")
    await town.chen.says("1")
    assert "Nobody has said yet that they would like it." in town.chen.last
    await tap(town.chen, CLOSE)
    await tap(town.chen, "No, it is still on offer")
    assert "🟢 People see it." in town.chen.last
    await tap(town.chen, CLOSE)
    await tap(town.chen, CLOSE)
    assert town.chen.last.startswith("✅ Closed.")
    assert "🛑 It is no longer on offer." in town.chen.last
    await tap(town.chen, BACK)
    assert "No work is on offer just now." in town.chen.last
