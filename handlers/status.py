"""The monthly question: still so with one tap, or the one fact asked anew."""

from aiogram import Router

from dialogue import status as screens
from dialogue.message import Answer
from handlers import conversation, menu
from handlers.routing import chosen
from handlers.turn import Turn
from models import ledger, privacy, reminder

router = Router(name="status")


@chosen(router, "status:")
async def tell(turn: Turn) -> Answer:
    """Only this month's question can be answered; an older one asks about what is long past."""
    month, _, step = (turn.choice or "").removeprefix("status:").partition(":")
    labourer = await privacy.own_entry(turn.session, turn.person)
    present, _ = reminder.status_month(turn.now, turn.zone)
    if labourer is None or month != str(present):
        return await menu.stale(turn)
    if step == "changed":
        facts = await ledger.entry(turn.session, labourer)
        return await conversation.reopen(turn, "change", facts, "status", labourer=labourer.id)
    await ledger.keep_status(turn.session, labourer, turn.now, turn.person.key())
    return await menu.show(turn, said=screens.noted(turn.speech))
