"""The rows of an export: one SELECT that reads no more than its columns need."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col

from models.accounts.account import Account
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.labourers.present_placements import present_placements

_HEAD = aliased(Labourer)
OF_HOUSEHOLD = {
    "head_name": col(Household.head_name),
    "head_birth_year": col(Household.head_birth_year),
    "head_id": col(Household.head_id),
}
OF_HEAD = {"head_id_number": col(_HEAD.id_number), "head_phone": col(_HEAD.phone)}
OF_ACCOUNT = {"account": col(Account.id)}
# Under other names than an entry's own.
OF_PLACEMENT = {
    "employer": "employer",
    "employer_kind": "employer_kind",
    "post": "post",
    "starts_on": "starts_on",
    "destination": "destination",
    "placement_wage": "wage",
    "placement_region": "region",
    "brought": "brought",
}
# Of every row: its place in the order, and on which sheets it belongs.
ALWAYS = ("name_key", "id", "household_id", "status", "work_place", "employer")


def widen(query: Any, needs: Collection[str]) -> Any:
    """The SELECT of people with these columns, and with what they are joined to."""
    names = sorted({*ALWAYS, *needs})
    query = query.with_only_columns(*(_column(name) for name in names))
    if any(name in OF_HOUSEHOLD or name in OF_HEAD for name in names):
        query = query.outerjoin(Household, col(Household.id) == Labourer.household_id)
    if any(name in OF_HEAD for name in names):
        query = query.outerjoin(_HEAD, col(_HEAD.id) == Household.head_id)
    if any(name in OF_ACCOUNT for name in names):
        query = query.outerjoin(Account, col(Account.labourer_id) == Labourer.id)
    return present_placements().join(query)


def _column(name: str) -> Any:
    known = {**OF_HOUSEHOLD, **OF_HEAD, **OF_ACCOUNT}
    if name in known:
        return known[name].label(name)
    if name in OF_PLACEMENT:
        return present_placements().columns[OF_PLACEMENT[name]].label(name)
    return getattr(Labourer, name)
