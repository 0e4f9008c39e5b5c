"""Brokers: they apply, the office decides, once, and both hear of it."""

from typing import Any

import pytest
from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.brokers import approval, same_number
from models.brokers.broker import Broker, BrokerState
from models.brokers.commands import BrokerApplication
from models.brokers.messages import BROKER_APPLIED, BROKER_DECIDED
from models.core.audit import Act, Subject, trail
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.outbox.message_type import MessageType
from models.outbox.row import HoldReason, OutboxRow
from models.placements.placement import Placement
from tests.labourers.test_visibility import placed, somebody
from tests.support.labourers.facts import HENAN, LUOZIGOU, XINGSHENG, id_number
from tests.support.outbox import drop_reason
from tests.support.store import NOON, Store, broker_account, consenting_account
from tests.support.stored_actors import clerk, load_actor

WANGQING, TONGYU, TONGYU_VILLAGE = "222424", "220822", "220822101001"
WHY = "请带身份证到局里来"


def told(**given: Any) -> dict[str, Any]:
    """What somebody answers who applies."""
    return {
        "name": "安广",
        "id_number": id_number("19800101"),
        "phone": "+8613812340009",
        "organisation": None,
        "villages": [HENAN, XINGSHENG],
        "trained": True,
        "known_how": "开小卖部",
        **given,
    }


async def applies(session: Session, account: Account, **given: Any) -> Broker | Refusal:
    """What comes of applying."""
    answers = BrokerApplication(**told(**given))
    return await approval.apply_as_broker(session, await load_actor(session, account), answers)


async def applied(session: Session, chat: int = 1, **given: Any) -> Broker:
    made = await applies(session, await consenting_account(session, chat), **given)
    assert isinstance(made, Broker)
    return made


async def staff(session: Session, chat: int = 900, area: str = WANGQING) -> Actor:
    """Somebody of a county office, who decides at noon."""
    account = await consenting_account(session, chat)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON)
    return await load_actor(session, account)


async def roles_of(session: Session, account_id: int) -> Roles:
    return await roles.get_roles(session, await session.get_one(Account, account_id))


async def rows(session: Session, message_type: MessageType) -> list[OutboxRow]:
    found = await session.exec(select(OutboxRow).where(OutboxRow.topic == message_type.name))
    return sorted(found, key=OutboxRow.key)


async def acts(session: Session, account_id: int) -> list[Act]:
    await session.flush()
    return [row.act for row in await trail(session, Subject.BROKER, account_id)]


async def test_who_applies_waits_and_the_staff_of_the_county_are_told(
    session: Session,
) -> None:
    dai, every = await staff(session), await staff(session, 901, "")
    other = await staff(session, 902, TONGYU)
    made = await applied(session)
    assert (made.state, made.villages, made.county) == (
        BrokerState.APPLIED,
        [XINGSHENG, HENAN],
        WANGQING,
    )
    told_to = {row.account_id for row in await rows(session, BROKER_APPLIED)}
    assert {dai.id, every.id} <= told_to
    assert other.id not in told_to
    assert not await roles_of(session, made.who())
    assert await acts(session, made.who()) == [Act.APPLIED]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"villages": [XINGSHENG, TONGYU_VILLAGE]}, Refusal("villages_two_counties")),
        (
            {"villages": [f"222424101{n:03}" for n in range(21)]},
            Refusal("villages_too_many", {"most": 20}),
        ),
    ],
)
async def test_villages_are_of_one_county_and_not_too_many(
    session: Session, given: dict[str, Any], refusal: Refusal
) -> None:
    account = await consenting_account(session, 1)
    assert await applies(session, account, **given) == refusal


async def test_of_one_id_number_in_two_applications_the_office_knows(session: Session) -> None:
    first = await applied(session)
    second = await applies(session, await consenting_account(session, 2))
    assert isinstance(second, Broker)
    for one, other in ((first, second), (second, first)):
        (known,) = await same_number.list_same_number(session, one)
        assert (known.account_id, known.name) == (other.account_id, other.name)


async def test_who_has_applied_does_not_apply_again_until_refused(session: Session) -> None:
    made, dai = await applied(session), await staff(session)
    account = await session.get_one(Account, made.who())
    assert await applies(session, account, name="安广广") == Refusal("application_waits")
    assert await approval.refuse_broker(session, dai, made, WHY) is None
    assert await applies(session, account, name="安广广") is made
    assert (made.state, made.name, made.why, made.version) == (
        BrokerState.APPLIED,
        "安广广",
        None,
        1,
    )
    asked = [row for row in await rows(session, BROKER_APPLIED) if row.account_id == dai.id]
    assert [row.round for row in asked] == [1]


async def test_who_is_a_broker_already_does_not_apply(session: Session) -> None:
    account = await broker_account(session, 1)
    assert await applies(session, account) == Refusal("broker_already")


async def test_an_approved_broker_has_each_village_and_is_told_once(session: Session) -> None:
    made, dai = await applied(session), await staff(session)
    assert await approval.approve_broker(session, dai, made) is None
    assert (await roles_of(session, made.who())).villages() == (XINGSHENG, HENAN)
    assert await approval.approve_broker(session, dai, made) == Refusal("broker_decided")
    ((row),) = await rows(session, BROKER_DECIDED)
    assert (row.account_id, row.round) == (made.who(), 1)
    assert await acts(session, made.who()) == [Act.APPLIED, Act.APPROVED]


async def test_a_refusal_keeps_its_reason_and_gives_nothing(session: Session) -> None:
    made, dai = await applied(session), await staff(session)
    assert await approval.refuse_broker(session, dai, made, WHY) is None
    assert (made.state, made.why, made.decided_by) == (BrokerState.REFUSED, WHY, dai.id)
    assert not await roles_of(session, made.who())


async def test_nobody_decides_on_their_own_application(session: Session) -> None:
    made = await applied(session)
    own = clerk(made.who())
    assert await approval.approve_broker(session, own, made) == Refusal("own_application")


async def test_a_suspended_broker_has_no_role_and_what_was_reported_stays(
    session: Session,
) -> None:
    made, dai = await applied(session), await staff(session)
    await approval.approve_broker(session, dai, made)
    one = await somebody(session, 7)
    await placed(session, one, made.who())
    assert await approval.suspend_broker(session, dai, made.who(), WHY) is None
    assert not await roles_of(session, made.who())
    assert (made.state, made.why, made.version) == (BrokerState.SUSPENDED, WHY, 2)
    (kept,) = await session.exec(select(Placement))
    assert kept.broker_id == made.who()
    assert await approval.suspend_broker(session, dai, made.who(), WHY) == Refusal("broker_decided")


async def test_a_reinstated_broker_works_where_they_did(session: Session) -> None:
    made, dai = await applied(session), await staff(session)
    await approval.approve_broker(session, dai, made)
    account = await session.get_one(Account, made.who())
    await roles.grant_role(session, account, RoleName.BROKER, LUOZIGOU, NOON)
    await approval.suspend_broker(session, dai, made.who(), WHY)
    assert await approval.reinstate_broker(session, dai, made) is None
    assert set((await roles_of(session, made.who())).villages()) == {*(XINGSHENG, HENAN, LUOZIGOU)}
    assert [row.round for row in await rows(session, BROKER_DECIDED)] == [1, 2, 3]
    assert await acts(session, made.who()) == [
        *(Act.APPLIED, Act.APPROVED, Act.SUSPENDED, Act.ACCEPTED)
    ]


async def test_a_broker_by_invitation_is_suspended_told_and_reinstated(
    session: Session,
) -> None:
    account, dai = await broker_account(session, 1), await staff(session)
    assert await approval.suspend_broker(session, dai, account.key(), WHY) is None
    made = await approval.get_application(session, account.key())
    assert made is not None
    assert (made.state, made.why, made.villages) == (BrokerState.SUSPENDED, WHY, ["222424101"])
    assert len(await rows(session, BROKER_DECIDED)) == 1
    assert await approval.reinstate_broker(session, dai, made) is None
    assert (await roles.get_roles(session, account)).villages() == ("222424101",)


async def test_a_county_suspends_in_its_own_villages_alone(session: Session) -> None:
    account, other = await broker_account(session, 1), await staff(session, 901, TONGYU)
    assert await approval.suspend_broker(session, other, account.key(), WHY) == Refusal(
        "broker_decided"
    )
    await roles.grant_role(session, account, RoleName.BROKER, TONGYU_VILLAGE, NOON)
    assert await approval.suspend_broker(session, other, account.key(), WHY) is None
    assert (await roles.get_roles(session, account)).villages() == ("222424101",)


async def test_of_two_decisions_at_the_same_moment_one_holds(store: Store) -> None:
    async def prepare(session: Session) -> tuple[int, Actor, Actor]:
        made = await applied(session)
        return made.key(), await staff(session), await staff(session, 901)

    number, dai, eve = await store.turn(prepare)

    async def approves(session: Session) -> Refusal | None:
        return await approval.approve_broker(session, dai, await session.get_one(Broker, number))

    async def refuses(session: Session) -> Refusal | None:
        return await approval.refuse_broker(
            session, eve, await session.get_one(Broker, number), WHY
        )

    ended = await store.at_once(approves, refuses)
    assert ended.count(None) == 1
    assert ended.count(Refusal("broker_decided")) == 1

    async def seen(session: Session) -> tuple[bool, bool, int]:
        made = await session.get_one(Broker, number)
        has = bool(await roles_of(session, made.who()))
        return made.state is BrokerState.APPROVED, has, len(await rows(session, BROKER_DECIDED))

    approved, has_role, told_times = await store.turn(seen)
    assert approved == has_role == (ended[0] is None)
    assert told_times == 1


async def test_what_is_told_falls_once_it_is_decided_otherwise(session: Session) -> None:
    dai = await staff(session)
    made = await applied(session)
    asks, *_ = await rows(session, BROKER_APPLIED)
    assert await drop_reason(session, asks, NOON) is None
    await approval.approve_broker(session, dai, made)
    assert await drop_reason(session, asks, NOON) is HoldReason.GONE
    (first,) = await rows(session, BROKER_DECIDED)
    assert await drop_reason(session, first, NOON) is None
    await approval.suspend_broker(session, dai, made.who(), WHY)
    assert await drop_reason(session, first, NOON) is HoldReason.GONE
