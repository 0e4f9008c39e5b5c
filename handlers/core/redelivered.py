"""An update delivered again: nothing is done twice, and the person sees where they are."""

from dialogue.core.reply import Reply, say
from dialogue.labourers import consent
from handlers.core import menu, onboarding
from handlers.core.turn import Turn


async def answer_redelivered(turn: Turn) -> Reply:
    """The screen that lies before the person. Who has no account gets none by this."""
    if turn.account is None:
        return say(consent.language_choice())
    turn.choice, turn.payload = None, None
    if onboarding.is_newcomer(turn):
        return await onboarding.welcome_newcomer(turn)
    return await menu.show_current_screen(turn)
