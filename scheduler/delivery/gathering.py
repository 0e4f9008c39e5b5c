"""News that are gathered: one message for what one account is told of within the hour."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from dialogue.core.gathered import ROOM, join_messages, text_length
from dialogue.core.reply import Message
from models.outbox import outbox
from models.outbox.message_type import get_message_type
from models.outbox.row import HoldReason, OutboxRow, RowState
from scheduler.delivery.render_context import RenderContext, Renderers
from scheduler.delivery.rendering import render_row, why_dropped


async def gather(
    context: RenderContext, first: Message, renderers: Renderers, lease: dt.timedelta
) -> tuple[Message, list[OutboxRow]]:
    """The first with all that is due beside it and has room; and the rows of these, leased."""
    if not get_message_type(context.row).gathered or context.row.labourer_id is not None:
        return first, []
    messages, beside = [first], []
    room = ROOM - text_length(first.text)
    for row in await outbox.list_gathered_with(context.session, context.row, context.now):
        also = replace(context, row=row)
        message = await why_dropped(also) or await render_row(also, renderers)
        if isinstance(message, HoldReason):
            outbox.end_row(row, message)
            continue
        room -= text_length(message.text)
        if room < 0:
            break
        messages.append(message)
        beside.append(row)
        outbox.lease_row(row, context.now, lease)
    return join_messages(context.speech, messages), beside


def settle_beside(rows: Iterable[OutboxRow | None], main: OutboxRow) -> None:
    """They share what became of the message; where it is not sent they wait for another."""
    for row in rows:
        if row is None or row.state is not RowState.LEASED:
            continue
        if main.state is RowState.SENT and main.sent_at and main.message_id is not None:
            outbox.mark_sent(row, main.sent_at, main.message_id)
        else:
            outbox.hold_row(row, main.due_at, main.why)
