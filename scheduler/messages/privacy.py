"""The words of what is said about erasing."""

from dialogue.core.reply import Message
from dialogue.privacy import erasure
from models.privacy.messages import ERASURE_ASKED, GRIEVANCE_ERASED
from scheduler.delivery.render_context import RenderContext, Renderers


async def _asked(context: RenderContext) -> Message:
    return erasure.request_notice(context.speech)


async def _erased(context: RenderContext) -> Message:
    return erasure.ended_by_erasure(context.speech, context.row.about)


RENDERERS: Renderers = {ERASURE_ASKED: _asked, GRIEVANCE_ERASED: _erased}
