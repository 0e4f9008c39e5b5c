"""On the 1st of the month: is this still so? And who does not answer is to be called."""

import pytest
from sqlmodel import select

from dialogue.core.i18n import Speech
from dialogue.labourers.calls import call_card
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from tests.support.labourers.intake import KEEP, KO, ZH, asks_intake, labels, tap, toasts_refusal
from tests.support.notices.chat import (
    messages_with,
    newest_text,
    registered_neighbour,
    registered_person,
)
from tests.support.town import ANA, Town

ASKED, SAME, CHANGED = (
    "A short question, once a month.", "✅ Yes, still so", "✏️ No, it has changed",
)  # fmt: skip
CALLS = "📞 To be called (1)"
LUOZIGOU, TONGYU = "222424103001", "220822101200"


async def to_the_first(town: Town) -> None:
    """From the 23rd of November at midday to the 1st of December, a minute past nine."""
    await town.wait(days=7, hours=21, minutes=1)


async def told_at(town: Town) -> list[object]:
    """When each told the present work."""
    return [row["status_told_at"] for row in (await town.rows())["labourer"]]


async def test_everybody_is_asked_on_the_first_with_their_present_work(each_town: Town) -> None:
    await registered_person(
        each_town, ANA, status="outside", work_place="宁波鞋厂", work_what="缝纫"
    )
    await each_town.wait(days=7, hours=20)
    assert await messages_with(each_town.ana, ASKED) == []
    await each_town.wait(hours=1, minutes=1)
    assert "Working outside the province (宁波鞋厂, 缝纫)" in await newest_text(each_town.ana)
    assert labels(each_town.ana) == [SAME, CHANGED]


@pytest.mark.parametrize(("language", "said"), [(ZH, "每月"), (KO, "한달에")])
async def test_it_is_in_ones_own_language(town: Town, language: str, said: str) -> None:
    await registered_person(town, ANA, KO if language == KO else ZH)
    await to_the_first(town)
    assert said in await newest_text(town.ana)


async def test_one_tap_keeps_it(town: Town) -> None:
    await registered_person(town, ANA, status="farming")
    before = await told_at(town)
    await to_the_first(town)
    await tap(town.ana, SAME)
    assert "✅ Thank you, noted." in town.ana.last
    assert await told_at(town) > before
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["status"] == "farming"


async def test_so_does_a_typed_one(town: Town) -> None:
    await registered_person(town, ANA)
    await to_the_first(town)
    await town.ana.says("1")
    assert "Thank you, noted." in town.ana.last


async def test_what_has_changed_is_asked_anew(town: Town) -> None:
    await registered_person(town, ANA, status="farming")
    await to_the_first(town)
    await tap(town.ana, CHANGED)
    assert asks_intake(town.ana, "status")
    await tap(town.ana, "At school")
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["status"] == "at_school"


async def test_that_it_has_changed_counts_though_nobody_is_told_how(town: Town) -> None:
    await registered_person(town, ANA, status="farming")
    await to_the_first(town)
    await tap(town.ana, CHANGED)
    await town.ana.says("/menu")
    (row,) = (await town.rows())["labourer"]
    assert (row["change_told_at"] is not None, row["status"]) == (True, "farming")
    await town.wait(days=10)
    async with town.store() as session:
        (call,) = (await session.exec(select(Call))).all()
        labourer = await session.get_one(Labourer, call.labourer_id)
        card = call_card(Speech(ZH), call, labourer, "")
    assert "本人说过工作变了" in card.text
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "Present work")
    await tap(town.ana, "At school")
    (row,) = (await town.rows())["labourer"]
    assert row["change_told_at"] is None


async def test_a_new_place_of_work_is_asked_for_too(town: Town) -> None:
    await registered_person(town, ANA, status="farming")
    await to_the_first(town)
    await tap(town.ana, CHANGED)
    await tap(town.ana, "Working outside the province")
    assert asks_intake(town.ana, "work_place")


async def test_it_is_asked_once_a_month(town: Town) -> None:
    await registered_person(town, ANA)
    await to_the_first(town)
    for _ in range(3):
        await town.wait(days=1)
    assert len(await messages_with(town.ana, ASKED)) == 1


@pytest.mark.buttons
async def test_who_said_so_is_asked_again_the_next_month(town: Town) -> None:
    await registered_person(town, ANA)
    await to_the_first(town)
    await tap(town.ana, SAME)
    assert await messages_with(town.ana, ASKED) == []
    await town.wait(months=1)
    assert len(await messages_with(town.ana, ASKED)) == 1


async def test_who_told_it_that_very_morning_is_not_asked(town: Town) -> None:
    await town.wait(days=7, hours=21, minutes=1)
    await registered_person(town, ANA)
    await town.wait(hours=1)
    assert await messages_with(town.ana, ASKED) == []


@pytest.mark.buttons
async def test_last_months_button_asks_about_what_is_long_past(town: Town) -> None:
    await registered_person(town, ANA)
    await to_the_first(town)
    old = town.ana.received[-1] if await newest_text(town.ana) else {}
    await town.wait(months=1)
    before = await told_at(town)
    await town.ana.taps("Yes, still so", old)
    assert toasts_refusal(town.ana, "button_gone")
    assert await told_at(town) == before


async def test_after_ten_days_without_an_answer_the_village_broker_is_to_call(
    each_town: Town,
) -> None:
    await registered_person(each_town, ANA, name="李秀英", seen_by_brokers=True)
    await to_the_first(each_town)
    await each_town.wait(days=9, hours=20)
    await each_town.chen.start()
    await tap(each_town.chen, "English")
    assert CALLS not in labels(each_town.chen)
    await each_town.wait(hours=5)
    await each_town.chen.says("/menu")
    assert CALLS in labels(each_town.chen)


async def test_where_no_broker_covers_the_village_the_office_is_to_call(town: Town) -> None:
    await registered_person(town, ANA, village=LUOZIGOU)
    await to_the_first(town)
    await town.wait(days=10, minutes=1)
    for phone, whose in ((town.chen, False), (town.dai, True)):
        await phone.start()
        await tap(phone, "English")
        assert (CALLS in labels(phone)) is whose


async def test_who_is_of_another_county_is_on_neither_list(town: Town) -> None:
    await registered_person(town, ANA, village=TONGYU)
    await to_the_first(town)
    await town.wait(days=10, minutes=1)
    for phone in (town.chen, town.dai):
        await phone.start()
        await tap(phone, "English")
        assert CALLS not in labels(phone)


async def test_who_answered_in_time_is_not_called(town: Town) -> None:
    await registered_person(town, ANA)
    await to_the_first(town)
    await tap(town.ana, SAME)
    await town.wait(days=11)
    assert (await town.rows())["phone_call"] == []


async def test_who_looked_and_left_it_as_it_was_has_answered(town: Town) -> None:
    await registered_person(town, ANA, status="farming")
    await to_the_first(town)
    await tap(town.ana, CHANGED)
    await tap(town.ana, KEEP)
    await town.wait(days=11)
    assert (await town.rows())["phone_call"] == []


async def test_who_has_no_phone_is_called_too(town: Town) -> None:
    await registered_neighbour(town, "王小春")
    await to_the_first(town)
    await town.wait(days=10, minutes=1)
    await town.chen.start()
    await tap(town.chen, "English")
    assert CALLS in labels(town.chen)


async def told_changed_at(town: Town) -> object:
    (one,) = (await town.rows())["labourer"]
    return one["change_told_at"]


@pytest.mark.parametrize(("fact", "still"), [("Name", False), ("Present work", True)])
async def test_only_who_was_asked_about_work_says_that_it_is_still_so(
    town: Town, fact: str, still: bool
) -> None:
    """Who said that it has changed, and then left another fact as it is, has taken nothing back."""
    await registered_person(town, ANA, status="farming")
    await to_the_first(town)
    await tap(town.ana, CHANGED)
    assert await told_changed_at(town) is not None
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, fact)
    await tap(town.ana, KEEP)
    assert (await told_changed_at(town) is None) is still
