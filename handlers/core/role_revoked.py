"""A form whose right is gone: it ends with one sentence, and nothing of it is shown."""

from dialogue.core.reply import Reply
from handlers.core import menu
from handlers.core.form_session import may_go_on
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts

# The buttons of a form itself: see dialogue.core.form_screens.
OF_A_FORM = ("q:", "n:", "s:")

router = Router()


async def is_form_revoked(turn: Turn) -> bool:
    """Whether something is said to a form that is not theirs to go on with any more."""
    if turn.sender is None or turn.sender.draft_id is None:
        return False
    if turn.choice is not None and not turn.choice.startswith(OF_A_FORM):
        return False
    draft = await drafts.get_present_draft(turn.session, turn.sender)
    return draft is None or not await may_go_on(turn, draft)


@router.anything(is_form_revoked)
async def end_revoked_form(turn: Turn) -> Reply:
    """It is dropped: it holds what somebody told, perhaps about somebody else."""
    draft = await drafts.get_present_draft(turn.session, turn.account)
    if draft is None:
        return await menu.show_menu(turn, menu.form_gone_refusal(turn))
    return await menu.drop_revoked_form(turn, draft)
