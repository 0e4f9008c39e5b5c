"""Placing: what a broker reports, and what stands against it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements import reporting
from models.placements.messages import PLACEMENT_REPORTED
from models.placements.placement import Placement
from models.placements.statement import Verdict
from models.placements.states import PlacementState
from tests.support.labourers.factory import reachable_labourer
from tests.support.labourers.facts import id_number
from tests.support.outbox import outbox_rows
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
from tests.support.store import NOON, Store, audit_trail, broker_account
from tests.support.stored_actors import load_actor

DAY = timedelta(days=1)


async def test_the_labourer_is_asked_and_the_trail_has_it(session: Session) -> None:
    placement = await reported_placement(session)
    (row,) = await outbox_rows(session, PLACEMENT_REPORTED)
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
    assert await outbox_rows(session, PLACEMENT_REPORTED) == []


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


async def test_nobody_reports_outside_the_counties_where_they_are_broker(session: Session) -> None:
    ana, _ = await labourer_and_broker(session)
    stranger = await broker_account(session, XU, area="220822")
    made = await report_placement(session, ana, stranger, await add_factory(session))
    assert made == Refusal("not_yours")
