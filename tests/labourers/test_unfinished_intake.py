"""An intake left half-way is remembered after a day and after three, with its own question."""

from models.core.vocabulary import Language
from tests.support.labourers.intake import (
    EN,
    KO,
    SHORTEST,
    asks_intake,
    begun_intake,
    labels,
    register,
    steps_before,
    tap,
    walk,
)
from tests.support.notices.chat import messages_with, newest_text
from tests.support.town import ANA, Town

NOT_FINISHED = "Your registration is not finished yet."
REST = SHORTEST[len(steps_before("status")) :]


async def stops(town: Town, language: Language = EN) -> None:
    """Ana answers half of the intake, and puts the phone away."""
    await begun_intake(town, ANA, steps_before("status"), language)


async def test_after_a_day_the_very_question_comes_again(each_town: Town) -> None:
    await stops(each_town)
    await each_town.wait(hours=23)
    assert await messages_with(each_town.ana, NOT_FINISHED) == []
    await each_town.wait(hours=2)
    assert len(await messages_with(each_town.ana, NOT_FINISHED)) == 1
    assert asks_intake(each_town.ana, "status")
    assert "Farming at home" in labels(each_town.ana)


async def test_a_typed_answer_goes_on_from_there(town: Town) -> None:
    await stops(town)
    await town.ana.says("/menu")
    await town.wait(days=1, minutes=1)
    await town.ana.look()
    await walk(town.ana, REST, typing=True)
    assert "You are registered." in town.ana.last
    assert await town.entry(ANA) is not None


async def test_a_tapped_answer_goes_on_from_there(town: Town) -> None:
    await stops(town)
    await town.ana.says("/menu")
    await town.wait(days=1, minutes=1)
    await tap(town.ana, "Farming at home")
    assert asks_intake(town.ana, "notices")


async def test_where_the_phone_is_asked_for_it_can_be_typed(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("phone"))
    await town.wait(days=1, minutes=1)
    await town.ana.look()
    assert asks_intake(town.ana, "phone")
    await town.ana.says("13800002001")
    assert asks_intake(town.ana, "village")


async def test_who_only_forgot_to_save_is_shown_everything_and_saves_with_a_one(
    town: Town,
) -> None:
    await begun_intake(town, ANA, SHORTEST)
    await town.ana.says("/menu")
    await town.wait(days=1, minutes=1)
    assert "That was all. Is everything right?" in await newest_text(town.ana)
    await town.ana.says("1")
    assert "You are registered." in town.ana.last


async def test_it_is_in_ones_own_language(town: Town) -> None:
    await stops(town, KO)
    await town.wait(days=1, minutes=1)
    await town.ana.look()
    assert asks_intake(town.ana, "status", KO)


async def test_after_three_days_once_more_and_then_no_more(town: Town) -> None:
    await stops(town)
    for _ in range(12):
        await town.wait(days=1, minutes=1)
    assert len(await messages_with(town.ana, NOT_FINISHED)) == 2


async def test_it_comes_once_for_each_however_often_it_ticks(town: Town) -> None:
    await stops(town)
    await town.wait(days=1, minutes=1)
    for _ in range(4):
        await town.wait(hours=1)
    assert len(await messages_with(town.ana, NOT_FINISHED)) == 1


async def test_whoever_was_away_for_four_days_is_asked_once(town: Town) -> None:
    await stops(town)
    await town.wait(days=4)
    await town.wait(days=1)
    assert len(await messages_with(town.ana, NOT_FINISHED)) == 1


async def test_who_finished_it_meanwhile_is_not_asked(town: Town) -> None:
    await stops(town)
    await town.wait(hours=20)
    await walk(town.ana, REST, typing=True)
    for _ in range(4):
        await town.wait(days=1)
    assert await messages_with(town.ana, NOT_FINISHED) == []


async def test_who_went_on_since_is_asked_a_day_after_that(town: Town) -> None:
    await stops(town)
    await town.wait(hours=20)
    await town.ana.says("2")
    await town.wait(hours=5)
    assert await messages_with(town.ana, NOT_FINISHED) == []
    await town.wait(hours=20)
    assert len(await messages_with(town.ana, NOT_FINISHED)) == 1
    assert asks_intake(town.ana, "notices")


async def test_who_threw_the_answers_away_is_not_asked(town: Town) -> None:
    await stops(town)
    await town.ana.says("/cancel")
    await tap(town.ana, "🗑 Throw these answers away")
    for _ in range(4):
        await town.wait(days=1)
    assert await messages_with(town.ana, NOT_FINISHED) == []


async def test_it_does_not_come_at_night(town: Town) -> None:
    await town.wait(hours=9)
    await stops(town)
    await town.wait(days=1, minutes=1)
    assert await messages_with(town.ana, NOT_FINISHED) == []
    await town.wait(tomorrow="08:01")
    assert len(await messages_with(town.ana, NOT_FINISHED)) == 1


async def test_who_registered_knows_of_no_reminder(town: Town) -> None:
    await register(town.ana)
    for _ in range(4):
        await town.wait(days=1)
    assert await messages_with(town.ana, NOT_FINISHED) == []
