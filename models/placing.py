"""Placing: a broker reports who works where from when; what stands against it is seen before."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import update
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import blacklist, confirmation
from models.audit import Act
from models.employer import Employer
from models.gazetteer import COUNTY
from models.labourer import Labourer
from models.placement import Placement
from models.placement_moves import move, note
from models.placement_state import VOID, Move, Party, PlacementState
from models.refusal import Refusal
from models.words import Brought, Destination

# Labour Law of the People's Republic of China, article 15.
YOUNGEST = 16
# What the labourer is asked about: who changes none of it need not ask again.
ASKED_ABOUT = ("employer_id", "starts_on", "post", "wage", "has_contract")


@dataclass(frozen=True)
class Report:
    """Who is the employer, from when, in what post, at how many yuan a month, and how."""

    employer_id: int
    starts_on: dt.date
    post: str
    wage: int
    has_contract: bool
    has_insurance: bool
    destination: Destination
    region: str
    brought: Brought

    def as_json(self) -> dict[str, Any]:
        """As it is kept: the day as ISO text."""
        return {**asdict(self), "starts_on": self.starts_on.isoformat()}


async def report(
    session: AsyncSession,
    labourer_id: int,
    report: Report,
    now: dt.datetime,
    by: int,
) -> Placement | Refusal:
    """File it, and ask the labourer. Refusals: person_gone, and those of `stands_against`."""
    labourer = await session.get(
        Labourer, labourer_id, with_for_update=True, populate_existing=True
    )
    if labourer is None:
        return Refusal("person_gone")
    if refused := await stands_against(
        session, labourer, report.employer_id, report.starts_on, by=by
    ):
        return refused
    placement = Placement(
        **asdict(report),
        county=labourer.village_code[:COUNTY],
        labourer_id=labourer.id,
        broker_id=by,
        state=PlacementState.REPORTED,
        reported=report.as_json(),
        filed_at=now,
    )
    session.add(placement)
    await session.flush()
    note(session, placement, Act.REPORTED, now, by)
    await confirmation.ask(session, placement, now)
    return placement


async def report_anew(
    session: AsyncSession,
    placement: Placement,
    report: Report,
    now: dt.datetime,
    by: int,
) -> Refusal | None:
    """File it once more after it was returned or disputed; the day of the first filing stays.

    The labourer is asked again only where something they were asked about has changed.
    """
    labourer = await session.get(Labourer, placement.labourer_id)
    if labourer is None:
        return Refusal("person_gone")
    if refused := await stands_against(
        session, labourer, report.employer_id, report.starts_on, by=by, but=placement.id
    ):
        return refused
    kept = {**asdict(report), "reported": report.as_json(), "why": None}
    same = all(kept[key] == getattr(placement, key) for key in ASKED_ABOUT)
    if same and placement.said and placement.said["started"]:
        return await move(session, placement, Move.SEND_BACK, Party.BROKER, now, by=by, **kept)
    kept |= {"said": None, "said_at": None, "said_by": None, "said_how": None, "asked": 0}
    refused = await move(session, placement, Move.REPORT_ANEW, Party.BROKER, now, by=by, **kept)
    if refused is None:
        await confirmation.ask(session, placement, now)
    return refused


async def stands_against(
    session: AsyncSession,
    labourer: Labourer,
    employer_id: int,
    starts_on: dt.date,
    *,
    by: int,
    but: int | None = None,
) -> Refusal | None:
    """Why this person can't be reported there from that day.

    Refusals: too_young_to_work {youngest}, employer_listed {day, why}, placed_already {day} by the
    same broker, claimed_already {day} by another; `but` is a placement that does not count.
    """
    return await listed(session, employer_id) or await _taken(session, labourer, starts_on, by, but)


async def may_be_placed(
    session: AsyncSession,
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
    session: AsyncSession, labourer: Labourer, starts_on: dt.date, by: int, but: int | None
) -> Refusal | None:
    if is_too_young(labourer, starts_on):
        return Refusal("too_young_to_work", {"youngest": YOUNGEST})
    other = await overlapping(session, labourer.key(), starts_on, but=but)
    if other is None:
        return None
    day = other.starts_on.isoformat()
    return Refusal("placed_already" if other.broker_id == by else "claimed_already", {"day": day})


async def listed(session: AsyncSession, employer_id: int) -> Refusal | None:
    """Whether nobody may be placed there. Refusal: employer_listed {day, why}."""
    return blacklist.refused(await session.get_one(Employer, employer_id))


async def overlapping(
    session: AsyncSession, labourer_id: int, starts_on: dt.date, *, but: int | None = None
) -> Placement | None:
    """A placement of this person that a new one from that day on would overlap, the latest.

    One that the person disputes does not count, nor one that nobody counts any more.
    """
    left = or_(col(Placement.ended_on).is_(None), col(Placement.ended_on) > starts_on)
    gone = (*VOID, PlacementState.DISPUTED)
    query = select(Placement).where(
        Placement.labourer_id == labourer_id, col(Placement.state).not_in(gone), left
    )
    if but is not None:
        query = query.where(Placement.id != but)
    return (await session.exec(query.order_by(col(Placement.starts_on).desc()))).first()


def is_too_young(labourer: Labourer, on: dt.date) -> bool:
    """Whether somebody is under 16 on that day, by the ID number, else by the year alone."""
    if not labourer.id_number:
        return on.year - labourer.birth_year < YOUNGEST
    born = labourer.id_number[6:14]
    sixteen = f"{int(born[:4]) + YOUNGEST}{born[4:]}"
    return f"{on:%Y%m%d}" < sixteen


async def withdraw(
    session: AsyncSession, placement: Placement, now: dt.datetime, by: int
) -> Refusal | None:
    """The broker takes the report back."""
    return await move(session, placement, Move.WITHDRAW, Party.BROKER, now, by=by)


async def find(session: AsyncSession, placement_id: int) -> Placement | None:
    """A placement by its number."""
    return await session.get(Placement, placement_id)


async def of(session: AsyncSession, placement_id: int, account_id: int) -> Placement | None:
    """One of a broker's own, be it void."""
    found = await session.get(Placement, placement_id)
    return found if found is not None and found.broker_id == account_id else None


async def with_person(
    session: AsyncSession, placement_id: int, account_id: int
) -> tuple[Placement, Labourer] | None:
    """One of a broker's own with its person, unless the person is erased."""
    placement = await of(session, placement_id, account_id)
    labourer = await session.get(Labourer, placement.labourer_id) if placement else None
    return (placement, labourer) if placement and labourer else None


async def of_broker(session: AsyncSession, account_id: int) -> list[tuple[Placement, Labourer]]:
    """A broker's own placements that still count, with their people, the latest first."""
    query = (
        select(Placement, Labourer)
        .join(Labourer, col(Labourer.id) == Placement.labourer_id)
        .where(Placement.broker_id == account_id, col(Placement.state).not_in(VOID))
        .order_by(col(Placement.id).desc())
    )
    return [(placement, labourer) for placement, labourer in await session.exec(query)]


async def of_labourer(session: AsyncSession, labourer_id: int) -> list[tuple[Placement, Employer]]:
    """All placements of a person with their employers, the first first."""
    query = (
        select(Placement, Employer)
        .join(Employer, col(Employer.id) == Placement.employer_id)
        .where(Placement.labourer_id == labourer_id)
    )
    found = await session.exec(query.order_by(col(Placement.id)))
    return [(placement, employer) for placement, employer in found]


async def forget_person(session: AsyncSession, labourer_id: int) -> None:
    """Somebody is erased: their placements stay as figures, without the person and their words."""
    theirs = update(Placement).where(col(Placement.labourer_id) == labourer_id)
    await session.exec(theirs.values(labourer_id=None, said=None, why=None, next_check_at=None))


async def last_at(session: AsyncSession, employer_id: int, county: str) -> Placement | None:
    """The last report at an employer: what the next one brings along."""
    query = select(Placement).where(
        Placement.employer_id == employer_id, Placement.county == county
    )
    return (await session.exec(query.order_by(col(Placement.id).desc()).limit(1))).first()


async def posts_at(session: AsyncSession, employer_id: int, most: int = 4) -> list[str]:
    """The posts reported at an employer, the latest first."""
    query = select(Placement.post).where(Placement.employer_id == employer_id)
    rows = await session.exec(query.order_by(col(Placement.id).desc()).limit(50))
    return list(dict.fromkeys(rows))[:most]


async def employer_of(session: AsyncSession, placement: Placement) -> Employer:
    """The employer of a placement."""
    return await session.get_one(Employer, placement.employer_id)
