"""Who did what with one record, for staff who look at it."""

from dialogue.core import trail as screens
from dialogue.core.reply import Reply, say
from handlers.core.turn import Turn
from models.accounts import terms_of_office
from models.core import audit
from models.core.audit import Subject


async def show_trail(
    turn: Turn, subject: Subject, number: int, back: str, page: int | None = None
) -> Reply:
    """The trail of a record that the caller has seen to be the account's to look at."""
    records = await audit.trail(turn.session, subject, number)
    terms = await terms_of_office.get_terms_of(
        turn.session, {one.account_id for one in records if one.account_id}
    )
    return say(screens.trail_message(records, terms, turn.speech, turn.zone, back, page))
