"""Two entries of one person become one: all that hung on the one hangs on the other."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import inspect, literal
from sqlmodel import select

from models.accounts import account as accounts
from models.accounts import drafts
from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.accounts.one_time_codes import OneTimeCode
from models.core.audit import Act
from models.core.session import Session
from models.grievances.grievance import Grievance
from models.labourers import entry_transfer, ledger
from models.labourers.calls import Call
from models.labourers.household import Household
from models.labourers.labourer import Labourer, LedgerChange
from models.labourers.messages import ENTRIES_MERGED, MONTHLY_STATUS
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp, SignUpState
from models.outbox import outbox
from models.outbox.row import OutboxRow
from models.placements.placement import Placement
from models.privacy import merging
from models.privacy.tables import TABLES
from models.vacancies.vacancy import Interest, Vacancy
from tests.labourers.test_doubles import office, pairs
from tests.support.accounts.actors import acting
from tests.support.grievances import factory
from tests.support.labourers.facts import farmer_facts
from tests.support.notices.factory import write_notice as notice
from tests.support.store import (
    NOON,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
)
from tests.support.vacancies import factory as vacancy_factory

ZONE = ZoneInfo("Asia/Shanghai")


def pointing() -> list[tuple[Any, str]]:
    """Every column that bears an entry's number; the trail is never changed."""
    found = []
    for table in TABLES:
        for column in inspect(table).local_table.columns:
            refers = any(key.column.table.name == "labourer" for key in column.foreign_keys)
            if table.__tablename__ != "audit_record" and (refers or column.key == "labourer_id"):
                found.append((table, column.key))
    return found


async def named(session: Session, number: int) -> list[str]:
    """Where an entry's number still stands."""
    return [
        f"{table.__tablename__}.{key}"
        for table, key in pointing()
        if (await session.exec(select(table).where(getattr(table, key) == number))).first()
    ]


async def two(session: Session, **given: Any) -> tuple[Labourer, Labourer]:
    """Ana's own entry, and the one that Chen made of her, who knows more."""
    chen = await broker_account(session, 3)
    known = farmer_facts(id_number=None, registered_poor=False, household_head=None)
    made = await register_labourer(session, chen, known, own=False)
    told = farmer_facts(certificates=None, wage=None, **given)
    return made, await register_labourer(session, await consenting_account(session, 1), told)


async def hang_all_on(session: Session, labourer: Labourer, by: Account) -> None:
    """Everything that an entry can have; a notice and a vacancy are the same for all."""
    fair = (await session.exec(select(Notice))).first() or await notice(session, by.key())
    work = (await session.exec(select(Vacancy))).first() or await vacancy_factory.open_vacancy(
        session, by.key()
    )
    placement = await factory.work_at(session, labourer, f"厂{labourer.id}")
    await factory.open_grievance(session, labourer, placement=placement)
    mine = labourer.key()
    state = SignUpState.SEATED if labourer.read_out_by else SignUpState.DECLINED
    sign = SignUp(notice_id=fair.key(), labourer_id=mine, state=state, asked_at=NOON)
    calls = [Call(month=m, labourer_id=mine, opened_at=NOON) for m in (202611, 202600 + mine)]
    liked = Interest(vacancy_id=work.key(), labourer_id=mine, at=NOON)
    session.add_all([sign, *calls, liked])
    await drafts.begin_draft(session, by, "change for them", NOON, labourer=mine)
    await entry_transfer.issue_entry_code(session, acting(by, NOON), labourer)
    account = await accounts.get_account_id_of_labourer(session, mine)
    for about in (202611, 202600 + mine):
        row = outbox.new_row(
            MONTHLY_STATUS, about, NOON, account=literal(account), labourer=literal(mine)
        )
        await outbox.plan_row(session, row)
    fair.audience = {**fair.audience, "people": [*fair.audience.get("people", []), mine]}
    fair.answers = {**fair.answers, "people": [*(fair.answers.get("people") or []), labourer.name]}
    await session.flush()


async def test_nothing_names_the_entry_that_is_gone_and_nothing_is_lost(
    session: Session,
) -> None:
    dai, (double, into) = await office(session), await two(session)
    chen = await session.get_one(Account, double.registered_by)
    for one in (double, into):
        await hang_all_on(session, one, chen)
    (pair,) = await pairs(session, dai)
    gone, stays = double.key(), into.key()
    assert len(await named(session, gone)) >= 9
    assert await merging.merge_entries(session, pair, into, dai) is None
    session.expunge_all()
    assert await named(session, gone) == []
    for table, count in ((Placement, 2), (Grievance, 2), (Interest, 1), (Call, 3), (SignUp, 1)):
        rows = await session.exec(select(table).where(table.labourer_id == stays))
        assert len(rows.all()) == count, table
    # A seat is better than a No.
    assert (await session.exec(select(SignUp.state))).all() == [SignUpState.SEATED]
    fair = (await session.exec(select(Notice))).one()
    assert fair.audience["people"] == [stays]
    waits = select(OutboxRow).where(OutboxRow.topic == MONTHLY_STATUS.name)
    account = await accounts.get_account_id_of_labourer(session, stays)
    assert {(row.about, row.account_id) for row in await session.exec(waits)} == {
        (about, account) for about in (202611, 202600 + gone, 202600 + stays)
    }
    # A code for either and a form begun about the one that is gone open nothing.
    assert gone not in [one.labourer_id for one in await session.exec(select(Draft))]
    assert [one.labourer_id for one in await session.exec(select(OneTimeCode))] == [stays]
    assert (Act.MERGED, dai.account.id) in await audit_trail(session)


async def test_what_one_does_not_tell_is_taken_over_and_a_no_stays_a_no(
    session: Session,
) -> None:
    dai, (_, into) = await office(session), await two(session, seen_by_brokers=False)
    (pair,) = await pairs(session, dai)
    before = await ledger.get_facts(session, into)
    assert before["registered_poor"]
    assert await merging.merge_entries(session, pair, into, dai) is None
    after = await ledger.get_facts(session, into)
    assert {key for key in after if after[key] != before[key]} == {"certificates"}
    assert after["certificates"] == "电工证"
    assert after["seen_by_brokers"] is False
    (homes,) = [len((await session.exec(select(Household))).all())]
    assert homes == 1
    known = await session.exec(select(LedgerChange).where(LedgerChange.labourer_id == into.id))
    assert {row.after for row in known if row.fact == "certificates"} == {"电工证"}


async def test_a_no_of_the_entry_that_goes_stays_too(session: Session) -> None:
    dai, (double, _) = await office(session), await two(session, seen_by_brokers=False)
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, double, dai) is None
    assert double.seen_by_brokers is False
    assert (double.id_number, double.household_id is not None) == (
        farmer_facts()["id_number"],
        True,
    )
    # The person's account goes on with the entry that stays.
    assert await accounts.get_account_id_of_labourer(session, double.id) is not None


async def test_where_both_have_an_account_one_keeps_the_entry_and_the_other_is_told(
    session: Session,
) -> None:
    dai = await office(session)
    ana, ben = await consenting_account(session, 1), await consenting_account(session, 2)
    first = await register_labourer(session, ana, farmer_facts(id_number=None))
    await register_labourer(session, ben, farmer_facts())
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, first, dai) is None
    assert (ana.labourer_id, ben.labourer_id) == (first.id, None)
    told = (
        await session.exec(select(OutboxRow).where(OutboxRow.topic == ENTRIES_MERGED.name))
    ).all()
    assert [row.account_id for row in told] == [ben.id]
    assert (first.id_number, first.id_index is not None) == (farmer_facts()["id_number"], True)


async def test_what_else_waits_with_the_one_waits_with_the_other_once(
    session: Session,
) -> None:
    dai = await office(session)
    people = [
        await register_labourer(
            session,
            await consenting_account(session, n),
            farmer_facts(name="甲" if n < 3 else "乙"),
        )
        for n in (1, 2, 3)
    ]
    found = await pairs(session, dai)
    both = [(one.first.id, one.second.id) for one in found]
    assert both == [(people[0].id, people[1].id), (people[0].id, people[2].id)]
    assert await merging.merge_entries(session, found[0], people[1], dai) is None
    left = [(one.first.id, one.second.id) for one in await pairs(session, dai)]
    assert left == [(people[1].id, people[2].id)]
