"""Who of the ledger the rows of a list are: found for many rows by a few statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import tuple_
from sqlmodel import col, select

from models.core import age
from models.core.bulk_writes import read_rows
from models.core.encryption import LABOURER_ID, LABOURER_PHONE, keyring
from models.core.person_names import name_key
from models.core.regions import inside
from models.core.session import Session
from models.labourers.facts import read_facts
from models.labourers.household import Household
from models.labourers.imports.row_reading import RowRead
from models.labourers.labourer import Labourer

# What an entry is compared by: its number, and whether it has an ID number.
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

    def list_with_number(self, number: str | None) -> list[Labourer]:
        """The entries with this ID number."""
        indexes = keyring.indexes(number, LABOURER_ID) if number else []
        return [one for index in indexes for one in self.by_number.get(index, ())]

    def find_elsewhere(self, number: str | None) -> int | None:
        """An entry of another county with this number: both offices are shown the two."""
        indexes = keyring.indexes(number, LABOURER_ID) if number else []
        return next((self.elsewhere[one] for one in indexes if one in self.elsewhere), None)

    def note(self, labourer: Labourer) -> None:
        """An entry was opened of one of these rows: the next may be its double."""
        alike = (labourer.key(), labourer.id_number is not None)
        key, year = labourer.name_key, labourer.birth_year
        self.lives.setdefault((key, year, labourer.village_code), []).append(alike)
        if labourer.id_index:
            self.by_number.setdefault(labourer.id_index, []).append(labourer)
        if labourer.phone_index:
            self.calls.setdefault((key, labourer.phone_index), []).append(alike)

    def list_alike(self, row: RowRead) -> list[int]:
        """Those that look like the row's person; two ID numbers are two people."""
        facts = row.facts
        key, number = name_key(facts.get("name", "")), facts.get("id_number")
        found: list[Alike] = []
        if year := _year(facts):
            found += self.lives.get((key, year, facts.get("village", "")), [])
        for index in _phones(facts):
            found += self.calls.get((key, index), [])
        return sorted({one for one, has_number in found if not (number and has_number)})

    def get_facts(self, labourer: Labourer) -> dict[str, Any]:
        """The facts of an entry; its wishes for news, which no list tells, are left out."""
        return read_facts(labourer, self.homes.get(labourer.household_id or 0), [])


async def find_known(session: Session, rows: Sequence[RowRead], county: str) -> Known:
    """Everybody of the county whom one of these rows may be."""
    known = Known()
    numbers = [index for row in rows for index in _numbers(row.facts)]
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
    left = [row.facts for row in rows if not known.list_with_number(row.facts.get("id_number"))]
    await _find_living(session, known, left)
    await _find_calling(session, known, left, county)
    return known


async def _find_living(session: Session, known: Known, facts: Sequence[dict[str, Any]]) -> None:
    lives = (col(Labourer.name_key), col(Labourer.birth_year), col(Labourer.village_code))
    wanted = [
        (name_key(told["name"]), year, told["village"])
        for told in facts
        if "name" in told and "village" in told and (year := _year(told))
    ]
    for part in _parts(wanted):
        query = select(Labourer.id, Labourer.id_index, *lives).where(tuple_(*lives).in_(part))
        for number, index, key, year, village in await session.exec(query):
            known.lives.setdefault((key, year, village), []).append(
                (number or 0, index is not None)
            )


async def _find_calling(
    session: Session, known: Known, facts: Sequence[dict[str, Any]], county: str
) -> None:
    wanted = [index for told in facts for index in _phones(told)]
    within = inside(col(Labourer.village_code), county)
    for part in _parts(wanted):
        columns = (Labourer.id, Labourer.id_index, Labourer.name_key, Labourer.phone_index)
        query = select(*columns).where(col(Labourer.phone_index).in_(part), within)
        for number, id_index, key, phone in await session.exec(query):
            found = known.calls.setdefault((key, phone or ""), [])
            found.append((number or 0, id_index is not None))


def _year(facts: dict[str, Any]) -> int | None:
    if not facts.get("id_number") and not facts.get("birth_year"):
        return None
    return age.birth_year(facts)


def _numbers(facts: dict[str, Any]) -> list[str]:
    number = facts.get("id_number")
    return keyring.indexes(number, LABOURER_ID) if number else []


def _phones(facts: dict[str, Any]) -> list[str]:
    phone = facts.get("phone")
    return keyring.indexes(phone, LABOURER_PHONE) if phone else []


def _parts(wanted: Iterable[Any], most: int = 200) -> list[list[Any]]:
    every = list(dict.fromkeys(wanted))
    return [every[start : start + most] for start in range(0, len(every), most)]
