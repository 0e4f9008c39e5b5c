"""What the first people who tried it ran into."""

import pytest

from tests.privacy.test_for_others import AGREED, ASSIST, begins, registers_somebody
from tests.support.labourers.intake import (
    SHORTEST,
    arrive,
    asks_intake,
    begun_intake,
    labels,
    register,
    steps_before,
    tap,
    walk,
)
from tests.support.town import ANA, Town


async def test_who_comes_with_a_code_is_asked_for_it_after_consent(town: Town) -> None:
    await town.ana.says("/claim")
    await town.ana.taps("English")
    await tap(town.ana, "Yes, let's begin")
    assert "What is your code?" in town.ana.last


async def test_once_registered_nothing_is_left_to_go_on_with(town: Town) -> None:
    await register(town.ana)
    assert "You are registered." in town.ana.last
    assert not [label for label in labels(town.ana) if "Go on" in label]


async def test_who_wants_no_news_is_promised_none(town: Town) -> None:
    await register(town.ana)
    assert "We will write" not in town.ana.last
    assert "/me" in town.ana.last


async def test_a_brokers_own_number_is_not_offered_for_somebody_else(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await walk(town.chen, steps_before("phone"), typing=True)
    assert asks_intake(town.chen, "phone")
    assert town.chen.keyboard is None
    assert "button below" not in town.chen.last


async def test_a_wrong_code_is_not_kept(town: Town) -> None:
    await begun_intake(town, ANA, ())
    await town.ana.says("/claim")
    await town.ana.says("12345678")
    assert "does not fit" in town.ana.last
    assert "12345678" not in town.ana.last


async def test_the_word_cancel_is_no_name(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("取消")
    assert "What would you like to do?" in town.ana.last
    assert not await town.given(ANA)


async def test_several_people_can_be_registered_one_after_the_other(town: Town) -> None:
    await registers_somebody(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    assert asks_intake(town.chen, SHORTEST[0].key)


@pytest.mark.parametrize("word", ["保存", "存", "对", "yes", "네"])
async def test_everything_right_can_be_said_in_words(town: Town, word: str) -> None:
    await begun_intake(town, ANA, SHORTEST)
    await town.ana.says(word)
    assert "You are registered." in town.ana.last
    assert await town.entry(ANA) is not None
