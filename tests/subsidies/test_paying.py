"""What is due, marked as paid once, and taken out again."""

import datetime as dt
from functools import partial
from typing import Any

import pytest

from models.accounts.actor import Actor
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.placements import approving
from models.placements.placement import Placement
from models.placements.review import Reason
from models.placements.states import PlacementState
from models.subsidies import paid, payable, paying
from models.subsidies.paid import PaidFilter, PaidSum
from models.subsidies.payable import BrokerDues
from models.subsidies.paying import MOST, MarkPaid, Undoing
from tests.support.placements.actors import county_clerk
from tests.support.store import NOON, Store, audit_trail
from tests.support.subsidies.factory import TODAY
from tests.support.subsidies.payments import LATER, YUAN, payable_placements

HALF_YEAR = NOON + dt.timedelta(days=80)
CLERK = county_clerk()


def marking(*placements: Placement, yuan: int = YUAN, **given: Any) -> MarkPaid:
    """These were paid today, as they were shown."""
    dues = {one.key(): yuan for one in placements}
    return MarkPaid(**{"dues": dues, "paid_on": TODAY, "voucher": "记-12", **given})


async def dues_of(session: Session, actor: Actor = CLERK) -> dict[int, int]:
    return {one.number: one.yuan for one in await payable.list_dues(session, actor)}


async def test_what_was_paid_is_due_no_more(session: Session) -> None:
    first, second = await payable_placements(session, 2)
    assert await dues_of(session) == {first.key(): YUAN, second.key(): YUAN}
    assert await paying.mark_paid(session, CLERK, marking(first)) == YUAN
    assert await dues_of(session) == {second.key(): YUAN}
    assert (Act.PAID, CLERK.id) in await audit_trail(session)
    moved = Refusal("placement_moved")
    assert await paying.mark_paid(session, CLERK, marking(first, second)) == moved
    assert await dues_of(session) == {second.key(): YUAN}


async def test_what_staying_brings_is_due_on_top(session: Session) -> None:
    (one,) = await payable_placements(session)
    later = county_clerk(now=HALF_YEAR)
    assert await paying.mark_paid(session, CLERK, marking(one)) == YUAN
    one.seen_on = HALF_YEAR.date()
    await session.flush()
    assert await dues_of(session, later) == {one.key(): LATER - YUAN}
    assert await paying.mark_paid(session, later, marking(one, yuan=LATER - YUAN)) == LATER - YUAN
    assert await dues_of(session, later) == {}
    first, second = await paid.list_of_placement(session, CLERK, one.key())
    assert (first.up_to, second.up_to) == (YUAN, LATER)
    # The later one rests on the first.
    undo = paying.undo_payment
    assert await undo(session, later, first, Undoing("记错")) == Refusal("payment_not_last")
    assert await undo(session, later, second, Undoing("记错")) is None
    assert await undo(session, later, first, Undoing("记错")) is None
    assert await dues_of(session, later) == {one.key(): LATER}
    assert await paying.mark_paid(session, later, marking(one, yuan=LATER)) == LATER


async def test_a_decision_taken_back_leaves_what_was_paid_too_much(session: Session) -> None:
    (one,) = await payable_placements(session)
    await paying.mark_paid(session, CLERK, marking(one))
    assert await approving.take_back_decision(session, CLERK, one, Reason("假合同")) is None
    assert await dues_of(session) == {one.key(): -YUAN}
    (line,) = payable.sum_by_broker(await payable.list_dues(session, CLERK))
    assert line == BrokerDues(one.broker_id, 0, 0, YUAN)


async def test_an_undone_payment_stays_with_its_reason(session: Session) -> None:
    (one,) = await payable_placements(session)
    await paying.mark_paid(session, CLERK, marking(one))
    (payment,) = await paid.list_of_placement(session, CLERK, one.key())
    assert await paying.undo_payment(session, CLERK, payment, Undoing("重复")) is None
    again = await paying.undo_payment(session, CLERK, payment, Undoing("再撤"))
    assert again == Refusal("payment_undone")
    assert (payment.undone_why, payment.undone_by) == ("重复", CLERK.id)
    assert (Act.PAYMENT_UNDONE, CLERK.id) in await audit_trail(session)
    assert await dues_of(session) == {one.key(): YUAN}
    assert await paid.sum_by_month(session, CLERK, PaidFilter()) == {}


async def test_only_what_is_due_and_ones_own_countys_is_marked(session: Session) -> None:
    (one,) = await payable_placements(session)
    stranger = county_clerk("220822")
    broker = county_clerk(number=one.broker_id or 0)
    tomorrow, before = TODAY + dt.timedelta(days=1), one.starts_on - dt.timedelta(days=1)
    mark = partial(paying.mark_paid, session)
    assert await mark(stranger, marking(one)) == Refusal("not_yours")
    assert await mark(broker, marking(one)) == Refusal("own_placement")
    assert await mark(CLERK, marking()) == Refusal("payment_none")
    assert await mark(CLERK, marking(one, yuan=YUAN + 1)) == Refusal("placement_moved")
    assert await mark(CLERK, marking(one, paid_on=tomorrow)) == Refusal("payment_later")
    assert await mark(CLERK, marking(one, paid_on=before)) == Refusal("payment_before")
    many = dict.fromkeys(range(1, MOST + 2), YUAN)
    assert await mark(CLERK, marking(dues=many)) == Refusal("payment_many", {"most": MOST})
    one.state = PlacementState.CONFIRMED
    await session.flush()
    for yuan in (YUAN, 0):
        assert await mark(CLERK, marking(one, yuan=yuan)) == Refusal("placement_moved")
    assert await paid.list_of_placement(session, CLERK, one.key()) == []


async def test_another_county_sees_no_payment_and_takes_none_out(session: Session) -> None:
    (one,) = await payable_placements(session)
    await paying.mark_paid(session, CLERK, marking(one))
    (payment,) = await paid.list_of_placement(session, CLERK, one.key())
    stranger = county_clerk("220822")
    assert await paid.get_payment(session, stranger, payment.key()) is None
    assert (await paid.list_payments(session, stranger, PaidFilter())).items == []
    assert await paid.sum_by_month(session, stranger, PaidFilter()) == {}
    assert await dues_of(session, stranger) == {}
    undone = await paying.undo_payment(session, stranger, payment, Undoing("撤"))
    assert undone == Refusal("not_yours")


async def test_payments_are_summed_by_month_and_broker(session: Session) -> None:
    first, second = await payable_placements(session, 2)
    october = dt.date(2026, 10, 31)
    await paying.mark_paid(session, CLERK, marking(first, paid_on=october))
    await paying.mark_paid(session, CLERK, marking(second))
    sums = await paid.sum_by_month(session, CLERK, PaidFilter())
    november = dt.date(2026, 11, 1)
    assert sums == {november: PaidSum(YUAN, 1), october.replace(day=1): PaidSum(YUAN, 1)}
    found = await paid.list_payments(session, CLERK, PaidFilter(november, first.broker_id))
    assert [one.payment.placement_id for one in found.items] == [second.key()]
    other = await paid.list_payments(session, CLERK, PaidFilter(broker=999_999))
    assert other.items == []


@pytest.mark.parametrize("times", [2, 5])
async def test_of_several_who_mark_at_once_one_has_paid(store: Store, times: int) -> None:
    first, second = await store.turn(partial(payable_placements, count=2))
    told = marking(first, second)
    works = [lambda s: paying.mark_paid(s, CLERK, told) for _ in range(times)]
    results = await store.at_once(*works)
    assert sorted(map(str, results))[0] == str(2 * YUAN)
    assert results.count(Refusal("placement_moved")) == times - 1
    left = await store.turn(dues_of)
    assert left == {}
