"""The shared piece of every conversation that is a form: begin, hear, tap, go back to a fact."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dialogue.core.form import FormState
from dialogue.core.form_screens import choose_form_change_message
from dialogue.core.reply import Reply, say
from dialogue.core.user_input import Tapped
from handlers.core.form_session import (
    CONVERSATIONS,
    FormSession,
    list_unfinished,
    move_in_words,
    open_form_session,
    stale_button,
)
from handlers.core.router import PassOn, Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.refusal import Refusal

router = Router()


async def in_form(turn: Turn) -> bool:
    """Whether the person is in the middle of a form, and chose nothing else."""
    return turn.choice is None and turn.person.draft_id is not None


async def start_form(turn: Turn, form: str) -> Reply:
    """Open a form and ask its first question; or go on with the one begun before.

    A change of something that is kept is not gone on with as if it were new.
    """
    mine = await list_unfinished(turn)
    begun = [d for d in mine if d.form == form and d.about is None]
    if begun and CONVERSATIONS[form].one_at_a_time:
        turn.person.draft_id = begun[0].id
    else:
        await drafts.begin_draft(turn.session, turn.person, form, turn.now)
    return await show_present_question(turn)


async def start_form_about(
    turn: Turn,
    form: str,
    about: int | None = None,
    given: dict[str, Any] | None = None,
    *,
    noted: Markup | None = None,
) -> Reply:
    """Open a form about one record with these answers; or go on with the one begun about it."""
    mine = await list_unfinished(turn)
    begun = next((d for d in mine if (d.form, d.about) == (form, about)), None)
    if begun is not None:
        turn.person.draft_id = begun.id
    else:
        await drafts.begin_draft(
            turn.session, turn.person, form, turn.now, about=about, answers=given
        )
    return await show_present_question(turn, noted=noted)


async def restart_form(
    turn: Turn, form: str, about: int, given: dict[str, Any] | None = None
) -> Reply:
    """Open a form about one record with these answers; one begun about it before goes."""
    for draft in await list_unfinished(turn):
        if (draft.form, draft.about) == (form, about):
            await drafts.discard_draft(turn.session, turn.person, draft)
    await drafts.begin_draft(turn.session, turn.person, form, turn.now, about=about, answers=given)
    return await show_present_question(turn)


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
    if step := move_in_words(talk, turn.said):
        return await talk.move(talk.moved(step))
    return await talk.hear(turn.said)


@router.route("q:", "n:", "s:")
async def answer_by_button(turn: Turn) -> Reply:
    """A button of a form: checked against what is asked now, never applied to something else."""
    assert turn.choice is not None
    sort, number, *rest = turn.choice.split(":")
    talk = await open_form_session(turn)
    if talk is None or not rest:
        raise PassOn
    if number != str(talk.draft.id):
        return stale_button(talk)
    if sort == "s":
        return await _end(talk, rest[0])
    question = talk.filling.question
    if question is None or rest[0] != question.key or len(rest) != 2:
        return stale_button(talk)
    if sort == "q":
        return await talk.hear(Tapped(rest[1]))
    if rest[1].startswith("page") and rest[1].removeprefix("page").isdecimal():
        return talk.show(page=int(rest[1].removeprefix("page")))
    return await talk.move(talk.moved(rest[1]))


async def _end(talk: FormSession, step: str) -> Reply:
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
            turn.session, turn.person, form, turn.now, labourer=labourer, about=about, **where
        )
    else:
        drafts.save_draft(draft, turn.now, **where)
    turn.person.draft_id = draft.id
    return await show_present_question(turn)
