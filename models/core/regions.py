"""Regions: counties, townships and villages, keyed by code."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, and_, func, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal
from sqlmodel import Field, SQLModel, col, select

from models.core.gazetteer import COUNTY, TOWNSHIP, VILLAGE, Gazetteer, spoken_name
from models.core.refusal import Refusal
from models.core.session import Session, Slot

# The gazetteer that a transaction has looked up.
LOOKED_UP: Slot[list[Gazetteer]] = Slot(list)
NEWEST_NUMBER: Slot[list[int | None]] = Slot(list)
SHIPPED = Path(__file__).parents[1] / "regions" / "villages_tongyu_wangqing.csv"
COLUMNS = ("county_code", "county", "township_code", "township", "village_code", "village")


class Region(SQLModel, table=True):
    """One county (6 digits), township (9) or village (12), and the last import that wrote it."""

    code: str = Field(primary_key=True, max_length=VILLAGE)
    name: str
    import_number: int = Field(index=True)


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
        named = await session.exec(select(Region.code, Region.name).order_by(col(Region.code)))
        known = Gazetteer(dict(named.all()))
        _known[store] = (newest, known)
    return known


def read_villages(file: Path) -> dict[str, str] | Refusal:
    """Codes and spoken names of a CSV file with COLUMNS in UTF-8; refuses any other."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, restval="")
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                return Refusal("villages_columns", {"columns": ", ".join(missing)})
            return _names(enumerate(rows, start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        return Refusal("villages_unreadable", {"why": type(problem).__name__})


def _names(rows: Iterator[tuple[int, dict[str, str]]]) -> dict[str, str] | Refusal:
    names: dict[str, str] = {}
    for line, row in rows:
        county, township, village = (row[f"{k}_code"] for k in ("county", "township", "village"))
        sizes = (len(county), len(township), len(village))
        nested = township.startswith(county) and village.startswith(township)
        named = row["county"] and row["township"] and row["village"]
        if not (sizes == (COUNTY, TOWNSHIP, VILLAGE) and village.isdecimal() and nested and named):
            return Refusal("villages_line", {"line": line})
        names |= {
            county: row["county"],
            township: row["township"],
            village: spoken_name(row["village"]),
        }
    return names


async def import_villages(session: Session, names: dict[str, str]) -> int:
    """Add regions and rename those already there; gives how many are new."""
    known = {region.code: region for region in await session.exec(select(Region))}
    number = max((region.import_number for region in known.values()), default=0) + 1
    for code, name in sorted(names.items()):
        region = known.get(code) or Region(code=code, name=name, import_number=number)
        region.name, region.import_number = name, number
        session.add(region)
    await session.flush()
    session.forget(LOOKED_UP)
    session.forget(NEWEST_NUMBER)
    return len(names.keys() - known.keys())
