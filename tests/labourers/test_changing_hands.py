"""An entry changes hands, or two become one: what waits for its person, and what they told."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.session import Session
from models.enquiries import answering, asking
from models.enquiries.answering import Answer
from models.enquiries.asking import LeaveMessage
from models.enquiries.messages import ENQUIRY_ANSWERED
from models.labourers import entry_transfer, ledger, poverty, staff_entries
from models.labourers.facts import PRESENT_WORK
from models.labourers.labourer import Labourer
from models.outbox.row import RowState
from models.privacy import merging
from models.vacancies.messages import VACANCY_INTEREST
from tests.labourers.test_doubles import office, pairs
from tests.support.accounts.actors import acting
from tests.support.labourers.facts import farmer_facts, worker_facts
from tests.support.notices.factory import days
from tests.support.outbox import drop_reason, outbox_rows
from tests.support.refusals import granted
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.vacancies.factory import open_vacancy
from tests.vacancies.test_interest import like

Changes: TypeAlias = Callable[[Session, Actor, Labourer, Account], Awaitable[None]]


async def by_code(session: Session, dai: Actor, ana: Labourer, new: Account) -> None:
    """The office saw the card, and gave a code for the new phone."""
    code = granted(await staff_entries.give_code(session, dai, ana))
    granted(await entry_transfer.take_over_entry(session, acting(new), code))


async def by_merging(session: Session, dai: Actor, ana: Labourer, new: Account) -> None:
    """The person had registered anew on the new phone."""
    await register_labourer(session, new, farmer_facts())
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, ana, dai, with_other_account=True) is None


@pytest.mark.parametrize("changes", [by_code, by_merging])
async def test_what_the_person_waits_for_goes_to_the_account_that_has_the_entry(
    session: Session, changes: Changes
) -> None:
    dai = await office(session)
    lost, new = await consenting_account(session, 1), await consenting_account(session, 2)
    ana = await register_labourer(session, lost, farmer_facts(id_number=None))
    asked = granted(await asking.leave_message(session, acting(lost), LeaveMessage("几时发钱?")))
    assert await answering.answer_enquiry(session, dai, asked, Answer("明天")) is None
    lost.erase_when_done = NOON
    await changes(session, dai, ana, new)
    await session.flush()
    for one in (asked, lost, new):
        await session.refresh(one)
    assert (asked.account_id, asked.labourer_id) == (new.id, ana.id)
    assert [one.erase_when_done for one in (lost, new)] == [None, NOON]
    (answer,) = await outbox_rows(session, ENQUIRY_ANSWERED)
    await session.refresh(answer)
    assert (answer.account_id, answer.state) == (new.id, RowState.WAITING)


async def test_present_work_is_never_put_together_from_two_entries(session: Session) -> None:
    dai = await office(session)
    first, second = await consenting_account(session, 1), await consenting_account(session, 2)
    known = farmer_facts(id_number=None, out_of_work_since=None)
    stays = await register_labourer(session, first, known)
    told = worker_facts(wage=5000, has_contract=True, certificates="焊工证")
    outside = {key: told.get(key) for key in PRESENT_WORK}
    await register_labourer(session, second, farmer_facts(**outside))
    stays.status_told_at = NOON - days(300)
    await session.flush()
    before = await ledger.get_facts(session, stays)
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, stays, dai) is None
    after = await ledger.get_facts(session, stays)
    work = [{key: facts.get(key) for key in PRESENT_WORK} for facts in (before, after)]
    assert work[0] == work[1]
    assert stays.status_told_at == NOON - days(300)


async def test_what_the_office_confirmed_of_a_household_is_not_lost(session: Session) -> None:
    dai = await office(session)
    first, second = await consenting_account(session, 1), await consenting_account(session, 2)
    known = farmer_facts(id_number=None, registered_poor=False, household_head=None)
    stays = await register_labourer(session, first, known)
    goes = await register_labourer(session, second, farmer_facts())
    assert await poverty.confirm_poverty(session, dai, goes) is None
    home = goes.household_id
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, stays, dai) is None
    assert stays.household_id == home
    assert (stays.poor_confirmed_at, stays.poor_confirmed_by) == (NOON, dai.id)


@pytest.mark.parametrize("both", [False, True])
async def test_who_offers_work_still_hears_of_who_would_like_it(
    session: Session, *, both: bool
) -> None:
    dai, chen = await office(session), await broker_account(session, 3)
    first, second = await consenting_account(session, 1), await consenting_account(session, 2)
    stays = await register_labourer(session, first, farmer_facts(id_number=None))
    goes = await register_labourer(session, second, farmer_facts())
    vacancy = await open_vacancy(session, chen.key())
    for one in (goes, stays) if both else (goes,):
        await like(session, vacancy, one)
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, stays, dai) is None
    (row,) = await outbox_rows(session, VACANCY_INTEREST)
    await session.refresh(row)
    assert row.round == stays.id
    assert await drop_reason(session, row, NOON) is None
