"""The one query behind the office's lists of people: counted, by pages, and in pieces.

Pages go by key, so that whoever is added meanwhile shifts nobody. Nothing is written here:
`note_listing` is the trail of it.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import tuple_
from sqlmodel import col, func, select

from models.accounts.actor import Actor
from models.core import audit
from models.core import regions as region
from models.core.audit import Act, Subject
from models.core.encryption import keyring
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.labourers.people_conditions import build_conditions
from models.labourers.people_filter import PeopleFilter
from models.labourers.person_lines import PersonLine, read_person_lines

PAGE, PAGE_MOST, PIECE, FEW = 50, 200, 500, 1000
AFTER, BEFORE = ">", "<"
_ORDER = (col(Labourer.name_key), col(Labourer.id))


@dataclass(frozen=True)
class Place:
    """A place in the list: behind somebody or before them. `str` seals it, as it holds a name."""

    side: str
    name_key: str
    number: int

    def __str__(self) -> str:
        return keyring.seal(json.dumps([self.side, self.name_key, self.number]))


@dataclass(frozen=True)
class PeoplePage:
    """The people of one page, and the places of the pages before and after it, where there are."""

    people: tuple[PersonLine, ...]
    previous: Place | None = None
    following: Place | None = None


def parse_place(sealed: str) -> Place | None:
    """A place as an address has it; None, the beginning, for what is none."""
    try:
        side, key, number = json.loads(keyring.open(sealed))
    except (InvalidToken, ValueError):
        return None
    return Place(side, key, number)


async def count_people(session: Session, actor: Actor, wanted: PeopleFilter) -> int | Refusal:
    """How many fit, all of them. Refusal: not_yours."""
    query = await select_people(session, actor, wanted, func.count())
    return query if isinstance(query, Refusal) else int((await session.exec(query)).one())


async def get_people_page(
    session: Session,
    actor: Actor,
    wanted: PeopleFilter,
    place: Place | None = None,
    size: int = PAGE,
) -> PeoplePage | Refusal:
    """The page at a place, in the order of the names. Refusal: not_yours."""
    query = await _select_page(session, actor, wanted)
    if isinstance(query, Refusal):
        return query
    size = min(max(size, 1), PAGE_MOST)
    backwards = place is not None and place.side == BEFORE
    order = [one.desc() for one in _ORDER] if backwards else _ORDER
    if place is not None:
        query = query.where(_beyond(place))
    found = (await session.exec(query.order_by(*order).limit(size + 1))).all()
    more, keys = len(found) > size, found[:size]
    if backwards:
        keys = keys[::-1]
    people = await read_person_lines(session, [number for _, number in keys])
    if not keys:
        return PeoplePage(people)
    has_before = more if backwards else place is not None
    has_after = True if backwards else more
    return PeoplePage(
        people,
        Place(BEFORE, *keys[0]) if has_before else None,
        Place(AFTER, *keys[-1]) if has_after else None,
    )


async def _select_page(session: Session, actor: Actor, wanted: PeopleFilter) -> Any | Refusal:
    """The SELECT of the pages. Few who fit are found first, by one walk through the table.

    In the order of the names SQLite would look each row up by itself until the page is full.
    """
    query = await select_people(session, actor, wanted, *_ORDER)
    if isinstance(query, Refusal) or wanted == replace(PeopleFilter(), **_by_index(wanted)):
        return query
    number = col(Labourer.id)
    few = (await session.exec(query.with_only_columns(number).limit(FEW + 1))).all()
    if len(few) > FEW:
        return query
    return select(*_ORDER).where(number.in_([row[0] for row in few]))


def _by_index(wanted: PeopleFilter) -> dict[str, Any]:
    """What the index of the list or one of its own finds."""
    return {"words": wanted.words, "area": wanted.area, "household": wanted.household}


async def iterate_numbers(
    session: Session, actor: Actor, wanted: PeopleFilter, size: int = PIECE
) -> AsyncIterator[list[int]]:
    """Everybody who fits, in pieces, for what is done with all of them; nobody of no county."""
    query = await select_people(session, actor, wanted, *_ORDER)
    if isinstance(query, Refusal):
        return
    async for rows in iterate_pieces(session, query, size):
        yield [row.id for row in rows]


async def iterate_pieces(
    session: Session, query: Any, size: int = PIECE
) -> AsyncIterator[list[Any]]:
    """The rows of a SELECT that has `name_key` and `id`, by key, so many at a time."""
    place: Place | None = None
    while True:
        piece = query if place is None else query.where(_beyond(place))
        rows = list((await session.exec(piece.order_by(*_ORDER).limit(size))).all())
        if rows:
            yield rows
        if len(rows) < size:
            return
        place = Place(AFTER, rows[-1].name_key, rows[-1].id)


async def select_people(
    session: Session, actor: Actor, wanted: PeopleFilter, *columns: Any
) -> Any | Refusal:
    """The SELECT of those who fit, of the actor's counties alone. Refusal: not_yours."""
    counties = actor.roles.counties()
    if not counties:
        return Refusal("not_yours")
    regions = await region.get_gazetteer(session)
    conditions = build_conditions(wanted, counties, regions, actor.now)
    return select(*columns).select_from(Labourer).where(*conditions)


def _beyond(place: Place) -> Any:
    here = tuple_(*_ORDER)
    there = tuple_(place.name_key, place.number)
    return here < there if place.side == BEFORE else here > there


async def note_listing(session: Session, actor: Actor) -> Refusal | None:
    """That the list was looked at goes into the trail. Refusal: not_yours."""
    if not actor.roles.counties():
        return Refusal("not_yours")
    audit.record(session, actor.now, Act.LISTED, by=actor.id, of=(Subject.LEDGER, 0))
    await session.flush()
    return None
