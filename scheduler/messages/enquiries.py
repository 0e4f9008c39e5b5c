"""The words of what is said of enquiries."""

from dialogue.core.reply import Message
from dialogue.enquiries import screens
from models.enquiries.enquiry import Enquiry
from models.enquiries.messages import ENQUIRY_ANSWERED, ENQUIRY_ASKED, find_answer
from models.enquiries.queue import get_broker_name
from scheduler.delivery.render_context import RenderContext, Renderers


async def _asked(context: RenderContext) -> Message:
    enquiry = await context.session.get_one(Enquiry, context.row.about)
    return screens.new_enquiry_message(enquiry, context.speech)


async def _answered(context: RenderContext) -> Message | None:
    answer = await find_answer(context.session, context.row)
    if answer is None:
        return None
    enquiry = await context.session.get_one(Enquiry, answer.enquiry_id)
    broker = await get_broker_name(context.session, enquiry.broker_id)
    return screens.answer_message(enquiry, answer, broker, context.speech)


RENDERERS: Renderers = {ENQUIRY_ASKED: _asked, ENQUIRY_ANSWERED: _answered}
