"""Reminders: the evening before and the morning of the day, for who has a seat and only then."""

from typing import Any

import pytest

from dialogue.notices.notice import SHOW_PLACE, SIGN, WITHDRAW
from tests.notices.test_signing_up import leaves
from tests.support.labourers.intake import KO, ZH, labels, tap
from tests.support.notices.chat import (
    cancels_notice,
    messages_with,
    newest_text,
    publishes_notice,
    registered_person,
)
from tests.support.town import ANA, BEN, Town

EVE, MORNING = "⏰ Tomorrow: “Spring fair”", "⏰ Today: “Spring fair”"


async def signed_up(town: Town, **given: Any) -> None:
    """Ana has a seat at the fair on Thursday at nine; today is Monday, midday."""
    await registered_person(town, ANA)
    await publishes_notice(town, **given)
    await tap(town.ana, SIGN)


async def test_who_has_a_seat_is_reminded_the_evening_before_and_at_seven(
    each_town: Town,
) -> None:
    await signed_up(each_town)
    await each_town.wait(days=2, hours=5)
    assert await messages_with(each_town.ana, EVE) == []
    await each_town.wait(hours=1, minutes=1)
    assert EVE in await newest_text(each_town.ana)
    await each_town.wait(hours=12, minutes=30)
    assert await messages_with(each_town.ana, MORNING) == []
    await each_town.wait(minutes=30)
    assert MORNING in await newest_text(each_town.ana)


@pytest.mark.parametrize(
    ("language", "eve", "morning"),
    [(ZH, "明天：“大兴沟招聘会”", "今天：“大兴沟招聘会”"), (KO, "래일: “대흥구", "오늘: “대흥구")],
)
async def test_they_come_in_ones_own_language(
    town: Town, language: str, eve: str, morning: str
) -> None:
    await registered_person(town, ANA, KO if language == KO else ZH)
    await publishes_notice(town, KO if language == KO else ZH)
    await tap(town.ana, SIGN, KO if language == KO else ZH)
    await town.wait(days=2, hours=7)
    assert eve in await newest_text(town.ana)
    await town.wait(hours=13)
    assert morning in await newest_text(town.ana)


async def test_it_tells_when_and_where_and_lets_one_off(town: Town) -> None:
    await signed_up(town)
    await town.wait(days=2, hours=7)
    assert (await newest_text(town.ana)).endswith("🗓 Thu, Nov 26 09:00\n📍 大兴沟镇政府")
    assert labels(town.ana) == [SHOW_PLACE, WITHDRAW]


async def test_each_comes_once_however_often_it_ticks(town: Town) -> None:
    await signed_up(town)
    await town.wait(days=2, hours=7)
    for _ in range(2):
        await town.wait(minutes=30)
    await town.wait(hours=12)
    await town.wait(minutes=30)
    assert len(await messages_with(town.ana, EVE)) == 1
    assert len(await messages_with(town.ana, MORNING)) == 1


async def test_who_withdraws_is_not_reminded(town: Town) -> None:
    await signed_up(town)
    await tap(town.ana, WITHDRAW)
    await town.wait(days=2, hours=7)
    await town.wait(hours=13)
    assert await messages_with(town.ana, "⏰") == []


async def test_who_withdraws_after_the_evening_is_not_reminded_in_the_morning(
    town: Town,
) -> None:
    await signed_up(town)
    await town.wait(days=2, hours=7)
    await tap(town.ana, WITHDRAW)
    await town.wait(hours=13)
    assert len(await messages_with(town.ana, "⏰")) == 1


async def test_who_only_waits_for_a_seat_is_not_reminded(town: Town) -> None:
    await registered_person(town, BEN)
    await signed_up(town, capacity=1)
    await tap(town.ben, SIGN)
    await town.wait(days=2, hours=7)
    await town.wait(hours=13)
    assert await messages_with(town.ben, "⏰") == []


async def test_who_moved_up_is_reminded_like_the_others(town: Town) -> None:
    await registered_person(town, BEN)
    await signed_up(town, capacity=1)
    await tap(town.ben, SIGN)
    await leaves(town.ana)
    await town.wait(days=2, hours=7)
    assert EVE in await newest_text(town.ben)


async def test_who_withdrew_and_came_back_is_reminded_once(town: Town) -> None:
    await signed_up(town)
    await tap(town.ana, WITHDRAW)
    await tap(town.ana, SIGN)
    await town.wait(days=2, hours=7)
    assert len(await messages_with(town.ana, EVE)) == 1


async def test_a_cancelled_fair_reminds_nobody(town: Town) -> None:
    await signed_up(town)
    await cancels_notice(town)
    await town.wait(days=2, hours=7)
    await town.wait(hours=13)
    assert await messages_with(town.ana, "⏰") == []


async def test_who_signs_up_late_in_the_evening_is_reminded_in_the_morning_only(
    town: Town,
) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, deadline=None)
    await town.wait(days=2, hours=7)
    await tap(town.ana, SIGN)
    await town.wait(hours=13)
    assert await messages_with(town.ana, EVE) == []
    assert len(await messages_with(town.ana, MORNING)) == 1


async def test_a_morning_that_was_slept_through_is_not_made_up_for_afterwards(
    town: Town,
) -> None:
    await signed_up(town)
    await town.wait(days=4)
    assert await messages_with(town.ana, "⏰") == []


async def test_a_late_tick_catches_up_with_the_morning_before_it_begins(town: Town) -> None:
    await signed_up(town)
    await town.wait(days=2, hours=20, minutes=30)
    assert len(await messages_with(town.ana, MORNING)) == 1


async def test_on_the_day_itself_nothing_says_tomorrow_any_more(town: Town) -> None:
    await signed_up(town)
    await town.wait(days=2, hours=20, minutes=30)
    assert await messages_with(town.ana, EVE) == []


async def test_who_answers_questions_is_not_broken_into_by_a_reminder(town: Town) -> None:
    await signed_up(town)
    await town.wait(days=2, hours=5, minutes=55)
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "News")
    await town.wait(minutes=6)
    assert await messages_with(town.ana, EVE) == []
    await town.wait(minutes=5)
    assert len(await messages_with(town.ana, EVE)) == 1


async def test_without_a_day_there_is_nothing_to_remind_of(town: Town) -> None:
    await registered_person(town, ANA)
    await publishes_notice(town, kind="vacancy", title="At the mill", day=None, deadline=None)
    await tap(town.ana, SIGN)
    assert "I will remind you" not in town.ana.last
    await town.wait(days=5)
    assert await messages_with(town.ana, "⏰") == []
