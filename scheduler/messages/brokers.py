"""The words of what is said of applications."""

from dialogue.brokers import application, screens
from dialogue.core.reply import Message
from models.brokers import approval
from models.brokers.broker import Broker
from models.brokers.messages import BROKER_APPLIED, BROKER_DECIDED
from scheduler.delivery.render_context import RenderContext, Renderers


async def _applied(context: RenderContext) -> Message | None:
    broker = await _broker(context)
    return screens.application_received(broker, await context.form_context()) if broker else None


async def _decided(context: RenderContext) -> Message | None:
    broker = await _broker(context)
    return application.application_state(broker, await context.form_context()) if broker else None


async def _broker(context: RenderContext) -> Broker | None:
    return await approval.get_application(context.session, context.row.about)


RENDERERS: Renderers = {BROKER_APPLIED: _applied, BROKER_DECIDED: _decided}
