"""What a report would bring is said of whom it would be filed, and of nobody else."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.session import Session
from models.core.vocabulary import Destination, RoleName
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements import group_report, review
from models.placements.group_report import Candidate, GroupReport
from models.placements.placement import Placement
from models.placements.reporting import Terms
from models.placements.review import Reason
from models.placements.states import PlacementState
from models.subsidies import preview, subsidy_cases
from models.subsidies.assessment import Assessment
from models.subsidies.ineligibility import Condition
from models.subsidies.preview import UnsavedReport
from models.subsidies.rule import save_rule
from tests.support.labourers.factory import reachable_labourer
from tests.support.labourers.facts import id_number
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.placements.actors import county_clerk
from tests.support.placements.factory import (
    CHEN,
    TODAY,
    XU,
    add_factory,
    placement_report,
    report_placement,
)
from tests.support.store import NOON, broker_account
from tests.support.stored_actors import load_actor
from tests.support.subsidy_rules import example_rule


class Village:
    """Three people whom Chen may see, a factory, and a rule that asks for groups of three."""

    def __init__(self, chen: Account, actor: Actor, there: Employer) -> None:
        self.chen, self.actor, self.there, self.people = chen, actor, there, list[Labourer]()

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(one.key() for one in self.people)

    def report(self, *numbers: int, **given: Any) -> UnsavedReport:
        told = asdict(placement_report(self.there))
        told.pop("employer_id")
        return UnsavedReport(
            labourers=numbers,
            new_person=None,
            terms=Terms(**told),
            employer_id=self.there.key(),
            **given,
        )


@pytest.fixture
async def village(session: Session) -> Village:
    anywhere = {"county": WANGQING, "destinations": frozenset(Destination)}
    asks = {"filed_before_start": False, "group_size": 3, "evidence": frozenset()}
    rule = replace(example_rule("tongxin_2025"), **anywhere, **asks)  # type: ignore[arg-type]
    await save_rule(session, rule, NOON)
    chen = await broker_account(session, CHEN)
    made = Village(chen, await load_actor(session, chen), await add_factory(session))
    for number in (1, 2, 3):
        facts = {"village_code": "222424101001", "name": f"王{number}", "seen_by_brokers": True}
        made.people.append((await reachable_labourer(session, number, **facts))[0])
    return made


def have(judged: Assessment) -> int | None:
    """How many are counted as come together, where they are too few."""
    few = [one for one in judged.lacks if one.name is Condition.GROUP]
    return int(str(few[0].params["have"])) if few else None


async def test_all_who_would_be_filed_are_a_group(session: Session, village: Village) -> None:
    report = village.report(*village.numbers)
    judged = await preview.assess_unsaved(session, village.actor, report)
    assert {number: have(one) for number, one in judged.items()} == dict.fromkeys(village.numbers)


@pytest.mark.parametrize("why", ["placed", "hidden"])
async def test_who_cannot_be_reported_is_counted_and_judged_nowhere(
    session: Session, village: Village, why: str
) -> None:
    first, *others = village.people
    if why == "placed":
        xu = await broker_account(session, XU)
        mill = await add_factory(session, name="图们木耳厂")
        assert isinstance(await report_placement(session, first, xu, mill), Placement)
    else:
        first.seen_by_brokers = False
        await session.flush()
    report = village.report(*village.numbers)
    judged = await preview.assess_unsaved(session, village.actor, report)
    assert {number: have(one) for number, one in judged.items()} == {one.key(): 2 for one in others}


async def test_people_of_another_county_are_another_group(
    session: Session, village: Village
) -> None:
    far = {"village_code": "220822101001", "name": "李四", "seen_by_brokers": True}
    li, _ = await reachable_labourer(session, 4, **far)
    await roles.grant_role(session, village.chen, RoleName.BROKER, "220822", NOON)
    actor = await load_actor(session, village.chen)
    report = village.report(*village.numbers[:2], li.key())
    judged = await preview.assess_unsaved(session, actor, report)
    assert {number: have(one) for number, one in judged.items()} == dict.fromkeys(
        village.numbers[:2], 2
    )


async def test_one_that_is_put_right_is_counted_once(session: Session, village: Village) -> None:
    """As it is judged afterwards."""
    group = GroupReport(
        candidates=tuple(Candidate(one.key(), one.name) for one in village.people[:2]),
        terms=village.report().terms,
        employer_id=village.there.key(),
        new_employer={},
    )
    done = await group_report.report_people(session, village.actor, group)
    assert isinstance(done, group_report.GroupResult)
    first = done.placements[0]
    first.state = PlacementState.UNANSWERED
    await session.flush()
    clerk = county_clerk()
    assert await review.return_placement(session, clerk, first, Reason("合同呢")) is None
    report = village.report(village.numbers[0], about=first.key())
    judged = await preview.assess_unsaved(session, village.actor, report)
    assert have(judged[village.numbers[0]]) == 2
    told = await subsidy_cases.list_subsidy_cases(session, WANGQING, ZONE, TODAY)
    assert {one.group_told for one in told} == {2}


async def test_nobody_learns_from_a_preview_who_has_the_same_number(
    session: Session, village: Village
) -> None:
    """A new person with the number of somebody who counts already is judged as anybody new."""
    xu, mill = await broker_account(session, XU), await add_factory(session, name="图们木耳厂")
    li, _ = await reachable_labourer(session, 5, village_code="222424101001", **known_number())
    start = TODAY - timedelta(days=150)
    there = await report_placement(session, li, xu, mill, NOON, starts_on=start)
    assert isinstance(there, Placement)
    there.state, there.seen_on = PlacementState.APPROVED, TODAY
    told = {"filed_before_start": False, "group_size": 1, "once_a_year": True}
    await session.flush()
    anywhere = {"county": WANGQING, "destinations": frozenset(Destination)}
    rule = replace(
        example_rule("tongxin_2025"),
        **anywhere,  # type: ignore[arg-type]
        **told,  # type: ignore[arg-type]
        evidence=frozenset(),
        valid_from=start,
    )
    await save_rule(session, rule, NOON)
    county = await subsidy_cases.assess_county(session, WANGQING, ZONE, TODAY)
    assert county[there.key()].amount > 0
    new = {"village": "222424101001", "registered_poor": False, **known_number()}
    report = replace(village.report(), new_person=new)
    judged = (await preview.assess_unsaved(session, village.actor, report))[None]
    assert Condition.ONCE not in {one.name for one in judged.lacks}
    by_number = replace(village.report(li.key()), labourers=(li.key(),))
    assert await preview.assess_unsaved(session, village.actor, by_number) == {}


def known_number() -> dict[str, Any]:
    return {"id_number": id_number("19850312")}
