"""How long things are kept, for staff."""

from dialogue.core.reply import Reply, say
from dialogue.privacy import keeping
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.core.vocabulary import RoleName

router = Router(RoleName.STAFF)


@router.route("keeping")
async def show_retention_periods(turn: Turn) -> Reply:
    """How long each kind of things is kept."""
    return say(keeping.keeping_message(turn.speech, turn.keeping))
