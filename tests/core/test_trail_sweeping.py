"""The end of the trail: not of what is open or was paid, nor how an entry was taken over."""

import pytest
from sqlmodel import select

from models.accounts.one_time_codes import CodePurpose, OneTimeCode
from models.brokers.broker import BrokerState
from models.core.audit import OVERSEEN, Act, AuditRecord, Subject
from models.core.session import Session
from models.labourers.double import Double, Likeness
from models.placements import evidence
from models.placements.states import PlacementState
from tests.support.privacy import expired
from tests.support.privacy.expired import Cast, end_of, swept
from tests.support.store import DAY, NOON

STATE = PlacementState
OPEN_CLAIM = (STATE.CONFIRMED, STATE.DISPUTED, STATE.RETURNED, STATE.REPORTED)


async def test_the_code_that_gave_an_entry_to_its_account_stays(session: Session) -> None:
    """Four eyes and signals ask who gave it; one that was voided told nobody anything."""
    cast = await Cast().come(session)
    then = end_of("trail") - DAY
    given = {
        "purpose": CodePurpose.CLAIM,
        "labourer_id": cast.ana.key(),
        "issued_by": cast.chen.key(),
    }
    used = await expired.code(session, cast, then, used_at=then, **given)
    await expired.code(session, cast, then, used_at=then + DAY, **given)
    await expired.act(session, cast, then, act=Act.CLAIMED, account_id=cast.account.key())
    assert await swept(session) == {"codes": 1}
    assert await session.get(OneTimeCode, used.id) is not None


@pytest.mark.parametrize("state", [*OPEN_CLAIM, STATE.APPROVED])
async def test_the_trail_of_what_counts_or_may_count_stays(
    session: Session, state: PlacementState
) -> None:
    cast = await Cast().come(session)
    there = (await expired.work(session, cast, state=state)).key()
    of = {"subject": Subject.PLACEMENT, "subject_id": there}
    await expired.act(session, cast, end_of("vouchers") - DAY, act=Act.REPORTED, **of)
    await expired.act(session, cast, end_of("trail") - DAY, act=Act.CONFIRMED, **of)
    assert await swept(session) == {}


async def test_the_trail_of_records_that_are_still_open_or_there_stays(
    session: Session,
) -> None:
    cast = await Cast().come(session)
    then = end_of("trail") - DAY
    double = await expired.added(
        session, Double(first_id=1, second_id=2, why=Likeness.ALIKE, opened_at=then)
    )
    broker = await expired.application(session, cast, NOON, state=BrokerState.SUSPENDED)
    grievance = await expired.grievance(session, cast, NOON)
    paper = (await evidence.list_evidence(session, (Subject.GRIEVANCE, grievance.key())))[0]
    cast.mill.listed_at = NOON
    held = {
        Subject.DOUBLE: double.key(),
        Subject.BROKER: broker.account_id,
        Subject.GRIEVANCE: grievance.key(),
        Subject.EVIDENCE: paper.key(),
        Subject.EMPLOYER: cast.mill.key(),
    }
    for subject, number in held.items():
        of = {"subject": subject, "labourer_id": None}
        await expired.act(session, cast, then, act=Act.NOTED, subject_id=number, **of)
        await expired.act(session, cast, then, act=Act.VIEWED, subject_id=999, **of)
    assert await swept(session) == {"trail": len(held)}


@pytest.mark.parametrize("act", [*OVERSEEN, Act.ERASURE_ASKED])
async def test_what_an_auditor_of_money_asks_for_stays_as_long_as_vouchers(
    session: Session, act: Act
) -> None:
    cast = await Cast().come(session)
    for person in (cast.ana.key(), 999):
        await expired.act(session, cast, end_of("trail") - DAY, act=act, labourer_id=person)
    assert await swept(session) == {}
    await expired.act(session, cast, end_of("vouchers") - DAY, act=act, labourer_id=999)
    assert await swept(session) == {"trail": 1}


async def test_the_trail_tells_that_it_was_shortened(session: Session) -> None:
    cast = await Cast().come(session)
    await expired.act(session, cast, end_of("trail") - DAY)
    assert await swept(session) == {"trail": 1}
    last = select(AuditRecord).where(AuditRecord.act == Act.SWEPT)
    (told,) = (await session.exec(last)).all()
    assert (told.at, told.account_id, told.labourer_id) == (NOON, None, None)
