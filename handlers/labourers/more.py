"""What is asked after registration: each answer goes into the entry when it is given."""

from typing import Any

from dialogue.core.form import Form, FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply
from dialogue.labourers.form_intake import MORE, PIECES, known_in, next_piece
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Redirect, Router
from handlers.core.turn import Turn
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.labourers import ledger
from models.labourers.facts import LATER
from models.labourers.labourer import Labourer
from models.labourers.own_entry import get_own_entry
from models.placements import later_answers

THANKS = N_("✅ <b>That was all, thank you.</b> We look for what fits you.")

router = Router()


@router.route("more")
async def ask_more(turn: Turn) -> Reply:
    """Go on with what was not asked yet."""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    return await start_more(turn, labourer, MORE) or await _thank(turn)


@router.route("piece")
async def ask_piece(turn: Turn) -> Reply:
    """The next two questions, so that vacancies fit better."""
    labourer = await get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    form = next_piece(await ledger.get_facts_but_news(turn.session, labourer), turn.actor.today)
    asked = await start_more(turn, labourer, form) if form else None
    return asked or Redirect(path="work")


async def start_more(
    turn: Turn, labourer: Labourer, form: Form, conversation: str = ""
) -> Reply | None:
    """Ask what of a form was not asked yet; None where there is nothing."""
    facts = known_in(form, await ledger.get_facts_but_news(turn.session, labourer))
    today = turn.actor.today
    if FormState(form, today, form.fitting(facts, today)).question is None:
        return None
    name = conversation or form.name
    return await forms.start_form_about(turn, name, given=facts, labourer=labourer.id)


def answers_of(draft: Draft, form: Form, key: str, value: Any, turn: Turn) -> dict[str, Any]:
    """This answer, and None for what is not asked for any more once it is given."""
    told = {**draft.answers, key: value}
    fitting = form.fitting(told, turn.actor.today)
    return {**dict.fromkeys((told.keys() - fitting.keys()) & LATER), key: value}


async def _record(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    form = CONVERSATIONS[draft.form].form
    answers = answers_of(draft, form, key, value, turn)
    return await later_answers.record_own_answer(turn.session, turn.actor, answers)


async def _thank(turn: Turn) -> Reply:
    await later_answers.end_own_questions(turn.session, turn.actor)
    return await menu.show_menu(turn, said=turn.speech(THANKS))


async def _end(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    return await _thank(turn)


async def _end_piece(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    return Redirect(path="work")


STYLE = FormStyle(has_summary=False)
CONVERSATIONS["more"] = Conversation(MORE, _end, style=STYLE, paths=("more",), record=_record)
CONVERSATIONS.update(
    (piece.name, Conversation(piece, _end_piece, style=STYLE, record=_record)) for piece in PIECES
)
