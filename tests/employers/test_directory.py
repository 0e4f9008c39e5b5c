"""Employers: written down once, found by a part of the name, changed."""

import pytest
from sqlmodel import select

from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EmployerKind
from models.employers import directory
from models.employers.commands import EmployerDetails
from models.employers.employer import Employer
from tests.support.employers.factory import (
    CODE,
    OFFICE,
    OTHER_CODE,
    STAFF,
    TONGYU,
    WANGQING,
    employer_answers,
    open_employer,
    place_at_employer,
)
from tests.support.refusals import granted
from tests.support.store import DAY, NOON
from tests.support.stored_actors import clerk


async def did(session: Session, employer: Employer) -> list[Act]:
    """What the trail says of it."""
    await session.flush()
    return [one.act for one in await audit.trail(session, Subject.EMPLOYER, employer.key())]


async def test_an_employer_is_kept_as_it_was_answered(session: Session) -> None:
    told = employer_answers(credit_code=CODE, contact="王经理 13800002001")
    employer = granted(
        await directory.open_employer(session, OFFICE, EmployerDetails(**told), WANGQING)
    )
    await session.refresh(employer)
    assert directory.employer_answers(employer) == told
    assert (employer.county, employer.opened_by, employer.opened_at) == (WANGQING, STAFF, NOON)
    assert await did(session, employer) == [Act.OPENED]


async def test_the_same_credit_code_gives_the_known_one(session: Session) -> None:
    first = await open_employer(session, credit_code=CODE)
    again = await open_employer(session, "宁波鞋厂", credit_code=CODE)
    assert again is first
    assert first.name == "宁波鞋业（集团）有限公司"
    assert len((await session.exec(select(Employer))).all()) == 1


async def test_without_a_code_nobody_is_taken_for_another(session: Session) -> None:
    assert await open_employer(session) is not await open_employer(session)


async def test_each_county_knows_its_own(session: Session) -> None:
    here = await open_employer(session, credit_code=CODE)
    there = await open_employer(session, county=TONGYU, credit_code=CODE)
    assert here is not there
    assert await directory.find_employers(session, (TONGYU,), "宁波") == [there]


async def test_what_staff_of_every_county_wrote_down_every_county_knows(
    session: Session,
) -> None:
    everywhere = await open_employer(session, county="", credit_code=CODE)
    assert await directory.find_employers(session, (TONGYU,), "宁波") == [everywhere]
    assert await open_employer(session, credit_code=CODE) is everywhere
    assert await directory.get_employer(session, everywhere.key(), (TONGYU,)) is everywhere
    assert await directory.get_employer(session, everywhere.key(), ()) is None


@pytest.mark.parametrize(
    "words",
    [
        "宁波",
        "鞋业",
        "宁波 鞋业",
        "(集团)",
        "（集团）有限",
        "abc",
        "ＡＢＣ",
        "aBc宁波",
        CODE.lower(),
    ],
)
async def test_a_part_of_the_name_finds_it_however_it_is_written(
    session: Session, words: str
) -> None:
    employer = await open_employer(session, "ABC宁波鞋业（集团）有限公司", credit_code=CODE)
    await open_employer(session, "汪清县木耳合作社")
    assert await directory.find_employers(session, (WANGQING,), words) == [employer]


@pytest.mark.parametrize("words", ["皮革", "宁波.*司", CODE[:8]])
async def test_what_is_in_no_name_finds_nothing(session: Session, words: str) -> None:
    await open_employer(session, credit_code=CODE)
    assert await directory.find_employers(session, (WANGQING,), words) == []


@pytest.mark.parametrize("words", ["", "。", "%"])
async def test_without_a_word_all_are_listed(session: Session, words: str) -> None:
    employer = await open_employer(session)
    assert await directory.find_employers(session, (WANGQING,), words) == [employer]


async def test_those_used_last_are_listed_first_and_no_more_than_asked_for(
    session: Session,
) -> None:
    first, second, third = [await open_employer(session, f"宁波{n}厂") for n in "一二三"]
    await place_at_employer(session, first, filed_at=NOON + 2 * DAY)
    await place_at_employer(session, third, filed_at=NOON + DAY)
    assert await directory.find_employers(session, (WANGQING,), "宁波") == [first, third, second]
    assert await directory.find_employers(session, (WANGQING,), "宁波", 2) == [first, third]
    page = await directory.list_employers(session, (WANGQING, TONGYU))
    assert page.items == [first, third, second]


async def test_who_is_staff_of_no_county_sees_none(session: Session) -> None:
    employer = await open_employer(session)
    assert (await directory.list_employers(session, ())).items == []
    assert await directory.get_employer(session, employer.key(), ()) is None


@pytest.mark.parametrize(
    ("counties", "seen"), [((WANGQING,), True), ((TONGYU,), False), (("",), True)]
)
async def test_one_is_seen_by_staff_of_its_county(
    session: Session, counties: tuple[str, ...], seen: bool
) -> None:
    employer = await open_employer(session)
    assert (await directory.get_employer(session, employer.key(), counties) is employer) == seen


async def test_a_change_is_kept_and_told_to_the_trail(session: Session) -> None:
    employer = await open_employer(session)
    told = employer_answers(region="浙江温州", employer_kind=EmployerKind.AID_BASE)
    changed = await directory.change_employer(session, OFFICE, employer, EmployerDetails(**told))
    assert changed == ["kind", "region"]
    assert directory.employer_answers(employer) == told
    assert await did(session, employer) == [Act.OPENED, Act.CHANGED]


async def test_what_is_every_countys_is_changed_by_the_staff_of_every_county(
    session: Session,
) -> None:
    employer = await open_employer(session, county="")
    told = EmployerDetails(**employer_answers(region="浙江温州"))
    refused = await directory.change_employer(session, clerk(STAFF), employer, told)
    assert refused == Refusal("not_yours")
    assert employer.region == "浙江宁波"
    assert await directory.change_employer(session, OFFICE, employer, told) == ["region"]


async def test_a_change_of_nothing_leaves_no_trace(session: Session) -> None:
    employer = await open_employer(session)
    assert (
        await directory.change_employer(
            session, OFFICE, employer, EmployerDetails(**employer_answers())
        )
        == []
    )
    assert await did(session, employer) == [Act.OPENED]


async def test_a_code_belongs_to_one_employer(session: Session) -> None:
    await open_employer(session, "先来的厂", credit_code=CODE)
    other = await open_employer(session, "后来的厂", credit_code=OTHER_CODE)
    told = employer_answers(employer_name="后来的厂", credit_code=CODE)
    refused = await directory.change_employer(session, OFFICE, other, EmployerDetails(**told))
    assert refused == Refusal("employer_known", {"name": "先来的厂"})
    assert other.credit_code == OTHER_CODE
