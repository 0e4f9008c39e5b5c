"""Placing: a broker reports who works where from when; what stands against it is seen before."""

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlmodel import select

from models.accounts import attempts
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.brokers.broker import Broker
from models.core.age import too_young
from models.core.audit import Act
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Brought, Destination
from models.employers import blacklist
from models.employers.employer import Employer
from models.labourers import ledger, likeness, possible_same, visibility
from models.labourers.facts import Facts
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from models.placements import confirmation, permission
from models.placements.moves import move_placement, record_act
from models.placements.overlapping import get_overlapping_placement
from models.placements.placement import Placement, worker_index
from models.placements.statement import list_words_so_far, stands_confirmed
from models.placements.states import Move, Party, PlacementState

# A report of another employer or another day is another filing.
FILED = ("employer_id", "starts_on")
# What the labourer is asked about: a broker who changes none of it need not ask again.
ASKED_ABOUT = ("employer_id", "starts_on", "post", "wage", "has_contract")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """From when, in what post, at how many yuan a month, where, and how they were brought."""

    starts_on: dt.date
    post: str
    wage: int
    has_contract: bool
    has_insurance: bool
    destination: Destination
    region: str
    brought: Brought


@dataclass(frozen=True, kw_only=True)
class Report(Terms):
    """The same, at one employer."""

    employer_id: int

    def as_json(self) -> dict[str, Any]:
        """As it is kept: the day as ISO text."""
        return {**asdict(self), "starts_on": self.starts_on.isoformat()}


async def report_labourer(
    session: Session, actor: Actor, labourer_id: int, report: Report
) -> Placement | Refusal:
    """A broker files the placement of somebody they see, who is asked whether it is so.

    Who said No to brokers is gone for them. Refusals: not_yours, person_gone, too_often, as
    `refuse_report`.
    """
    labourer = await _lock_labourer(session, labourer_id)
    if labourer is None or visibility.refuses_brokers(labourer):
        return Refusal("person_gone")
    county = labourer.village_code[:COUNTY]
    if county not in actor.roles.broker_counties():
        return Refusal("not_yours")
    if refused := await refuse_report(
        session, labourer, report.employer_id, report.starts_on, by=actor.id
    ):
        return refused
    if refused := await attempts.attempt_within_limit(
        session, attempts.REPORTS, actor.id, actor.now
    ):
        return refused
    placement = Placement(
        **asdict(report),
        county=county,
        labourer_id=labourer.id,
        worker_index=worker_index(labourer.id_number),
        broker_id=actor.id,
        state=PlacementState.REPORTED,
        reported=report.as_json(),
        reported_on=report.starts_on,
        filed_at=actor.now,
        reported_at=actor.now,
    )
    session.add(placement)
    await session.flush()
    record_act(session, placement, Act.REPORTED, actor.now, actor.id)
    await confirmation.ask_labourer(session, placement, actor.now)
    return placement


async def register_and_report(
    session: Session,
    actor: Actor,
    told: Facts,
    registered: Registration,
    report: Report,
) -> Placement | Refusal:
    """Register somebody and report them: both or neither. Refusals: those of either."""
    async with session.begin_nested() as here:
        same = await possible_same.list_possible_same(session, actor, told)
        labourer = await ledger.register_labourer(session, told, registered)
        if isinstance(labourer, Refusal):
            return labourer
        await likeness.open_doubles_with(session, labourer, same, actor.now)
        made = await report_labourer(session, actor, labourer.key(), report)
        if isinstance(made, Refusal):
            await here.rollback()
    return made


async def report_again(
    session: Session, actor: Actor, placement: Placement, report: Report
) -> Refusal | None:
    """File it once more after it was returned.

    The day of the first filing stays, unless it is about another employer or first day. The
    labourer is asked again unless they stand by what is filed. Who said No to brokers and has not
    confirmed it is not asked again. Refusals: not_yours, person_gone, placement_moved, as
    `refuse_report`.
    """
    if refused := permission.refuse_unless_broker(placement, actor):
        return refused
    labourer = await _lock_labourer(session, placement.labourer_id)
    confirmed = stands_confirmed(placement)
    # Of who denies it and of who is silent alike: else a No could be told from silence.
    if labourer is None or (not confirmed and visibility.refuses_brokers(labourer)):
        return Refusal("person_gone")
    if refused := await refuse_report(
        session, labourer, report.employer_id, report.starts_on, by=actor.id, but=placement.id
    ):
        return refused
    kept = {**asdict(report), "why": None}
    same = all(kept[key] == getattr(placement, key) for key in ASKED_ABOUT)
    moved_by = (Party.BROKER, actor.now)
    if same and confirmed:
        return await move_placement(
            session, placement, Move.SEND_BACK, *moved_by, by=actor.id, **kept
        )
    kept |= {"reported": report.as_json(), "reported_on": report.starts_on, "asked": 0}
    kept |= {"said_before": list_words_so_far(placement), "reported_at": actor.now}
    kept |= dict.fromkeys(("said", "said_at", "said_by", "said_how"))
    if any(kept[key] != getattr(placement, key) for key in FILED):
        kept["filed_at"] = actor.now
    refused = await move_placement(
        session, placement, Move.REPORT_ANEW, *moved_by, by=actor.id, **kept
    )
    if refused is None:
        await confirmation.ask_labourer(session, placement, actor.now)
    return refused


async def report_unchanged(session: Session, actor: Actor, placement: Placement) -> Refusal | None:
    """Send it in again as it is: what was missing is there now. Refusals: as `report_again`."""
    same = {field.name: getattr(placement, field.name) for field in fields(Report)}
    return await report_again(session, actor, placement, Report(**same))


async def _lock_labourer(session: Session, labourer_id: int | None) -> Labourer | None:
    """The person, locked: one turn at a time places them."""
    if labourer_id is None:
        return None
    await session.flush()
    return await session.get(Labourer, labourer_id, with_for_update=True, populate_existing=True)


async def refuse_report(
    session: Session,
    labourer: Labourer,
    employer_id: int,
    starts_on: dt.date,
    *,
    by: int,
    but: int | None = None,
) -> Refusal | None:
    """Why this person can't be reported there from that day.

    Refusals: own_report, too_young_to_work {youngest}, birth_day_needed {youngest},
    employer_listed {day, why}, placed_already {day} by the same broker, claimed_already {day} by
    another; `but` is a placement that does not count.
    """
    return await refuse_employer(session, employer_id) or await _taken(
        session, labourer, starts_on, by, but
    )


async def refuse_labourer(
    session: Session,
    labourer_id: int,
    starts_on: dt.date,
    *,
    by: int,
    but: int | None = None,
) -> Refusal | None:
    """The same before the employer is known. Refusal besides: person_gone."""
    labourer = await session.get(Labourer, labourer_id)
    if labourer is None:
        return Refusal("person_gone")
    return await _taken(session, labourer, starts_on, by, but)


async def _taken(
    session: Session, labourer: Labourer, starts_on: dt.date, by: int, but: int | None
) -> Refusal | None:
    if await _is_own(session, labourer, by):
        return Refusal("own_report")
    told = labourer.id_number, labourer.born_on, labourer.birth_year
    if refused := too_young(*told, starts_on):
        return refused
    other = await get_overlapping_placement(session, labourer.key(), starts_on, but=but, by=by)
    if other is None:
        return None
    day = other.starts_on.isoformat()
    return Refusal("placed_already" if other.broker_id == by else "claimed_already", {"day": day})


async def refuse_employer(session: Session, employer_id: int) -> Refusal | None:
    """Whether nobody may be placed there. Refusal: employer_listed {day, why}."""
    return blacklist.refuse_listed(await session.get_one(Employer, employer_id))


async def _is_own(session: Session, labourer: Labourer, by: int) -> bool:
    """Whether a broker would report themselves: by the account, or by the ID number they gave."""
    account = await session.get(Account, by)
    if account is not None and account.labourer_id == labourer.id:
        return True
    told = select(Broker.id_number).where(Broker.account_id == by)
    number = (await session.exec(told)).first() if labourer.id_number else None
    return bool(number) and number == labourer.id_number


async def withdraw_report(session: Session, actor: Actor, placement: Placement) -> Refusal | None:
    """The broker takes the report back. Refusals: not_yours, placement_moved."""
    if refused := permission.refuse_unless_broker(placement, actor):
        return refused
    return await move_placement(
        session, placement, Move.WITHDRAW, Party.BROKER, actor.now, by=actor.id
    )
