"""What an auditor asks for of grievances, erasures and looks."""

import pytest
from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.audit import Act, AuditRecord, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import entry_transfer, ledger
from models.oversight import lists, records
from models.oversight.listing import Theme
from models.privacy import erasure
from tests.support.accounts.actors import acting
from tests.support.accounts.factory import new_account
from tests.support.grievances import factory
from tests.support.labourers.facts import entry_facts
from tests.support.notices.factory import ZONE
from tests.support.oversight.factory import (
    AUDITOR,
    DAY,
    MINUTE,
    asking,
    clerk,
    labourer_met_by,
    listed,
    listed_numbers,
)
from tests.support.refusals import granted
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.stored_actors import load_actor

AWAY = "220822101001"
CHENS, XUS = "+8613800002003", "+8613800002005"


async def erased(session: Session, account: Account) -> None:
    """Somebody has their own entry deleted."""
    await erasure.erase_own_entry(session, await load_actor(session, account, NOON + DAY))


async def test_grievances_by_person_and_by_employer_however_it_is_typed(
    session: Session,
) -> None:
    ana, ben = (
        await factory.labourer_with_account(session),
        await factory.labourer_with_account(session, chat=5),
    )
    first = await factory.open_grievance(session, ana, employer="赵老板 砖厂")
    second = await factory.open_grievance(session, ben, employer="赵老板砖厂")
    third = await factory.open_grievance(session, ana, employer="宁波鞋厂")
    unnamed = await factory.open_grievance(session, ben, employer=None)
    people = [(line.number, line.figure) for line in await listed(session, Theme.PEOPLE)]
    assert people == [(ana.key(), 2), (ben.key(), 2)]
    assert await listed_numbers(session, Theme.PEOPLE, of=ben.key()) == {
        second.key(),
        unnamed.key(),
    }
    told = await listed(session, Theme.EMPLOYERS)
    assert [(line.word, line.figure, line.other) for line in told] == [
        ("赵老板 砖厂", 2, 2),
        ("宁波鞋厂", 1, 1),
    ]
    found = await listed_numbers(session, Theme.EMPLOYERS, of=told[0].number)
    assert found == {first.key(), second.key()}
    assert third.key() not in found


async def test_a_grievance_that_went_with_its_person_is_listed_with_who_erased_it(
    session: Session,
) -> None:
    account = await consenting_account(session, 31)
    ana = await register_labourer(session, account, entry_facts())
    grievance = await factory.open_grievance(session, ana)
    assert await listed_numbers(session, Theme.ERASED) == set()
    await erased(session, account)
    (line,) = await listed(session, Theme.ERASED)
    assert (line.kind, line.number, line.by) == (Subject.GRIEVANCE, grievance.key(), account.key())
    assert await records.had_grievance(session, asking(), grievance.key())
    assert not await records.had_grievance(session, asking("220822"), grievance.key())


async def test_of_who_is_erased_the_county_alone_reads_the_trail(session: Session) -> None:
    account = await consenting_account(session, 31)
    ana = await register_labourer(session, account, entry_facts())
    number = ana.key()
    await erased(session, account)
    assert await records.view_person(session, asking(), number) is not None
    assert await records.view_person(session, asking("220822"), number) is None


async def test_looks_are_counted_by_account_also_after_a_dismissal(session: Session) -> None:
    chen, dai = await broker_account(session, 11), await clerk(session, 41)
    ana = await labourer_met_by(session, chen)
    for _ in range(2):
        await ledger.view_entry(session, ana, NOON, dai)
    await ledger.view_entry(session, ana, NOON, chen.key())
    # The person's own look at their export has no role.
    await ledger.view_entry(session, ana, NOON, (await consenting_account(session, 31)).key())
    groups = await listed(session, Theme.LOOKS)
    assert [(line.number, line.figure) for line in groups] == [(chen.key(), 1), (dai, 2)]
    seen = await listed(session, Theme.LOOKS, of=dai)
    assert [line.number for line in seen] == [ana.key(), ana.key()]
    assert await listed(session, Theme.LOOKS, "220822", of=dai) == []


async def test_only_staff_ask_and_each_look_is_in_the_trail(session: Session) -> None:
    nobody = Actor(new_account(AUDITOR, id=AUDITOR), Roles(), NOON, ZONE)
    for refused in (
        await lists.count_lists(session, nobody.roles),
        await lists.get_list_page(session, nobody, Theme.CODES),
        lists.export_lists(nobody),
    ):
        assert refused == Refusal("not_yours")
    await lists.get_list_page(session, asking(), Theme.POOR)
    export = granted(lists.export_lists(asking()))
    await export.record(session)
    assert [sheet.theme for sheet in await export.read(session)] == list(Theme)
    query = select(AuditRecord).where(AuditRecord.account_id == AUDITOR)
    acts = list(await session.exec(query.order_by(col(AuditRecord.id))))
    assert (acts[0].act, acts[0].subject_id) == (Act.LISTED, Theme.POOR.place)
    assert [one.act for one in acts[1:]] == [Act.EXPORTED] * len(Theme)
    assert {one.subject for one in acts} == {Subject.OVERSIGHT}


@pytest.mark.parametrize("many", [lists.PAGE, lists.PAGE + 1])
async def test_a_list_goes_on_over_its_pages(session: Session, many: int) -> None:
    chen = await broker_account(session, 11)
    ana = await labourer_met_by(session, chen)
    for minute in range(many):
        by = acting(chen, NOON + minute * MINUTE)
        granted(await entry_transfer.issue_entry_code(session, by, ana))
    assert len(await listed(session, Theme.CODES)) == many
