"""What runs by the clock, for staff."""

from dialogue.core import keeping
from dialogue.core import ticks as screens
from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from dialogue.core.reply import Reply, say
from handlers.core.menu_items import MenuItem, staff
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core import tick_runs
from models.core.vocabulary import RoleName
from models.outbox import outbox
from models.outbox.row import RowState

ITEMS = (MenuItem(260, "jobs", N_("⚙️ What runs by the clock"), staff, group=MenuGroup.OFFICE),)

router = Router(RoleName.STAFF)


@router.route("jobs")
async def show_tick_runs(turn: Turn) -> Reply:
    """Every job with its last run, its counts, its next run, and its failures."""
    await drafts.put_aside(turn.session, turn.account)
    known = await tick_runs.every(turn.session)
    waiting = (await outbox.count_unfinished(turn.session))[RowState.WAITING]
    return say(screens.tick_runs_message(turn.speech, known, waiting, turn.zone))


@router.route("keeping")
async def show_retention_periods(turn: Turn) -> Reply:
    """How long each kind of things is kept."""
    return say(keeping.keeping_message(turn.speech, turn.keeping))
