"""Placements at one employer: who is told when it is blacklisted, and where they go in a merger.

Connected with models.employers by bot/hooks.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, update
from sqlmodel import col, func, select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.address import AccountAddress
from models.core.session import Session
from models.employers.employer import Employer
from models.outbox import outbox
from models.outbox.row import HoldReason
from models.placements.employer_queries import placed_at, told_to_be_at
from models.placements.messages import EMPLOYER_LISTED
from models.placements.placement import Placement


def last_used() -> ColumnElement[datetime | None]:
    """When somebody was last placed there, of the employers of a query."""
    filed = select(func.max(Placement.filed_at)).where(Placement.employer_id == Employer.id)
    return filed.scalar_subquery()


async def tell_of_blacklisting(session: Session, actor: Actor, employer: Employer) -> None:
    """Those who are placed there hear of it, and the brokers who placed them."""
    await _tell_labourers(session, employer, actor.now)
    await _tell_brokers(session, employer, actor.now)


async def move_placements(session: Session, double: Employer, into: Employer) -> None:
    """Two entries are one: who was placed at the double is placed at the other."""
    theirs = update(Placement).where(col(Placement.employer_id) == double.id)
    await session.exec(theirs.values(employer_id=into.id))


async def _tell_labourers(session: Session, employer: Employer, now: datetime) -> None:
    """One row each, about the placement; who has no phone with the bot is called."""
    why = case(
        (col(Account.id).is_(None), HoldReason.NO_ACCOUNT.value),
        (col(AccountAddress.blocked_at).is_not(None), HoldReason.BLOCKED.value),
    )
    whose, account = col(Placement.labourer_id), col(Account.id)
    columns = _row(now, account=account, labourer=whose, why=why)
    await outbox.plan_rows(
        session,
        columns,
        lambda rows: (
            rows.select_from(Placement)
            .outerjoin(Account, col(Account.labourer_id) == whose)
            .outerjoin(AccountAddress, col(AccountAddress.account_id) == Account.id)
            .where(*placed_at(employer), whose.is_not(None))
            .group_by(whose, account, col(AccountAddress.blocked_at))
        ),
    )


async def _tell_brokers(session: Session, employer: Employer, now: datetime) -> None:
    """One row for each broker, about the first of the placements."""
    broker = col(Placement.broker_id)
    await outbox.plan_rows(
        session,
        _row(now, account=broker),
        lambda rows: (
            rows.select_from(Placement)
            .where(*told_to_be_at(employer), broker.is_not(None))
            .group_by(broker)
        ),
    )


def _row(now: datetime, **whom: Any) -> dict[str, Any]:
    # Listed again on another day, it is told again.
    first = func.min(Placement.id)
    return outbox.new_row(EMPLOYER_LISTED, first, now, round_=now.toordinal(), **whom)
