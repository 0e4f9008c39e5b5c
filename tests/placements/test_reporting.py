"""Placing: what a broker reports, and what stands against it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.outbox.message_type import Topic
from models.placements import queries, reporting, review
from models.placements.confirmation import Verdict
from models.placements.placement import Placement
from models.placements.review import Reason
from models.placements.states import PlacementState
from models.privacy import consent
from tests.support.labourers.factory import reachable_labourer
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.notices.factory import ZONE
from tests.support.outbox import outbox_rows
from tests.support.placements.actors import broker_of, county_clerk, load_actor
from tests.support.placements.factory import (
    CHEN,
    TODAY,
    XU,
    add_factory,
    confirm_placement,
    confirmed_placement,
    labourer_and_broker,
    placement_report,
    report_placement,
    reported_placement,
)
from tests.support.store import NOON, Store, audit_trail, broker_account, registration

DAY = timedelta(days=1)


async def test_the_labourer_is_asked_and_the_trail_has_it(session: Session) -> None:
    placement = await reported_placement(session)
    (row,) = await outbox_rows(session, Topic.PLACED)
    assert (row.about, row.labourer_id) == (placement.id, placement.labourer_id)
    assert placement.state is PlacementState.REPORTED
    (who,) = (await session.exec(select(Labourer))).all()
    assert await audit_trail(session, who) == [(Act.REPORTED, placement.broker_id)]


async def test_who_has_no_phone_is_the_offices_to_call(session: Session) -> None:
    chen = await broker_account(session, CHEN)
    ana, account = await reachable_labourer(session, 1)
    await session.delete(account)
    made = await report_placement(session, ana, chen, await add_factory(session))
    assert isinstance(made, Placement)
    assert made.state is PlacementState.UNANSWERED
    assert await outbox_rows(session, Topic.PLACED) == []


async def test_the_same_person_is_not_placed_twice(session: Session) -> None:
    ana, chen = await labourer_and_broker(session)
    await report_placement(session, ana, chen, await add_factory(session))
    again = await report_placement(
        session, ana, chen, await add_factory(session), starts_on=TODAY + DAY
    )
    assert again == Refusal("placed_already", {"day": TODAY.isoformat()})


async def test_another_broker_learns_only_that_somebody_was_first(session: Session) -> None:
    ana, chen = await labourer_and_broker(session)
    await report_placement(session, ana, chen, await add_factory(session))
    again = await report_placement(
        session, ana, await broker_account(session, XU), await add_factory(session)
    )
    assert again == Refusal("claimed_already", {"day": TODAY.isoformat()})


async def test_who_left_can_be_placed_anew_from_that_day(session: Session) -> None:
    placement = await confirmed_placement(session, starts_on=TODAY - 30 * DAY)
    placement.ended_on = TODAY
    await session.flush()
    ana = await session.get_one(Labourer, placement.labourer_id)
    xu, mill = await broker_account(session, XU), await add_factory(session)
    early = await report_placement(session, ana, xu, mill, starts_on=TODAY - DAY)
    assert isinstance(early, Refusal)
    assert isinstance(await report_placement(session, ana, xu, mill), Placement)


async def test_what_the_person_disputes_keeps_nobody_from_being_placed(
    session: Session,
) -> None:
    placement = await reported_placement(session)
    await confirm_placement(session, placement, right=Verdict.NO, why="never")
    ana = await session.get_one(Labourer, placement.labourer_id)
    xu = await broker_account(session, XU)
    assert isinstance(
        await report_placement(session, ana, xu, await add_factory(session)), Placement
    )


@pytest.mark.parametrize(
    ("born", "refused"), [("20101123", False), ("20101124", True), ("20120101", True)]
)
async def test_nobody_under_sixteen_on_the_first_day(
    session: Session, born: str, refused: bool
) -> None:
    ana, chen = await labourer_and_broker(
        session, id_number=id_number(born), birth_year=int(born[:4])
    )
    made = await report_placement(session, ana, chen, await add_factory(session))
    assert isinstance(made, Refusal) is refused
    if refused:
        assert made == Refusal("too_young_to_work", {"youngest": 16})


async def test_without_an_id_number_the_year_decides(session: Session) -> None:
    ana, chen = await labourer_and_broker(session, birth_year=2011)
    made = await report_placement(session, ana, chen, await add_factory(session))
    assert made == Refusal("too_young_to_work", {"youngest": 16})


async def test_nobody_is_placed_at_a_listed_employer(session: Session) -> None:
    ana, chen = await labourer_and_broker(session)
    bad = await add_factory(session, listed_at=NOON, listed_why="欠薪")
    made = await report_placement(session, ana, chen, bad)
    assert made == Refusal("employer_listed", {"day": "2026-11-23", "why": "欠薪"})


async def test_who_was_erased_meanwhile_is_not_there_any_more(session: Session) -> None:
    chen = await broker_account(session, CHEN)
    actor, there = await load_actor(session, chen), placement_report(await add_factory(session))
    made = await reporting.report_labourer(session, actor, 10**9, there)
    assert made == Refusal("person_gone")


async def test_two_brokers_at_the_same_moment_end_with_one(store: Store) -> None:
    async def town(session: Session) -> tuple[int, int, tuple[int, int]]:
        ana, chen = await labourer_and_broker(session)
        xu, mill = await broker_account(session, XU), await add_factory(session)
        return ana.key(), mill.key(), (chen.key(), xu.key())

    ana, mill, brokers = await store.turn(town)

    def by(account: int) -> Callable[[Session], Awaitable[object]]:
        async def turn(session: Session) -> object:
            facts = placement_report(await session.get_one(Employer, mill))
            actor = await load_actor(session, account)
            return await reporting.report_labourer(session, actor, ana, facts)

        return turn

    ends = await store.at_once(*map(by, brokers))
    assert sorted(type(end).__name__ for end in ends) == ["Placement", "Refusal"]


SPANS = st.lists(
    st.tuples(st.integers(-200, 25), st.one_of(st.none(), st.integers(0, 90))), max_size=6
)


@given(spans=SPANS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_no_day_is_ever_claimed_twice(
    session: Session, spans: list[tuple[int, int | None]]
) -> None:
    async with session.begin_nested() as here:
        ana, chen = await labourer_and_broker(session)
        mill = await add_factory(session)
        for start, length in spans:
            made = await report_placement(session, ana, chen, mill, starts_on=TODAY + start * DAY)
            if isinstance(made, Placement) and length is not None:
                made.ended_on = made.starts_on + length * DAY
                await session.flush()
        kept = (await session.exec(select(Placement).order_by(Placement.starts_on))).all()  # type: ignore[arg-type]
        for before, following in pairwise(kept):
            assert before.ended_on is not None
            assert before.ended_on <= following.starts_on
        await here.rollback()


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


async def test_nobody_reports_outside_the_counties_where_they_are_broker(session: Session) -> None:
    ana, _ = await labourer_and_broker(session)
    stranger = await broker_account(session, XU, area="220822")
    made = await report_placement(session, ana, stranger, await add_factory(session))
    assert made == Refusal("not_yours")


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
    assert len(await outbox_rows(session, Topic.PLACED)) == 2


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
