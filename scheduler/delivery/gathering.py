"""News that are gathered: one message for what one account is told of within the hour."""

import datetime as dt
from dataclasses import replace

from dialogue.core.gathered import ROOM, join_messages, text_length
from dialogue.core.reply import Message
from models.outbox import outbox
from models.outbox.message_type import get_message_type
from models.outbox.row import HoldReason, OutboxRow
from scheduler.delivery.render_context import RenderContext, Renderers
from scheduler.delivery.rendering import render_row, why_dropped


async def gather(
    context: RenderContext, first: Message, renderers: Renderers, lease: dt.timedelta
) -> tuple[Message, list[OutboxRow]]:
    """The first with all that is due beside it and has room; and the rows of these, leased."""
    main = context.row
    alone = main.labourer_id is not None or outbox.goes_alone(main)
    if alone or not get_message_type(main).gathered:
        return first, []
    messages, beside = [first], []
    room = ROOM - text_length(first.text)
    for row in await outbox.list_gathered_with(context.session, main, context.now):
        if outbox.goes_alone(row):
            continue
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
    await context.session.flush()
    return join_messages(context.speech, messages), beside
