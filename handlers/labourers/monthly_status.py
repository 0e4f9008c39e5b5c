"""The monthly question: still so with one tap, or the one fact asked anew."""

from dialogue.core.reply import Reply
from dialogue.labourers import monthly_status as screens
from handlers.core import forms, menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.labourers import ledger
from models.notices import reminders
from models.privacy import consent

router = Router()


@router.route("status:")
async def answer_status_question(turn: Turn) -> Reply:
    """Only this month's question can be answered; an older one asks about what is long past."""
    month, _, step = (turn.choice or "").removeprefix("status:").partition(":")
    labourer = await consent.get_own_entry(turn.session, turn.person)
    present, _ = reminders.status_month(turn.now, turn.zone)
    if labourer is None or month != str(present):
        return await menu.refuse_stale_button(turn)
    if step == "changed":
        facts = await ledger.get_facts(turn.session, labourer)
        return await forms.reopen_question(turn, "change", facts, "status", labourer=labourer.id)
    await ledger.confirm_status(turn.session, labourer, turn.now, turn.person.key())
    return await menu.show_menu(turn, said=screens.status_noted(turn.speech))
