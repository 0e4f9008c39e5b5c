"""The words of what is said of the outbox itself."""

from dialogue.core import ticks
from dialogue.core.reply import Message
from models.outbox import monitor, outbox
from models.outbox.messages import DELIVERY_LATE, DELIVERY_RESUMED
from models.outbox.row import RowState
from scheduler.delivery.render_context import RenderContext, Renderers


async def _late(context: RenderContext) -> Message:
    zone = context.office.zone
    waited = await monitor.get_longest_wait(context.session, context.now, zone)
    since = (context.now - waited).astimezone(zone)
    count = (await outbox.count_unfinished(context.session))[RowState.WAITING]
    return ticks.outbox_late_message(context.speech, since, count)


async def _resumed(context: RenderContext) -> Message:
    return ticks.outbox_recovered_message(context.speech)


RENDERERS: Renderers = {DELIVERY_LATE: _late, DELIVERY_RESUMED: _resumed}
