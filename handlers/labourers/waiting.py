"""The monthly question, as long as it waits for an answer."""

from dialogue.core.reply import Reply, say
from dialogue.labourers import monthly_status as screens
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.core.waiting import WaitingQuestion, WaitingQuestions
from models.core.counting import CountQuery, count
from models.labourers import monthly_status
from models.labourers.own_entry import get_own_entry

router = Router()


@router.route("status:{month}")
async def ask_status_again(turn: Turn, month: str) -> Reply:
    """The question of this month, once more."""
    labourer = await monthly_status.get_asked_entry(turn.session, turn.actor, month)
    if labourer is None:
        return await menu.refuse_stale_button(turn)
    return say(screens.status_question(turn.speech, labourer, int(month)))


def _count(turn: Turn) -> CountQuery:
    own = turn.account.labourer_id or 0
    return monthly_status.waiting_status_count(own, turn.now, turn.zone)


async def _list(turn: Turn) -> list[WaitingQuestion]:
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None or not await count(turn.session, _count(turn)):
        return []
    month, asked_at = monthly_status.status_month(turn.now, turn.zone)
    title = screens.waiting_title(turn.speech, labourer)
    return [WaitingQuestion(asked_at, title, f"status:{month}")]


QUESTIONS = WaitingQuestions(_count, _list)
