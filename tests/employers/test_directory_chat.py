"""Staff write employers down, find them, change them, and make two entries one."""

from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlmodel import col

from dialogue.employers.form_employer import EMPLOYER
from models.accounts.roles import Role
from models.core.vocabulary import RoleName
from sandbox.chats.phone import Phone
from tests.privacy.test_for_others import begins
from tests.support.employers.chat import (
    ADD,
    ALL,
    CHANGE,
    EMPLOYERS,
    FACTORY,
    FIND,
    LIST,
    NAME,
    SAME_AS,
    TRAIL,
    employer_row,
    known_employer,
    works_there,
)
from tests.support.employers.factory import CODE
from tests.support.labourers.intake import BACK, EN, Step, labels, tap, tells_refusal
from tests.support.notices.chat import registered_neighbour
from tests.support.town import TONGYU, Town

PROMPTS = {question.key: question.prompt for question in EMPLOYER.questions}


async def fills(phone: Phone, steps: tuple[Step, ...] = FACTORY, *, typing: bool = False) -> None:
    """Answer one question after the other, by tapping where that can be."""
    for step in steps:
        assert PROMPTS[step.key] in phone.last, phone.screen()
        for label in () if typing else step.taps:
            await tap(phone, label)
        if typing or not step.taps:
            await phone.says(step.words(EN))


async def looks_at(town: Town, name: str = NAME) -> None:
    """Dai opens the list and one of it."""
    await begins(town.dai)
    await town.dai.says("/employers")
    await tap(town.dai, name)


def told(row: dict[str, Any]) -> tuple[Any, ...]:
    """What was answered of it."""
    return tuple(row[c] for c in ("name", "credit_code", "kind", "destination", "region"))


async def test_an_employer_is_written_down(each_town: Town) -> None:
    dai = each_town.dai
    await begins(dai)
    await tap(dai, "📣 Notices, work, employers")
    await tap(dai, EMPLOYERS)
    assert "No employer is written down yet." in dai.last
    await tap(dai, ADD)
    await fills(dai)
    assert dai.last.startswith("✅ Written down.")
    assert "Placed there now: 0" in dai.last
    (row,) = (await each_town.rows())["employer"]
    assert told(row) == (NAME, CODE, "enterprise", "outside", "浙江宁波")
    assert row["county"] == "222424"


async def test_it_goes_by_typed_words_and_numbers_alone(town: Town) -> None:
    await begins(town.dai)
    await town.dai.says("/employers")
    await town.dai.says("1")
    await fills(town.dai, typing=True)
    (row,) = (await town.rows())["employer"]
    assert told(row) == (NAME, CODE, "enterprise", "outside", "浙江宁波")


@pytest.mark.parametrize("typed", ["没有", "不知道", "no"])
async def test_without_a_code_it_is_skipped(town: Town, typed: str) -> None:
    await begins(town.dai)
    await town.dai.says("/employers")
    await town.dai.says("1")
    await fills(town.dai, FACTORY[:1])
    await town.dai.says(typed)
    await fills(town.dai, FACTORY[2:])
    (row,) = (await town.rows())["employer"]
    assert row["credit_code"] is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (CODE[:17], "code_length"),
        (CODE[:17] + "A", "code_check"),
        ("是的", "code_signs"),
        (CODE, "employer_known"),
    ],
)
async def test_a_code_that_can_not_be_is_asked_again_and_nothing_is_lost(
    town: Town, typed: str, why: str
) -> None:
    await known_employer(town, credit_code=CODE)
    await begins(town.dai)
    await town.dai.says("/employers")
    await tap(town.dai, ADD)
    await town.dai.says("另一家厂")
    await town.dai.says(typed)
    assert tells_refusal(town.dai, why)
    assert PROMPTS["credit_code"] in town.dai.last
    (draft,) = (await town.rows())["draft"]
    assert draft["answers"] == {"employer_name": "另一家厂"}


async def test_one_is_found_by_a_part_of_its_name(each_town: Town) -> None:
    await known_employer(each_town)
    await known_employer(each_town, "汪清县木耳合作社")
    dai = each_town.dai
    await begins(dai)
    await dai.says("/employers")
    await tap(dai, FIND)
    await dai.says("鞋业(集团)")
    assert labels(dai) == [NAME, FIND, ADD, BACK]
    await dai.says("1")
    assert f"Employer: {NAME}" in dai.last


async def test_what_is_not_there_can_be_looked_for_again_or_written_down(town: Town) -> None:
    await known_employer(town)
    await begins(town.dai)
    await town.dai.says("/employers")
    await tap(town.dai, FIND)
    await town.dai.says("<皮革>")
    assert "No name has “<皮革>” in it." in town.dai.last
    assert labels(town.dai) == [FIND, ADD, BACK]


async def test_it_says_how_many_are_there(town: Town) -> None:
    employer = await known_employer(town, contact="王经理 13800002001")
    await works_there(town, employer, await registered_neighbour(town, "王小春"))
    await looks_at(town)
    assert "👷 Placed there now: 1\n📢 Open vacancies: 0" in town.dai.last
    assert "Whom to call: 王经理 13800002001" in town.dai.last


async def test_one_fact_is_changed(town: Town) -> None:
    employer = await known_employer(town)
    await looks_at(town)
    await tap(town.dai, CHANGE)
    await tap(town.dai, "Place")
    assert "So far: 浙江宁波" in town.dai.last
    await town.dai.says("浙江温州")
    assert town.dai.last.startswith("✅ Changed.")
    assert (await employer_row(town, employer.id))["region"] == "浙江温州"


async def test_a_change_left_half_way_is_not_taken_for_a_new_one(town: Town) -> None:
    await known_employer(town)
    await looks_at(town)
    await tap(town.dai, CHANGE)
    await tap(town.dai, "Credit code")
    await tap(town.dai, BACK)
    await town.dai.says("/employers")
    await tap(town.dai, ADD)
    assert PROMPTS["employer_name"] in town.dai.last
    assert NAME not in town.dai.last


async def test_its_own_code_is_no_double_of_it(town: Town) -> None:
    await known_employer(town, credit_code=CODE)
    await looks_at(town)
    await tap(town.dai, CHANGE)
    await tap(town.dai, "Credit code")
    await town.dai.says(CODE)
    assert f"Employer: {NAME}" in town.dai.last


async def test_the_trail_says_when_what_and_who(town: Town) -> None:
    await begins(town.dai)
    await known_employer(town)
    await town.dai.says("/employers")
    await tap(town.dai, NAME)
    await tap(town.dai, CHANGE)
    await tap(town.dai, "Place")
    await town.dai.says("浙江温州")
    await tap(town.dai, TRAIL)
    assert "2026-11-23 12:00 · opened · county staff, account " in town.dai.last
    assert "2026-11-23 12:00 · changed · county staff, account " in town.dai.last
    await tap(town.dai, BACK)
    assert f"Employer: {NAME}" in town.dai.last


STEPS = (
    *("", ":change", ":change:region", ":merge", ":into:1", ":into!:1", ":list"),
    *(":unlist", ":unlist!", ":trail"),
)


async def test_another_countys_employers_are_not_theirs(town: Town) -> None:
    await known_employer(town, "汪清的厂")
    other = await known_employer(town, "通榆的厂", county=TONGYU)
    await looks_at(town, "汪清的厂")
    before = (await town.rows())["employer"]
    newest = town.dai.received[-1]["message_id"]
    for step in STEPS:
        data = f"employer:{other.id}{step}"
        await town.dai.does("tap", message_id=newest, data=data, forged=True)
        assert tells_refusal(town.dai, "not_yours"), step
    await town.dai.does("tap", message_id=newest, data=f"employer:1:into!:{other.id}", forged=True)
    assert tells_refusal(town.dai, "employer_apart")
    assert (await town.rows())["employer"] == before


async def test_every_countys_employer_is_seen_and_changed_by_its_own_staff_alone(
    town: Town,
) -> None:
    mine, every = await known_employer(town), await known_employer(town, "各县的厂", county="")
    await looks_at(town, "各县的厂")
    dai = town.dai
    assert labels(dai) == [TRAIL, ALL]
    before = (await town.rows())["employer"]
    newest = dai.received[-1]["message_id"]
    for step in STEPS[1:-1]:
        data = f"employer:{every.id}{step}"
        await dai.does("tap", message_id=newest, data=data, forged=True)
        assert tells_refusal(dai, "not_yours"), step
    for step, why in (("into", "employer_apart"), ("into!", "not_yours")):
        data = f"employer:{mine.id}:{step}:{every.id}"
        await dai.does("tap", message_id=newest, data=data, forged=True)
        assert tells_refusal(dai, why), step
    assert (await town.rows())["employer"] == before
    await dai.says("/employers")
    await tap(dai, NAME)
    await tap(dai, SAME_AS)
    await dai.says("各县")
    assert tells_refusal(dai, "employer_unknown")
    async with town.store() as session:
        await session.exec(update(Role).where(col(Role.name) == RoleName.STAFF).values(area=""))
    await dai.says("/employers")
    await tap(dai, "各县的厂")
    assert labels(dai) == [CHANGE, SAME_AS, TRAIL, LIST, ALL]


async def test_a_broker_has_no_list_of_them(town: Town) -> None:
    employer = await known_employer(town)
    await begins(town.chen)
    assert EMPLOYERS not in labels(town.chen)
    await town.chen.says("/employers")
    newest = town.chen.received[-1]["message_id"]
    for data in ("employers:find", "employers:add", f"employer:{employer.id}:unlist!"):
        await town.chen.does("tap", message_id=newest, data=data, forged=True)
        assert NAME not in town.chen.last
    assert (await town.rows())["draft"] == []


@pytest.mark.parametrize("step", ["employers:add", "employers:find", "employer:1:merge"])
async def test_who_is_staff_no_longer_ends_no_form(town: Town, step: str) -> None:
    await known_employer(town)
    await begins(town.dai)
    await tap(town.dai, "📝 Register myself")
    await tap(town.dai, "Yes, let's begin")
    await town.dai.says("/employers")
    newest = town.dai.received[-1]["message_id"]
    await town.dai.does("tap", message_id=newest, data=step, forged=True)
    adding = step == "employers:add"
    if adding:
        await fills(town.dai, FACTORY[:-1])
    async with town.store() as session:
        await session.exec(delete(Role).where(col(Role.name) == RoleName.STAFF))
    await town.dai.says("skip" if adding else "宁波")
    assert tells_refusal(town.dai, "role_gone")
    assert len((await town.rows())["employer"]) == 1


async def test_a_number_that_is_none_is_answered(town: Town) -> None:
    await known_employer(town)
    await looks_at(town)
    newest = town.dai.received[-1]["message_id"]
    for data in ("employer:", "employer:x", "employer:99", "employer:1:nonsense", "employer:²"):
        await town.dai.does("tap", message_id=newest, data=data, forged=True)
        assert labels(town.dai)
    assert LIST not in labels(town.dai)
