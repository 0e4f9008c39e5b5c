"""The office's decisions: asked for once, several together, seen by month, and taken back."""

import pytest

from bot.telegram.addresses import telegram_address
from models.accounts import account
from models.core.vocabulary import Language
from models.placements.confirmation import record_statement
from models.placements.placement import Placement, StatementChannel
from models.placements.statement import Statement, Verdict
from tests.labourers.test_answering import asked, confirms, record
from tests.support.labourers.intake import ZH, labels, tap, tells_refusal
from tests.support.notices.chat import registered_neighbour
from tests.support.placements.chat import (
    chooses_language,
    open_known_employer,
    placement_by_chen,
)
from tests.support.stored_actors import clerk
from tests.support.town import CHEN, DAI, Town
from tests.support.vacancies.chat import forges_button

TEN = [f"王{name}" for name in "一二三四五六七八九十"]


async def ten_to_approve(town: Town) -> list[int]:
    """Ten people whose word a colleague wrote down wait for an approval."""
    mill = await open_known_employer(town)
    await chooses_language(town, CHEN)
    numbers = []
    for name in TEN:
        somebody = await registered_neighbour(town, name, phone="+8613800002009")
        made = await placement_by_chen(town, somebody, mill)
        async with town.store() as session:
            mine = await session.get_one(Placement, made.key())
            caller = clerk(99, now=town.clock.now())
            word = Statement(Verdict.YES, has_contract=True, fee=False)
            by_phone = StatementChannel.PHONE
            assert await record_statement(session, caller, mine, word, by_phone) is None
        numbers.append(made.key())
    await town.settled()
    return numbers


async def states(town: Town) -> list[str]:
    return [row["state"] for row in (await town.rows())["placement"]]


@pytest.mark.phones("buttons", "numbers")
async def test_ten_are_approved_in_fewer_than_fifteen_taps_each_shown(town: Town) -> None:
    await ten_to_approve(town)
    await chooses_language(town, DAI)
    dai, taps = town.dai, 0
    for typed in ("/review", "1", "1"):
        await dai.says(typed)
        taps += 1
    for name in TEN:
        assert name in dai.last
        await tap(dai, "➕ Approve with others")
        taps += 1
    assert "Approve these 10 placements together?" in dai.last
    assert set(await states(town)) == {"confirmed"}
    await tap(dai, "✅ Approve all 10")
    taps += 1
    assert "Approved: 10" in dai.last
    assert (await states(town), taps < 15) == (["approved"] * 10, True)
    viewed = [row for row in (await town.rows())["audit_record"] if row["act"] == "viewed"]
    assert len(viewed) >= 10


async def test_what_moved_after_it_was_added_is_not_approved_with_the_others(town: Town) -> None:
    first, second, *_ = await ten_to_approve(town)
    await chooses_language(town, DAI)
    for number in (first, second):
        await forges_button(town.dai, f"review:{number}")
        await tap(town.dai, "➕ Approve with others")
    await forges_button(town.chen, f"placement:{first}:withdraw!")
    await forges_button(town.dai, "approval:2")
    assert "Approve these 1 placements" in town.dai.last
    await tap(town.dai, "✅ Approve all 1")
    assert (await states(town))[:2] == ["withdrawn", "approved"]


async def test_four_eyes_hold_for_each_of_several(town: Town) -> None:
    number, *_ = await ten_to_approve(town)
    await chooses_language(town, DAI)
    async with town.store() as session:
        dai = await account.get_account(session, telegram_address(DAI.id))
        mine = await session.get_one(Placement, number)
        assert dai is not None
        mine.said_by = dai.key()
    await forges_button(town.dai, f"review:{number}")
    await tap(town.dai, "➕ Approve with others")
    assert tells_refusal(town.dai, "four_eyes_alone")
    assert (await town.rows())["placement"][0]["added_by"] is None


async def test_a_no_to_the_question_approves_nothing(town: Town) -> None:
    await asked(town)
    await confirms(town)
    await chooses_language(town, DAI)
    await forges_button(town.dai, f"review:{(await record(town))['id']}")
    await tap(town.dai, "✅ Approve")
    await tap(town.dai, "No, not yet")
    assert (await record(town))["state"] == "confirmed"


@pytest.mark.parametrize("language", [ZH, Language.EN])
async def test_an_approval_is_found_by_month_and_person_and_taken_back(
    town: Town, language: Language
) -> None:
    await asked(town)
    await confirms(town)
    number = (await record(town))["id"]
    await chooses_language(town, DAI, language)
    dai = town.dai
    await forges_button(dai, f"review:{number}:approve")
    await tap(dai, "✅ Yes, approve", language)
    await town.settled()
    for typed in ("/review", "1", "1", "1"):
        await dai.says(typed)
    await tap(dai, "↩️ Take the decision back", language)
    await dai.says("工资表对不上")
    row = await record(town)
    assert (row["state"], row["why"]) == ("confirmed", "工资表对不上")
    await town.wait(hours=1)
    await town.chen.look()
    await town.ana.look()
    assert "💬 工资表对不上" in town.chen.last
    assert "looks again" in town.ana.last
    assert "工资表" not in town.ana.last
    acts = [one["act"] for one in (await town.rows())["audit_record"]]
    assert "taken_back" in acts
    await forges_button(dai, f"review:{number}:person")
    assert len(labels(dai)) == 2


async def test_a_refusal_is_taken_back_and_waits_for_the_office_again(town: Town) -> None:
    await asked(town)
    await chooses_language(town, DAI)
    number = (await record(town))["id"]
    await tap(town.ana, "❌ I don't work there")
    await forges_button(town.dai, f"review:{number}:reject")
    await town.dai.says("Not so")
    assert (await record(town))["state"] == "rejected"
    await forges_button(town.dai, f"review:{number}:undo")
    await town.dai.says("We called the wrong number")
    row = await record(town)
    assert (row["state"], row["said"]["started"]) == ("unanswered", False)


async def test_what_the_broker_took_back_stays_in_a_list_with_the_persons_words(
    town: Town,
) -> None:
    await asked(town)
    await tap(town.ana, "❌ I don't work there")
    await tap(town.ana, "I never went there")
    await forges_button(town.chen, f"placement:{(await record(town))['id']}:withdraw!")
    await chooses_language(town, DAI)
    await town.dai.says("/review")
    await tap(town.dai, "🗂 Taken back by the broker (1)")
    await town.dai.taps("(1)")
    await town.dai.taps("安娜安娜")
    assert "I never went there" in town.dai.last
