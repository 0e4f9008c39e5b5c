"""Words typed below something newer than the form that is open: they are never taken unasked."""

from dialogue.core.asking_back import is_it_for_the_form
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.core.user_input import Typed
from handlers.core import menu
from handlers.core.form_session import open_form_session
from handlers.core.router import PassOn, Router
from handlers.core.turn import Turn
from handlers.core.understanding import is_form_newest
from models.accounts import drafts

THE_SUMMARY = N_("Is everything right?")

router = Router()


async def is_typed_below_something_newer(turn: Turn) -> bool:
    """Whether a form is open, yet something else came after its question."""
    if turn.choice is not None or not isinstance(turn.input, Typed):
        return False
    return turn.account.draft_id is not None and not is_form_newest(turn.account)


@router.anything(is_typed_below_something_newer)
async def ask_whether_for_form(turn: Turn) -> Reply:
    """Keep the words, and ask: one tap takes them."""
    talk = await open_form_session(turn)
    if talk is None or not isinstance(turn.input, Typed):
        raise PassOn
    words = drafts.keep_words(talk.draft, turn.input.text)
    question = talk.filling.question
    return say(
        is_it_for_the_form(
            turn.speech,
            talk.draft.key(),
            talk.conversation.form.title,
            question.prompt if question else THE_SUMMARY,
            words,
        )
    )


@router.route("kept:{id}:{place}")
async def take_kept_words(turn: Turn, id: int, place: str) -> Reply:
    """What was typed answers the present question of that form."""
    draft = await drafts.resume_draft(turn.session, turn.account, id)
    if draft is None:
        return await menu.show_menu(turn, menu.form_gone_refusal(turn))
    talk = await open_form_session(turn)
    words = drafts.take_kept_words(draft, place) if talk else None
    if talk is None or words is None:
        return await menu.show_current_screen(turn)
    return await talk.hear(Typed(words))
