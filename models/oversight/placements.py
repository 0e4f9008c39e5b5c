"""Lists of placements: whose word it was, how soon, who approved it, and whose person is gone."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from models.core.audit import Act, AuditRecord, Subject, is_overseen
from models.core.column_types import seconds
from models.core.regions import Wide
from models.oversight.listing import (
    Kind,
    Listing,
    Query,
    Scope,
    kind_column,
    select_columns,
    with_person,
)
from models.placements import signal_conditions, signals
from models.placements.placement import Placement
from models.placements.signals import Signal
from models.placements.states import PlacementState

# Confirmed, perhaps not by the person.
BY_OTHERS = (Signal.SELF, Signal.BROKERS_CODE, Signal.SOON, Signal.SAME_CHAT)
# A call of which nobody else can say that it was made.
CALLED = (*(Signal.CALL_APPROVED, Signal.SECOND_ACCOUNT, Signal.NO_PHONE, Signal.PHONE_CHANGED),)
WORDS = (Act.CONFIRMED, Act.CORRECTED)
LATEST = func.coalesce(Placement.said_at, Placement.filed_at)


def _placements(scope: Scope, *where: Any, by: Any, other: Any, at: Any = LATEST) -> Any:
    """Placements of the counties where they were reported, the latest first."""
    query = select_columns(
        col(Placement.id).label("key"),
        col(Placement.id).label("number"),
        kind_column(Kind.PLACEMENT),
        col(Placement.county).label("area"),
        at.label("at"),
        col(Placement.labourer_id).label("person"),
        scope.name(),
        by.label("by"),
        other.label("other"),
    )
    here = with_person(query.select_from(Placement), Placement.labourer_id)
    here = here.where(scope.covers(Placement.county), *where)
    return here.order_by(at.desc(), col(Placement.id).desc())


def _with_signals(shown: Iterable[Signal]) -> Query:
    def query(scope: Scope) -> Any:
        listed = _placements(
            scope,
            signals.any_signal(shown, scope.pairs),
            by=col(Placement.said_by),
            other=col(Placement.reviewed_by),
        )
        return listed.add_columns(*signals.signal_columns(scope.pairs))

    return query


def list_soon_after_transfer(scope: Scope) -> Any:
    """Every word from an account that took the entry over, the soonest after that first.

    Also words on what was reported anew or withdrawn since: the trail has them.
    """
    claimed, said = aliased(AuditRecord), aliased(AuditRecord)
    took = (seconds(said.at) - seconds(claimed.at)).label("figure")
    query = select_columns(
        col(Placement.id).label("number"),
        kind_column(Kind.PLACEMENT),
        col(Placement.county).label("area"),
        col(said.at).label("at"),
        col(Placement.labourer_id).label("person"),
        scope.name(),
        col(said.account_id).label("by"),
        signal_conditions.issuer_of_code(claimed).label("other"),
        took,
    )
    same = and_(
        col(said.labourer_id) == claimed.labourer_id,
        col(said.account_id) == claimed.account_id,
        Wide(col(said.subject)) == Subject.PLACEMENT,
        col(said.act).in_(WORDS),
        col(said.at) >= claimed.at,
    )
    joined = query.select_from(claimed).join(said, same)
    joined = joined.join(Placement, col(Placement.id) == said.subject_id)
    listed = with_person(joined, Placement.labourer_id).where(
        col(claimed.act) == Act.CLAIMED, is_overseen(claimed), scope.covers(Placement.county)
    )
    return listed.order_by(took, col(said.id))


def _registered_again() -> Any:
    """Placements of a person whose earlier entry was erased, by the index of the ID number."""
    gone, anew = aliased(Placement), aliased(Placement)
    # Of two that are both without a person the trail tells whether it was one entry.
    other_entry = _entry_of(gone) != _entry_of(anew)
    again = or_(col(anew.labourer_id).is_not(None), and_(col(gone.id) < col(anew.id), other_entry))
    return (
        select(anew.id)
        .join(gone, and_(col(gone.worker_index) == anew.worker_index, col(gone.id) != anew.id))
        .where(col(gone.labourer_id).is_(None), again)
    )


def _entry_of(placement: Any) -> Any:
    record = aliased(AuditRecord)
    its = (record.subject == Subject.PLACEMENT, record.subject_id == placement.id)
    query = select(record.labourer_id).where(*its, record.act == Act.REPORTED)
    return query.order_by(col(record.id)).limit(1).correlate(placement).scalar_subquery()


def list_registered_again(scope: Scope) -> Any:
    """Erased, and registered and placed again."""
    again = col(Placement.id).in_(_registered_again())
    return _placements(
        scope, again, by=signal_conditions.broker_of_report(), other=col(Placement.reviewed_by)
    )


def _eraser() -> Any:
    record = aliased(AuditRecord)
    its = (record.subject == Subject.PLACEMENT, record.subject_id == Placement.id)
    query = select(record.account_id).where(*its, record.act == Act.ERASED)
    return query.order_by(col(record.id).desc()).limit(1).correlate(Placement).scalar_subquery()


def list_approved_without_person(scope: Scope) -> Any:
    """Approved, and so to be paid, of somebody who is erased: by whom reported and erased."""
    gone = (
        col(Placement.labourer_id).is_(None),
        Wide(col(Placement.state)) == PlacementState.APPROVED,
    )
    return _placements(scope, *gone, by=signal_conditions.broker_of_report(), other=_eraser())


SELF = Listing(_with_signals(BY_OTHERS), has_signals=True)
CALLS = Listing(_with_signals(CALLED), has_signals=True)
TIME = Listing(list_soon_after_transfer)
AGAIN = Listing(list_registered_again)
NOBODY = Listing(list_approved_without_person)
