"""Employers as a county keeps them: opened once, found by a part of the name, changed, merged."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_, update
from sqlmodel import col, func, select

from models.accounts import attempts
from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.paging import Page
from models.core.plain_text import plain
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.employers import blacklist
from models.employers.commands import EmployerDetails
from models.employers.employer import Employer

FOUND, WORDS_LONGEST = 8, 200
COLUMNS = {
    "employer_name": "name",
    "credit_code": "credit_code",
    "employer_kind": "kind",
    "destination": "destination",
    "region": "region",
    "contact": "contact",
}
# Connected by bot/hooks: what moves with a double, and when upper domains used an employer last.
ON_MERGED: list[Callable[[Session, Employer, Employer], Awaitable[None]]] = []
LAST_USES: list[Callable[[], ColumnElement[datetime | None]]] = []


async def open_employer(
    session: Session, actor: Actor, told: EmployerDetails, county: str
) -> Employer | Refusal:
    """A new one; the known one where the county knows the credit code already.

    Args:
        county: one in which `by` has a role; empty is every county.

    Refusals: not_yours, too_often {most}.
    """
    if not any(county.startswith(area) for area in actor.roles.within()):
        return Refusal("not_yours")
    known = await get_employer_by_code(session, county, told.credit_code)
    if known is not None:
        return known
    limit = attempts.EMPLOYERS
    if refused := await attempts.attempt_within_limit(session, limit, actor.id, actor.now):
        return refused
    employer = Employer(**_columns(told), county=county, opened_by=actor.id, opened_at=actor.now)
    session.add(employer)
    await session.flush()
    _record(session, actor, Act.OPENED, employer)
    return employer


async def get_employer_by_code(session: Session, county: str, code: str | None) -> Employer | None:
    """The one that the county knows by this credit code; for a double, what it was merged into."""
    if not code:
        return None
    query = select(Employer).where(_known_in((county,)), Employer.credit_code == code)
    found = (await session.exec(query.order_by(col(Employer.id)))).first()
    return await _followed(session, found) if found else None


async def find_employers(
    session: Session, counties: tuple[str, ...], words: str, most: int = FOUND
) -> list[Employer]:
    """Those of these counties with these words in the name, or this credit code; used last, first.

    Case, width, spaces and punctuation do not matter; without words, all of them.
    """
    query = _used_last(counties)
    if wanted := _folded(words):
        names = select(Employer.id, Employer.name, Employer.credit_code).where(*_theirs(counties))
        rows = await session.exec(names)
        hits = [n for n, name, code in rows if wanted in _folded(name) or wanted == _folded(code)]
        query = query.where(col(Employer.id).in_(hits))
    return list(await session.exec(query.limit(most)))


async def list_employers(
    session: Session, counties: tuple[str, ...], page: int = 1
) -> Page[Employer]:
    """One page of those of these counties; used last, first."""
    return await paging.rows(session, _used_last(counties), page)


async def list_blacklisted(
    session: Session, counties: tuple[str, ...], page: int = 1
) -> Page[Employer]:
    """One page of those of these counties where nobody is placed any more, the latest first."""
    listed = select(Employer).where(*_theirs(counties), col(Employer.listed_at).is_not(None))
    order = (col(Employer.listed_at).desc(), col(Employer.id).desc())
    return await paging.rows(session, listed.order_by(*order), page)


def _theirs(counties: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    return _known_in(counties), col(Employer.merged_into).is_(None)


def _used_last(counties: tuple[str, ...]) -> Any:
    query = select(Employer).where(*_theirs(counties))
    return query.order_by(_last_used().desc(), col(Employer.id).desc())


async def get_employer(
    session: Session, employer_id: int, counties: tuple[str, ...]
) -> Employer | None:
    """An employer of these counties; for a double, what it was merged into."""
    found = await session.get(Employer, employer_id)
    employer = await _followed(session, found) if found else None
    if employer is None:
        return None
    mine = any(not employer.county or employer.county.startswith(area) for area in counties)
    return employer if mine else None


def employer_answers(employer: Employer) -> dict[str, Any]:
    """Its answers; the inverse of what `open_employer` and `change` take."""
    return {key: getattr(employer, column) for key, column in COLUMNS.items()}


async def change_employer(
    session: Session, actor: Actor, employer: Employer, told: EmployerDetails
) -> list[str] | Refusal:
    """Bring it to what was told; gives the columns that changed.

    Refusals: not_yours, employer_known {name}.
    """
    if not employer.is_decided_by(actor.roles.counties()):
        return Refusal("not_yours")
    code = told.credit_code
    if refusal := await refuse_known_code(session, employer.county, code, employer):
        return refusal
    columns = _columns(told)
    changed = [key for key, value in columns.items() if getattr(employer, key) != value]
    if changed:
        employer.sqlmodel_update(columns)
        _record(session, actor, Act.CHANGED, employer)
        await session.flush()
    return changed


async def refuse_known_code(
    session: Session, county: str, code: str | None, but: Employer | None = None
) -> Refusal | None:
    """Refused where another employer of the county has this code: employer_known {name}."""
    known = await get_employer_by_code(session, county, code)
    return Refusal("employer_known", {"name": known.name}) if known not in (None, but) else None


async def merge_employers(
    session: Session, actor: Actor, double: Employer, into: Employer
) -> Refusal | None:
    """Make two entries one: what hangs on the double moves, what `into` lacks is taken over.

    Where one is on the blacklist, both are: who was not told yet is. Refusals: not_yours,
    employer_apart, codes_differ.
    """
    counties = actor.roles.counties()
    if not (double.is_decided_by(counties) and into.is_decided_by(counties)):
        return Refusal("not_yours")
    for one in sorted((double, into), key=Employer.key):
        await blacklist.lock_employer(session, one)
    if refusal := _unlike(double, into):
        return refusal
    if double.is_listed and not into.is_listed:
        await blacklist.blacklist_employer(session, actor, into, double.listed_why or "")
    elif into.is_listed and not double.is_listed:
        await blacklist.warn_everybody(session, actor, double)
    into.credit_code = into.credit_code or double.credit_code
    into.contact = into.contact or double.contact
    await _move(session, double, into)
    for one in (double, into):
        _record(session, actor, Act.MERGED, one)
    await session.flush()
    return None


def _unlike(double: Employer, into: Employer) -> Refusal | None:
    ended = double.merged_into is not None or into.merged_into is not None
    if double.id == into.id or ended or not double.county.startswith(into.county):
        return Refusal("employer_apart")
    codes = {double.credit_code, into.credit_code} - {None}
    return Refusal("codes_differ") if len(codes) > 1 else None


async def _move(session: Session, double: Employer, into: Employer) -> None:
    double.merged_into = into.id
    await session.flush()
    for move in ON_MERGED:
        await move(session, double, into)
    earlier = update(Employer).where(col(Employer.merged_into) == double.id)
    await session.exec(earlier.values(merged_into=into.id))


def _record(session: Session, actor: Actor, act: Act, employer: Employer) -> None:
    audit.record(session, actor.now, act, by=actor.id, of=(Subject.EMPLOYER, employer.key()))


async def _followed(session: Session, employer: Employer) -> Employer:
    """What a double was merged into: always one step, as earlier doubles move along."""
    if employer.merged_into is None:
        return employer
    return await session.get_one(Employer, employer.merged_into)


def _known_in(counties: tuple[str, ...]) -> Any:
    """Of these counties, or opened by staff of every county."""
    everywhere = col(Employer.county) == ""
    areas = [or_(everywhere, inside(col(Employer.county), area)) for area in counties]
    return or_(false(), *areas)


def _last_used() -> Any:
    """When somebody was last placed there, or else when it was opened."""
    return func.coalesce(*(used() for used in LAST_USES), Employer.opened_at)


def _folded(words: str | None) -> str:
    """Letters and digits alone, in their plainest form."""
    said = plain((words or "")[:WORDS_LONGEST]).casefold()
    return "".join(sign for sign in said if sign.isalnum())


def _columns(told: EmployerDetails) -> dict[str, Any]:
    return {column: getattr(told, key) for key, column in COLUMNS.items()}
