"""The lists as staff ask for them: how many, page by page, and as a file. Each look is traced."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import literal_column
from sqlmodel import func, select

from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.session import Session
from models.oversight import acts, complaints, entries, placements
from models.oversight.listing import Line, Listing, Scope, Theme
from models.placements import second_accounts, signals

PAGE = 10
# More are not counted, and no sheet has more.
COUNTED, IN_SHEET = 1000, 500
LISTS: Mapping[Theme, Listing] = {
    Theme.SELF: placements.SELF,
    Theme.TIME: placements.TIME,
    Theme.PHONES: entries.PHONES,
    Theme.CODES: acts.CODES,
    Theme.CALLS: placements.CALLS,
    Theme.AGAIN: placements.AGAIN,
    Theme.NOBODY: placements.NOBODY,
    Theme.NUMBERLESS: entries.NUMBERLESS,
    Theme.POOR: acts.POOR,
    Theme.ENDED: acts.ENDED,
    Theme.ERASED: acts.ERASED,
    Theme.PEOPLE: complaints.PEOPLE,
    Theme.EMPLOYERS: complaints.EMPLOYERS,
    Theme.LOOKS: acts.LOOKS,
}
FIELDS = ("person", "name", "by", "other", "figure", "word", "area")


@dataclass(frozen=True)
class Sheet:
    """The first lines of one list; `more` says that the list is longer."""

    theme: Theme
    lines: tuple[Line, ...]
    more: bool


async def count_lists(session: Session, asking: Roles) -> dict[Theme, int] | Refusal:
    """How many lines each list has, up to one more than COUNTED. Refusal: not_yours."""
    if not asking.counties():
        return Refusal("not_yours")
    scope = await _scope(session, asking)
    return {theme: (await session.exec(_counting(theme, scope))).one() for theme in LISTS}


async def get_list_page(
    session: Session, actor: Actor, theme: Theme, wanted: int = 1, *, of: int | None = None
) -> Page[Line] | Refusal:
    """As `read_list_page`; that it was looked at goes into the trail. Refusal: not_yours."""
    found = await read_list_page(session, actor, theme, wanted, of=of)
    if not isinstance(found, Refusal):
        await note_list_seen(session, actor, theme)
    return found


async def note_list_seen(session: Session, actor: Actor, theme: Theme) -> None:
    """The trail keeps that the actor looked at a list."""
    seen = (Subject.OVERSIGHT, theme.place)
    audit.record(session, actor.now, Act.LISTED, by=actor.id, of=seen)
    await session.flush()


async def read_list_page(
    session: Session, actor: Actor, theme: Theme, wanted: int = 1, *, of: int | None = None
) -> Page[Line] | Refusal:
    """One page of a list, or with `of` of what one of its lines stands for. Refusal: not_yours."""
    listing = LISTS[theme]
    if not actor.roles.counties() or (of is not None and listing.members is None):
        return Refusal("not_yours")
    scope = await _scope(session, actor.roles)
    query = _query(theme, scope)
    if of is not None and listing.members is not None:
        query = listing.members(scope, of)
    found = await _page(session, query, wanted, PAGE)
    return found.of(lambda row: _line(row, listing, of))


@dataclass(frozen=True)
class Export:
    """All lists, to be read beside the turns; that they were taken goes into the trail first."""

    asking: Roles
    by: int
    now: dt.datetime

    async def read(self, session: Session) -> list[Sheet]:
        """Every list, up to IN_SHEET lines of each."""
        return await _read_sheets(session, self.asking)

    async def record(self, session: Session) -> None:
        """Write into the trail that every list was taken."""
        await _note_taken(session, self.by, self.now)


def export_lists(actor: Actor) -> Export | Refusal:
    """All lists as a file. Refusal: not_yours."""
    if not actor.roles.counties():
        return Refusal("not_yours")
    return Export(actor.roles, actor.id, actor.now)


async def read_sheets(session: Session, actor: Actor) -> list[Sheet] | Refusal:
    """Every list, up to IN_SHEET lines of each. Refusal: not_yours."""
    if not actor.roles.counties():
        return Refusal("not_yours")
    return await _read_sheets(session, actor.roles)


async def note_lists_taken(session: Session, actor: Actor) -> None:
    """The trail keeps that the actor took every list as a file."""
    await _note_taken(session, actor.id, actor.now)


async def _read_sheets(session: Session, asking: Roles) -> list[Sheet]:
    scope, made = await _scope(session, asking), []
    for theme, listing in LISTS.items():
        first = await _page(session, _query(theme, scope), 1, IN_SHEET)
        lines = tuple(_line(row, listing) for row in first.items)
        made.append(Sheet(theme, lines, first.more))
    return made


async def _note_taken(session: Session, by: int, now: dt.datetime) -> None:
    for theme in LISTS:
        taken = (Subject.OVERSIGHT, theme.place)
        audit.record(session, now, Act.EXPORTED, by=by, of=taken)
    await session.flush()


async def _scope(session: Session, asking: Roles) -> Scope:
    return Scope(asking.counties(), await second_accounts.list_second_account_pairs(session))


async def _page(session: Session, query: Any, wanted: int, size: int) -> Page[Any]:
    """One page; what a line shows is computed for the lines of the page alone."""
    key = query.selected_columns.get("key")
    if key is None:
        return await paging.rows(session, query, wanted, size)
    keys = query.with_only_columns(key, maintain_column_froms=True)
    found = await paging.rows(session, keys, wanted, size)
    shown = key.in_([row[0] for row in found.items])
    rows = (await session.exec(query.where(shown))).all()
    return Page(rows, found.number, found.more)


@lru_cache(maxsize=16 * len(Theme))
def _query(theme: Theme, scope: Scope) -> Any:
    """The SELECT of a list, put together once: that takes longer than to run it."""
    return LISTS[theme].query(scope)


@lru_cache(maxsize=16 * len(Theme))
def _counting(theme: Theme, scope: Scope) -> Any:
    """How many rows the SELECT of a list has, in no order."""
    one: Any = literal_column("1").label("one")
    query = _query(theme, scope).with_only_columns(one, maintain_column_froms=True)
    some = query.order_by(None).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(some)


def _line(row: Any, listing: Listing, of: int | None = None) -> Line:
    told = {field: getattr(row, field, None) for field in FIELDS}
    shown = signals.read_signals(row) if listing.has_signals and of is None else ()
    return Line(row.number, row.kind, row.at, **told, signals=shown)
