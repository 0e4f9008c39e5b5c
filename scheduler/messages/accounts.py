"""The words of what is said of accounts."""

from dialogue.core.reply import Message
from dialogue.labourers import doubles
from models.accounts import attempts
from models.accounts.guessing_alarm import GuessedThing
from models.accounts.messages import GUESSING
from scheduler.delivery.render_context import RenderContext, Renderers


async def _guessing(context: RenderContext) -> Message:
    counts = await attempts.count_recent_attempts(context.session, context.now, attempts.DAY)
    return doubles.guesses_notice(context.speech, GuessedThing(context.row.round), counts)


RENDERERS: Renderers = {GUESSING: _guessing}
