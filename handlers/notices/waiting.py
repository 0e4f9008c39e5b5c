"""Whether a course or a fair helped, as long as that waits for an answer."""

from dialogue.core.reply import Reply, say
from dialogue.notices import sign_ups as screens
from dialogue.notices.notice import notice_title
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.core.waiting import WaitingQuestion, WaitingQuestions
from models.core.counting import CountQuery
from models.notices import waiting

router = Router()


@router.route("notice:{id}:help")
async def ask_again(turn: Turn, id: int) -> Reply:
    """The question once more, where it still waits."""
    own = turn.account.labourer_id or 0
    for notice, _ in await waiting.list_waiting(turn.session, own, turn.now):
        if notice.key() == id:
            return say(screens.did_it_help(notice, turn.speech))
    return await menu.refuse_stale_button(turn)


def _count(turn: Turn) -> CountQuery:
    return waiting.waiting_count(turn.account.labourer_id or 0, turn.now)


async def _list(turn: Turn) -> list[WaitingQuestion]:
    own = turn.account.labourer_id or 0
    return [
        WaitingQuestion(
            mine.attended_at or mine.asked_at,
            screens.did_it_help_title(turn.speech, notice_title(notice, turn.speech)),
            f"notice:{notice.key()}:help",
        )
        for notice, mine in await waiting.list_waiting(turn.session, own, turn.now)
    ]


QUESTIONS = WaitingQuestions(_count, _list)
