"""What a person says is the office's: no broker reads a No, and staff read it all first."""

import pytest
from sqlmodel import col, select

from models.accounts import roles
from models.accounts.account import Account
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.outbox.row import OutboxRow, RowState
from models.placements import (
    approving,
    confirmation,
    review,
)
from models.placements.employer_queries import count_placed
from models.placements.messages import PLACEMENT_MOVED
from models.placements.placement import Placement, StatementChannel
from models.placements.review import Reason
from models.placements.statement import Statement, Verdict
from models.placements.states import PlacementState
from tests.placements.test_changed_words import (
    DAYS,
    HOURS,
    NOTHING_ELSE,
    adds,
    says,
    sends_in_again,
)
from tests.support.employers.factory import TONGYU
from tests.support.grievances.factory import staff_account
from tests.support.notices.factory import WANGQING
from tests.support.outbox import outbox_rows
from tests.support.placements.actors import county_clerk
from tests.support.placements.factory import (
    add_factory,
    confirm_placement,
    confirmed_placement,
    reported_placement,
)
from tests.support.store import NOON
from tests.support.stored_actors import load_actor


async def told_broker(session: Session) -> list[OutboxRow]:
    query = select(OutboxRow).where(OutboxRow.topic == PLACEMENT_MOVED.name)
    return list(await session.exec(query.order_by(col(OutboxRow.id))))


async def silent(session: Session) -> Placement:
    """Asked four times in vain; the broker has read that it is not confirmed."""
    placement = await reported_placement(session)
    for day in range(2, 9, 2):
        await confirmation.remind_silent(session, NOON + day * DAYS)
    assert placement.state is PlacementState.UNANSWERED
    return placement


@pytest.mark.parametrize("sent", [True, False])
async def test_a_no_after_silence_is_told_once_with_the_silence(
    session: Session, sent: bool
) -> None:
    placement = await silent(session)
    (row,) = await told_broker(session)
    row.state = RowState.SENT if sent else RowState.WAITING
    await session.flush()
    assert await says(session, placement, Verdict.NO, NOON + 9 * DAYS) is None
    assert placement.state is PlacementState.DISPUTED
    rounds = [one.round for one in await told_broker(session)]
    # What was not sent yet is said by a row of the present version, and once.
    assert rounds == ([row.round] if sent else [row.round, placement.version])


async def test_who_has_no_phone_and_denies_it_on_a_call_is_told_of_as_before(
    session: Session,
) -> None:
    placement = await reported_placement(session)
    own = select(Account).where(Account.labourer_id == placement.labourer_id)
    (await session.exec(own)).one().labourer_id = None
    await session.flush()
    placement.asked = 0
    await confirmation.ask_labourer(session, placement, NOON)
    assert placement.state is PlacementState.UNANSWERED
    word, by_phone = {"right": Verdict.NO, **NOTHING_ELSE}, StatementChannel.PHONE
    assert await confirm_placement(session, placement, NOON + HOURS, by_phone, **word) is None
    assert await outbox_rows(session, PLACEMENT_MOVED) == []


async def test_what_staff_wrote_stays_where_the_person_denies_it(session: Session) -> None:
    placement, clerk = await confirmed_placement(session), county_clerk()
    assert await review.approve_placement(session, clerk, placement) is None
    assert await says(session, placement, Verdict.NO, NOON + HOURS) == Refusal("words_kept")
    reason = Reason("再核实")
    assert await approving.take_back_decision(session, clerk, placement, reason) is None
    assert await says(session, placement, Verdict.NO, NOON + 2 * HOURS) is None
    assert (placement.state, placement.why) == (PlacementState.DISPUTED, "再核实")


@pytest.mark.parametrize("denies", [True, False])
async def test_a_count_of_whom_the_broker_brought_tells_no_denial(
    session: Session, denies: bool
) -> None:
    placement = await silent(session)
    if denies:
        assert await says(session, placement, Verdict.NO, NOON + 9 * DAYS) is None
    there = await session.get_one(type(await add_factory(session)), placement.employer_id)
    assert await count_placed(session, there, placement.broker_id) == 1
    assert await count_placed(session, there) == 1


@pytest.mark.parametrize("denies", [True, False])
async def test_reporting_again_who_said_no_to_brokers_tells_no_denial(
    session: Session, denies: bool
) -> None:
    placement = await silent(session)
    if denies:
        assert await says(session, placement, Verdict.NO, NOON + 9 * DAYS) is None
    reason = Reason("联系不上")
    assert await review.return_placement(session, county_clerk(), placement, reason) is None
    ana = await session.get_one(Labourer, placement.labourer_id)
    ana.seen_by_brokers = False
    await session.flush()
    assert await sends_in_again(session, placement) == Refusal("person_gone")


@pytest.mark.parametrize("state", [PlacementState.APPROVED, PlacementState.WITHDRAWN])
async def test_a_late_word_on_a_call_asks_for_four_eyes_too(
    session: Session, state: PlacementState
) -> None:
    placement = await confirmed_placement(session)
    placement.state = state
    await session.flush()
    word, by_phone = {"right": Verdict.NO, **NOTHING_ELSE}, StatementChannel.PHONE
    ana = await session.get_one(Labourer, placement.labourer_id)
    ana.phone, number = None, ana.phone
    await session.flush()
    refused = await confirm_placement(session, placement, NOON, by_phone, **word)
    assert refused == Refusal("no_phone")
    ana.phone = number
    chen = await session.get_one(Account, placement.broker_id)
    await roles.grant_role(session, chen, RoleName.STAFF, WANGQING, NOON)
    statement = Statement(Verdict.YES)
    refused = await confirmation.record_statement(
        session, await load_actor(session, chen), placement, statement, by_phone
    )
    assert refused == Refusal("own_placement")
    clerk = await staff_account(session)
    own = select(Account).where(Account.labourer_id == ana.id)
    (await session.exec(own)).one().labourer_id = None
    await session.flush()
    clerk.labourer_id = ana.key()
    await session.flush()
    refused = await confirmation.record_statement(
        session, await load_actor(session, clerk), placement, statement, by_phone
    )
    assert refused == Refusal("own_placement")
    assert placement.said_before is None


@pytest.mark.parametrize("more", [{"fee": True}, {"has_contract": "unknown"}, {"why": "拖欠"}])
async def test_what_is_said_after_the_office_looked_is_looked_at_before_it_approves(
    session: Session, more: dict[str, object]
) -> None:
    placement, clerk = await reported_placement(session), county_clerk()
    assert await says(session, placement, Verdict.YES, NOON) is None
    seen = review.get_stamp(placement)
    assert await approving.add_to_approval(session, clerk, placement, seen) is None
    await adds(session, placement, NOON + HOURS, **more)
    assert placement.added_by is None
    refused = await review.approve_placement(session, clerk, placement, seen)
    assert refused == Refusal("placement_moved")
    again = await approving.add_to_approval(session, clerk, placement, seen)
    assert again == Refusal("placement_moved")
    now = review.get_stamp(placement)
    assert await review.approve_placement(session, clerk, placement, now) is None


async def test_staff_of_another_county_learn_nothing_by_a_stamp(session: Session) -> None:
    placement = await confirmed_placement(session)
    refused = await review.approve_placement(session, county_clerk(TONGYU), placement, "0.0")
    assert refused == Refusal("not_yours")


async def test_what_was_decided_keeps_the_words_it_was_decided_by(session: Session) -> None:
    placement = await confirmed_placement(session)
    assert await review.approve_placement(session, county_clerk(), placement) is None
    before = dict(placement.said or {})
    for told in ({"wage": 2000}, {"has_contract": False}, {"fee": True}):
        await adds(session, placement, NOON + HOURS, **told)
    assert placement.said == before
    assert (placement.state, placement.wage) == (PlacementState.APPROVED, 3500)
    late = [one for one in placement.said_before or () if one["late"]]
    assert [(one.get("wage"), one.get("has_contract"), one.get("fee")) for one in late] == [
        *((2000, None, None), (None, False, None), (None, None, True)),
    ]
