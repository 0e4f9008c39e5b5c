"""Group reports: a broker reports one or several people at one employer, each on their own.

Whoever can't be reported is named with the reason; the others stand.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from models.accounts.account import CONSENT_VERSION
from models.accounts.actor import Actor
from models.core import age
from models.core.age import is_in_doubt
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import WorkStatus
from models.employers import directory
from models.employers.commands import EmployerDetails
from models.employers.employer import Employer
from models.labourers import visibility
from models.labourers.facts import Facts
from models.labourers.ledger import Registration
from models.placements import permission, reporting
from models.placements.placement import Placement
from models.placements.reporting import Report, Terms

# A new person's present work is what the placement says, once they confirm it.
NOT_YET_PLACED: Facts = {
    "status": WorkStatus.OUT_OF_WORK,
    "notices": [],
    "wage": None,
    "has_contract": None,
    "has_insurance": None,
}


@dataclass(frozen=True)
class Candidate:
    """Somebody to be reported: of the ledger by their number, or the new person."""

    labourer_id: int | None
    name: str


@dataclass(frozen=True)
class NewPerson:
    """What the broker wrote down of somebody new, and when that person's consent was read out."""

    facts: Facts
    consented_at: dt.datetime


@dataclass(frozen=True)
class GroupReport:
    """Who works from when on what terms, at an employer known by its number or a new one."""

    candidates: tuple[Candidate, ...]
    terms: Terms
    employer_id: int | None
    new_employer: Facts
    new_person: NewPerson | None = None


@dataclass(frozen=True)
class GroupResult:
    """Which placements were filed at the employer, and who was refused for which reason."""

    employer: Employer
    placements: tuple[Placement, ...]
    refused: tuple[tuple[str, Refusal], ...]


async def report_people(
    session: Session, actor: Actor, group: GroupReport
) -> GroupResult | Refusal:
    """File a placement for each candidate.

    Refusals: employer_gone, too_often {most}; where there is one candidate, theirs.
    """
    alone = len(group.candidates) == 1
    if alone and (refused := await _refuse_candidate(session, actor, group, group.candidates[0])):
        # Before a new employer is written down for nothing.
        return refused
    counties = await list_counties(
        session,
        actor,
        [one.labourer_id for one in group.candidates if one.labourer_id is not None],
        group.new_person.facts["village"] if group.new_person else None,
    )
    employer = await get_or_open_employer(
        session, actor, group.employer_id, group.new_employer, counties
    )
    if isinstance(employer, Refusal):
        return employer
    report = Report(**asdict(group.terms), employer_id=employer.key())
    done: list[Placement] = []
    failed: list[tuple[str, Refusal]] = []
    for candidate in group.candidates:
        made = await _report(session, actor, candidate, group.new_person, report)
        if isinstance(made, Refusal):
            failed.append((candidate.name, made))
        else:
            done.append(made)
    if alone and failed:
        return failed[0][1]
    return GroupResult(employer, tuple(done), tuple(failed))


async def report_again(
    session: Session,
    actor: Actor,
    placement: Placement,
    terms: Terms,
    employer_id: int | None,
    new_employer: Facts,
) -> Refusal | None:
    """File a placement once more, perhaps at another employer, known or new.

    Refusals: those of `get_or_open_employer` and `reporting.report_again`.
    """
    if refused := permission.refuse_unless_broker(placement, actor):
        return refused
    people = [placement.labourer_id] if placement.labourer_id is not None else []
    counties = await list_counties(session, actor, people)
    employer = await get_or_open_employer(session, actor, employer_id, new_employer, counties)
    if isinstance(employer, Refusal):
        return employer
    report = Report(**asdict(terms), employer_id=employer.key())
    return await reporting.report_again(session, actor, placement, report)


async def _report(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    new_person: NewPerson | None,
    report: Report,
) -> Placement | Refusal:
    """Somebody whom the broker may see, or the new person, registered with their consent."""
    if candidate.labourer_id is not None:
        seen = await visibility.get_visible_person(
            session, actor.id, actor.roles, candidate.labourer_id
        )
        if seen is None:
            return Refusal("person_gone")
        return await reporting.report_labourer(session, actor, seen.key(), report)
    assert new_person is not None
    registered = Registration(
        actor.now,
        actor.id,
        own=False,
        consented_at=new_person.consented_at,
        consent_version=CONSENT_VERSION,
    )
    told = {**new_person.facts, **NOT_YET_PLACED}
    return await reporting.register_and_report(session, actor, told, registered, report)


async def get_or_open_employer(
    session: Session,
    actor: Actor,
    employer_id: int | None,
    new_employer: Facts,
    counties: tuple[str, ...],
) -> Employer | Refusal:
    """The employer of these counties by its number, or the new one.

    Refusals: employer_gone; too_often {most}, of new ones.
    """
    if employer_id is None:
        told = EmployerDetails.from_answers(new_employer)
        return await directory.open_employer(session, actor, told, counties[0])
    found = await directory.get_employer(session, employer_id, counties)
    return found or Refusal("employer_gone")


async def list_counties(
    session: Session, actor: Actor, labourers: Iterable[int], new_village: str | None = None
) -> tuple[str, ...]:
    """The broker's counties that these people live in; all of them where nobody is named."""
    lived_in = await visibility.list_villages_of(session, labourers)
    villages = [*lived_in, *([new_village] if new_village else [])]
    theirs = actor.roles.broker_counties()
    named = tuple(one for one in theirs if any(v.startswith(one) for v in villages))
    return named or theirs


async def _refuse_candidate(
    session: Session, actor: Actor, group: GroupReport, candidate: Candidate
) -> Refusal | None:
    new = group.new_person.facts if group.new_person else {}
    return await refuse_candidate(session, actor, candidate.labourer_id, group.terms.starts_on, new)


async def refuse_candidate(
    session: Session,
    actor: Actor,
    labourer_id: int | None,
    starts_on: dt.date,
    new_person: Facts,
    *,
    but: int | None = None,
) -> Refusal | None:
    """Why somebody, or the new person of whom so much is known, can't be reported from that day.

    `but` is a placement that does not count. Refusals: those of `reporting.refuse_labourer`.
    """
    if labourer_id is not None:
        return await reporting.refuse_labourer(
            session, labourer_id, starts_on, by=actor.id, but=but
        )
    born = new_person.get("id_number"), new_person.get("born_on"), new_person.get("birth_year")
    refused = age.too_young(*born, starts_on) if any(born) else None
    to_come = is_in_doubt(new_person.get("birth_year"), starts_on) and "born_on" not in new_person
    return None if refused and refused.name == "birth_day_needed" and to_come else refused
