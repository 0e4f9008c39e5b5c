"""Signals: what makes the word on a placement worth a second look. Never a No by itself.

Each signal is one condition over Placement: the review asks it of one, the auditor's lists of all.
What can be erased or changed afterwards is read from the trail and the history instead: who
reported it, who gave out the code, which phones were ever told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, or_, tuple_
from sqlmodel import col, exists, select

from models.accounts.one_time_codes import CodePurpose, OneTimeCode
from models.core.audit import Act, AuditRecord
from models.core.session import Session
from models.placements import second_accounts
from models.placements import signal_conditions as facts
from models.placements.placement import Placement, StatementChannel
from models.placements.states import PlacementState

BY_OFFICE = (StatementChannel.PHONE, StatementChannel.PAPER)


class Signal(StrEnum):
    """What can be seen, the gravest first. In brackets: its params."""

    SELF = auto()
    CALL_APPROVED = auto()
    SECOND_ACCOUNT = auto()
    NO_PHONE = auto()
    PHONE_CHANGED = auto()
    BROKERS_CODE = auto()
    SOON = auto()  # minutes
    BROKERS_PHONE = auto()
    STAFF_PHONE = auto()
    SHARED_PHONE = auto()  # count
    SAME_CHAT = auto()  # count
    SAME_HANDS = auto()


@dataclass(frozen=True)
class ShownSignal:
    """One signal, with its figure where it has one."""

    signal: Signal
    figure: int = 0


Pairs = tuple[tuple[int, int], ...]


def is_entry_transfer() -> ColumnElement[bool]:
    """A code and the trail's record of the taking over by it; a voided code has none."""
    return and_(
        col(OneTimeCode.purpose).in_((CodePurpose.CLAIM, CodePurpose.MOVE)),
        col(AuditRecord.labourer_id) == OneTimeCode.labourer_id,
        col(AuditRecord.act) == Act.CLAIMED,
        col(AuditRecord.at) == OneTimeCode.used_at,
    )


def signal_conditions(pairs: Pairs = ()) -> dict[Signal, ColumnElement[bool]]:
    """Each signal as a condition; `pairs` are accounts that may be of one person."""
    by_oneself = col(Placement.said_how) == StatementChannel.SELF
    called = col(Placement.said_how) == StatementChannel.PHONE
    said_by, by = col(Placement.said_by), col(Placement.reviewed_by)
    approved = and_(
        col(Placement.said_how).in_(BY_OFFICE), col(Placement.state) == PlacementState.APPROVED
    )
    several = tuple_(said_by, by).in_(list(pairs)) if pairs else false()
    return {
        Signal.SELF: and_(by_oneself, said_by == facts.broker_of_report()),
        Signal.CALL_APPROVED: and_(approved, said_by == by),
        Signal.SECOND_ACCOUNT: and_(approved, several),
        Signal.NO_PHONE: and_(called, facts.no_phone()),
        Signal.PHONE_CHANGED: and_(called, facts.phone_changed()),
        Signal.BROKERS_CODE: facts.with_brokers_code(),
        Signal.SOON: and_(by_oneself, facts.confirmed_within_minutes()),
        Signal.BROKERS_PHONE: facts.with_brokers_phone(),
        Signal.STAFF_PHONE: facts.with_staffs_phone(),
        Signal.SHARED_PHONE: exists(facts.entries_with_same_phone()),
        Signal.SAME_CHAT: and_(by_oneself, or_(facts.spoke_for_another(), facts.claimed_another())),
        Signal.SAME_HANDS: facts.registered_by_broker(),
    }


def signal_figures() -> dict[Signal, tuple[Any, ...]]:
    """What is counted or measured where a signal holds: seconds, of which the least, or heads."""
    return {
        Signal.SOON: facts.seconds_until_statement(),
        Signal.SHARED_PHONE: (facts.count_same_phone(),),
        Signal.SAME_CHAT: facts.count_spoken_for(),
    }


def signal_columns(pairs: Pairs = ()) -> list[Any]:
    """All signals and their figures as columns, for `read`."""
    named = [holds.label(signal) for signal, holds in signal_conditions(pairs).items()]
    measured = [
        figure.label(f"{signal}_{place}")
        for signal, several in signal_figures().items()
        for place, figure in enumerate(several)
    ]
    return [*named, *measured]


def read_signals(row: Any) -> tuple[ShownSignal, ...]:
    """The signals that a row with these columns shows."""
    return tuple(ShownSignal(one, _figure(one, row)) for one in Signal if getattr(row, one))


def _figure(signal: Signal, row: Any) -> int:
    found = (getattr(row, f"{signal}_{place}", None) for place in range(2))
    known = [figure for figure in found if figure is not None and figure >= 0]
    if signal is Signal.SOON:
        return min(known, default=0) // 60
    return max(known, default=0)


async def list_signals(session: Session, placement: Placement) -> tuple[ShownSignal, ...]:
    await session.flush()
    wanted = _of_one(await second_accounts.list_second_account_pairs(session))
    return read_signals((await session.exec(wanted, params={"number": placement.id})).one())


@lru_cache(maxsize=8)
def _of_one(pairs: Pairs) -> Any:
    """Put together once: that takes longer than to ask."""
    return select(*signal_columns(pairs)).where(Placement.id == bindparam("number"))


def any_signal(signals: Iterable[Signal], pairs: Pairs = ()) -> ColumnElement[bool]:
    """The placements for which one of these holds."""
    every = signal_conditions(pairs)
    return or_(false(), *(every[signal] for signal in signals))
