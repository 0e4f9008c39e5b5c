"""The blacklist and what follows from it: who is told, what is closed, what is refused."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.employers import blacklist
from models.employers.employer import Employer
from models.outbox.message_type import HoldReason, RowState, Topic
from models.outbox.relevance import gone
from models.placements.at_employer import count_placed
from models.placements.states import PlacementState
from models.vacancies.vacancy import VacancyState
from tests.support.employers.factory import (
    OFFICE,
    STAFF,
    open_employer,
    place_at_employer,
    vacancy_at_employer,
)
from tests.support.labourers.factory import any_labourer, reachable_labourer
from tests.support.notices.factory import ZONE
from tests.support.outbox import labourers_told, outbox_rows, row_for
from tests.support.store import DAY, NOON, broker_account
from tests.support.stored_actors import clerk

CHEN, DAI = 101, 102
WHY = "欠薪三个月"


async def lists(session: Session, employer: Employer, now: datetime = NOON) -> None:
    await blacklist.blacklist_employer(session, replace(OFFICE, now=now), employer, WHY)


async def test_since_when_and_why_are_kept_and_told_to_the_trail(session: Session) -> None:
    employer = await open_employer(session)
    await lists(session, employer)
    await session.refresh(employer)
    assert (employer.is_listed, employer.listed_at, employer.listed_why) == (True, NOON, WHY)
    *_, last = await audit.trail(session, Subject.EMPLOYER, employer.key())
    assert (last.act, last.account_id) == (Act.BLACKLISTED, STAFF)


async def test_nobody_new_is_placed_there(session: Session) -> None:
    employer = await open_employer(session)
    assert blacklist.refuse_listed(employer) is None
    await lists(session, employer)
    assert blacklist.refuse_listed(employer) == Refusal(
        "employer_listed", {"why": WHY, "day": "2026-11-23"}
    )


async def test_the_day_is_the_countys(session: Session) -> None:
    employer = await open_employer(session)
    await lists(session, employer, datetime(2026, 11, 23, 17, tzinfo=UTC))
    refused = blacklist.refuse_listed(employer, ZONE)
    assert refused is not None
    assert refused.params["day"] == "2026-11-24"


async def test_its_vacancies_are_closed_and_no_others(session: Session) -> None:
    employer, other = await open_employer(session), await open_employer(session, "别的厂")
    theirs = [await vacancy_at_employer(session, employer, state=state) for state in VacancyState]
    untouched = await vacancy_at_employer(session, other)
    await lists(session, employer)
    assert {vacancy.state for vacancy in theirs} == {VacancyState.CLOSED}
    assert untouched.state is VacancyState.OPEN
    acts = [await audit.trail(session, Subject.VACANCY, vacancy.key()) for vacancy in theirs]
    assert [[one.act for one in trail] for trail in acts] == [[Act.CLOSED], [Act.CLOSED], []]


@pytest.mark.parametrize(
    ("given", "tells"),
    [
        ({}, True),
        ({"state": PlacementState.CORRECTED}, True),
        ({"state": PlacementState.APPROVED}, True),
        ({"state": PlacementState.REPORTED}, True),
        ({"state": PlacementState.REJECTED}, False),
        ({"ended_on": date(2026, 11, 20)}, False),
    ],
)
async def test_who_is_placed_there_now_or_about_to_say_so_is_told(
    session: Session, given: dict[str, Any], tells: bool
) -> None:
    employer = await open_employer(session)
    ana, _ = await reachable_labourer(session, 1)
    placement = await place_at_employer(session, employer, ana, **given)
    await lists(session, employer)
    listed = await outbox_rows(session, Topic.LISTED)
    assert [row.about for row in listed] == ([placement.id] if tells else [])


async def test_who_works_elsewhere_hears_nothing(session: Session) -> None:
    employer, other = await open_employer(session), await open_employer(session, "别的厂")
    ana, _ = await reachable_labourer(session, 1)
    await place_at_employer(session, other, ana)
    await lists(session, employer)
    assert await outbox_rows(session, Topic.LISTED) == []


async def test_each_broker_is_told_once(session: Session) -> None:
    employer = await open_employer(session)
    chen, dai = await broker_account(session, CHEN), await broker_account(session, DAI)
    people = [(await reachable_labourer(session, chat))[0] for chat in (1, 2, 3)]
    for one, by in zip(people, (chen, chen, dai), strict=True):
        await place_at_employer(session, employer, one, broker_id=by.id)
    await lists(session, employer)
    listed = await outbox_rows(session, Topic.LISTED)
    accounts = sorted(row.account_id or 0 for row in listed if row.labourer_id is None)
    assert accounts == [chen.key(), dai.key()]
    assert await count_placed(session, employer, chen.key()) == 2
    assert await count_placed(session, employer) == 3


async def test_who_has_no_phone_with_the_bot_is_on_record_as_not_told(
    session: Session,
) -> None:
    employer = await open_employer(session)
    ana = any_labourer(random.Random(1))
    session.add(ana)
    await session.flush()
    await place_at_employer(session, employer, ana)
    await lists(session, employer)
    row = await row_for(session, Topic.LISTED, ana)
    assert (row.state, row.why) == (RowState.UNREACHABLE, HoldReason.NO_ACCOUNT)


async def test_an_erased_person_is_told_nothing(session: Session) -> None:
    employer = await open_employer(session)
    await place_at_employer(session, employer, None)
    await lists(session, employer)
    assert await outbox_rows(session, Topic.LISTED) == []


async def test_the_reason_ends_without_a_full_stop(session: Session) -> None:
    employer = await open_employer(session)
    await blacklist.blacklist_employer(session, OFFICE, employer, "欠薪三个月。")
    assert employer.listed_why == "欠薪三个月"


async def test_another_reason_tells_nobody_anew(session: Session) -> None:
    employer = await open_employer(session)
    ana, _ = await reachable_labourer(session, 1)
    await place_at_employer(session, employer, ana)
    await lists(session, employer)
    await blacklist.blacklist_employer(
        session, replace(OFFICE, now=NOON + DAY), employer, "不签合同"
    )
    assert (employer.listed_at, employer.listed_why) == (NOON, "不签合同")
    assert len(await outbox_rows(session, Topic.LISTED)) == 1


async def test_once_off_the_list_one_is_placed_there_again(session: Session) -> None:
    employer = await open_employer(session)
    await lists(session, employer)
    await blacklist.unlist_employer(session, replace(OFFICE, now=NOON + DAY), employer)
    assert blacklist.refuse_listed(employer) is None
    *_, last = await audit.trail(session, Subject.EMPLOYER, employer.key())
    assert (last.act, last.at) == (Act.UNLISTED, NOON + DAY)


async def test_what_is_every_countys_is_listed_and_unlisted_by_the_staff_of_every_county(
    session: Session,
) -> None:
    employer = await open_employer(session, county="")
    no, mine = Refusal("not_yours"), clerk(STAFF)
    assert await blacklist.blacklist_employer(session, mine, employer, WHY) == no
    assert not employer.is_listed
    await lists(session, employer)
    assert await blacklist.unlist_employer(session, mine, employer) == no
    assert employer.is_listed
    assert await blacklist.unlist_employer(session, OFFICE, employer) is None


async def test_what_is_not_listed_can_not_be_taken_off(session: Session) -> None:
    employer = await open_employer(session)
    await blacklist.unlist_employer(session, OFFICE, employer)
    await session.flush()
    acts = [one.act for one in await audit.trail(session, Subject.EMPLOYER, employer.key())]
    assert acts == [Act.OPENED]


async def test_listed_again_on_another_day_it_is_told_again(session: Session) -> None:
    employer = await open_employer(session)
    ana, _ = await reachable_labourer(session, 1)
    await place_at_employer(session, employer, ana)
    await lists(session, employer)
    await blacklist.unlist_employer(session, OFFICE, employer)
    await lists(session, employer, NOON + DAY)
    assert len(await outbox_rows(session, Topic.LISTED)) == 2
    assert await labourers_told(session, Topic.LISTED) == {ana.id}


async def test_who_left_meanwhile_or_whose_employer_is_off_the_list_is_not_told(
    session: Session,
) -> None:
    employer = await open_employer(session)
    chen = await broker_account(session, CHEN)
    ana, _ = await reachable_labourer(session, 1)
    placement = await place_at_employer(session, employer, ana, broker_id=chen.id)
    await lists(session, employer)
    listed = await outbox_rows(session, Topic.LISTED)
    assert [await gone(session, row, NOON) for row in listed] == [None, None]
    placement.ended_on = date(2026, 11, 23)
    await session.flush()
    assert [await gone(session, row, NOON) for row in listed] == [HoldReason.GONE, HoldReason.GONE]
    placement.ended_on = None
    await session.flush()
    await blacklist.unlist_employer(session, OFFICE, employer)
    assert [await gone(session, row, NOON) for row in listed] == [HoldReason.GONE, HoldReason.GONE]
