"""Whatever nobody else answered: never met with silence, and never with other numbers."""

from collections.abc import Sequence
from dataclasses import replace

from dialogue.core import asking_back as screens
from dialogue.core.offered import REFUSED, is_marked_refused
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.core.user_input import Typed
from dialogue.parsing import phrases
from handlers.core import menu
from handlers.core.incoming import EDITED
from handlers.core.person_offer import PERSON
from handlers.core.requests import find_path
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.core.waiting import count_waiting
from models.core.refusal import Refusal

HINTS_MOST = 2
PERHAPS_MOST = 3
COST = "cost"

router = Router()


@router.route(EDITED)
async def answer_edited(turn: Turn) -> Reply:
    """A message changed afterwards: what it said first holds."""
    if turn.account.draft_id is None and not menu.is_menu_newest(turn):
        return say(toast=explain_refusal(Refusal("edited"), turn.speech))
    return await menu.show_current_screen(turn, Refusal("edited"))


@router.anything()
async def answer_anything(turn: Turn) -> Reply:
    """Words that fit nothing are asked about; unknown commands and old buttons get the menu."""
    if turn.choice is None or turn.request is not None:
        return await ask_back(turn)
    if isinstance(turn.input, Typed) and turn.input.text.startswith("/"):
        return await menu.show_current_screen(turn, Refusal("command_unknown"))
    return await menu.refuse_stale_button(turn)


async def ask_back(turn: Turn) -> Reply:
    """What was not understood: what it may mean. The question before it stays the newest."""
    typed = turn.input.text if isinstance(turn.input, Typed) else ""
    if turn.request == COST:
        return _beside(turn, screens.FREE)
    offered = turn.account.address.offered
    hinted = _hinted_requests(turn, typed)
    perhaps = [*screens.answers_perhaps(typed, offered), *hinted][:PERHAPS_MOST]
    if phrases.answers(typed) and await count_waiting(turn):
        perhaps = [*perhaps, ("waiting", screens.WAITING)]
    if not perhaps and (said := _kind_word(typed)):
        return _beside(turn, said)
    twice = is_marked_refused(offered)
    if menu.is_menu_newest(turn) and not perhaps and not twice:
        reply = await menu.show_menu(turn, Refusal("menu_instead"))
        return replace(reply, marks=(REFUSED,))
    said = screens.PERHAPS if perhaps else screens.NOT_UNDERSTOOD
    if twice and (path := find_path(turn, PERSON)):
        perhaps = [*perhaps, (path, screens.REQUESTS[PERSON])]
        said = said if said is screens.PERHAPS else screens.TWICE
    elif twice and not perhaps and not turn.roles:
        said = screens.HEARD[PERSON]
    return replace(_beside(turn, said, perhaps), marks=(REFUSED,))


def _beside(turn: Turn, said: str, perhaps: Sequence[tuple[str, str]] = ()) -> Reply:
    """Beside the question that lies there, whose numbers go on."""
    return replace(say(screens.not_understood(turn.speech, said, perhaps)), beside=True)


def _hinted_requests(turn: Turn, typed: str) -> list[tuple[str, str]]:
    """What may be asked for among other words."""
    known = [one for one in phrases.hints(typed) if one in screens.REQUESTS]
    paths = ((find_path(turn, one), screens.REQUESTS[one]) for one in known)
    return [(path, label) for path, label in paths if path is not None][:HINTS_MOST]


def _kind_word(typed: str) -> str | None:
    """What answers a word that asks for nothing, such as thanks."""
    kinds = screens.KIND_WORDS.items()
    return next((said for intent, said in kinds if phrases.fits(typed, intent)), None)
