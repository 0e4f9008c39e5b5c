"""Claims from a county's placements, and what they come to."""

import datetime as dt
import random
import re

import pytest

from models.core.session import Session
from models.core.vocabulary import Destination, EvidenceKind
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import CheckIn, Placement
from models.placements.states import PlacementState
from models.subsidies.assessment import Assessment
from models.subsidies.ineligibility import Condition
from models.subsidies.subsidy_case import SubsidyCase
from models.subsidies.subsidy_cases import (
    BrokerTotals,
    ExpectedMonth,
    assess_county,
    list_subsidy_cases,
    sum_for_broker,
)
from tests.support.labourers.facts import farmer_facts
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.subsidies.factory import (
    COUNTY,
    START,
    TODAY,
    ZONE,
    add_labourer,
    approved_placement,
    outside_employer,
    placement_parties,
)
from tests.support.subsidy_rules import example_text, keep_rule, subsidy_claim


async def only_claim(session: Session) -> SubsidyCase:
    """The claim, where there is one placement."""
    (found,) = await list_subsidy_cases(session, COUNTY, ZONE, TODAY)
    return found


async def asked(session: Session, placement: Placement, *, answered: bool) -> None:
    row = CheckIn(placement_id=placement.key(), days=30, asked_at=NOON)
    row.answered_at = NOON if answered else None
    session.add(row)
    await session.flush()


async def test_a_claim_is_the_placement_as_it_stands(session: Session) -> None:
    who = await placement_parties(session)
    placement = await approved_placement(session, **who)
    assert await only_claim(session) == SubsidyCase(
        number=placement.key(),
        worker=who["labourer_id"],
        broker=who["broker_id"],
        starts_on=START,
        worked_until=TODAY,
        going_on=True,
        wage=3000,
        has_contract=True,
        has_insurance=False,
        registered_poor=False,
        poor_confirmed=False,
        destination=Destination.OUTSIDE,
        group=1,
        group_told=1,
        filed_on=dt.date(2026, 7, 20),
        evidence=frozenset(),
        state=PlacementState.APPROVED,
    )


async def test_a_registered_household_is_seen(session: Session) -> None:
    who = await placement_parties(session)
    poor = await register_labourer(session, await consenting_account(session, 3), farmer_facts())
    await approved_placement(session, **{**who, "labourer_id": poor.id})
    assert (await only_claim(session)).registered_poor is True


async def test_an_erased_person_leaves_the_claim(session: Session) -> None:
    await approved_placement(session, **{**await placement_parties(session), "labourer_id": None})
    found = await only_claim(session)
    assert (found.worker, found.registered_poor) == (None, False)


async def test_late_in_the_evening_it_is_filed_on_the_day_here(session: Session) -> None:
    # 17:00 in UTC is one o'clock of the next morning in Shanghai.
    await approved_placement(
        session,
        **await placement_parties(session),
        filed_at=dt.datetime(2026, 8, 1, 17, 0, tzinfo=dt.UTC),
    )
    assert (await only_claim(session)).filed_on == START + dt.timedelta(days=1)


async def test_who_left_was_there_until_that_day(session: Session) -> None:
    left = dt.date(2026, 10, 9)
    await approved_placement(
        session, **await placement_parties(session), ended_on=left, seen_on=START
    )
    found = await only_claim(session)
    assert (found.worked_until, found.going_on) == (left, False)


@pytest.mark.parametrize(
    ("seen_on", "answered", "until"),
    [
        (dt.date(2026, 9, 1), False, dt.date(2026, 9, 1)),
        (None, False, START),
        (dt.date(2026, 9, 1), True, TODAY),
        # An old question, of somebody who was seen since.
        (dt.date(2026, 11, 24), False, TODAY),
    ],
)
async def test_an_unanswered_question_stops_the_clock(
    session: Session, seen_on: dt.date | None, answered: bool, until: dt.date
) -> None:
    placement = await approved_placement(
        session, **await placement_parties(session), seen_on=seen_on
    )
    await asked(session, placement, answered=answered)
    found = await only_claim(session)
    assert (found.worked_until, found.going_on) == (until, True)


async def test_evidence_counts_once_it_is_kept(
    session: Session,
) -> None:
    placement = await approved_placement(session, **await placement_parties(session))
    for kind, state in (
        (EvidenceKind.CONTRACT, EvidenceState.KEPT),
        (EvidenceKind.CONTRACT, EvidenceState.REFUSED),
        (EvidenceKind.WAGES, EvidenceState.COMING),
        (EvidenceKind.ROSTER, EvidenceState.REFUSED),
    ):
        session.add(
            Evidence(
                placement_id=placement.key(), kind=kind, state=state, file_id="x", added_at=NOON
            )
        )
    await session.flush()
    assert (await only_claim(session)).evidence == {EvidenceKind.CONTRACT}


async def test_a_group_is_who_came_to_the_same_place_on_the_same_day(session: Session) -> None:
    who = await placement_parties(session)
    elsewhere = {**who, "employer_id": (await outside_employer(session)).id}
    for given in (
        who,
        who,
        {**who, "state": PlacementState.WITHDRAWN},
        {**who, "starts_on": START + dt.timedelta(days=1)},
        {**who, "broker_id": (await broker_account(session, 5)).id},
        elsewhere,
    ):
        await approved_placement(session, **given)
    groups = [one.group for one in await list_subsidy_cases(session, COUNTY, ZONE, TODAY)]
    assert sorted(groups) == [1, 1, 1, 2, 2, 2]


async def test_only_who_confirmed_makes_a_group(session: Session) -> None:
    who = await placement_parties(session)
    await approved_placement(session, **who)
    for state in ("reported", "unanswered", "returned", "confirmed"):
        await approved_placement(session, **who, state=PlacementState(state))
    found = await list_subsidy_cases(session, COUNTY, ZONE, TODAY)
    assert {(one.group, one.group_told) for one in found} == {(2, 5)}


async def test_another_county_is_not_looked_at(session: Session) -> None:
    await approved_placement(session, **{**await placement_parties(session), "county": "220822"})
    assert await list_subsidy_cases(session, COUNTY, ZONE, TODAY) == []


async def test_placements_are_judged_by_the_countys_rule(session: Session) -> None:
    who = await placement_parties(session)
    placement = await approved_placement(session, **who)
    nothing = (await assess_county(session, COUNTY, ZONE, TODAY))[placement.key()]
    assert [lack.name for lack in nothing.lacks] == [Condition.RULE]
    text = example_text("yongning_2024").replace("640121", COUNTY).replace('["agreement"]', "[]")
    await keep_rule(session, text, NOON)
    judgement = (await assess_county(session, COUNTY, ZONE, TODAY))[placement.key()]
    assert (judgement.amount, judgement.on, judgement.would_be) == (20, dt.date(2027, 2, 2), 30)


def test_totals_tell_what_is_payable_and_what_may_come() -> None:
    day = dt.date(2026, 12, 9)
    judgements = {
        1: Assessment(20, would_be=20),
        2: Assessment(20, on=dt.date(2027, 2, 2), would_be=30, due=dt.date(2027, 2, 2)),
        3: Assessment(on=day, would_be=20, due=day),
        4: Assessment(on=day.replace(day=31), would_be=40, due=day.replace(day=31)),
        5: Assessment(),
        6: Assessment(500, would_be=500),
    }
    claims = [
        *(subsidy_claim(number, broker=7) for number in range(1, 6)),
        subsidy_claim(6, broker=8),
    ]
    december, february = dt.date(2026, 12, 1), dt.date(2027, 2, 1)
    coming = (ExpectedMonth(december, 60, 2), ExpectedMonth(february, 10, 1))
    assert sum_for_broker(judgements, claims, 7, TODAY) == BrokerTotals(40, 2, coming)
    assert sum_for_broker(judgements, claims, 9, TODAY) == BrokerTotals(0, 0, ())


async def test_a_broker_alone_is_judged_as_among_all(session: Session) -> None:
    text = example_text("zhouqu_2020").replace("623023", COUNTY)
    await keep_rule(session, re.sub(r"evidence = \[[^\]]*\]", "evidence = []", text), NOON)
    dice = random.Random(7)
    people = [(await add_labourer(session, 10 + n, name=f"王{n}")).key() for n in range(12)]
    brokers = [(await broker_account(session, 50 + n)).key() for n in range(3)]
    mill = (await outside_employer(session)).key()
    for _ in range(60):
        starts_on = START - dt.timedelta(days=150 * dice.randrange(4))
        filed = dt.datetime.combine(starts_on, dt.time(), dt.UTC) - dt.timedelta(days=9)
        await approved_placement(
            session,
            labourer_id=dice.choice(people),
            broker_id=dice.choice(brokers),
            employer_id=mill,
            starts_on=starts_on,
            filed_at=filed,
            state=dice.choice([PlacementState.APPROVED] * 3 + [PlacementState.CONFIRMED]),
        )
    among_all = await assess_county(session, COUNTY, ZONE, TODAY)
    assert len({judgement.amount for judgement in among_all.values()}) > 1
    for one in brokers:
        alone = await assess_county(session, COUNTY, ZONE, TODAY, broker=one)
        claims = await list_subsidy_cases(session, COUNTY, ZONE, TODAY, broker=one)
        own = [claim.number for claim in claims if claim.broker == one]
        assert own
        assert [alone[number] for number in own] == [among_all[number] for number in own]


async def test_who_was_never_there_makes_no_group(session: Session) -> None:
    who = await placement_parties(session)
    await approved_placement(session, **who)
    other = await add_labourer(session, 3)
    gone = {**who, "labourer_id": other.id, "state": PlacementState.DISPUTED}
    await approved_placement(session, **gone)
    claims = await list_subsidy_cases(session, COUNTY, ZONE, TODAY)
    assert next(claim.group for claim in claims) == 1


async def test_one_who_began_a_day_later_stays_in_the_group(session: Session) -> None:
    who = await placement_parties(session)
    await approved_placement(session, **who)
    other = await add_labourer(session, 3)
    later = {"starts_on": START + dt.timedelta(days=1), "reported_on": START}
    await approved_placement(session, **{**who, "labourer_id": other.id}, **later)
    assert [claim.group for claim in await list_subsidy_cases(session, COUNTY, ZONE, TODAY)] == [
        2,
        2,
    ]


async def test_of_who_is_erased_nobody_knows_more_than_was_known(session: Session) -> None:
    who = await placement_parties(session)
    seen = START + dt.timedelta(days=5)
    await approved_placement(session, **{**who, "labourer_id": None}, seen_on=seen)
    claim = await only_claim(session)
    assert (claim.worked_until, claim.going_on) == (seen, False)


@pytest.mark.parametrize(("said", "counts"), [(1200, 1200), (5000, 3000), (None, 3000)])
async def test_less_than_agreed_counts_as_the_person_says(
    session: Session, said: int | None, counts: int
) -> None:
    placement = await approved_placement(session, **await placement_parties(session))
    row = CheckIn(placement_id=placement.key(), days=30, asked_at=NOON, answered_at=NOON)
    row.still_there, row.wage = True, said
    session.add(row)
    await session.flush()
    assert (await only_claim(session)).wage == counts
