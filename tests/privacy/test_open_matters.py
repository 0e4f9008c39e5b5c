"""Erasing oneself with something open: closed, waited for, or ended so that the office sees it."""

from tests.grievances.test_staff_chat import walk
from tests.support.grievances.chat import (
    CLOSE,
    opens_bot_in_english,
    takes_grievance,
    told_grievance,
    writes_to_person,
)
from tests.support.labourers.intake import labels, tap
from tests.support.notices.chat import newest_text, registered_person
from tests.support.town import ANA, Town

LATER, TAKE_BACK = "Let the office finish it first", "✅ It is settled: take it back"
ALL_THE_SAME, YES = "Delete everything all the same", "Yes, delete everything"


async def asks_to_erase(town: Town) -> None:
    """Ana, to whom a boss owes 12,000 yuan, would like to be gone."""
    await opens_bot_in_english(town.dai)
    labourer = await registered_person(town, ANA)
    await told_grievance(town, labourer, amount=12_000)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    assert "(12000 yuan)" in town.ana.last


async def test_the_office_finishes_first_and_then_the_person_is_asked(each_town: Town) -> None:
    town = each_town
    await asks_to_erase(town)
    await tap(town.ana, LATER)
    assert "Nothing is deleted yet" in town.ana.last
    await town.wait(minutes=2)
    assert await town.entry(ANA) is not None
    await takes_grievance(town.dai)
    await writes_to_person(town.dai, "Paid.", CLOSE)
    await town.wait(minutes=2)
    assert "Nothing of yours is open any more." in await newest_text(town.ana)
    await tap(town.ana, YES)
    assert (await town.rows())["labourer"] == []


async def test_an_old_yes_erases_nothing_that_has_been_opened_since(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    labourer = await registered_person(town, ANA)
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await told_grievance(town, labourer, amount=12_000)
    await tap(town.ana, YES)
    assert "This is still open" in town.ana.last
    assert await town.entry(ANA) is not None


async def test_what_is_taken_back_is_closed_and_the_office_is_told_whose_word_it_was(
    town: Town,
) -> None:
    await asks_to_erase(town)
    await tap(town.ana, TAKE_BACK)
    assert "Delete everything that is kept about you?" in town.ana.last
    await town.settled()
    assert "They say that it is settled" in await newest_text(town.dai)
    await tap(town.dai, "Open it")
    assert "Taken back by its person" in town.dai.last
    assert await town.entry(ANA) is not None


async def test_of_who_goes_all_the_same_the_office_sees_what_it_was_about_and_no_person(
    each_town: Town,
) -> None:
    town = each_town
    await asks_to_erase(town)
    await tap(town.ana, ALL_THE_SAME)
    await town.settled()
    told = await newest_text(town.dai)
    assert "had everything deleted" in told
    assert "12000 yuan" in told
    await tap(town.dai, "Open it")
    for said in ("Wages not paid", "The person had everything deleted", "12000 yuan"):
        assert said in town.dai.last, said
    assert "安娜" not in town.dai.last
    (left,) = (await town.rows())["grievance"]
    kept = {key for key, value in left.items() if value not in (None, 0)}
    assert kept == {
        *("id", "county", "kind", "amount", "state", "opened_at", "due_at"),
        *("closed_at", "erased_at"),
    }
    await walk(town.dai, "/grievances")
    assert not any("№1" in label for label in labels(town.dai))


async def test_a_question_to_the_office_is_open_until_it_is_answered(town: Town) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/enquiry")
    await town.ana.says("Where is the course held?")
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    assert "nobody would answer it" in town.ana.last
    await tap(town.ana, TAKE_BACK)
    assert "Delete everything that is kept about you?" in town.ana.last
    await opens_bot_in_english(town.dai)
    await town.dai.says("/enquiries")
    assert "Nobody waits" in town.dai.last
