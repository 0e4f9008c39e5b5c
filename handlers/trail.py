"""Who did what with one record, for staff who look at it."""

from dialogue import trail as screens
from dialogue.message import Answer, say
from handlers.turn import Turn
from models import audit, role_term
from models.audit import Subject


async def show(
    turn: Turn, subject: Subject, number: int, back: str, page: int | None = None
) -> Answer:
    """The trail of a record that the caller has seen to be the account's to look at."""
    records = await audit.trail(turn.session, subject, number)
    terms = await role_term.held(
        turn.session, {one.account_id for one in records if one.account_id}
    )
    return say(screens.trail(records, terms, turn.speech, turn.zone, back, page))
