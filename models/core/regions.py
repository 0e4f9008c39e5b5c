"""Regions: counties, townships and villages, keyed by code."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, and_, false, func, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal
from sqlmodel import Field, SQLModel, col, select

from models.core.gazetteer import COUNTY, VILLAGE, Gazetteer
from models.core.session import Session, Slot
from models.core.village_list import COLUMNS, read_villages

__all__ = [
    "COLUMNS",
    "NEWEST",
    "SHIPPED",
    "Region",
    "VillagesImported",
    "get_gazetteer",
    "import_villages",
    "inside",
    "read_villages",
]

# The gazetteer that a transaction has looked up.
LOOKED_UP: Slot[list[Gazetteer]] = Slot(list)
NEWEST_NUMBER: Slot[list[int | None]] = Slot(list)
SHIPPED = Path(__file__).parents[1] / "regions" / "villages_tongyu_wangqing.csv"


class Region(SQLModel, table=True):
    """One county (6 digits), township (9) or village (12), and the last import that wrote it.

    What a newer list leaves out is retired: known, but not offered.
    """

    code: str = Field(primary_key=True, max_length=VILLAGE)
    name: str
    import_number: int = Field(index=True)
    retired: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


@dataclass(frozen=True)
class VillagesImported:
    """How many regions of a list are new, and which villages are left out by it."""

    new: int
    retired: tuple[str, ...]


class Wide(ColumnElement[str]):
    """A column of which nearly every row is wanted.

    SQLite would go by its index all the same, and meet the rows out of order; PostgreSQL knows.
    """

    inherit_cache = True
    _traverse_internals = [("column", InternalTraversal.dp_clauseelement)]  # noqa: RUF012

    def __init__(self, column: Any) -> None:
        self.column, self.type = column, column.type


@compiles(Wide)
def _as_it_is(element: Wide, compiler: Any, **kwargs: Any) -> str:
    return str(compiler.process(element.column, **kwargs))


@compiles(Wide, "sqlite")
def _without_index(element: Wide, compiler: Any, **kwargs: Any) -> str:
    return f"+{compiler.process(element.column, **kwargs)}"


def inside(code: Any, area: str) -> ColumnElement[bool]:
    """A column of codes lies in an area: a range, so that its index serves on both databases."""
    if not area:
        return true()
    column = Wide(code) if len(area) <= COUNTY else code
    return and_(column >= area, column < str(int(area) + 1))


# The gazetteer last read from each store, with the number of the import it shows.
_known: WeakKeyDictionary[object, tuple[int | None, Gazetteer]] = WeakKeyDictionary()


NEWEST_IMPORT = select(func.max(Region.import_number)).scalar_subquery()
NEWEST = select(NEWEST_IMPORT)


def remember_import(session: Session, number: int | None) -> None:
    """The number of the newest import, where another statement has brought it along."""
    session.recall(NEWEST_NUMBER)[:] = [number]


async def get_gazetteer(session: Session) -> Gazetteer:
    """All regions as a value; read anew only after an import, by whichever process.

    A transaction looks once whether there was one.
    """
    known = session.recall(LOOKED_UP)
    if not known:
        known.append(await _newest(session))
    return known[0]


async def _newest(session: Session) -> Gazetteer:
    store = session.get_bind()
    brought = session.recall(NEWEST_NUMBER)
    newest = brought[0] if brought else (await session.exec(NEWEST)).one()
    read, known = _known.get(store, (None, Gazetteer({})))
    if read != newest:
        columns = select(Region.code, Region.name, Region.retired)
        rows = (await session.exec(columns.order_by(col(Region.code)))).all()
        known = _as_gazetteer(tuple(tuple(row) for row in rows))
        _known[store] = (newest, known)
    return known


# What is looked up in it takes a while to lay out: two stores with the same regions share it.
@lru_cache(maxsize=2)
def _as_gazetteer(rows: tuple[tuple[str, str, bool], ...]) -> Gazetteer:
    retired = frozenset(code for code, _, is_retired in rows if is_retired)
    return Gazetteer({code: name for code, name, _ in rows}, retired)


async def import_villages(session: Session, names: dict[str, str]) -> VillagesImported:
    """Add regions and rename those already there.

    Of a county whose villages are given, those left out are retired: their people still live there,
    but nobody is offered them any more, until a list has them again.
    """
    known = {region.code: region for region in await session.exec(select(Region))}
    number = max((region.import_number for region in known.values()), default=0) + 1
    for code, name in sorted(names.items()):
        region = known.get(code) or Region(code=code, name=name, import_number=number)
        region.name, region.import_number, region.retired = name, number, False
        session.add(region)
    counties = {code[:COUNTY] for code in names if len(code) == VILLAGE}
    left_out = [
        region
        for code, region in known.items()
        if len(code) > COUNTY and code[:COUNTY] in counties and code not in names
    ]
    for region in left_out:
        region.retired = True
    await session.flush()
    session.forget(LOOKED_UP)
    session.forget(NEWEST_NUMBER)
    new, retired = names.keys() - known.keys(), (region.code for region in left_out)
    return VillagesImported(len(new), tuple(sorted(c for c in retired if len(c) == VILLAGE)))
