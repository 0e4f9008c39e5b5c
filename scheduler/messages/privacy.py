"""The words of what is said about erasing."""

from dialogue.core.reply import Message
from dialogue.privacy import erasure
from models.grievances.grievance import Grievance
from models.privacy.messages import (
    ERASURE_ASKED,
    ERASURE_DUE,
    GRIEVANCE_ERASED,
    PLACEMENT_ERASED,
)
from scheduler.delivery.render_context import RenderContext, Renderers


async def _asked(context: RenderContext) -> Message:
    return erasure.request_notice(context.speech)


async def _erased(context: RenderContext) -> Message:
    grievance = await context.session.get(Grievance, context.row.about)
    return erasure.ended_by_erasure(context.speech, context.row.about, grievance)


async def _placement_erased(context: RenderContext) -> Message:
    return erasure.placement_ended_by_erasure(context.speech, context.row.about)


async def _due(context: RenderContext) -> Message:
    return erasure.erasure_due(context.speech)


RENDERERS: Renderers = {
    ERASURE_ASKED: _asked,
    GRIEVANCE_ERASED: _erased,
    PLACEMENT_ERASED: _placement_erased,
    ERASURE_DUE: _due,
}
