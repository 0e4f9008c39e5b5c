"""The labourer's word, and how the work goes on: on the labourer's own phone, day after day."""

from typing import Any

import pytest

from models.core.vocabulary import Language
from models.placements import queries, reporting
from models.placements.placement import Placement
from models.placements.states import PlacementState
from tests.support.labourers.intake import EN, KO, ZH, labels, tap, tells_refusal
from tests.support.placements.actors import broker_of
from tests.support.placements.chat import (
    FACTORY,
    chens_report,
    chooses_language,
    open_known_employer,
    placement_by_chen,
    visible_person,
)
from tests.support.town import BEN, DAI, Town

RIGHT, DIFFERS, NOT_SO = "✅ Yes, all of it", "✏️ Something is different", "❌ I don't work there"
SIGNED, NO_FEE, FEE = "Signed", "No, nobody did", "Yes, money was asked"
THERE, GONE = "✅ Yes, still there", "👋 No, I left"


async def asked(town: Town, language: Language = EN, **given: Any) -> None:
    """Chen has reported Ana, and she is asked."""
    labourer = await visible_person(town, language=language)
    await chooses_language(town)
    await placement_by_chen(town, labourer, await open_known_employer(town), **given)
    await town.settled()
    await town.ana.look()


async def confirms(town: Town, language: Language = EN) -> None:
    """Ana says that all of it is so, and whoever is told of it has heard."""
    for label in (RIGHT, SIGNED, NO_FEE):
        await tap(town.ana, label, language)
    await town.settled()


async def record(town: Town) -> dict[str, Any]:
    (row,) = (await town.rows())["placement"]
    return row


@pytest.mark.parametrize("language", [ZH, KO, EN])
async def test_three_taps_confirm_in_ones_own_language(town: Town, language: Language) -> None:
    await asked(town, language)
    assert FACTORY in town.ana.last
    await confirms(town, language)
    assert (await record(town))["state"] == "confirmed"


async def test_it_goes_by_typed_numbers(each_town: Town) -> None:
    await asked(each_town)
    for typed in ("1", "1", "2"):
        await each_town.ana.says(typed)
    assert (await record(each_town))["state"] == "confirmed"


async def test_what_is_different_is_put_right_and_the_broker_sees_it(town: Town) -> None:
    await asked(town)
    await tap(town.ana, DIFFERS)
    await town.ana.says("skip")
    await town.ana.says("3000")
    await tap(town.ana, SIGNED)
    await tap(town.ana, NO_FEE)
    row = await record(town)
    assert (row["state"], row["wage"], row["reported"]["wage"]) == ("corrected", 3000, 3500)
    await town.settled()
    await town.chen.look()
    assert "The person put something right" in town.chen.last


async def test_a_dispute_has_a_reason_and_goes_to_the_office(town: Town) -> None:
    await asked(town)
    await tap(town.ana, NOT_SO)
    await tap(town.ana, "I never went there")
    assert "looks into it" in town.ana.last
    assert (await record(town))["state"] == "disputed"
    await chooses_language(town, DAI)
    await town.dai.says("/review")
    assert "❗ Disputed (1)" in labels(town.dai)


async def test_who_was_asked_for_money_is_told_that_nobody_may(town: Town) -> None:
    await asked(town)
    for label in (RIGHT, SIGNED, FEE):
        await tap(town.ana, label)
    assert "Nobody may ask you for money" in town.ana.last
    await town.settled()
    await town.chen.look()
    said = "\n".join(str(message) for message in town.chen.received)
    assert "money" not in said
    assert (await record(town))["said"]["fee"] is True


@pytest.mark.buttons
async def test_an_old_button_asks_before_it_changes_a_word(town: Town) -> None:
    await asked(town)
    old = town.ana.received[-1]
    await confirms(town)
    data = old["reply_markup"]["inline_keyboard"][2][0]["callback_data"]
    await town.ana.does("tap", message_id=old["message_id"], data=data, forged=True)
    assert "Is that right?" in town.ana.last
    assert (await record(town))["state"] == "confirmed"
    await tap(town.ana, NOT_SO)
    row = await record(town)
    assert (row["state"], row["said_before"][0]["started"]) == ("disputed", True)


async def test_nobody_answers_for_another(town: Town) -> None:
    await asked(town)
    await visible_person(town, BEN)
    number = (await record(town))["id"]
    await town.ben.says("/menu")
    newest = town.ben.received[-1]["message_id"]
    for step in ("yes", "differs", "no"):
        data = f"placed:{number}:0:{step}"
        await town.ben.does("tap", message_id=newest, data=data, forged=True)
    assert (await record(town))["state"] == "reported"


async def test_silence_is_asked_three_times_more_then_staff_call(town: Town) -> None:
    await asked(town)
    for _ in range(4):
        await town.wait(days=2)
    await town.ana.look()
    questions = [m for m in town.ana.received if "Is that right?" in m.get("text", "")]
    assert len(questions) == 4
    assert (await record(town))["state"] == "unanswered"
    await chooses_language(town, DAI)
    for choice in ("/review", "1", "1"):
        await town.dai.says(choice)
    await tap(town.dai, "📞 I called: what they say")
    for label in (RIGHT, SIGNED, NO_FEE):
        await tap(town.dai, label)
    row = await record(town)
    assert (row["state"], row["said_how"]) == ("confirmed", "phone")


async def follows(town: Town, days: int = 30) -> None:
    """Ana has confirmed, and is asked after so many days."""
    await asked(town)
    await confirms(town)
    await town.wait(days=days)
    await town.ana.look()


async def test_still_there_and_paid(town: Town) -> None:
    await follows(town)
    assert f"You began at {FACTORY} 30 days ago." in town.ana.last
    await tap(town.ana, THERE)
    await tap(town.ana, "Yes, in full")
    await town.ana.says("3600")
    await tap(town.ana, "No, all is well")
    assert "Thank you" in town.ana.last
    (check,) = (await town.rows())["check_in"]
    assert (check["still_there"], check["paid"], check["wage"]) == (True, True, 3600)


async def test_gone_closes_it_with_day_and_reason_and_offers_work(town: Town) -> None:
    await follows(town)
    await tap(town.ana, GONE)
    await tap(town.ana, "A week ago")
    await tap(town.ana, "About the pay")
    assert "💼 Find work" in labels(town.ana)
    row = await record(town)
    assert (str(row["ended_on"]), row["end_why"]) == ("2026-12-16", "pay")
    await town.settled()
    await town.chen.look()
    assert "Left on" in town.chen.last


async def test_all_days_to_the_hundred_and_eightieth(each_town: Town) -> None:
    town = each_town
    await asked(town)
    await confirms(town)
    for days in (30, 60, 90):
        await town.wait(days=days)
        await town.ana.look()
        await tap(town.ana, THERE)
        await tap(town.ana, "Yes, in full")
        await town.ana.says("skip")
        await tap(town.ana, "No, all is well")
    rows = (await town.rows())["check_in"]
    assert [row["days"] for row in rows] == [30, 90, 180]
    assert all(row["still_there"] for row in rows)
    await town.wait(days=200)
    assert len((await town.rows())["check_in"]) == 3


async def test_wages_owed_open_a_grievance_that_the_office_sees_and_the_broker_not(
    each_town: Town,
) -> None:
    town = each_town
    await follows(town, 90)
    await tap(town.ana, THERE)
    await tap(town.ana, "No, something is owed")
    await town.ana.says("skip")
    assert "Since when?" in town.ana.last
    for typed in ("skip", "7000", "skip", "skip"):
        await town.ana.says(typed)
    await tap(town.ana, "✅ All right, save")
    (grievance,) = (await town.rows())["grievance"]
    assert (grievance["kind"], grievance["amount"]) == ("unpaid", 7000)
    assert grievance["placement_id"] == (await record(town))["id"]
    await town.settled()
    await chooses_language(town, DAI)
    await town.dai.says("/grievances")
    await town.dai.taps("Wages not paid")
    assert "安娜安娜" in town.dai.last
    assert FACTORY in town.dai.last
    await town.chen.look()
    assert "7000" not in str(town.chen.received)


@pytest.mark.buttons
async def test_a_question_is_not_answered_twice(town: Town) -> None:
    await follows(town)
    old = town.ana.received[-1]
    await tap(town.ana, GONE)
    await tap(town.ana, "Today")
    await tap(town.ana, "Health")
    data = old["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await town.ana.does("tap", message_id=old["message_id"], data=data, forged=True)
    assert tells_refusal(town.ana, "check_in_answered")


@pytest.mark.buttons
async def test_an_old_yes_is_not_a_yes_to_other_terms(town: Town) -> None:
    await asked(town)
    old = town.ana.received[-1]
    async with town.store() as session:
        placement = await session.get_one(Placement, (await record(town))["id"])
        placement.state = PlacementState.RETURNED
        await session.flush()
        employer = await queries.get_employer(session, placement)
        chen = await broker_of(session, placement, town.clock.now())
        terms = chens_report(employer, wage=9000)
        assert await reporting.report_again(session, chen, placement, terms) is None
    data = old["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await town.ana.does("tap", message_id=old["message_id"], data=data)
    assert "💰 9000 yuan a month" in town.ana.last
    assert (await record(town))["state"] == "reported"


async def test_a_wrong_leaving_day_is_told_at_once(town: Town) -> None:
    await follows(town)
    await tap(town.ana, GONE)
    await town.ana.says("2026-11-01")
    assert tells_refusal(town.ana, "left_before_start")
    await tap(town.ana, "Today")
    await tap(town.ana, "Health")
    assert (await record(town))["end_why"] == "health"


async def test_who_stops_after_saying_what_is_wrong_has_told_it_all_the_same(
    town: Town,
) -> None:
    await follows(town)
    await tap(town.ana, THERE)
    await tap(town.ana, "Yes, in full")
    await town.ana.says("skip")
    await tap(town.ana, "The work is dangerous")
    assert "The county office knows now." in town.ana.screen()
    (grievance,) = (await town.rows())["grievance"]
    assert grievance["kind"] == "danger"
    await town.ana.says("/trouble")
    await town.ana.taps("№1")
    await tap(town.ana, "✏️ Tell more")
    await town.ana.says("The roof leaks")
    (note,) = (await town.rows())["grievance_note"]
    assert note["words"] == "The roof leaks"


async def test_who_tells_in_the_month_that_they_are_out_of_work_has_left(town: Town) -> None:
    await asked(town)
    await confirms(town)
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "Present work")
    await tap(town.ana, "Out of work")
    await tap(town.ana, "This month")
    assert (await record(town))["ended_on"] is not None
