"""A form whose right is gone: it ends with one sentence, and nothing of it is shown."""

from dialogue.core.reply import Answer
from handlers.core import menu
from handlers.core.form_session import is_open_to
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts

# The buttons of a form itself: see dialogue.core.form_screens.
OF_A_FORM = ("q:", "n:", "s:")

router = Router()


async def form_is_shut(turn: Turn) -> bool:
    """Whether something is said to a form that is not theirs to go on with any more."""
    if turn.account is None or turn.account.draft_id is None:
        return False
    if turn.choice is not None and not turn.choice.startswith(OF_A_FORM):
        return False
    draft = await drafts.present(turn.session, turn.account)
    return draft is None or not await is_open_to(turn, draft)


@router.anything(form_is_shut)
async def end(turn: Turn) -> Answer:
    """It is dropped: it holds what somebody told, perhaps about somebody else."""
    draft = await drafts.present(turn.session, turn.person)
    if draft is None:
        return await menu.show(turn, menu.form_gone(turn))
    return await menu.show_lost(turn, draft)
