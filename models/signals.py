"""Signals: what makes the word on a placement worth a second look. Never a No by itself."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.account import Account
from models.audit import Act, AuditRecord
from models.broker import Broker
from models.labourer import Labourer
from models.one_time_code import OneTimeCode, Purpose
from models.placement import Placement, SaidHow
from models.role import Role
from models.words import RoleName

# A word that comes sooner after the report, the code or the taking over came very soon.
SOON = dt.timedelta(minutes=10)


class Signal(StrEnum):
    """What can be seen. In brackets: its params."""

    SELF = auto()
    SAME_HANDS = auto()
    BROKERS_CODE = auto()
    SOON = auto()  # minutes
    BROKERS_PHONE = auto()
    STAFF_PHONE = auto()
    SHARED_PHONE = auto()  # count
    SAME_CHAT = auto()  # count
    NO_PHONE = auto()
    CALL_APPROVED = auto()


@dataclass(frozen=True)
class Facts:
    """What is known of a placement's word. `issued_by`, `issued_at` and `used_at` are of the code
    by which the entry was taken over; `others` counts further entries with the same phone, `people`
    those for whom the account spoke.
    """

    broker: int | None
    registered_by: int | None
    filed_at: dt.datetime
    said_by: int | None = None
    said_how: SaidHow | None = None
    said_at: dt.datetime | None = None
    reviewed_by: int | None = None
    issued_by: int | None = None
    issued_at: dt.datetime | None = None
    used_at: dt.datetime | None = None
    has_phone: bool = True
    others: int = 0
    is_brokers_phone: bool = False
    is_staffs_phone: bool = False
    people: int = 1


@dataclass(frozen=True)
class Seen:
    """One signal, with its figure where it has one."""

    signal: Signal
    figure: int = 0


def seen(facts: Facts) -> tuple[Seen, ...]:
    """The signals of these facts, the gravest first."""
    by_oneself = facts.said_how is SaidHow.SELF
    by_office = facts.said_how in (SaidHow.PHONE, SaidHow.PAPER)
    named = facts.broker is not None
    soon = _soon(facts) if by_oneself else None
    found = (
        (named and by_oneself and facts.said_by == facts.broker, Seen(Signal.SELF)),
        (by_office and facts.said_by == facts.reviewed_by, Seen(Signal.CALL_APPROVED)),
        (facts.said_how is SaidHow.PHONE and not facts.has_phone, Seen(Signal.NO_PHONE)),
        (named and facts.issued_by == facts.broker, Seen(Signal.BROKERS_CODE)),
        (soon is not None, Seen(Signal.SOON, soon or 0)),
        (facts.is_brokers_phone, Seen(Signal.BROKERS_PHONE)),
        (facts.is_staffs_phone, Seen(Signal.STAFF_PHONE)),
        (facts.others, Seen(Signal.SHARED_PHONE, facts.others)),
        (by_oneself and facts.people > 1, Seen(Signal.SAME_CHAT, facts.people)),
        (named and facts.registered_by == facts.broker, Seen(Signal.SAME_HANDS)),
    )
    return tuple(one for holds, one in found if holds)


def _soon(facts: Facts) -> int | None:
    """The minutes from the last step to the word, where there were few."""
    if facts.said_at is None:
        return None
    steps = (facts.filed_at, facts.issued_at, facts.used_at)
    before = [step for step in steps if step is not None and step <= facts.said_at]
    passed = facts.said_at - max(before, default=dt.datetime.min.replace(tzinfo=dt.UTC))
    return int(passed.total_seconds() // 60) if passed < SOON else None


def taken_over() -> ColumnElement[bool]:
    """A code and the trail's record of the taking over by it; a voided code has none."""
    return and_(
        col(OneTimeCode.purpose) == Purpose.CLAIM,
        col(AuditRecord.labourer_id) == OneTimeCode.labourer_id,
        col(AuditRecord.act) == Act.CLAIMED,
        col(AuditRecord.at) == OneTimeCode.used_at,
    )


async def of(session: AsyncSession, placement: Placement) -> tuple[Seen, ...]:
    """The signals of one placement; none where the person is erased."""
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    if labourer is None:
        return ()
    code = (await session.exec(_code(labourer.key()))).first()
    counts: Any = (await session.exec(_counts(placement, labourer))).one()
    others, brokers, staff, claimed, spoke = counts
    return seen(
        Facts(
            broker=placement.broker_id,
            registered_by=labourer.registered_by,
            filed_at=placement.filed_at,
            said_by=placement.said_by,
            said_how=placement.said_how,
            said_at=placement.said_at,
            reviewed_by=placement.reviewed_by,
            issued_by=code.issued_by if code else None,
            issued_at=code.issued_at if code else None,
            used_at=code.used_at if code else None,
            has_phone=labourer.phone is not None,
            others=others,
            is_brokers_phone=brokers > 0,
            is_staffs_phone=staff > 0,
            people=max(claimed, spoke),
        )
    )


def _code(labourer: int) -> Any:
    query = select(OneTimeCode).join(AuditRecord, taken_over())
    of_them = query.where(OneTimeCode.labourer_id == labourer)
    return of_them.order_by(col(OneTimeCode.used_at).desc()).limit(1)


def _counts(placement: Placement, labourer: Labourer) -> Any:
    """Others with this phone, the broker's and staff's among them, and the account's people."""
    phone, entry = labourer.phone_index, aliased(Labourer)
    same = col(entry.phone_index) == phone
    others = select(func.count()).select_from(entry).where(same, col(entry.id) != labourer.id)
    told = select(func.count()).select_from(Broker)
    told = told.where(Broker.account_id == placement.broker_id, Broker.phone_index == phone)
    staff = (
        select(func.count())
        .select_from(entry)
        .join(Account, col(Account.labourer_id) == entry.id)
        .join(Role, col(Role.account_id) == Account.id)
        .where(same, col(entry.id) != labourer.id, Role.name == RoleName.STAFF)
    )
    by = placement.said_by
    claimed = select(func.count(func.distinct(AuditRecord.labourer_id))).where(
        AuditRecord.account_id == by, AuditRecord.act == Act.CLAIMED
    )
    spoke = select(func.count(func.distinct(Placement.labourer_id))).where(
        Placement.said_by == by, Placement.said_how == SaidHow.SELF
    )
    figures = (others, told, staff, claimed, spoke)
    wanted: list[Any] = [figure.scalar_subquery() for figure in figures]
    return select(*wanted)
