"""Placing once more: what a broker sends in again, and what of it the person is asked."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.placements import queries, reporting, review
from models.placements.messages import PLACEMENT_REPORTED
from models.placements.placement import Placement
from models.placements.review import Reason
from models.placements.statement import Verdict
from models.placements.states import PlacementState
from models.privacy import consent
from tests.support.labourers.facts import entry_facts
from tests.support.notices.factory import ZONE
from tests.support.outbox import outbox_rows
from tests.support.placements.actors import broker_of, county_clerk
from tests.support.placements.factory import (
    CHEN,
    TODAY,
    XU,
    add_factory,
    confirm_placement,
    confirmed_placement,
    placement_report,
    reported_placement,
)
from tests.support.store import NOON, Store, broker_account, registration
from tests.support.stored_actors import load_actor

DAY = timedelta(days=1)


async def returned(session: Session) -> tuple[Placement, Actor]:
    """Confirmed by the person, and sent back by the office."""
    placement = await confirmed_placement(session)
    assert (
        await review.return_placement(session, county_clerk(), placement, Reason("请补合同"))
        is None
    )
    chen = await session.get_one(Account, placement.broker_id)
    return placement, await load_actor(session, chen)


async def same(session: Session, placement: Placement, **given: object) -> reporting.Report:
    employer = await queries.get_employer(session, placement)
    return placement_report(employer, **given)


async def test_sent_in_again_unchanged_the_persons_word_holds(session: Session) -> None:
    placement, chen = await returned(session)
    facts = await same(session, placement)
    assert await reporting.report_again(session, chen, placement, facts) is None
    assert placement.state is PlacementState.CONFIRMED
    assert placement.why is None


async def test_with_another_wage_the_person_is_asked_again(session: Session) -> None:
    placement, chen = await returned(session)
    facts = await same(session, placement, wage=4000)
    assert await reporting.report_again(session, chen, placement, facts) is None
    assert (placement.state, placement.said) == (PlacementState.REPORTED, None)
    assert len(await outbox_rows(session, PLACEMENT_REPORTED)) == 2


async def test_the_day_of_the_first_filing_stays(session: Session) -> None:
    placement, chen = await returned(session)
    facts = await same(session, placement, wage=4000)
    await reporting.report_again(session, replace(chen, now=NOON + 9 * DAY), placement, facts)
    assert placement.filed_at == NOON


async def test_who_is_erased_leaves_a_placement_without_a_name(session: Session) -> None:
    placement = await confirmed_placement(session)
    own = select(Account).where(Account.labourer_id == placement.labourer_id)
    account = (await session.exec(own)).one()
    await consent.erase_account_data(
        session, account, await roles.get_roles(session, account), NOON, ZONE
    )
    await session.refresh(placement)
    assert (placement.labourer_id, placement.said, placement.next_check_at) == (None, None, None)
    assert placement.state is PlacementState.CONFIRMED


async def test_what_was_reported_first_is_kept_when_it_is_sent_in_again(
    session: Session,
) -> None:
    placement = await reported_placement(session)
    await confirm_placement(session, placement, wage=3000)
    await review.return_placement(session, county_clerk(), placement, Reason("请补合同"))
    facts = await same(session, placement, wage=3000)
    chen = await broker_of(session, placement, NOON + DAY)
    assert await reporting.report_again(session, chen, placement, facts) is None
    assert (placement.wage, placement.reported["wage"]) == (3000, 3500)


async def test_another_first_day_is_another_filing(session: Session) -> None:
    placement, chen = await returned(session)
    facts = await same(session, placement, starts_on=TODAY - 20 * DAY)
    await reporting.report_again(session, replace(chen, now=NOON + 9 * DAY), placement, facts)
    assert placement.filed_at == NOON + 9 * DAY


async def test_two_brokers_at_the_same_moment_even_where_one_reports_anew(store: Store) -> None:
    async def town(session: Session) -> tuple[int, int, tuple[int, int]]:
        placement = await reported_placement(session)
        await confirm_placement(session, placement, right=Verdict.NO, why="never")
        asked = Reason("请再核实")
        await review.return_placement(session, county_clerk(), placement, asked)
        xu = await broker_account(session, XU)
        return placement.key(), placement.labourer_id or 0, (placement.broker_id or 0, xu.key())

    number, ana, (chen, xu) = await store.turn(town)

    async def anew(session: Session) -> object:
        placement = await session.get_one(Placement, number)
        facts = await same(session, placement)
        return await reporting.report_again(
            session, await load_actor(session, chen), placement, facts
        )

    async def first(session: Session) -> object:
        facts = placement_report(await add_factory(session))
        return await reporting.report_labourer(session, await load_actor(session, xu), ana, facts)

    ends = await store.at_once(anew, first)
    assert sorted(type(end).__name__ for end in ends) in (
        ["NoneType", "Refusal"],
        ["Placement", "Refusal"],
    )


async def test_somebody_new_is_registered_and_reported_or_neither(session: Session) -> None:
    chen = await broker_account(session, CHEN)
    bad = await add_factory(session, listed_at=NOON, listed_why="欠薪")
    by = registration(chen, own=False)
    actor, there = await load_actor(session, chen), placement_report(bad)
    made = await reporting.register_and_report(session, actor, entry_facts(), by, there)
    assert isinstance(made, Refusal)
    assert (await session.exec(select(Labourer))).all() == []
    good = placement_report(await add_factory(session))
    made = await reporting.register_and_report(session, actor, entry_facts(), by, good)
    assert isinstance(made, Placement)
    assert len((await session.exec(select(Labourer))).all()) == 1


async def test_a_report_is_its_brokers_alone(session: Session) -> None:
    placement, chen = await returned(session)
    facts, xu = await same(session, placement), await broker_account(session, XU)
    for actor in (await load_actor(session, xu), county_clerk()):
        refused = [
            await reporting.report_again(session, actor, placement, facts),
            await reporting.report_unchanged(session, actor, placement),
            await reporting.withdraw_report(session, actor, placement),
        ]
        assert refused == [Refusal("not_yours")] * 3
    assert await reporting.report_unchanged(session, chen, placement) is None
