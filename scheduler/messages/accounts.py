"""The words of what is said of accounts."""

from dialogue.accounts import console
from dialogue.core.reply import Message
from dialogue.labourers import doubles
from models.accounts import attempts
from models.accounts.guessing_alarm import GuessedThing
from models.accounts.messages import GUESSING, SIGNED_IN
from scheduler.delivery.render_context import RenderContext, Renderers


async def _guessing(context: RenderContext) -> Message:
    counts = await attempts.count_recent_attempts(context.session, context.now, attempts.DAY)
    return doubles.guesses_notice(context.speech, GuessedThing(context.row.round), counts)


async def _signed_in(context: RenderContext) -> Message:
    at = context.row.planned_at.astimezone(context.office.zone)
    return console.signed_in_notice(context.speech, context.row.about, at)


RENDERERS: Renderers = {GUESSING: _guessing, SIGNED_IN: _signed_in}
