"""How things stand with the recipients of some rows of the outbox."""

import datetime as dt
from collections.abc import Mapping

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import preference, publication
from models.account import Account
from models.draft import Draft
from models.notice import Notice
from models.outbox import OutboxRow
from models.recipient import Standing


async def standings(
    session: AsyncSession, rows: list[OutboxRow], now: dt.datetime
) -> Mapping[int, Standing]:
    """By the number of the row."""
    people = [row.labourer_id for row in rows if row.labourer_id and row.manner.capped]
    lately = await publication.lately(session, people, now)
    found = {}
    for row in rows:
        account = await session.get(Account, row.account_id)
        notice = await session.get(Notice, row.about) if row.manner.by_kind else None
        wishes = await preference.of(session, row.labourer_id) if row.labourer_id and notice else {}
        found[row.key()] = Standing(
            blocked=account is not None and account.blocked_at is not None,
            answering=await _answering(session, account),
            lately=lately.get(row.labourer_id or 0, ()),
            wish=wishes.get(notice.kind) if notice else None,
        )
    return found


async def _answering(session: AsyncSession, account: Account | None) -> dt.datetime | None:
    if account is None or account.draft_id is None:
        return None
    query = select(Draft.answered_at, Draft.started_at).where(col(Draft.id) == account.draft_id)
    found = (await session.exec(query)).first()
    return (found[0] or found[1]) if found else None
