"""Several counts in one statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.visitors import iterate
from sqlmodel import func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.core.session import Session, list_set_columns

# More are not counted for a menu: everybody waits while they are.
COUNTED = 100


@dataclass(frozen=True)
class CountQuery:
    """A query that gives one number, and its parameters where the query is a constant."""

    query: SelectOfScalar[int]
    params: Mapping[str, Any] = field(default_factory=dict)


def shown(count: int) -> int | str:
    """A number as people read it: of what is counted no further, "99+"."""
    return count if count < COUNTED else f"{COUNTED - 1}+"


def count_rows(query: Any) -> CountQuery:
    """The query of how many rows another gives; of more than COUNTED, so many."""
    return CountQuery(select(func.count()).select_from(query.limit(COUNTED).subquery()))


async def count(session: Session, one: CountQuery) -> int:
    """The number that a query gives."""
    return (await session.exec(one.query, params=one.params)).one()


def add_counts(queries: Sequence[CountQuery]) -> CountQuery:
    """The query of what several queries give together."""
    params = {name: value for one in queries for name, value in one.params.items()}
    return CountQuery(_sum(tuple(one.query for one in queries)), params)


# To put a statement together costs more than to run it: those of constants are kept.
@lru_cache(maxsize=32)
def _sum(queries: tuple[SelectOfScalar[int], ...]) -> Any:
    numbers = [query.correlate(None).scalar_subquery() for query in queries]
    total: Any = sum(numbers[1:], start=numbers[0])
    return select(total)


@lru_cache(maxsize=32)
def _side_by_side(queries: tuple[SelectOfScalar[int], ...]) -> Any:
    return sa.select(*(query.correlate(None).scalar_subquery() for query in queries))


async def count_together(session: Session, queries: Mapping[str, CountQuery]) -> dict[str, int]:
    """The number that each query gives, by its key, in one round trip.

    What was changed is written first, where a query may ask for it.
    """
    changed = _list_unwritten(session)
    if changed and any(_may_miss(one, changed) for one in queries.values()):
        await session.flush()
    if len(queries) < 2:
        return {key: await count(session, query) for key, query in queries.items()}
    params = {name: value for one in queries.values() for name, value in one.params.items()}
    together = _side_by_side(tuple(one.query for one in queries.values()))
    row = (await session.exec(together, params=params)).one()
    return dict(zip(queries, row, strict=True))


def _list_unwritten(session: Session) -> set[Any]:
    """The tables of rows that are new or deleted, and of others the columns that were changed."""
    kinds = {*session.sync_session.waiting, *map(type, (*session.new, *session.deleted))}
    unwritten: set[Any] = {sa.inspect(kind).local_table for kind in kinds}
    return unwritten.union(*map(list_set_columns, session.dirty))


def _may_miss(one: CountQuery, unwritten: Collection[Any]) -> bool:
    """Whether a query may ask for something that is not written.

    Only of constants it is known: to look through a query costs as much as to write.
    """
    if one.query.get_execution_options().get("reads_past_changes"):
        return False
    return not one.params or not _named(one.query).isdisjoint(unwritten)


@lru_cache(maxsize=64)
def _named(query: SelectOfScalar[int]) -> frozenset[Any]:
    """The tables and columns that a query names, whatever it calls them."""
    parts = list(iterate(query))
    tables = [one for one in parts if isinstance(one, sa.Table)]
    columns = [one.base_columns for one in parts if isinstance(one, sa.ColumnClause)]
    return frozenset({*tables, *(base for bases in columns for base in bases)})
