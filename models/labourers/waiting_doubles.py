"""Which doubles wait for the office."""

from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, or_, select

from models.core.counting import CountQuery, count, count_rows
from models.core.regions import inside
from models.core.session import Session
from models.labourers.double import Double
from models.labourers.labourer import Labourer

First, Second = aliased(Labourer), aliased(Labourer)


async def count_waiting_doubles(session: Session, counties: tuple[str, ...]) -> int:
    """How many wait for the office of these counties."""
    return await count(session, waiting_doubles_count(counties)) if counties else 0


def waiting_doubles_count(counties: tuple[str, ...]) -> CountQuery:
    """The query of how many wait for the office of these counties."""
    return count_rows(select_waiting(counties, Double.id))


def select_waiting(counties: tuple[str, ...], *wanted: Any) -> Any:
    """A query of undecided doubles of which an entry lies in these counties."""
    places = [inside(one.village_code, area) for one in (First, Second) for area in counties]
    return join_entries(select(*wanted).select_from(Double)).where(is_undecided(), or_(*places))


def is_undecided() -> Any:
    """The condition that the office has not decided on a double."""
    return col(Double.resolved_at).is_(None)


def join_entries(query: Any) -> Any:
    """A query of doubles, with both entries of each."""
    return query.join(First, First.id == Double.first_id).join(
        Second, Second.id == Double.second_id
    )
