"""What runs by the clock, for staff."""

from aiogram import Router

from dialogue.core import ticks as screens
from dialogue.core.reply import Answer, say
from dialogue.privacy import keeping
from handlers.core.routing import Holds, chosen, open_to
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core import tick_runs
from models.core.vocabulary import RoleName
from models.outbox import outbox
from models.outbox.message_type import RowState

router = open_to(Router(name="jobs"), Holds(RoleName.STAFF))


@chosen(router, "jobs")
async def show(turn: Turn) -> Answer:
    """Every job with its last run, its counts, its next run, and its failures."""
    await drafts.put_aside(turn.session, turn.person)
    known = await tick_runs.every(turn.session)
    waiting = (await outbox.going(turn.session))[RowState.WAITING]
    return say(screens.jobs(turn.speech, known, waiting, turn.zone))


@chosen(router, "keeping")
async def periods(turn: Turn) -> Answer:
    """How long each kind of things is kept."""
    return say(keeping.keeping(turn.speech, turn.keeping))
