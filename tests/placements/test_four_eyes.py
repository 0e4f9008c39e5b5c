"""Money asks for four eyes, for checked facts, and for people who are old enough."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import col

from bot.telegram.addresses import telegram_address
from models.accounts import roles
from models.accounts.account import Account, open_account
from models.accounts.actor import Actor
from models.accounts.roles import Role
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import entry_transfer, ledger, poverty
from models.labourers.labourer import Labourer
from models.placements import confirmation, reporting, review, signals
from models.placements.placement import Placement, StatementChannel
from models.placements.signals import Signal
from models.placements.statement import Statement, Verdict
from tests.support.labourers.facts import entry_facts, farmer_facts
from tests.support.notices.factory import WANGQING
from tests.support.placements.actors import county_clerk, labourer_of
from tests.support.placements.factory import (
    TODAY,
    add_factory,
    confirmed_placement,
    labourer_and_broker,
    placement_report,
    report_placement,
    reported_placement,
)
from tests.support.refusals import granted
from tests.support.store import (
    NOON,
    broker_account,
    consenting_account,
    register_labourer,
    registration,
)
from tests.support.stored_actors import load_actor

YOUNG = {"too_young_to_work", "birth_day_needed"}


async def staff(session: Session, chat_id: int) -> Actor:
    """Somebody of the office of Wangqing."""
    account = await open_account(session, telegram_address(chat_id), NOON)
    await roles.grant_role(session, account, RoleName.STAFF, WANGQING, NOON)
    return await load_actor(session, account)


async def tells(
    session: Session, placement: Placement, how: StatementChannel, by: Actor
) -> Refusal | None:
    statement = Statement(Verdict.YES)
    return await confirmation.record_statement(session, by, placement, statement, how)


async def test_whoever_wrote_the_call_down_does_not_approve(session: Session) -> None:
    await session.exec(delete(Role).where(col(Role.name) == RoleName.STAFF))
    placement, clerk = await reported_placement(session), await staff(session, 11)
    assert await tells(session, placement, StatementChannel.PHONE, clerk) is None
    alone = await review.approve_placement(session, clerk, placement)
    assert alone == Refusal("four_eyes_alone")
    other = await staff(session, 12)
    assert await review.approve_placement(session, clerk, placement) == Refusal("four_eyes")
    assert await review.approve_placement(session, other, placement) is None


async def test_no_call_is_written_down_where_no_number_is_known(session: Session) -> None:
    placement, clerk = await reported_placement(session), await staff(session, 11)
    (await session.get_one(Labourer, placement.labourer_id)).phone = None
    assert await tells(session, placement, StatementChannel.PHONE, clerk) == Refusal("no_phone")


async def test_a_broker_neither_reports_nor_confirms_themselves(session: Session) -> None:
    ana, _ = await labourer_and_broker(session)
    xu = await broker_account(session, 12)
    xu.labourer_id, there = None, await add_factory(session)
    own = await register_labourer(session, xu, entry_facts())
    assert await report_placement(session, own, xu, there) == Refusal("own_report")
    placement = await report_placement(session, ana, xu, there)
    assert isinstance(placement, Placement)
    xu.labourer_id = ana.id
    refused = await tells(session, placement, StatementChannel.SELF, await load_actor(session, xu))
    assert refused == Refusal("own_placement")


async def test_a_second_account_with_the_brokers_code_is_seen(session: Session) -> None:
    xu, second = await broker_account(session, 12), await consenting_account(session, 13)
    ana = await register_labourer(session, xu, entry_facts(), own=False)
    placement = await report_placement(session, ana, xu, await add_factory(session))
    assert isinstance(placement, Placement)
    code = granted(
        await entry_transfer.issue_entry_code(session, await load_actor(session, xu), ana)
    )
    assert (
        await entry_transfer.take_over_entry(session, await load_actor(session, second), code)
        == ana
    )
    assert (
        await tells(session, placement, StatementChannel.SELF, await load_actor(session, second))
        is None
    )
    found = {one.signal for one in await signals.list_signals(session, placement)}
    assert {Signal.BROKERS_CODE, Signal.SAME_HANDS} <= found


async def test_what_came_after_the_word_says_nothing_of_it(session: Session) -> None:
    xu, second, clerk = (
        await broker_account(session, 12),
        await consenting_account(session, 13),
        await staff(session, 11),
    )
    ana = await register_labourer(session, xu, farmer_facts(), own=False)
    placement = await report_placement(session, ana, xu, await add_factory(session))
    assert isinstance(placement, Placement)
    assert await tells(session, placement, StatementChannel.PHONE, clerk) is None
    later = NOON + timedelta(days=9)
    code = granted(
        await entry_transfer.issue_entry_code(session, await load_actor(session, xu, later), ana)
    )
    assert (
        await entry_transfer.take_over_entry(
            session, await load_actor(session, second, later), code
        )
        == ana
    )
    told = {**await ledger.get_facts(session, ana), "phone": "+8613812345678"}
    await ledger.change_entry(session, ana, told, later, xu.key())
    found = {one.signal for one in await signals.list_signals(session, placement)}
    assert found & {Signal.BROKERS_CODE, Signal.PHONE_CHANGED} == set()


async def test_whoever_gave_the_code_out_does_not_approve(session: Session) -> None:
    xu, clerk = await broker_account(session, 13), await staff(session, 11)
    ana = await register_labourer(session, xu, entry_facts(), own=False)
    placement = await report_placement(session, ana, xu, await add_factory(session))
    assert isinstance(placement, Placement)
    account = clerk.account
    await staff(session, 12)
    code = granted(
        await entry_transfer.issue_entry_code(session, await load_actor(session, account), ana)
    )
    second = await consenting_account(session, 14)
    await entry_transfer.take_over_entry(session, await load_actor(session, second), code)
    await tells(session, placement, StatementChannel.SELF, await load_actor(session, second))
    assert await review.approve_placement(session, clerk, placement) == Refusal("four_eyes")


async def test_whoever_registered_the_person_does_not_approve(session: Session) -> None:
    xu, clerk = await broker_account(session, 13), await staff(session, 11)
    account, other = clerk.account, await staff(session, 12)
    ana = await register_labourer(session, account, entry_facts(), own=False)
    placement = await report_placement(session, ana, xu, await add_factory(session))
    assert isinstance(placement, Placement)
    assert await tells(session, placement, StatementChannel.PAPER, other) is None
    third = await staff(session, 14)
    refused = [
        await review.approve_placement(session, one, placement) for one in (clerk, other, third)
    ]
    assert refused == [Refusal("four_eyes"), Refusal("four_eyes"), None]


@pytest.mark.parametrize(
    ("born", "refused"),
    [
        ({"birth_year": 2011}, "too_young_to_work"),
        ({"birth_year": 2010}, "birth_day_needed"),
        ({"birth_year": 2010, "born_on": "2010-11-24"}, "too_young_to_work"),
        ({"birth_year": 2010, "born_on": "2010-11-23"}, None),
    ],
)
async def test_nobody_under_16_is_registered(
    session: Session, born: dict[str, object], refused: str | None
) -> None:
    by = registration(await consenting_account(session, 1))
    made = await ledger.register_labourer(session, entry_facts(**born), by)
    assert (made.name if isinstance(made, Refusal) else None) == refused
    old = await register_labourer(session, await consenting_account(session, 2), entry_facts())
    told = {**await ledger.get_facts(session, old), **born}
    changed = await ledger.change_entry(session, old, told, NOON, 1)
    assert (changed.name if isinstance(changed, Refusal) else None) == refused


async def test_nobody_begins_before_16_whoever_says_so(session: Session) -> None:
    placement = await reported_placement(session)
    ana = await session.get_one(Labourer, placement.labourer_id)
    ana.id_number, ana.birth_year, ana.born_on = None, 2010, "2010-11-23"
    early = Statement(Verdict.DIFFERS, starts_on=TODAY - timedelta(days=1))
    for how in StatementChannel:
        on_own_phone = how is StatementChannel.SELF
        actor = await labourer_of(session, placement) if on_own_phone else county_clerk()
        refused = await confirmation.record_statement(session, actor, placement, early, how)
        assert refused is not None
        assert refused.name in YOUNG
    ana.born_on = None
    chen = await session.get_one(Account, placement.broker_id)
    there = placement_report(await add_factory(session), starts_on=date(2026, 12, 1))
    actor = await load_actor(session, chen)
    again = await reporting.report_labourer(session, actor, ana.key(), there)
    assert isinstance(again, Refusal)
    assert again.name == "birth_day_needed"


async def test_registered_poor_is_the_offices_to_confirm(session: Session) -> None:
    ana = await register_labourer(session, await consenting_account(session, 1), farmer_facts())
    clerk = await staff(session, 11)
    registrar = await session.get_one(Account, ana.registered_by)
    assert await poverty.confirm_poverty(
        session, await load_actor(session, registrar), ana
    ) == Refusal("not_yours")
    await roles.grant_role(session, registrar, RoleName.STAFF, WANGQING, NOON)
    assert await poverty.confirm_poverty(
        session, await load_actor(session, registrar), ana
    ) == Refusal("four_eyes")
    assert await poverty.confirm_poverty(session, clerk, ana) is None
    assert ana.poor_confirmed_by == clerk.id
    told = {**await ledger.get_facts(session, ana), "household_head": "金小山"}
    await ledger.change_entry(session, ana, told, NOON, ana.registered_by)
    assert ana.poor_confirmed_at is None
    assert await poverty.deny_poverty(session, clerk, ana) is None
    assert ana.household_id is None


async def test_an_honest_word_has_no_signal(session: Session) -> None:
    placement = await confirmed_placement(session, NOON)
    placement.filed_at = placement.reported_at = NOON - timedelta(days=1)
    assert await signals.list_signals(session, placement) == ()
