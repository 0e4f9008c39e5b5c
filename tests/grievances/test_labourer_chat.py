"""Something is wrong at work, on the person's own phone: telling it, following it, bad input."""

import json

import pytest

from models.core.vocabulary import Trouble
from sandbox.chats.phone import Phone
from tests.grievances.test_staff_chat import forges, walk
from tests.support.grievances.chat import (
    AGAIN,
    BOSS,
    CLOSE,
    DANGER,
    FEE,
    NO_CONTRACT,
    SEE,
    STORY,
    UNPAID,
    asks_grievance,
    opens_bot_in_english,
    takes_grievance,
    tells_grievance,
    told_grievance,
    working_at,
    writes_to_person,
)
from tests.support.labourers.intake import SAVE, SKIP, labels, register, tap, tells_refusal
from tests.support.notices.chat import registered_person
from tests.support.town import ANA, BEN, Town


async def is_at(town: Town, key: str) -> Phone:
    """Ana has answered all before this question."""
    await registered_person(town, ANA)
    given = {"kind": "1", "employer": BOSS, "since": "August", "amount": "9000", "words": STORY}
    await town.ana.says("/trouble")
    for question, typed in given.items():
        if question == key:
            break
        await town.ana.says(typed)
    assert asks_grievance(town.ana, key), town.ana.screen()
    return town.ana


async def test_the_shortest_way_is_what_it_is_two_skips_and_save(town: Town) -> None:
    placement = await working_at(town, await registered_person(town, ANA))
    await town.ana.says("/trouble")
    await tap(town.ana, "🆘 At 宁波鞋厂")
    await tap(town.ana, DANGER)
    for _ in range(2):
        await tap(town.ana, SKIP)
    await tap(town.ana, SAVE)
    (grievance,) = (await town.rows())["grievance"]
    assert (grievance["placement_id"], grievance["employer"]) == (placement.id, "宁波鞋厂")


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (UNPAID, ["employer", "since", "amount", "words", "photo"]),
        (NO_CONTRACT, ["employer", "since", "words", "photo"]),
        (FEE, ["employer", "amount", "words", "photo"]),
        (DANGER, ["employer", "words", "photo"]),
    ],
)
async def test_only_what_fits_is_asked(town: Town, kind: str, keys: list[str]) -> None:
    await registered_person(town, ANA)
    await town.ana.says("/trouble")
    await tap(town.ana, kind)
    for key in keys:
        assert asks_grievance(town.ana, key)
        await tap(town.ana, SKIP)
    assert "That was all" in town.ana.last


@pytest.mark.parametrize(
    ("key", "typed", "refusal"),
    [
        ("kind", "9", "choice_unread"),
        ("employer", "x" * 5000, "text_too_long"),
        ("since", "tomorrow", "date_too_late"),
        ("since", "31 February", "date_impossible"),
        ("amount", "-5", "money_negative"),
        ("amount", "1000001", "money_out_of_range"),
        ("amount", "a lot", "money_unread"),
        ("words", "很" * 5000, "text_too_long"),
        ("photo", "yes", "file_needed"),
    ],
)
async def test_bad_input_gets_one_sentence_and_loses_nothing(
    town: Town, key: str, typed: str, refusal: str
) -> None:
    phone = await is_at(town, key)
    before = await town.given(ANA)
    await phone.says(typed[:4096])
    assert tells_refusal(phone, refusal), phone.screen()
    assert asks_grievance(phone, key)
    assert await town.given(ANA) == before


async def test_it_can_be_gone_on_with_later(town: Town) -> None:
    phone = await is_at(town, "words")
    await phone.says("/menu")
    await phone.says("/trouble")
    assert asks_grievance(phone, "words")


@pytest.mark.parametrize(("kind", "number"), [(FEE, "12333"), (DANGER, "110")])
async def test_what_is_urgent_comes_with_a_number_to_call_now(
    town: Town, kind: str, number: str
) -> None:
    await registered_person(town, ANA)
    await tells_grievance(town.ana, kind)
    assert number in town.ana.last
    await tap(town.ana, SEE)
    assert number in town.ana.last


async def test_what_can_wait_comes_with_none(town: Town) -> None:
    await registered_person(town, ANA)
    await tells_grievance(town.ana)
    assert "call" not in town.ana.last


async def test_the_question_about_a_placement_begins_it_with_what_it_is(town: Town) -> None:
    placement = await working_at(town, await registered_person(town, ANA))
    await forges(town.ana, f"grievance:{placement.id}:unpaid")
    assert asks_grievance(town.ana, "since")
    await walk(town.ana, "1", "5000", "skip", "skip")
    assert "宁波鞋厂" in town.ana.last
    await town.ana.says("1")
    (grievance,) = (await town.rows())["grievance"]
    assert grievance["kind"] == Trouble.UNPAID


async def test_about_somebody_elses_placement_nothing_is_begun(town: Town) -> None:
    placement = await working_at(town, await registered_person(town, BEN))
    await registered_person(town, ANA)
    for data in (f"grievance:{placement.id}", f"grievance:{placement.id}:unpaid", "grievance:0"):
        await forges(town.ana, data)
        assert tells_refusal(town.ana, "not_yours")
    assert (await town.rows())["draft"] == []


async def test_two_workplaces_are_told_of_apart(town: Town) -> None:
    ana = await registered_person(town, ANA)
    for name in ("宁波鞋厂", "长春饭店"):
        await working_at(town, ana, name)
    await town.ana.says("/trouble")
    await tap(town.ana, "🆘 At 宁波鞋厂")
    await town.ana.says("5")
    await town.ana.says("/trouble")
    await tap(town.ana, "🆘 At 长春饭店")
    assert asks_grievance(town.ana, "kind")
    await walk(town.ana, "5", "skip", "skip", "1")
    await town.ana.says("/trouble")
    await tap(town.ana, "🆘 At 宁波鞋厂")
    assert asks_grievance(town.ana, "words")
    await walk(town.ana, "skip", "skip", "1")
    found = (await town.rows())["grievance"]
    assert [one["employer"] for one in found] == ["长春饭店", "宁波鞋厂"]


async def test_who_has_a_role_and_no_entry_is_heard_too(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    await town.dai.says("/trouble")
    assert "You need not be registered for that." in town.dai.last


async def test_somebody_elses_can_neither_be_seen_nor_opened_again(town: Town) -> None:
    ben = await registered_person(town, BEN)
    await registered_person(town, ANA)
    await told_grievance(town, ben, BEN)
    for step in ("", ":again"):
        await forges(town.ana, f"trouble:1{step}")
        assert tells_refusal(town.ana, "not_yours")
        assert BOSS not in town.ana.screen()


async def is_closed(town: Town) -> None:
    """What Ana told is over, says the office."""
    await opens_bot_in_english(town.dai)
    await registered_person(town, ANA)
    await tells_grievance(town.ana)
    await town.settled()
    await takes_grievance(town.dai)
    await writes_to_person(town.dai, "Paid.", CLOSE)
    await town.settled()
    await town.ana.look()


async def test_all_steps_can_be_read_again(town: Town) -> None:
    await is_closed(town)
    await town.ana.says("/trouble")
    await tap(town.ana, "✅ №1 Wages not paid")
    for said in ("looks after it", "has closed it\nPaid."):
        assert said in town.ana.last


async def test_after_thirty_days_it_is_told_anew(town: Town) -> None:
    await is_closed(town)
    letter = town.ana.received[-1]
    await town.wait(days=31)
    await town.ana.taps(AGAIN, letter)
    assert tells_refusal(town.ana, "grievance_long_over")
    assert AGAIN not in labels(town.ana)
    assert (await town.rows())["grievance"][0]["state"] == "closed"


async def test_what_goes_on_is_not_opened_again(town: Town) -> None:
    await is_closed(town)
    await tap(town.ana, AGAIN)
    await forges(town.ana, "trouble:1:again")
    assert tells_refusal(town.ana, "grievance_going_on")
    assert len((await town.rows())["grievance_note"]) == 3


async def test_the_export_has_it_with_its_steps(town: Town) -> None:
    await is_closed(town)
    await town.ana.says("/me")
    await tap(town.ana, "📄 Give me everything as a file")
    await town.ana.look()
    file = town.ana.received[-1]["document"]["file_id"]
    async with town.web.get(f"{town.address}/sandbox/files/{file}") as response:
        had = json.loads(await response.read())
    (grievance,) = had["grievances"]
    assert (grievance["kind"], grievance["state"]) == ("unpaid", "closed")
    assert [(s["what"], s["words"]) for s in grievance["steps"]] == [
        ("taken", None),
        ("closed", "Paid."),
    ]


async def test_what_is_begun_goes_with_everything_else(town: Town) -> None:
    phone = await is_at(town, "words")
    await forges(phone, "me:erase:anyway")
    assert (await town.rows())["draft"] == []


async def test_a_newcomer_comes_to_it_from_the_menu(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/menu")
    await tap(town.ana, "🆘 Something is wrong at work")
    assert asks_grievance(town.ana, "kind")
    assert "Only the county office reads this." in town.ana.last
