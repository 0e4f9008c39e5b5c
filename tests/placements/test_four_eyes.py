"""Money asks for four eyes, for checked facts, and for people who are old enough."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import col

from models.accounts import one_time_codes, roles
from models.accounts.account import Account, open_account
from models.accounts.roles import Role
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import ledger, poverty
from models.labourers.labourer import Labourer
from models.placements import confirmation, reporting, review, signals
from models.placements.confirmation import Statement
from models.placements.placement import Placement, StatementChannel
from models.placements.signals import Signal
from tests.support.labourers.facts import entry_facts, farmer_facts
from tests.support.notices.factory import WANGQING, ZONE
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

YOUNG = {"too_young_to_work", "birth_day_needed"}


async def staff(session: Session, chat_id: int) -> int:
    """Somebody of the office of Wangqing."""
    account = await open_account(session, chat_id, NOON)
    await roles.grant_role(session, account, RoleName.STAFF, WANGQING, NOON)
    return account.key()


async def tells(
    session: Session, placement: Placement, how: StatementChannel, by: int
) -> Refusal | None:
    """All of it is so."""
    word = Statement(started=True)
    return await confirmation.record_statement(session, placement, word, how, NOON, ZONE, by)


async def test_whoever_wrote_the_call_down_does_not_approve(session: Session) -> None:
    await session.exec(delete(Role).where(col(Role.name) == RoleName.STAFF))
    placement, clerk = await reported_placement(session), await staff(session, 11)
    assert await tells(session, placement, StatementChannel.PHONE, clerk) is None
    alone = await review.approve_placement(session, placement, NOON, clerk)
    assert alone == Refusal("four_eyes_alone")
    other = await staff(session, 12)
    assert await review.approve_placement(session, placement, NOON, clerk) == Refusal("four_eyes")
    assert await review.approve_placement(session, placement, NOON, other) is None


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
    assert await tells(session, placement, StatementChannel.SELF, xu.key()) == Refusal(
        "own_placement"
    )


async def test_a_second_account_with_the_brokers_code_is_seen(session: Session) -> None:
    xu, second = await broker_account(session, 12), await consenting_account(session, 13)
    ana = await register_labourer(session, xu, entry_facts(), own=False)
    placement = await report_placement(session, ana, xu, await add_factory(session))
    assert isinstance(placement, Placement)
    code = granted(await one_time_codes.issue_entry_code(session, xu, ana, NOON))
    assert await one_time_codes.take_over_entry(session, second, code, NOON) == ana
    assert await tells(session, placement, StatementChannel.SELF, second.key()) is None
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
    code = granted(await one_time_codes.issue_entry_code(session, xu, ana, later))
    assert await one_time_codes.take_over_entry(session, second, code, later) == ana
    told = {**await ledger.get_facts(session, ana), "phone": "+8613812345678"}
    await ledger.change_entry(session, ana, told, later, xu.key())
    found = {one.signal for one in await signals.list_signals(session, placement)}
    assert found & {Signal.BROKERS_CODE, Signal.PHONE_CHANGED} == set()


async def test_whoever_gave_the_code_out_does_not_approve(session: Session) -> None:
    xu, clerk = await broker_account(session, 13), await staff(session, 11)
    ana = await register_labourer(session, xu, entry_facts(), own=False)
    placement = await report_placement(session, ana, xu, await add_factory(session))
    assert isinstance(placement, Placement)
    account = await session.get_one(Account, clerk)
    await staff(session, 12)
    code = granted(await one_time_codes.issue_entry_code(session, account, ana, NOON))
    second = await consenting_account(session, 14)
    await one_time_codes.take_over_entry(session, second, code, NOON)
    await tells(session, placement, StatementChannel.SELF, second.key())
    assert await review.approve_placement(session, placement, NOON, clerk) == Refusal("four_eyes")


async def test_whoever_registered_the_person_does_not_approve(session: Session) -> None:
    xu, clerk = await broker_account(session, 13), await staff(session, 11)
    account, other = await session.get_one(Account, clerk), await staff(session, 12)
    ana = await register_labourer(session, account, entry_facts(), own=False)
    placement = await report_placement(session, ana, xu, await add_factory(session))
    assert isinstance(placement, Placement)
    assert await tells(session, placement, StatementChannel.PAPER, other) is None
    third = await staff(session, 14)
    refused = [
        await review.approve_placement(session, placement, NOON, one)
        for one in (clerk, other, third)
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
    early = Statement(started=True, starts_on=TODAY - timedelta(days=1))
    for how in StatementChannel:
        refused = await confirmation.record_statement(
            session, placement, early, how, NOON, ZONE, 99
        )
        assert refused is not None
        assert refused.name in YOUNG
    ana.born_on = None
    chen = await session.get_one(Account, placement.broker_id)
    there = placement_report(await add_factory(session), starts_on=date(2026, 12, 1))
    again = await reporting.report_labourer(session, ana.key(), there, NOON, chen.key())
    assert isinstance(again, Refusal)
    assert again.name == "birth_day_needed"


async def test_registered_poor_is_the_offices_to_confirm(session: Session) -> None:
    ana = await register_labourer(session, await consenting_account(session, 1), farmer_facts())
    clerk = await staff(session, 11)
    assert await poverty.confirm_poverty(session, ana, NOON, ana.registered_by or 0) == Refusal(
        "four_eyes"
    )
    assert await poverty.confirm_poverty(session, ana, NOON, clerk) is None
    assert ana.poor_confirmed_by == clerk
    told = {**await ledger.get_facts(session, ana), "household_head": "金小山"}
    await ledger.change_entry(session, ana, told, NOON, ana.registered_by)
    assert ana.poor_confirmed_at is None
    assert await poverty.deny_poverty(session, ana, NOON, clerk) is None
    assert ana.household_id is None


async def test_an_honest_word_has_no_signal(session: Session) -> None:
    placement = await confirmed_placement(session, NOON)
    placement.filed_at = placement.reported_at = NOON - timedelta(days=1)
    assert await signals.list_signals(session, placement) == ()
