"""The monthly question: still so with one tap, or the one fact asked anew."""

from dialogue.core.reply import Reply
from dialogue.labourers import monthly_status as screens
from dialogue.labourers.form_intake import to_change
from handlers.core import forms, menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts.drafts import CHANGE_WORK
from models.labourers import ledger, monthly_status

router = Router()


@router.route("status:{month}:changed")
async def change_status(turn: Turn, month: str) -> Reply:
    """That it has changed counts at once; how is asked."""
    labourer = await monthly_status.record_own_change(turn.session, turn.actor, month)
    if labourer is None:
        return await menu.refuse_stale_button(turn)
    facts = await ledger.get_facts(turn.session, labourer)
    given = to_change(facts)
    return await forms.reopen_question(turn, CHANGE_WORK, given, "status", labourer=labourer.id)


@router.route("status:{month}:same")
async def confirm_status(turn: Turn, month: str) -> Reply:
    if await monthly_status.confirm_own_status(turn.session, turn.actor, month):
        return await menu.refuse_stale_button(turn)
    return await menu.show_menu(turn, said=screens.status_noted(turn.speech))
