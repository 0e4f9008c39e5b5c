"""Regions: counties, townships and villages, keyed by code."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import func
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.columns import moment
from models.gazetteer import COUNTY, TOWNSHIP, VILLAGE, Gazetteer, spoken_name
from models.refusal import Refusal

SHIPPED = Path(__file__).parent / "regions" / "villages_tongyu_wangqing.csv"
COLUMNS = ("county_code", "county", "township_code", "township", "village_code", "village")


class Region(SQLModel, table=True):
    """One county (6 digits), township (9) or village (12)."""

    code: str = Field(primary_key=True, max_length=VILLAGE)
    name: str
    imported_at: datetime = moment()


class _Known:
    """The gazetteer last read, kept as long as no import came after it."""

    mark: tuple[int, datetime | None] = (0, None)
    gazetteer = Gazetteer({})


async def gazetteer(session: AsyncSession) -> Gazetteer:
    """All regions as a value; read anew only after an import."""
    newest = await session.exec(select(func.count(), func.max(Region.imported_at)))
    count, latest = newest.one()
    mark = (count, latest)
    if _Known.mark != mark:
        rows = await session.exec(select(Region).order_by(col(Region.code)))
        _Known.gazetteer = Gazetteer({row.code: row.name for row in rows})
        _Known.mark = mark
    return _Known.gazetteer


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


async def import_villages(session: AsyncSession, names: dict[str, str], now: datetime) -> int:
    """Add regions and rename those already there; gives how many are new."""
    rows = await session.exec(select(Region))
    known = {region.code: region for region in rows}
    for code, name in sorted(names.items()):
        if code in known:
            known[code].name, known[code].imported_at = name, now
        else:
            session.add(Region(code=code, name=name, imported_at=now))
    await session.flush()
    return len(names.keys() - known.keys())
