"""Roles, the invitations that give them, and whoever never decided."""

from typing import Any

from sqlmodel import select

from bot.telegram.addresses import telegram_address
from models.accounts import account, invitations
from models.accounts import roles as role
from models.accounts.account import Account
from models.accounts.dismissal import dismiss_address
from models.accounts.invitations import Invitation
from models.accounts.one_time_codes import (
    VALID_FOR,
    OneTimeCode,
)
from models.accounts.roles import DECIDE_WITHIN, Role
from models.brokers import approval
from models.brokers.broker import Broker, BrokerState
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from tests.support.accounts.actors import acting, as_staff
from tests.support.accounts.factory import chat_of, list_chats
from tests.support.labourers.facts import entry_facts
from tests.support.notices.factory import publish_notice
from tests.support.refusals import granted
from tests.support.store import (
    DAY,
    NOON,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
)
from tests.support.stored_actors import clerk

WANGQING, DAXINGGOU, TONGYU = "222424", "222424101", "220822"


async def staff(session: Session) -> Account:
    dai = await account.open_account(session, telegram_address(3004), NOON)
    await role.grant_role(session, dai, RoleName.STAFF, WANGQING, NOON)
    return dai


async def test_an_account_has_no_role_by_itself(session: Session) -> None:
    roles = await role.get_roles(session, await consenting_account(session, 1))
    assert not roles
    assert RoleName.STAFF not in roles
    assert roles.areas() == roles.counties() == ()


async def test_an_account_has_several_roles_in_several_areas(session: Session) -> None:
    chen = await broker_account(session, 2003, DAXINGGOU)
    await role.grant_role(session, chen, RoleName.BROKER, "222424103", NOON)
    await role.grant_role(session, chen, RoleName.STAFF, WANGQING, NOON)
    roles = await role.get_roles(session, chen)
    assert RoleName.STAFF in roles
    assert RoleName.BROKER in roles
    assert sorted(roles.areas()) == [WANGQING, DAXINGGOU, "222424103"]
    assert roles.counties() == (WANGQING,)


async def test_a_role_is_given_once(session: Session) -> None:
    chen = await broker_account(session, 2003, DAXINGGOU)
    assert not await role.grant_role(session, chen, RoleName.BROKER, DAXINGGOU, NOON)
    assert await role.grant_role(session, chen, RoleName.BROKER, WANGQING, NOON)
    rows = await session.exec(select(Role.area).where(Role.account_id == chen.key()))
    assert sorted(rows) == [WANGQING, DAXINGGOU]


async def test_an_invitation_gives_its_role_once(session: Session) -> None:
    dai, chen, ben = (
        await staff(session),
        await consenting_account(session, 1),
        await consenting_account(session, 2),
    )
    code = granted(
        await invitations.invite(
            session, as_staff(dai, NOON), Invitation(RoleName.BROKER, "白美玉", DAXINGGOU)
        )
    )
    found = await invitations.accept_invitation(session, acting(chen, NOON), code)
    assert isinstance(found, OneTimeCode)
    assert (found.role, found.area) == (RoleName.BROKER, DAXINGGOU)
    assert (await role.get_roles(session, chen)).areas() == (DAXINGGOU,)
    assert await invitations.accept_invitation(session, acting(ben, NOON), code) == Refusal(
        "invitation_unknown"
    )
    assert not await role.get_roles(session, ben)


async def test_who_invited_and_who_came_is_in_the_trail(session: Session) -> None:
    dai, chen = await staff(session), await consenting_account(session, 1)
    code = granted(
        await invitations.invite(
            session, as_staff(dai, NOON), Invitation(RoleName.BROKER, "白美玉", DAXINGGOU)
        )
    )
    await invitations.accept_invitation(session, acting(chen, NOON), code)
    (given,) = await session.exec(select(Role).where(Role.account_id == chen.key()))
    assert given.granted_by == dai.id
    assert await audit_trail(session) == [(Act.INVITED, dai.id), (Act.ROLE_TAKEN, chen.id)]


async def test_an_invitation_grows_old(session: Session) -> None:
    code = granted(
        await invitations.invite(
            session,
            as_staff(await staff(session), NOON),
            Invitation(RoleName.STAFF, "白美玉", WANGQING),
        )
    )
    late = await invitations.accept_invitation(
        session, acting(await consenting_account(session, 1), NOON + VALID_FOR), code
    )
    assert late == Refusal("invitation_unknown")


async def test_who_never_decided_is_forgotten_and_nobody_else(
    session: Session,
) -> None:
    before = await list_chats(session)
    await register_labourer(session, await consenting_account(session, 1), entry_facts())
    await consenting_account(session, 2)
    await broker_account(session, 3)
    await account.open_account(session, telegram_address(4), NOON)
    await account.open_account(session, telegram_address(5), NOON + DECIDE_WITHIN)
    later = NOON + DECIDE_WITHIN
    assert await role.forget_undecided(session, later) == 0
    later += DECIDE_WITHIN / 2
    assert await role.forget_undecided(session, later) == 1
    assert await list_chats(session) - before == {1, 2, 3, 5}
    assert await role.forget_undecided(session, later) == 0


async def test_a_dismissed_account_stays_and_does_not_stop_the_sweep(
    session: Session,
) -> None:
    dai = await staff(session)
    granted(
        await invitations.invite(
            session, as_staff(dai, NOON), Invitation(RoleName.BROKER, "白美玉", DAXINGGOU)
        )
    )
    await dismiss_address(session, dai.address.value, NOON)
    await account.open_account(session, telegram_address(4), NOON)
    assert await role.forget_undecided(session, NOON + 2 * DECIDE_WITHIN) == 1
    assert chat_of(dai) in await list_chats(session)


async def test_a_suspended_broker_takes_no_invitation(session: Session) -> None:
    dai, eve = await staff(session), await consenting_account(session, 41)
    codes = [
        granted(
            await invitations.invite(
                session, as_staff(dai, NOON), Invitation(RoleName.BROKER, "白美玉", DAXINGGOU)
            )
        )
        for _ in range(2)
    ]
    granted(await invitations.accept_invitation(session, acting(eve, NOON), codes[0]))
    by = clerk(dai.key(), now=NOON)
    assert await approval.suspend_broker(session, by, eve.key(), "fees") is None
    assert await invitations.accept_invitation(session, acting(eve, NOON), codes[1]) == Refusal(
        "broker_suspended"
    )
    assert not await role.get_roles(session, eve)
    granted(
        await invitations.accept_invitation(
            session, acting(await consenting_account(session, 42), NOON), codes[1]
        )
    )


async def test_who_is_suspended_in_one_county_takes_no_invitation_of_it_from_before(
    session: Session,
) -> None:
    dai, eve = await staff(session), await broker_account(session, 41, f"{TONGYU}001")
    told_there: dict[str, Any] = {
        "name": "陈",
        "id_number": "",
        "id_index": "",
        "phone": "",
        "trained": False,
    }
    there: dict[str, Any] = {"county": TONGYU, "state": BrokerState.APPROVED, "applied_at": NOON}
    session.add(Broker(account_id=eve.key(), **told_there, **there))
    wanted = Invitation(RoleName.BROKER, "白美玉", DAXINGGOU)
    first, before = [
        granted(await invitations.invite(session, as_staff(dai), wanted)) for _ in range(2)
    ]
    granted(await invitations.accept_invitation(session, acting(eve, NOON), first))
    by = clerk(dai.key(), now=NOON + DAY)
    assert await approval.suspend_broker(session, by, eve.key(), "fees") is None
    late = NOON + 2 * DAY
    assert await invitations.accept_invitation(session, acting(eve, late), before) == Refusal(
        "broker_suspended"
    )
    assert (await role.get_roles(session, eve)).broker_counties() == (TONGYU,)
    afterwards = granted(await invitations.invite(session, as_staff(dai, late), wanted))
    granted(await invitations.accept_invitation(session, acting(eve, late), afterwards))


async def test_whoever_a_record_names_does_not_stop_the_sweep(session: Session) -> None:
    old = await account.open_account(session, telegram_address(4), NOON)
    await publish_notice(session, old.key())
    await account.open_account(session, telegram_address(5), NOON)
    assert await role.forget_undecided(session, NOON + 2 * DECIDE_WITHIN) == 1
    assert 4 in await list_chats(session)
