"""Who applied or was suspended on a phone that is lost is known as that on the new one."""

from typing import Any

import pytest
from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.brokers import approval
from models.brokers.broker import Broker, BrokerState
from models.brokers.messages import BROKER_APPLIED
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import entry_transfer, staff_entries
from tests.brokers.test_approval import WHY, applies, staff
from tests.support.accounts.actors import acting
from tests.support.labourers.facts import farmer_facts
from tests.support.outbox import drop_reason, outbox_rows
from tests.support.refusals import granted
from tests.support.store import NOON, consenting_account, register_labourer


async def moves(session: Session, dai: Any, lost: Account, new: Account) -> None:
    ana = await register_labourer(session, lost, farmer_facts())
    code = granted(await staff_entries.give_code(session, dai, ana))
    granted(await entry_transfer.take_over_entry(session, acting(new), code))


async def test_the_role_applied_for_is_not_given_to_the_lost_phone(session: Session) -> None:
    dai = await staff(session)
    lost, new = await consenting_account(session, 1), await consenting_account(session, 2)
    made = granted(await applies(session, lost))
    await moves(session, dai, lost, new)
    (waits,) = [
        row for row in await outbox_rows(session, BROKER_APPLIED) if row.account_id == dai.id
    ]
    await session.refresh(waits)
    assert await drop_reason(session, waits, NOON) is None
    assert await approval.approve_broker(session, dai, made) is None
    assert made.account_id == new.id
    assert not await roles.get_roles(session, lost)
    assert await roles.get_roles(session, new)


async def test_a_new_phone_does_not_lift_a_suspension(session: Session) -> None:
    dai = await staff(session)
    lost, new = await consenting_account(session, 1), await consenting_account(session, 2)
    made = granted(await applies(session, lost))
    assert await approval.approve_broker(session, dai, made) is None
    assert await approval.suspend_broker(session, dai, lost.key(), WHY) is None
    await moves(session, dai, lost, new)
    assert await applies(session, new) == Refusal("broker_suspended")


@pytest.mark.parametrize("state", [BrokerState.APPLIED, BrokerState.REFUSED])
async def test_who_applied_anew_on_the_new_phone_has_applied_once(
    session: Session, state: BrokerState
) -> None:
    dai = await staff(session)
    lost, new = await consenting_account(session, 1), await consenting_account(session, 2)
    before, after = granted(await applies(session, lost)), granted(await applies(session, new))
    before.state = state
    await session.flush()
    await moves(session, dai, lost, new)
    left = (await session.exec(select(Broker))).all()
    assert [(one.id, one.account_id) for one in left] == [(after.id, new.id)]


async def test_who_is_staff_by_now_is_not_let_be_a_broker(session: Session) -> None:
    """Whoever applied, and came to the office since: one of the two, whichever way it came."""
    dai = await staff(session)
    account = await consenting_account(session, 1)
    made = granted(await applies(session, account))
    await roles.grant_role(session, account, RoleName.STAFF, "222424", NOON)
    assert await approval.approve_broker(session, dai, made) == Refusal("staff_no_broker")
    assert made.state is BrokerState.APPLIED
