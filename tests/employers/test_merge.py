"""Two entries of one employer made one."""

from dataclasses import replace

import pytest

from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.employers import blacklist, directory
from models.employers.employer import Employer
from models.outbox.message_type import Topic
from models.vacancies.vacancy import VacancyState
from tests.support.employers.factory import (
    CODE,
    OFFICE,
    OTHER_CODE,
    STAFF,
    TONGYU,
    WANGQING,
    open_employer,
    place_at_employer,
    vacancy_at_employer,
)
from tests.support.labourers.factory import reachable_labourer
from tests.support.outbox import labourers_told
from tests.support.store import DAY, NOON
from tests.support.stored_actors import clerk

LATER = NOON + DAY


async def two(session: Session) -> tuple[Employer, Employer]:
    """The double, and the one that stays."""
    return await open_employer(session, "宁波鞋厂"), await open_employer(session)


async def merge(session: Session, double: Employer, into: Employer) -> Refusal | None:
    return await directory.merge_employers(session, replace(OFFICE, now=LATER), double, into)


async def test_its_people_and_vacancies_move(session: Session) -> None:
    double, into = await two(session)
    placement, vacancy = (
        await place_at_employer(session, double),
        await vacancy_at_employer(session, double),
    )
    assert await merge(session, double, into) is None
    for row in (placement, vacancy):
        await session.refresh(row)
        assert row.employer_id == into.id


async def test_it_is_found_no_more_and_its_old_number_leads_to_the_other(
    session: Session,
) -> None:
    double, into = await two(session)
    await merge(session, double, into)
    assert await directory.find_employers(session, (WANGQING,), "宁波") == [into]
    assert await directory.get_employer(session, double.key(), (WANGQING,)) is into


async def test_earlier_doubles_move_along(session: Session) -> None:
    double, into = await two(session)
    first = await open_employer(session, "宁波的鞋厂", credit_code=CODE)
    await merge(session, first, double)
    await merge(session, double, into)
    await session.refresh(first)
    assert first.merged_into == into.id
    assert await open_employer(session, "又来一个", credit_code=CODE) is into


async def test_what_the_other_lacks_is_taken_over(session: Session) -> None:
    double = await open_employer(session, "宁波鞋厂", credit_code=CODE, contact="王经理")
    into = await open_employer(session, contact="李主任")
    await merge(session, double, into)
    assert (into.credit_code, into.contact) == (CODE, "李主任")


async def test_the_trail_says_so_of_both(session: Session) -> None:
    double, into = await two(session)
    await merge(session, double, into)
    for one in (double, into):
        *_, last = await audit.trail(session, Subject.EMPLOYER, one.key())
        assert (last.act, last.account_id) == (Act.MERGED, STAFF)


async def test_a_blacklisted_double_lists_the_other_and_tells_who_is_there(
    session: Session,
) -> None:
    double, into = await two(session)
    ana, ben = [(await reachable_labourer(session, chat))[0] for chat in (1, 2)]
    await place_at_employer(session, double, ana)
    await place_at_employer(session, into, ben)
    await blacklist.blacklist_employer(session, OFFICE, double, "欠薪")
    assert await labourers_told(session, Topic.LISTED) == {ana.id}
    await merge(session, double, into)
    assert into.listed_why == "欠薪"
    assert await labourers_told(session, Topic.LISTED) == {ana.id, ben.id}


async def test_who_comes_to_a_blacklisted_one_by_a_merger_is_told_too(
    session: Session,
) -> None:
    double, into = await two(session)
    ana, _ = await reachable_labourer(session, 1)
    await place_at_employer(session, double, ana)
    vacancy = await vacancy_at_employer(session, double)
    await blacklist.blacklist_employer(session, OFFICE, into, "欠薪")
    await merge(session, double, into)
    assert await labourers_told(session, Topic.LISTED) == {ana.id}
    await session.refresh(vacancy)
    assert vacancy.state is VacancyState.CLOSED


async def test_nobody_is_told_twice_where_both_were_listed(session: Session) -> None:
    double, into = await two(session)
    ana, _ = await reachable_labourer(session, 1)
    await place_at_employer(session, double, ana)
    for one in (double, into):
        await blacklist.blacklist_employer(session, OFFICE, one, "欠薪")
    await merge(session, double, into)
    assert await labourers_told(session, Topic.LISTED) == {ana.id}


async def test_two_codes_are_two_employers(session: Session) -> None:
    double = await open_employer(session, "宁波鞋厂", credit_code=OTHER_CODE)
    into = await open_employer(session, credit_code=CODE)
    assert await merge(session, double, into) == Refusal("codes_differ")
    assert double.merged_into is None


async def test_one_is_not_its_own_double_nor_anothers_twice(session: Session) -> None:
    double, into = await two(session)
    assert await merge(session, double, double) == Refusal("employer_apart")
    await merge(session, double, into)
    assert await merge(session, double, into) == Refusal("employer_apart")
    assert await merge(session, into, double) == Refusal("employer_apart")


async def test_what_is_every_countys_is_merged_by_the_staff_of_every_county(
    session: Session,
) -> None:
    one, other = await open_employer(session), await open_employer(session, county="")
    for double, into in ((one, other), (other, one)):
        refused = await directory.merge_employers(session, clerk(STAFF), double, into)
        assert refused == Refusal("not_yours")
    assert (one.merged_into, other.merged_into) == (None, None)


@pytest.mark.parametrize(("county", "may"), [(TONGYU, False), ("", True)])
async def test_it_goes_only_into_one_that_its_county_knows(
    session: Session, county: str, may: bool
) -> None:
    double, into = await open_employer(session), await open_employer(session, county=county)
    assert (await merge(session, double, into) is None) == may
