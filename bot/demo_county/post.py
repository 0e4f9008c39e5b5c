"""The post: what was due has been sent, as the delivery would have done."""

import datetime as dt

from sqlmodel import col, select

from bot.demo_county.stage import Stage
from models.accounts.address import AccountAddress
from models.outbox import outbox
from models.outbox.row import HoldReason, OutboxRow, RowState

# No message of the sandbox has this number.
MESSAGE = 1


async def deliver(stage: Stage, at: dt.datetime) -> None:
    """Everything that is due by then was sent when it was due; to who blocks the bot it was not."""
    await stage.session.flush()
    query = (
        select(OutboxRow, AccountAddress.blocked_at)
        .join(AccountAddress, col(AccountAddress.account_id) == OutboxRow.account_id)
        .where(col(OutboxRow.state) == RowState.WAITING, col(OutboxRow.due_at) <= at)
    )
    for row, blocked_at in await stage.session.exec(query):
        if blocked_at is not None and blocked_at <= row.due_at:
            outbox.end_row(row, HoldReason.BLOCKED)
        else:
            outbox.mark_sent(row, row.due_at, MESSAGE)
    await stage.session.flush()
