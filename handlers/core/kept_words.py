"""Words typed below something newer than the form that is open: they are never taken unasked."""

from dialogue.core.asking_back import answers_perhaps, is_it_for_the_form
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.core.user_input import Typed
from handlers.core import forms, menu
from handlers.core.form_session import FormSession, open_form_session, stale_button
from handlers.core.router import PassOn, Router
from handlers.core.turn import Turn
from handlers.core.understanding import is_form_newest
from models.accounts import drafts

SUMMARY, THE_SUMMARY = "summary", N_("Is everything right?")

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
    question = talk.filling.question
    return say(
        is_it_for_the_form(
            turn.speech,
            f"kept:{talk.draft.key()}",
            talk.conversation.form.title,
            (_key(talk), question.prompt if question else THE_SUMMARY),
            drafts.keep_words(talk.draft, turn.input.text),
            answers_perhaps(turn.input.text, turn.account.address.offered),
        )
    )


@router.route("kept:{id}:{question}:{words}")
async def take_kept_words(turn: Turn, id: int, question: str, words: str) -> Reply:
    """What was typed answers the question that it was kept for, and no other."""
    if await drafts.resume_draft(turn.session, turn.account, id) is None:
        return await menu.show_menu(turn, menu.form_gone_refusal(turn))
    talk = await open_form_session(turn)
    if talk is None:
        return await menu.show_current_screen(turn)
    said = drafts.take_kept_words(talk.draft, words) if _key(talk) == question else None
    if said is None:
        return stale_button(talk)
    turn.input = Typed(said)
    return await forms.answer_in(talk)


@router.route("kept:{id}:no")
async def go_on_without(turn: Turn, id: int) -> Reply:
    """They were not meant for the form: they are kept no longer, and it goes on."""
    draft = await drafts.resume_draft(turn.session, turn.account, id)
    if draft is None:
        return await menu.show_menu(turn, menu.form_gone_refusal(turn))
    drafts.drop_kept_words(draft)
    return await menu.show_current_screen(turn)


def _key(talk: FormSession) -> str:
    """The present question, or what stands for the summary."""
    return talk.filling.question.key if talk.filling.question else SUMMARY
