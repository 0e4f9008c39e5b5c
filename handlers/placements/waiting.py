"""What a labourer was asked about placements, as long as it waits for an answer."""

from dialogue.core.reply import Reply, say
from dialogue.placements import screens
from dialogue.placements import waiting as titles
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.core.waiting import WaitingQuestion, WaitingQuestions
from handlers.placements.confirm import get_own_placement
from models.core.counting import CountQuery
from models.core.refusal import Refusal
from models.placements import waiting

router = Router()


@router.route("placed:{id}")
async def ask_confirmation_again(turn: Turn, id: int) -> Reply:
    """Whether a placement is right, once more."""
    own, today = turn.account.labourer_id or 0, turn.actor.today
    for placement, employer in await waiting.list_reported(turn.session, own):
        if placement.key() == id:
            return say(screens.confirmation_question(placement, employer, turn.speech, today))
    if await get_own_placement(turn, id):
        return await menu.show_menu(turn, Refusal("placement_moved"))
    return await menu.refuse_stale_button(turn)


@router.route("check:{id}")
async def ask_check_in_again(turn: Turn, id: int) -> Reply:
    """Whether somebody still works there, once more."""
    own, today = turn.account.labourer_id or 0, turn.actor.today
    for check_in, placement, employer in await waiting.list_check_ins(turn.session, own):
        if check_in.key() == id:
            days = (today - placement.starts_on).days
            return say(screens.check_in_question(placement, employer, turn.speech, id, days))
    return await menu.refuse_stale_button(turn)


def _count(turn: Turn) -> CountQuery:
    return waiting.waiting_count(turn.account.labourer_id or 0)


async def _list(turn: Turn) -> list[WaitingQuestion]:
    own = turn.account.labourer_id or 0
    reported = await waiting.list_reported(turn.session, own)
    asked = await waiting.list_check_ins(turn.session, own)
    return [
        *(
            WaitingQuestion(
                placement.asked_at or placement.filed_at,
                titles.confirmation_title(turn.speech, employer.name),
                f"placed:{placement.key()}",
            )
            for placement, employer in reported
        ),
        *(
            WaitingQuestion(
                check_in.asked_at,
                titles.check_in_title(turn.speech, employer.name),
                f"check:{check_in.key()}",
            )
            for check_in, _, employer in asked
        ),
    ]


QUESTIONS = WaitingQuestions(_count, _list)
