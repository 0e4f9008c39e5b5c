"""County staff look back at closed grievances."""

from dialogue.core.reply import Reply, say
from dialogue.grievances import closed as screens
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.months import parse_month
from models.core.vocabulary import RoleName
from models.grievances import closed

router = Router(RoleName.STAFF)


@router.route("grievances:closed")
async def show_months(turn: Turn) -> Reply:
    """In which months some were closed."""
    await drafts.put_aside(turn.session, turn.account)
    counties = turn.roles.counties()
    months = await closed.count_closed_by_month(turn.session, counties, turn.zone)
    return say(screens.closed_months_message(months, turn.speech))


@router.route("grievances:closed:{month}", "grievances:closed:{month}:{page}")
async def show_month(turn: Turn, month: str, page: int = 1) -> Reply:
    """Those closed in one month."""
    first = parse_month(month)
    if first is None:
        return await menu.refuse_stale_button(turn)
    counties = turn.roles.counties()
    found = await closed.list_closed(turn.session, counties, first, turn.zone, page)
    return say(screens.closed_month_message(first, found, turn.speech))
