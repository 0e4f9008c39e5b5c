"""The roster of brokers, and what of an application goes with its person."""

from datetime import timedelta

from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.roles import Roles
from models.brokers import approval, roster
from models.core.audit import Act
from models.core.session import Session
from models.placements.placement import Placement
from models.privacy import consent, export
from tests.brokers.test_approval import TONGYU, WANGQING, WHY, acts, applied, staff
from tests.labourers.test_visibility import placed, somebody
from tests.support.accounts.actors import acting
from tests.support.labourers.facts import LUOZIGOU, entry_facts
from tests.support.notices.factory import ZONE
from tests.support.store import NOON, all_rows, broker_account, register_labourer


async def test_the_roster_shows_only_its_own_county(session: Session) -> None:
    made = await applied(session)
    invited = await broker_account(session, 2, LUOZIGOU)
    await register_labourer(session, invited, entry_facts(name="丁一"))
    dai, other = (WANGQING,), (TONGYU,)
    assert await roster.count_applications(session, dai) == 1
    assert (await roster.list_applications(session, dai)).items == [made]
    assert [one.name for one in await roster.list_brokers(session, dai)] == ["丁一"]
    assert await roster.count_applications(session, other) == 0
    assert (await roster.list_applications(session, other)).items == []
    assert await roster.list_brokers(session, other) == []
    assert await roster.get_listed_broker(session, made.who(), other) is None
    assert await roster.get_listed_broker(session, invited.key(), other) is None
    assert await roster.get_listed_broker(session, invited.key(), dai) is not None


async def test_one_who_was_looked_at_is_in_the_trail(session: Session) -> None:
    made, dai = await applied(session), await staff(session)
    assert await roster.view_broker(session, dai, made.who()) is not None
    assert await acts(session, made.who()) == [Act.APPLIED, Act.VIEWED]


async def test_the_application_goes_with_its_person(session: Session) -> None:
    made = await applied(session)
    account = await session.get_one(Account, made.who())
    exported = await export.export_account(session, acting(account))
    assert exported["broker"]["phone"] == "+8613812340009"
    await consent.erase_account_data(session, account, Roles(), NOON, ZONE)
    assert "安广" not in await all_rows(session)
    assert "13812340009" not in await all_rows(session)


async def test_who_was_a_broker_can_be_erased_and_the_placements_stay(
    session: Session,
) -> None:
    made, dai = await applied(session), await staff(session)
    await approval.approve_broker(session, dai, made)
    await placed(session, await somebody(session, 7), made.who())
    await approval.suspend_broker(session, dai, made.who(), WHY)
    account = await session.get_one(Account, made.who())
    await consent.erase_account_data(session, account, Roles(), NOON, ZONE)
    (kept,) = await session.exec(select(Placement))
    assert kept.broker_id is None


async def test_a_working_broker_keeps_account_and_application(session: Session) -> None:
    made, dai = await applied(session), await staff(session)
    await approval.approve_broker(session, dai, made)
    account = await session.get_one(Account, made.who())
    await consent.erase_account_data(
        session, account, await roles.get_roles(session, account), NOON, ZONE
    )
    assert await approval.get_application(session, account.key()) is made


async def test_the_clock_does_not_forget_who_was_a_broker(session: Session) -> None:
    account, dai = await broker_account(session, 1), await staff(session)
    await approval.suspend_broker(session, dai, account.key(), WHY)
    await roles.forget_undecided(session, NOON + timedelta(days=9))
    assert await approval.get_application(session, account.key()) is not None
