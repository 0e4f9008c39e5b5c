"""What runs by the clock, for staff."""

from dialogue.core import ticks as screens
from dialogue.core.reply import Reply, say
from dialogue.privacy import keeping
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core import tick_runs
from models.core.vocabulary import RoleName
from models.outbox import outbox
from models.outbox.message_type import RowState

router = Router(RoleName.STAFF)


@router.route("jobs")
async def show(turn: Turn) -> Reply:
    """Every job with its last run, its counts, its next run, and its failures."""
    await drafts.put_aside(turn.session, turn.person)
    known = await tick_runs.every(turn.session)
    waiting = (await outbox.going(turn.session))[RowState.WAITING]
    return say(screens.jobs(turn.speech, known, waiting, turn.zone))


@router.route("keeping")
async def periods(turn: Turn) -> Reply:
    """How long each kind of things is kept."""
    return say(keeping.keeping(turn.speech, turn.keeping))
