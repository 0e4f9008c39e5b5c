"""The office erases somebody who has an account of their own by now: it ends with the entry."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest
from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.core.audit import Act
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import entry_transfer
from models.labourers.labourer import Labourer
from models.privacy import erasure
from models.privacy.erasure_request import ErasureRequest
from tests.labourers.test_doubles import office
from tests.support.accounts.actors import acting
from tests.support.labourers.facts import HENAN, entry_facts
from tests.support.notices.factory import WANGQING
from tests.support.refusals import granted
from tests.support.store import (
    NOON,
    all_rows,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
)
from tests.support.stored_actors import load_actor

NAME = "崔顺子"
Asked: TypeAlias = Callable[[Session], Awaitable[tuple[Labourer, Account]]]


async def asked_by_broker(session: Session) -> tuple[Labourer, Account]:
    """A broker asks that somebody be erased, who takes the entry over before the office decides."""
    chen, ana = await broker_account(session, 3), await consenting_account(session, 1)
    labourer = await register_labourer(session, chen, entry_facts(name=NAME), own=False)
    broker = await load_actor(session, chen)
    code = granted(await entry_transfer.give_entry_code(session, broker, labourer.key()))
    await erasure.request_erasure(session, broker, labourer.key())
    granted(await entry_transfer.take_over_entry(session, acting(ana), code))
    return labourer, ana


async def asked_by_double(session: Session) -> tuple[Labourer, Account]:
    """Of two entries that may be one person's, each with an account, one was erased."""
    first, second = await consenting_account(session, 1), await consenting_account(session, 2)
    labourer = await register_labourer(session, first, entry_facts(name=NAME, village=HENAN))
    await register_labourer(session, second, entry_facts(name=NAME, village=HENAN))
    await erasure.erase_own_entry(session, acting(second))
    return labourer, first


@pytest.mark.parametrize(
    ("asked", "is_broker"), [(asked_by_broker, False), (asked_by_double, True)]
)
async def test_whoever_has_an_account_by_now_is_erased_with_it(
    session: Session, asked: Asked, *, is_broker: bool
) -> None:
    dai = await office(session)
    labourer, account = await asked(session)
    if is_broker:
        await roles.grant_role(session, account, RoleName.BROKER, WANGQING, NOON)
    number, key = account.key(), labourer.key()
    request = (await session.exec(select(ErasureRequest))).one()
    assert await erasure.grant_erasure(session, dai, request) is None
    session.expunge_all()
    assert NAME not in "\n".join(
        line for line in (await all_rows(session)).splitlines() if not line.startswith("role_term")
    )
    assert (Act.ERASED, dai.id) in await audit_trail(session)
    left = await session.get(Account, number)
    assert (left is not None) == is_broker
    assert left is None or (left.labourer_id, left.consented_at) == (None, None)
    assert await session.get(Labourer, key) is None
