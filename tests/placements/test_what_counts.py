"""What a person says of a placement counts when it is said, and is the office's alone."""

from typing import Any

import pytest

from models.core.vocabulary import Language
from models.placements import ending, queries, reporting
from models.placements.ending import Leave
from models.placements.placement import Placement
from models.placements.states import PlacementState
from tests.labourers.test_answering import asked, follows, record
from tests.support.labourers.intake import ZH, labels, tap
from tests.support.placements.actors import broker_of
from tests.support.placements.chat import chens_report, chooses_language
from tests.support.town import CHEN, DAI, Town
from tests.support.vacancies.chat import forges_button

RIGHT, DIFFERS, NOT_SO = "✅ Yes, all of it", "✏️ Something is different", "❌ I don't work there"
THERE, GONE = "✅ Yes, still there", "👋 No, I left"
FEE = "Yes, money was asked"


async def broker_reads(town: Town) -> str:
    """All that ever came to Chen."""
    calls = [call["params"] for call in await town.calls()]
    return str([one for one in calls if str(one.get("chat_id")) == str(CHEN.id)])


async def office_reads(town: Town) -> str:
    """The placement as Dai sees it."""
    await chooses_language(town, DAI)
    await town.settled()
    await forges_button(town.dai, f"review:{(await record(town))['id']}")
    return town.dai.last


@pytest.mark.parametrize(
    ("answer", "state", "shown"),
    [
        (RIGHT, "confirmed", "🙋 The person, on their own phone: Mon, Nov 23, 3500 yuan"),
        (DIFFERS, "corrected", "on their own phone: something is different"),
        (NOT_SO, "disputed", "on their own phone: not so"),
    ],
)
async def test_the_first_tap_counts_with_everything_else_left_open(
    town: Town, answer: str, state: str, shown: str
) -> None:
    await asked(town, ZH)
    await tap(town.ana, answer, ZH)
    assert (await record(town))["state"] == state
    assert shown in await office_reads(town)


async def test_what_follows_the_first_tap_is_gone_when_it_is_left(town: Town) -> None:
    await asked(town)
    await tap(town.ana, RIGHT)
    await tap(town.ana, "Not signed")
    row = await record(town)
    assert (row["state"], row["has_contract"], row["said"]["fee"]) == ("corrected", False, None)
    await town.ana.says("/menu")
    assert not [label for label in labels(town.ana) if "Is your work right?" in label]
    assert (await town.rows())["draft"] == []


async def test_still_there_counts_for_half_a_year_though_nothing_more_is_answered(
    town: Town,
) -> None:
    await follows(town, 30)
    for days in (60, 90):
        await tap(town.ana, THERE)
        await town.wait(days=days)
        await town.ana.look()
    await tap(town.ana, THERE)
    checks = (await town.rows())["check_in"]
    assert [(row["days"], row["still_there"]) for row in checks] == [
        *((30, True), (90, True), (180, True)),
    ]
    assert "nobody has said" not in await office_reads(town)


async def test_gone_counts_at_once_and_pays_for_no_day_that_nobody_told(town: Town) -> None:
    await follows(town, 30)
    await tap(town.ana, GONE)
    row = await record(town)
    assert (row["end_day_told"], str(row["seen_on"])) == (False, "2026-11-23")
    (entry,) = (await town.rows())["labourer"]
    assert (entry["status"], entry["out_of_work_since"]) == ("out_of_work", None)
    await tap(town.ana, "Today")
    row = await record(town)
    assert (row["end_day_told"], str(row["ended_on"])) == (True, "2026-12-23")


async def test_a_slip_of_the_thumb_is_put_right_in_the_same_form(town: Town) -> None:
    await follows(town, 30)
    await tap(town.ana, GONE)
    await tap(town.ana, "‹ Back")
    await tap(town.ana, THERE)
    assert (await record(town))["ended_on"] is None
    (check,) = (await town.rows())["check_in"]
    assert check["still_there"] is True


@pytest.mark.parametrize("still", [True, False])
async def test_an_old_question_answered_after_the_broker_said_gone_is_the_persons_word(
    town: Town, still: bool
) -> None:
    await follows(town, 30)
    number = (await record(town))["id"]
    async with town.store() as session:
        placement = await session.get_one(Placement, number)
        broker, left = await broker_of(session, placement, town.clock.now()), Leave(None)
        assert await ending.end_placement(session, broker, placement, left) is None
    question = next(m for m in reversed(town.ana.received) if "still work there" in str(m))
    data = question["reply_markup"]["inline_keyboard"][0 if still else 1][0]["callback_data"]
    await forges_button(town.ana, data)
    assert ((await record(town))["ended_on"] is None) is still
    (entry,) = (await town.rows())["labourer"]
    assert entry["status"] == ("in_county" if still else "out_of_work")


async def withdraws(town: Town) -> None:
    await forges_button(town.chen, f"placement:{(await record(town))['id']}:withdraw!")
    assert (await record(town))["state"] == "withdrawn"


@pytest.mark.parametrize("answer", [RIGHT, NOT_SO])
async def test_words_on_a_report_that_was_taken_back_are_the_offices(
    town: Town, answer: str
) -> None:
    await asked(town)
    await withdraws(town)
    await tap(town.ana, answer)
    assert "What you said is kept" in town.ana.screen()
    row = await record(town)
    assert (row["state"], row["said"]["started"]) == ("withdrawn", answer == RIGHT)
    assert "Said after the report had moved on" in await office_reads(town)


@pytest.mark.phones("buttons", "numbers")
async def test_a_fee_told_while_the_broker_takes_it_back_reaches_the_office(town: Town) -> None:
    await asked(town)
    await tap(town.ana, RIGHT)
    await tap(town.ana, "Signed")
    await withdraws(town)
    await tap(town.ana, FEE)
    (grievance,) = (await town.rows())["grievance"]
    row = await record(town)
    assert (grievance["kind"], grievance["placement_id"]) == ("fee", row["id"])
    assert row["said"]["fee"] is True
    assert "Says that money was asked" in await office_reads(town)
    assert "money" not in await broker_reads(town)


async def test_a_call_that_ends_after_the_report_was_taken_back_is_kept(town: Town) -> None:
    await asked(town)
    for _ in range(4):
        await town.wait(days=2)
    await chooses_language(town, DAI)
    number = (await record(town))["id"]
    await forges_button(town.dai, f"review:{number}:call")
    await tap(town.dai, RIGHT)
    await tap(town.dai, "Signed")
    await withdraws(town)
    await tap(town.dai, FEE)
    (grievance,) = (await town.rows())["grievance"]
    assert (grievance["kind"], (await record(town))["said"]["fee"]) == ("fee", True)


async def reported_anew(town: Town, wage: int = 9000) -> None:
    """The office sends it back, and Chen files it at another wage."""
    async with town.store() as session:
        placement = await session.get_one(Placement, (await record(town))["id"])
        placement.state = PlacementState.RETURNED
        await session.flush()
        employer = await queries.get_employer(session, placement)
        chen = await broker_of(session, placement, town.clock.now())
        terms = chens_report(employer, wage=wage)
        assert await reporting.report_again(session, chen, placement, terms) is None


@pytest.mark.parametrize("first", [RIGHT, DIFFERS, NOT_SO])
@pytest.mark.parametrize("then", ["yes", "differs", "no"])
async def test_an_old_button_answers_no_new_terms_though_the_form_lies_open(
    town: Town, first: str, then: str
) -> None:
    await asked(town)
    number = (await record(town))["id"]
    await tap(town.ana, first)
    await town.wait(minutes=5)
    await reported_anew(town)
    await forges_button(town.ana, f"placed:{number}:0:{then}")
    assert "💰 9000 yuan a month" in town.ana.last
    assert ((await record(town))["state"], (await record(town))["said"]) == ("reported", None)
    # Nor does one of the old question while the new one is being answered.
    await tap(town.ana, RIGHT)
    await forges_button(town.ana, f"placed:{number}:0:no")
    assert "Is that right?" in town.ana.last
    assert (await record(town))["state"] == "confirmed"


@pytest.mark.phones("buttons", "numbers")
async def test_going_back_to_yes_agrees_to_what_was_asked(town: Town) -> None:
    await asked(town)
    await tap(town.ana, DIFFERS)
    await town.ana.says("skip")
    await town.ana.says("3000")
    await tap(town.ana, "Not signed")
    for _ in range(4):
        await tap(town.ana, "‹ Back")
    await tap(town.ana, RIGHT)
    row = await record(town)
    assert (row["wage"], row["said"]["wage"]) == (3500, 3500)
    assert (row["has_contract"], row["said"]["has_contract"]) == (False, False)


LANGUAGES = {Language.ZH: ("还没得到确认", "补贴"), Language.KO: ("확인되지 않음", "보조금")}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_broker_cannot_tell_a_no_from_silence(town: Town, language: Language) -> None:
    """In the list, the record, what is pushed, what can be tapped, and by reporting again."""
    await asked(town)
    await chooses_language(town, CHEN, language)
    for _ in range(4):
        await town.wait(days=2)
    silent = await _as_chen_sees(town)
    row = await record(town)
    assert row["state"] == "unanswered"
    # The first question, from days ago: its buttons live.
    await forges_button(town.ana, f"placed:{row['id']}:0:no")
    await town.ana.says("He took 720 yuan of me")
    assert (await record(town))["state"] == "disputed"
    await town.settled()
    assert await _as_chen_sees(town) == silent
    unconfirmed, _ = LANGUAGES[language]
    assert unconfirmed in str(silent)
    assert "720" not in await broker_reads(town)


async def _as_chen_sees(town: Town) -> list[Any]:
    """The overview, the list, the record with its buttons, and what a second report meets."""
    chen, number = town.chen, (await record(town))["id"]
    seen: list[Any] = []
    await chen.says("/placements")
    seen += [chen.last, labels(chen)]
    for data in ("placements:unanswered:1", f"placement:{number}", f"placement:{number}:change"):
        await forges_button(chen, data)
        seen += [chen.last, labels(chen)]
    await forges_button(chen, f"placement:{number}:change:wage")
    seen.append(chen.last)
    await chen.says("/menu")
    await forges_button(chen, "report")
    await chen.says("安娜安娜")
    seen.append(chen.last)
    await chen.says("/cancel")
    await chen.says("/menu")
    return seen
