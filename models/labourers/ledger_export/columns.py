"""The columns that an export can have: by key, what each reads of the ledger and shows."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from models.core.gazetteer import COUNTY, TOWNSHIP, VILLAGE


@dataclass(frozen=True)
class Term:
    """A word of a closed list, or somebody's own; a layout or a language says how it is written."""

    group: str
    code: str


@dataclass(frozen=True)
class PlaceName:
    """A region by its code: its own name, or with `whole` the names above it too."""

    code: str
    whole: bool = False


@dataclass(frozen=True)
class Hidden:
    """A number that is masked, but where it was asked for whole."""

    number: str


Value: TypeAlias = str | int | dt.date | Term | PlaceName | Hidden | tuple[Term, ...] | None
# "yes" and "no" are words too.
SAID = "said"


@dataclass(frozen=True)
class Column:
    """What it needs of the query, by the names that rows.py has, and the value that it shows.

    `group` is the closed list of its words, or what sort of number is masked.
    """

    key: str
    needs: tuple[str, ...]
    read: Callable[[Any], Value]
    group: str = ""


def _plain(key: str, name: str = "") -> Column:
    name = name or key
    return Column(key, (name,), lambda row: getattr(row, name))


def _term(key: str, group: str, name: str = "") -> Column:
    name = name or key

    def read(row: Any) -> Value:
        code = getattr(row, name)
        return Term(group, str(code)) if code else None

    return Column(key, (name,), read, group)


def _terms(key: str, group: str) -> Column:
    return Column(
        key, (key,), lambda row: tuple(Term(group, str(one)) for one in getattr(row, key)), group
    )


def _said(key: str, said: Callable[[Any], bool | None], *needs: str) -> Column:
    def read(row: Any) -> Value:
        answer = said(row)
        return None if answer is None else Term(SAID, "yes" if answer else "no")

    return Column(key, needs, read, SAID)


def _day(key: str, name: str) -> Column:
    """The day of a moment, in China: the county's zone is its own."""

    def read(row: Any) -> Value:
        at = getattr(row, name)
        return at.astimezone(CHINA).date() if at else None

    return Column(key, (name,), read)


def _place(key: str, size: int, *, whole: bool = False) -> Column:
    return Column(key, ("village_code",), lambda row: PlaceName(row.village_code[:size], whole))


def _hidden(key: str, name: str) -> Column:
    def read(row: Any) -> Value:
        number = getattr(row, name)
        return Hidden(number) if number else None

    return Column(key, (name,), read, HIDDEN_AS.get(name, ""))


CHINA = dt.timezone(dt.timedelta(hours=8))
ID_NUMBER, PHONE = "id number", "phone"
HIDDEN_AS = {
    "id_number": ID_NUMBER,
    "head_id_number": ID_NUMBER,
    "phone": PHONE,
    "head_phone": PHONE,
}
_COLUMNS = (
    _plain("number", "id"),
    _plain("name"),
    _term("sex", "sex"),
    _plain("birth_year"),
    _hidden("id_number", "id_number"),
    _hidden("phone", "phone"),
    _place("county", COUNTY),
    _place("township", TOWNSHIP),
    _place("village", VILLAGE),
    _place("address", VILLAGE, whole=True),
    _term("ethnicity", "ethnicity"),
    _term("schooling", "schooling"),
    _term("status", "status"),
    _plain("out_of_work_since"),
    _plain("work_place"),
    _plain("work_what"),
    _plain("wage"),
    _said("has_contract", lambda row: row.has_contract, "has_contract"),
    _said("has_insurance", lambda row: row.has_insurance, "has_insurance"),
    _terms("skills", "skill"),
    _plain("certificates"),
    _terms("wishes", "wish"),
    _terms("wanted_work", "trade"),
    _term("wanted_reach", "reach"),
    _plain("wanted_wage"),
    _plain("available_from"),
    _terms("courses", "course"),
    _said("registered_poor", lambda row: row.household_id is not None, "household_id"),
    _said("poor_confirmed", lambda row: row.poor_confirmed_at is not None, "poor_confirmed_at"),
    _plain("household", "household_id"),
    _plain("head_name"),
    _plain("head_birth_year"),
    _hidden("head_id_number", "head_id_number"),
    _hidden("head_phone", "head_phone"),
    _said("is_head", lambda row: row.head_id == row.id, "head_id", "id"),
    _said("has_account", lambda row: row.account is not None, "account"),
    _day("registered_on", "registered_at"),
    _day("status_told_on", "status_told_at"),
    _plain("employer"),
    _term("employer_kind", "employer_kind"),
    _plain("post"),
    _plain("placed_since", "starts_on"),
    _term("destination", "destination"),
    _plain("placement_wage"),
    _plain("placement_region"),
    _term("brought", "brought"),
    Column("workplace", ("employer", "work_place"), lambda row: row.employer or row.work_place),
)
COLUMNS: Mapping[str, Column] = {one.key: one for one in _COLUMNS}


def list_needs(keys: Collection[str]) -> set[str]:
    """All that these columns need of the query."""
    return {name for key in keys for name in COLUMNS[key].needs}
