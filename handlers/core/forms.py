"""The shared piece of every conversation that is a form: begin, hear, tap, go back to a fact."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from dialogue.core.form import FormState
from dialogue.core.form_screens import choose_form_change_message
from dialogue.core.menu import UnfinishedForm, describe_unfinished_form
from dialogue.core.offered import form_to_go_back_to
from dialogue.core.progress import progress_of
from dialogue.core.reply import Reply, say
from dialogue.core.user_input import Tapped
from handlers.core import form_files
from handlers.core.conversation import CONVERSATIONS
from handlers.core.form_session import FormSession, list_unfinished, open_form_session, stale_button
from handlers.core.person_offer import offer_person
from handlers.core.router import PassOn, Redirect, Router
from handlers.core.turn import Turn
from handlers.core.typed_moves import move_in_words
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal

router = Router()


async def in_form(turn: Turn) -> bool:
    """Whether the person is in the middle of a form, and chose nothing else."""
    return turn.choice is None and turn.account.draft_id is not None


async def start_form(turn: Turn, form: str) -> Reply:
    """Open a form and ask its first question; or go on with the one begun before.

    A change of something that is kept is not gone on with as if it were new.
    """
    mine = await list_unfinished(turn)
    begun = [d for d in mine if d.form == form and d.about is None]
    if begun and CONVERSATIONS[form].style.resumes:
        turn.account.draft_id = begun[0].id
    else:
        await drafts.begin_draft(turn.session, turn.account, form, turn.now)
    return await show_present_question(turn)


async def start_form_about(
    turn: Turn,
    form: str,
    about: int | None = None,
    given: dict[str, Any] | None = None,
    *,
    labourer: int | None = None,
    noted: Markup | None = None,
) -> Reply:
    """Open a form about one record with these answers; or go on with the one begun about it."""
    await open_draft_about(turn, form, about, given, labourer=labourer)
    return await show_present_question(turn, noted=noted)


async def open_draft_about(
    turn: Turn,
    form: str,
    about: int | None = None,
    given: dict[str, Any] | None = None,
    *,
    labourer: int | None = None,
) -> None:
    """The same, with nothing shown yet."""
    mine = await list_unfinished(turn)
    same = (form, about, labourer)
    begun = next((d for d in mine if (d.form, d.about, d.labourer_id) == same), None)
    if begun is not None:
        turn.account.draft_id = begun.id
    else:
        where: dict[str, Any] = {"labourer": labourer, "about": about, "answers": given}
        await drafts.begin_draft(turn.session, turn.account, form, turn.now, **where)


async def restart_form(
    turn: Turn,
    form: str,
    about: int,
    given: dict[str, Any] | None = None,
    *,
    noted: Markup | None = None,
) -> Reply:
    """Open a form about one record with these answers; one begun about it before goes."""
    for draft in await list_unfinished(turn):
        if (draft.form, draft.about) == (form, about):
            await drafts.discard_draft(turn.session, turn.account, draft)
    await drafts.begin_draft(turn.session, turn.account, form, turn.now, about=about, answers=given)
    return await show_present_question(turn, noted=noted)


async def describe_unfinished(turn: Turn, left: Sequence[Draft]) -> tuple[UnfinishedForm, ...]:
    """Forms with what they are called and how far they are."""
    scene = await turn.scene()
    return tuple(
        describe_unfinished_form(
            turn.speech,
            draft.key(),
            CONVERSATIONS[draft.form].form.title,
            draft.answers.get("name") or draft.answers.get("title") or "",
            progress_of(FormState(CONVERSATIONS[draft.form].form, scene.today, draft.answers)),
        )
        for draft in left
    )


async def show_present_question(
    turn: Turn, refusal: Refusal | None = None, noted: Markup | None = None
) -> Reply:
    """The question or summary that lies before the person, after a remark perhaps."""
    talk = await open_form_session(turn)
    assert talk is not None
    return talk.show(refusal, noted)


@router.anything(in_form)
async def answer_by_words(turn: Turn) -> Reply:
    """Anything said in the middle of a form."""
    talk = await open_form_session(turn)
    if talk is None:
        raise PassOn
    return await answer_in(talk)


async def answer_in(talk: FormSession) -> Reply:
    """What was said in this turn, to the form that is open in it."""
    if step := move_in_words(talk, talk.turn.input):
        return await _move(talk, step)
    reply = await form_files.hear(talk, talk.turn.input)
    return offer_person(talk.turn, reply) if talk.is_refused else reply


async def _present_form(turn: Turn, draft: int) -> FormSession | Reply:
    """The form that a button belongs to; what to say where another lies there by now."""
    talk = await open_form_session(turn)
    if talk is None:
        raise PassOn
    return talk if draft == talk.draft.id else stale_button(talk)


def _is_asked(talk: FormSession, key: str) -> bool:
    """Whether this is the present question: a tap is never applied to another."""
    return talk.filling.question is not None and talk.filling.question.key == key


@router.about("q:{id}", _present_form)("{question}:{option}")
async def answer_by_button(turn: Turn, talk: FormSession, question: str, option: str) -> Reply:  # noqa: ARG001
    """An option tapped."""
    if not _is_asked(talk, question):
        return stale_button(talk)
    talk.tapped = option
    return await talk.hear(Tapped(option))


@router.about("n:{id}", _present_form)("{question}:{move}")
async def move_by_button(turn: Turn, talk: FormSession, question: str, move: str) -> Reply:  # noqa: ARG001
    """Back, skip, keep, or another page of the options."""
    if not _is_asked(talk, question):
        return stale_button(talk)
    page = move.removeprefix("page")
    if page != move and page.isdecimal():
        return talk.show(page=int(page))
    return await _move(talk, move)


async def back_to_form_left(turn: Turn) -> Redirect | None:
    """To the form that was left for this one; None where none was."""
    left = form_to_go_back_to(turn.account.address.offered)
    if left is None:
        return None
    await drafts.put_aside(turn.session, turn.account)
    return Redirect(path=left)


async def _move(talk: FormSession, step: str) -> Reply:
    """Back, skip or keep; back from the first question leaves the form for now."""
    if step == "skip":
        return await talk.skip()
    to = talk.moved(step)
    if isinstance(to, Refusal) and to.name == "nothing_before":
        return await back_to_form_left(talk.turn) or Redirect(path="cancel")
    return await talk.move(to)


@router.about("s:{id}", _present_form)("{step}")
async def end_by_button(turn: Turn, talk: FormSession, step: str) -> Reply:  # noqa: ARG001
    """A button of the summary or of its list of questions."""
    if talk.filling.question is not None and step not in talk.filling.answers:
        return stale_button(talk)
    if step == "save":
        return await talk.finish()
    if step == "change":
        return say(choose_form_change_message(talk.filling, talk.scene.speech, talk.draft.key()))
    return talk.show() if step == "summary" else await talk.move(talk.filling.change(step))


async def reopen_question(
    turn: Turn,
    form: str,
    facts: Mapping[str, Any],
    key: str,
    *,
    labourer: int | None = None,
    about: int | None = None,
) -> Reply:
    """One fact of what is kept asked again; the rest stands, as in a change not finished before."""
    mine = await list_unfinished(turn)
    same = (form, labourer, about)
    draft = next((d for d in mine if (d.form, d.labourer_id, d.about) == same), None)
    today = turn.now.astimezone(turn.zone).date()
    asked = CONVERSATIONS[form].form
    given = draft.answers if draft else facts
    to = FormState(asked, today, asked.fitting(given, today)).change(key)
    if isinstance(to, Refusal):
        raise PassOn
    where: dict[str, Any] = {
        "answers": dict(to.answers),
        "revisiting": to.revisiting,
        "partial": to.partial,
    }
    if draft is None:
        draft = await drafts.begin_draft(
            turn.session, turn.account, form, turn.now, labourer=labourer, about=about, **where
        )
    else:
        drafts.save_draft(draft, turn.now, **where)
    turn.account.draft_id = draft.id
    return await show_present_question(turn)
