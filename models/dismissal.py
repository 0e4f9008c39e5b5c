"""Dismissal: who leaves the office is staff no more, from their next word on."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import account as accounts
from models import revocation
from models.one_time_code import OneTimeCode, Purpose
from models.role import Role
from models.words import RoleName


async def dismiss(session: AsyncSession, chat_id: int, now: datetime) -> int:
    """Take every role of staff away, and what they invited to and nobody followed yet.

    Gives in how many areas they were staff; 0 for who was none.
    """
    account = await accounts.find(session, chat_id)
    if account is None:
        return 0
    theirs = (col(Role.account_id) == account.id, col(Role.name) == RoleName.STAFF)
    counties = tuple(await session.exec(select(Role.area).where(*theirs)))
    taken = (await session.exec(delete(Role).where(*theirs))).rowcount
    open_invitations = update(OneTimeCode).where(
        col(OneTimeCode.issued_by) == account.id,
        col(OneTimeCode.purpose) == Purpose.INVITE,
        col(OneTimeCode.used_at).is_(None),
    )
    if taken:
        await session.exec(open_invitations.values(used_at=now))
        await revocation.role_ended(session, account.key(), counties, now)
    return taken
