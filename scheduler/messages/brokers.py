"""The words of what is said of applications."""

from dialogue.brokers import application, screens
from dialogue.core.reply import Message
from models.brokers import approval
from models.brokers.broker import Broker
from models.brokers.messages import BROKER_APPLIED, BROKER_DECIDED
from scheduler.delivery.render_context import RenderContext, Renderers


async def _applied(context: RenderContext) -> Message:
    return screens.application_received(await _broker(context), await context.form_context())


async def _decided(context: RenderContext) -> Message:
    return application.application_state(await _broker(context), await context.form_context())


async def _broker(context: RenderContext) -> Broker:
    broker = await approval.get_application(context.session, context.row.about)
    assert broker is not None
    return broker


RENDERERS: Renderers = {BROKER_APPLIED: _applied, BROKER_DECIDED: _decided}
