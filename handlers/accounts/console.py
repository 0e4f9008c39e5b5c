"""The way to the console: a code, and the end of a session."""

from dialogue.accounts import console as screens
from dialogue.core.reply import Reply, say
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import console_sessions
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName

router = Router(RoleName.STAFF)


@router.route("console")
async def give_code(turn: Turn) -> Reply:
    """Eight digits to type at the PC."""
    given = await console_sessions.give_sign_in_code(turn.session, turn.actor)
    if isinstance(given, Refusal):
        return await menu.show_menu(turn, given)
    code, until = given
    return say(screens.sign_in_code(turn.speech, code, until.astimezone(turn.zone)))


@router.route("console:end:{id}")
async def end_session(turn: Turn, id: int) -> Reply:
    """One's own session ends, wherever it is open."""
    was_open = await console_sessions.end_session(turn.session, turn.actor, id)
    said = screens.session_ended(turn.speech, was_open=was_open)
    return await menu.show_menu(turn, said=said)
