"""What a broker was last told of their placements: what the next weekly note is compared with."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Field, SQLModel, select

from models.core.column_types import reference, row_id
from models.core.encryption import Sealed
from models.core.session import Session
from models.placements.states import PlacementState
from models.subsidies.assessment import Assessment, is_foreseen
from models.subsidies.subsidy_case import SubsidyCase


class ToldForecast(SQLModel, table=True):
    """The facts of a broker's last weekly note, and those of the note before it.

    `told` and `before` hold "cases": by the placement's number its state, the yuan payable, the
    yuan more that staying brings, the day fixed for it by the rule, the first day and the wage.
    """

    __tablename__ = "told_forecast"

    id: int | None = row_id()
    account_id: int = reference("account", unique=True, optional=False)
    week: int
    told: dict[str, Any] = Field(default_factory=dict, sa_type=Sealed)
    before: dict[str, Any] | None = Field(default=None, sa_type=Sealed, nullable=True)


@dataclass(frozen=True)
class MovedMonth:
    """A placement whose yuan come in another month than was told, or are foreseen no more.

    `starts_on` and `wage` are set where it is they that changed.
    """

    placement: int
    was: dt.date
    now: dt.date | None
    yuan: int
    starts_on: dt.date | None = None
    wage: int | None = None


def describe_cases(
    cases: Iterable[SubsidyCase], assessments: Mapping[int, Assessment], today: dt.date
) -> dict[str, Any]:
    """A broker's cases as they are told: who denies is told as who is silent."""
    return {str(case.number): _describe(case, assessments[case.number], today) for case in cases}


def _describe(case: SubsidyCase, judged: Assessment, today: dt.date) -> dict[str, Any]:
    denied = case.state is PlacementState.DISPUTED
    facts = {"state": PlacementState.UNANSWERED if denied else case.state, "yuan": judged.amount}
    if not is_foreseen(case, judged):
        return facts
    assert judged.due is not None
    return facts | {
        "more": judged.would_be - judged.amount,
        "due": judged.due.isoformat(),
        "come": judged.due <= today,
        "starts_on": case.starts_on.isoformat(),
        "wage": case.wage,
    }


async def get_told(session: Session, account_id: int) -> ToldForecast | None:
    query = select(ToldForecast).where(ToldForecast.account_id == account_id)
    return (await session.exec(query)).first()


def list_moved(told: ToldForecast | None) -> list[MovedMonth]:
    """What the last note foresaw for another month than the note before it, the first first."""
    if told is None or told.before is None:
        return []
    found = [
        moved
        for number, was in told.before["cases"].items()
        if (moved := _moved(int(number), was, told.told["cases"].get(number, {})))
    ]
    return sorted(found, key=lambda one: (one.was, one.placement))


def _moved(number: int, was: Mapping[str, Any], now: Mapping[str, Any]) -> MovedMonth | None:
    if "due" not in was:
        return None
    before = dt.date.fromisoformat(was["due"])
    if now.get("state") == PlacementState.UNANSWERED:
        # It is with the office: of what was said to it nothing is told, least of all an amount.
        return None
    if "due" not in now:
        paid = now.get("yuan", 0) >= was["yuan"] + was["more"]
        return None if paid else MovedMonth(number, before, None, was["more"])
    due = dt.date.fromisoformat(now["due"])
    if due.replace(day=1) == before.replace(day=1):
        return None
    if was["starts_on"] != now["starts_on"]:
        day = dt.date.fromisoformat(now["starts_on"])
        return MovedMonth(number, before, due, now["more"], starts_on=day)
    wage = now["wage"] if was["wage"] != now["wage"] else None
    return MovedMonth(number, before, due, now["more"], wage=wage)
