"""What a report would bring, judged before it is saved: by the rules that judge it afterwards."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core.gazetteer import COUNTY
from models.core.session import Session
from models.labourers import visibility
from models.labourers.facts import Facts
from models.labourers.labourer import Labourer
from models.placements import group_report
from models.placements.placement import Placement, worker_index
from models.placements.reporting import FILED, Terms
from models.placements.states import PlacementState
from models.subsidies import subsidy_cases
from models.subsidies.assessment import Assessment, assess_cases
from models.subsidies.rule import list_rules
from models.subsidies.subsidy_case import SubsidyCase


@dataclass(frozen=True)
class UnsavedReport:
    """A report that is not filed yet: whom, on what terms, at which known employer.

    Of the new person only what their broker wrote down is looked at: not whether anybody has the
    same number. `about` is the placement that is put right by it.
    """

    labourers: tuple[int, ...]
    new_person: Facts | None
    terms: Terms
    employer_id: int | None
    about: int | None = None


async def assess_unsaved(
    session: Session, actor: Actor, report: UnsavedReport
) -> dict[int | None, Assessment]:
    """By the labourer's number, None for the new person; nobody of a county without rules.

    Whoever can't be reported, or is not to be seen by this broker, is judged and counted nowhere.
    """
    people = await _list_reportable(session, actor, report)
    found: dict[int | None, Assessment] = {}
    for county in sorted({_county(one, report) for one in people}):
        mine = [one for one in people if _county(one, report) == county]
        found |= await _assess(session, actor, report, county, mine)
    return found


async def _list_reportable(
    session: Session, actor: Actor, report: UnsavedReport
) -> list[Labourer | None]:
    """Of whom a placement would be filed, None for the new person."""
    query = select(Labourer).where(col(Labourer.id).in_(report.labourers))
    if report.about is None:
        query = query.where(visibility.is_visible(actor.id, actor.roles))
    seen: list[Labourer | None] = list((await session.exec(query)).all())
    new = report.new_person or {}
    return [
        one
        for one in [*seen, *([None] if report.new_person else [])]
        if await group_report.refuse_candidate(
            session,
            actor,
            one.key() if one else None,
            report.terms.starts_on,
            new,
            but=report.about,
        )
        is None
    ]


def _county(one: Labourer | None, report: UnsavedReport) -> str:
    village = one.village_code if one else str((report.new_person or {})["village"])
    return village[:COUNTY]


async def _assess(
    session: Session,
    actor: Actor,
    report: UnsavedReport,
    county: str,
    people: Sequence[Labourer | None],
) -> dict[int | None, Assessment]:
    rules = await list_rules(session, county)
    if not rules:
        return {}
    cases = await subsidy_cases.list_subsidy_cases(
        session, county, actor.zone, actor.today, broker=actor.id, people=report.labourers
    )
    told = [case for case in cases if case.number != report.about]
    known = next((case for case in cases if case.number == report.about), None)
    group = len(people) + await _count_group(session, actor, county, report)
    numbers = {-place: one for place, one in enumerate(people, start=1)}
    unsaved = [_case(number, one, actor, report, group) for number, one in numbers.items()]
    if known is not None:
        filed = await _filed_on(session, report, known, actor.today)
        unsaved = [replace(one, evidence=known.evidence, filed_on=filed) for one in unsaved]
    judged = assess_cases([*told, *unsaved], rules, actor.today)
    return {one.key() if one else None: judged[number] for number, one in numbers.items()}


async def _filed_on(
    session: Session, report: UnsavedReport, known: SubsidyCase, today: dt.date
) -> dt.date:
    """Another employer or first day is another filing."""
    kept = await session.get_one(Placement, known.number)
    told = {"employer_id": report.employer_id, "starts_on": report.terms.starts_on}
    same = all(told[key] == getattr(kept, key) for key in FILED)
    return known.filed_on if same else today


async def _count_group(session: Session, actor: Actor, county: str, report: UnsavedReport) -> int:
    """How many others of the same group were reported before, and may say so."""
    if report.employer_id is None:
        return 0
    groups = await subsidy_cases.count_groups(session, county, told=True)
    same = (actor.id, report.employer_id, report.terms.starts_on)
    kept = await session.get(Placement, report.about) if report.about is not None else None
    itself = kept is not None and (kept.broker_id, kept.employer_id, kept.reported_on) == same
    return groups.get(same, 0) - itself


def _case(
    number: int, one: Labourer | None, actor: Actor, report: UnsavedReport, group: int
) -> SubsidyCase:
    """As it is filed today, if all of the group say that it is so."""
    terms, new = report.terms, report.new_person or {}
    poor = one.household_id is not None if one else bool(new.get("registered_poor"))
    return SubsidyCase(
        number=number,
        worker=(worker_index(one.id_number) or one.id) if one else None,
        broker=actor.id,
        starts_on=terms.starts_on,
        worked_until=max(actor.today, terms.starts_on),
        going_on=True,
        wage=terms.wage,
        has_contract=terms.has_contract,
        has_insurance=terms.has_insurance,
        registered_poor=poor,
        poor_confirmed=one is not None and one.poor_confirmed_at is not None,
        destination=terms.destination,
        group=group,
        group_told=group,
        filed_on=actor.today,
        evidence=frozenset(),
        state=PlacementState.REPORTED,
    )
