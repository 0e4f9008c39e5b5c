"""Confirming: the labourer's word, and what becomes of silence."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.placements import confirmation, follow_up, more_words
from models.placements.messages import CHECK_IN, PLACEMENT_MOVED, PLACEMENT_REPORTED
from models.placements.more_words import MoreWords
from models.placements.placement import StatementChannel
from models.placements.statement import Statement, Verdict
from models.placements.states import PlacementState
from models.privacy import consent
from tests.support.employers.factory import TONGYU
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.outbox import outbox_rows
from tests.support.placements.actors import broker_of, county_clerk
from tests.support.placements.factory import (
    TODAY,
    confirm_placement,
    confirmed_placement,
    reported_placement,
)
from tests.support.store import NOON
from tests.support.stored_actors import load_actor

DAYS = timedelta(days=1)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ({}, PlacementState.CONFIRMED),
        ({"starts_on": TODAY, "wage": 3500}, PlacementState.CONFIRMED),
        ({"wage": 3000}, PlacementState.CORRECTED),
        ({"starts_on": TODAY - DAYS}, PlacementState.CORRECTED),
        ({"has_contract": False}, PlacementState.CORRECTED),
        ({"has_contract": "unknown"}, PlacementState.CONFIRMED),
        ({"fee": True}, PlacementState.CONFIRMED),
        ({"right": Verdict.NO, "why": "never"}, PlacementState.DISPUTED),
    ],
)
async def test_the_word_decides(
    session: Session, word: dict[str, Any], state: PlacementState
) -> None:
    placement = await reported_placement(session)
    assert await confirm_placement(session, placement, **word) is None
    assert placement.state is state


async def test_what_the_person_says_holds_and_the_report_is_kept(session: Session) -> None:
    placement = await reported_placement(session)
    await confirm_placement(session, placement, wage=3000)
    assert placement.wage == 3000
    assert placement.reported["wage"] == 3500
    assert placement.said is not None
    assert placement.said["wage"] == 3000


async def test_a_contract_that_the_person_does_not_know_of_is_not_confirmed(
    session: Session,
) -> None:
    placement = await reported_placement(session)
    assert placement.has_contract
    await confirm_placement(session, placement, has_contract="unknown")
    assert not placement.has_contract  # what a subsidy goes by
    assert placement.said is not None
    assert placement.said["has_contract"] == "unknown"
    ana = await session.get_one(Labourer, placement.labourer_id)
    assert (await ledger.get_facts(session, ana))["has_contract"] is None


async def test_what_is_added_later_reads_as_what_is_said_at_once(session: Session) -> None:
    placement = await confirmed_placement(session)
    actor = await load_actor(session, placement.said_by or 0, NOON)
    for answer in ({"wage": {"amount": 150, "unit": "day"}}, {"has_contract": "unknown"}):
        more = from_answers(MoreWords, answer)
        assert await more_words.add_to_statement(session, actor, placement, more) is None
    assert placement.wage == 150 * 26
    assert not placement.has_contract
    assert placement.said is not None
    assert placement.said["has_contract"] == "unknown"


async def test_a_word_that_is_changed_holds_and_the_first_is_kept(session: Session) -> None:
    placement = await confirmed_placement(session)
    ana = await session.get_one(Labourer, placement.labourer_id)
    assert ana.work_place == "延边金达莱服装厂"
    changed = await confirm_placement(
        session, placement, NOON + DAYS, right=Verdict.NO, why="never", has_contract=None, fee=None
    )
    assert changed is None
    assert placement.state is PlacementState.DISPUTED
    assert [said["started"] for said in placement.said_before or ()] == [True]
    await session.refresh(ana)
    assert ana.work_place is None
    assert placement.next_check_at is None


async def test_the_same_word_twice_changes_nothing(session: Session) -> None:
    placement = await reported_placement(session)
    assert await confirm_placement(session, placement, has_contract=None, fee=None) is None
    refused = await confirm_placement(session, placement, has_contract=None, fee=None)
    assert refused == Refusal("placement_moved")
    assert placement.said_before is None


async def test_the_confirmed_work_is_the_present_work_of_the_ledger(
    session: Session,
) -> None:
    placement = await confirmed_placement(session)
    ana = await session.get_one(Labourer, placement.labourer_id)
    facts = await ledger.get_facts(session, ana)
    assert (facts["status"], facts["work_what"], facts["wage"]) == ("in_county", "缝纫工", 3500)
    assert facts["work_place"] == "延边金达莱服装厂"


async def test_work_that_is_still_to_begin_is_not_the_present_work(
    session: Session,
) -> None:
    placement = await confirmed_placement(session, starts_on=TODAY + 7 * DAYS)
    ana = await session.get_one(Labourer, placement.labourer_id)
    assert ana.work_place is None


async def test_the_broker_is_told(session: Session) -> None:
    placement = await confirmed_placement(session)
    (row,) = await outbox_rows(session, PLACEMENT_MOVED)
    assert (row.account_id, row.round) == (placement.broker_id, placement.version)


async def test_silence_is_asked_three_times_more_then_called(session: Session) -> None:
    placement = await reported_placement(session)
    for day in range(2, 9, 2):
        assert placement.state is PlacementState.REPORTED
        assert await confirmation.remind_silent(session, NOON + day * DAYS) == 1
    assert placement.state is PlacementState.UNANSWERED
    assert len(await outbox_rows(session, PLACEMENT_REPORTED)) == 4
    assert await confirmation.remind_silent(session, NOON + 10 * DAYS) == 0


async def test_a_tick_that_comes_twice_asks_once(session: Session) -> None:
    await reported_placement(session)
    assert await confirmation.remind_silent(session, NOON + 2 * DAYS) == 1
    assert await confirmation.remind_silent(session, NOON + 2 * DAYS) == 0
    assert len(await outbox_rows(session, PLACEMENT_REPORTED)) == 2


async def test_who_has_answered_is_not_asked_again(session: Session) -> None:
    await confirmed_placement(session)
    assert await confirmation.remind_silent(session, NOON + 9 * DAYS) == 0


@pytest.mark.parametrize("how", [StatementChannel.PHONE, StatementChannel.PAPER])
async def test_staff_write_down_what_was_said_and_how(
    session: Session, how: StatementChannel
) -> None:
    placement = await reported_placement(session)
    for day in range(2, 9, 2):
        await confirmation.remind_silent(session, NOON + day * DAYS)
    assert await confirm_placement(session, placement, NOON + 9 * DAYS, how) is None
    assert (placement.state, placement.said_how) == (PlacementState.CONFIRMED, how)


async def test_a_report_about_who_was_erased_is_asked_of_nobody(session: Session) -> None:
    placement = await reported_placement(session)
    own = select(Account).where(Account.labourer_id == placement.labourer_id)
    ana = (await session.exec(own)).one()
    await consent.erase_account_data(session, ana, await roles.get_roles(session, ana), NOON, ZONE)
    assert await confirmation.remind_silent(session, NOON + 3 * DAYS) == 0
    assert await outbox_rows(session, PLACEMENT_REPORTED) == []


async def test_whoever_reported_it_does_not_answer_for_the_person(session: Session) -> None:
    placement = await reported_placement(session)
    chen = await session.get_one(Account, placement.broker_id)
    await roles.grant_role(session, chen, RoleName.STAFF, WANGQING, NOON)
    refused = await confirmation.record_statement(
        session,
        await load_actor(session, chen),
        placement,
        Statement(Verdict.YES),
        StatementChannel.PHONE,
    )
    assert refused == Refusal("own_placement")


@pytest.mark.parametrize("channel", StatementChannel)
async def test_nobody_speaks_for_a_stranger(session: Session, channel: StatementChannel) -> None:
    placement = await reported_placement(session)
    other, abroad = await reachable_labourer(session, 2), county_clerk(TONGYU)
    for actor in (await load_actor(session, other[1]), abroad, await broker_of(session, placement)):
        statement = Statement(Verdict.YES)
        refused = await confirmation.record_statement(session, actor, placement, statement, channel)
        assert refused == Refusal("not_yours")
    assert placement.state is PlacementState.REPORTED


async def test_work_that_is_to_begin_is_the_present_work_from_its_first_day(
    session: Session,
) -> None:
    placement = await confirmed_placement(session, starts_on=TODAY + 7 * DAYS)
    ana = await session.get_one(Labourer, placement.labourer_id)
    await follow_up.open_due_check_ins(session, NOON + 8 * DAYS, ZONE)
    assert ana.work_place == "延边金达莱服装厂"
    assert await outbox_rows(session, CHECK_IN) == []
    await follow_up.open_due_check_ins(session, NOON + 38 * DAYS, ZONE)
    assert len(await outbox_rows(session, CHECK_IN)) == 1
