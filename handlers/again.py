"""An update delivered again: nothing is done twice, and the person sees where they are."""

from dialogue import consent
from dialogue.message import Answer, say
from handlers import arrival, menu
from handlers.turn import Turn


async def again(turn: Turn) -> Answer:
    """The screen that lies before the person. Who has no account gets none by this."""
    if turn.account is None:
        return say(consent.languages())
    turn.choice, turn.payload = None, None
    if arrival.is_newcomer(turn):
        return await arrival.arrive(turn)
    return await menu.before(turn)
