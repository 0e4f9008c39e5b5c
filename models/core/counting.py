"""Several counts in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel.sql.expression import SelectOfScalar

from models.core.session import Session


@dataclass(frozen=True)
class CountQuery:
    """A query that gives one number, and its parameters where the query is a constant."""

    query: SelectOfScalar[int]
    params: Mapping[str, Any] = field(default_factory=dict)


async def count(session: Session, one: CountQuery) -> int:
    """The number that a query gives."""
    return (await session.exec(one.query, params=one.params)).one()


def add_counts(queries: Sequence[CountQuery]) -> CountQuery:
    """The query of what several queries give together."""
    numbers = [one.query.correlate(None).scalar_subquery() for one in queries]
    total: Any = sa.select(sum(numbers[1:], start=numbers[0]))
    return CountQuery(total, {k: v for one in queries for k, v in one.params.items()})


async def count_together(session: Session, queries: Mapping[str, CountQuery]) -> dict[str, int]:
    """The number that each query gives, by its key, in one round trip.

    What was changed is written first, but for queries that read past changes.
    """
    if not all(_reads_past_changes(one) for one in queries.values()):
        await session.flush()
    if len(queries) < 2:
        return {key: await count(session, query) for key, query in queries.items()}
    params = {name: value for one in queries.values() for name, value in one.params.items()}
    counts = (one.query.correlate(None).scalar_subquery() for one in queries.values())
    together: Any = sa.select(*counts)
    row = (await session.exec(together, params=params)).one()
    return dict(zip(queries, row, strict=True))


def _reads_past_changes(one: CountQuery) -> bool:
    return bool(one.query.get_execution_options().get("reads_past_changes"))
