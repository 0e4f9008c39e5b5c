"""What runs by the clock, for staff."""

from aiogram import Router

from dialogue import jobs as screens
from dialogue import keeping
from dialogue.message import Answer, say
from handlers.routing import Holds, chosen, open_to
from handlers.turn import Turn
from models import draft as drafts
from models import job, outbox
from models.topic import RowState
from models.words import RoleName

router = open_to(Router(name="jobs"), Holds(RoleName.STAFF))


@chosen(router, "jobs")
async def show(turn: Turn) -> Answer:
    """Every job with its last run, its counts, its next run, and its failures."""
    await drafts.put_aside(turn.session, turn.person)
    known = await job.every(turn.session)
    waiting = (await outbox.going(turn.session))[RowState.WAITING]
    return say(screens.jobs(turn.speech, known, waiting, turn.zone))


@chosen(router, "keeping")
async def periods(turn: Turn) -> Answer:
    """How long each kind of things is kept."""
    return say(keeping.keeping(turn.speech, turn.keeping))
