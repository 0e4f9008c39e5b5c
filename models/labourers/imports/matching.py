"""Who of the ledger the rows of a list are: found for many rows by a few statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, tuple_
from sqlmodel import col, select

from models.core import age
from models.core.bulk_writes import read_rows
from models.core.person_names import name_key
from models.core.regions import inside
from models.core.session import Session
from models.labourers.facts import read_facts
from models.labourers.household import Household
from models.labourers.imports.row_reading import RowRead
from models.labourers.labourer import Labourer

# What an entry is compared by: its number, 0 before it has one, and whether it has an ID number.
Alike = tuple[int, bool]


@dataclass
class Known:
    """What the county's ledger has of some rows.

    `by_number` are entries by the index of their ID number, `elsewhere` the oldest of another
    county with it; `lives` by name, birth year and village, `calls` by name and the index of a
    phone number.
    """

    elsewhere: dict[str, int] = field(default_factory=dict)
    by_number: dict[str, list[Labourer]] = field(default_factory=dict)
    homes: dict[int, Household] = field(default_factory=dict)
    lives: dict[tuple[str, int, str], list[Alike]] = field(default_factory=dict)
    calls: dict[tuple[str, str], list[Alike]] = field(default_factory=dict)

    def list_with_number(self, row: RowRead) -> list[Labourer]:
        """The entries with a row's ID number."""
        return [one for index in row.id_indexes for one in self.by_number.get(index, ())]

    def find_elsewhere(self, row: RowRead) -> int | None:
        """An entry of another county with this number: both offices are shown the two."""
        return next((self.elsewhere[i] for i in row.id_indexes if i in self.elsewhere), None)

    async def add_home(self, session: Session, labourer: Labourer) -> None:
        """Of somebody whom staff said it is the household is looked up, too."""
        self.homes |= await read_rows(session, Household, [labourer.household_id])

    def note(self, row: RowRead, facts: Mapping[str, Any]) -> None:
        """An entry is being opened with these facts: the next row may be its double."""
        alike = (0, bool(facts.get("id_number")))
        key, year = name_key(facts["name"]), age.birth_year(facts)
        self.lives.setdefault((key, year, facts["village"]), []).append(alike)
        for index in row.phone_indexes:
            self.calls.setdefault((key, index), []).append(alike)

    def list_alike(self, row: RowRead) -> list[int]:
        """Those that look like the row's person; two ID numbers are two people."""
        facts = row.facts
        key, number = name_key(facts.get("name", "")), facts.get("id_number")
        found: list[Alike] = []
        if year := _year(facts):
            found += self.lives.get((key, year, facts.get("village", "")), [])
        for index in row.phone_indexes:
            found += self.calls.get((key, index), [])
        return sorted({one for one, has_number in found if not (number and has_number)})

    def get_facts(self, labourer: Labourer) -> dict[str, Any]:
        """The facts of an entry; its wishes for news, which no list tells, are left out."""
        return read_facts(labourer, self.homes.get(labourer.household_id or 0), [])


async def find_known(session: Session, rows: Sequence[RowRead], county: str) -> Known:
    """Everybody of the county whom one of these rows may be."""
    known = Known()
    numbers = [index for row in rows for index in row.id_indexes]
    for part in _parts(numbers):
        query = select(Labourer).where(col(Labourer.id_index).in_(part))
        for one in await session.exec(query.order_by(col(Labourer.id))):
            index = one.id_index or ""
            if one.village_code.startswith(county):
                known.by_number.setdefault(index, []).append(one)
            else:
                known.elsewhere.setdefault(index, one.key())
    found = [one for several in known.by_number.values() for one in several]
    known.homes = await read_rows(session, Household, (one.household_id for one in found))
    left = [row for row in rows if not known.list_with_number(row)]
    await _find_living(session, known, left)
    await _find_calling(session, known, left, county)
    return known


async def _find_living(session: Session, known: Known, rows: Sequence[RowRead]) -> None:
    lives: Any = tuple_(Labourer.name_key, Labourer.birth_year, Labourer.village_code)
    wanted = [
        (name_key(told["name"]), year, told["village"])
        for told in (row.facts for row in rows)
        if "name" in told and "village" in told and (year := _year(told))
    ]
    for part in _parts(wanted):
        for one in await session.exec(_select_alike(lives.in_(part))):
            place = (one.name_key, one.birth_year, one.village_code)
            known.lives.setdefault(place, []).append((one.id, one.id_index is not None))


async def _find_calling(
    session: Session, known: Known, rows: Sequence[RowRead], county: str
) -> None:
    wanted = [index for row in rows for index in row.phone_indexes]
    within = inside(col(Labourer.village_code), county)
    for part in _parts(wanted):
        query = _select_alike(col(Labourer.phone_index).in_(part)).where(within)
        for one in await session.exec(query):
            found = known.calls.setdefault((one.name_key, one.phone_index), [])
            found.append((one.id, one.id_index is not None))


def _select_alike(condition: ColumnElement[bool]) -> Any:
    """What entries are compared by, and nothing that has to be opened first."""
    names = ("id", "id_index", "name_key", "birth_year", "village_code", "phone_index")
    columns: Any = [getattr(Labourer, name) for name in names]
    return select(*columns).where(condition)


def _year(facts: dict[str, Any]) -> int | None:
    if not facts.get("id_number") and not facts.get("birth_year"):
        return None
    return age.birth_year(facts)


def _parts(wanted: Iterable[Any], most: int = 200) -> list[list[Any]]:
    every = list(dict.fromkeys(wanted))
    return [every[start : start + most] for start in range(0, len(every), most)]
