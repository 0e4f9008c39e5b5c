"""Stopping a form for now, going on with it, and throwing it away."""

from dialogue.core import menu as screens
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.core.user_input import Typed
from dialogue.parsing import words
from handlers.core import forms, menu
from handlers.core.form_session import list_unfinished, open_form_session
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.core.typed_moves import move_in_words
from models.accounts import drafts
from models.core import paging
from models.core.paging import Page

router = Router()


@router.route("begun:{page}")
async def list_unfinished_forms(turn: Turn, page: int) -> Reply:
    """All that was begun, a page at a time."""
    await drafts.put_aside(turn.session, turn.account)
    found = paging.cut(await list_unfinished(turn), page)
    named = Page(await forms.describe_unfinished(turn, found.items), found.number, found.more)
    return say(screens.unfinished_forms_message(named, turn.speech))


async def is_leaving_untouched_form(turn: Turn) -> bool:
    """Whether somebody goes back before the first question of a form, with nothing given yet."""
    said = turn.input.text.strip() if isinstance(turn.input, Typed) else ""
    if turn.choice is not None or not (said == "0" or words.means(said, words.BACK)):
        return False
    left = await open_form_session(turn) if turn.sender else None
    return left is not None and left.is_untouched and move_in_words(left, turn.input) == "back"


@router.anything(is_leaving_untouched_form)
async def leave_untouched_form(turn: Turn) -> Reply:
    """The form that was left for it, or the menu; the form is gone with nothing lost."""
    return await forms.back_to_form_left(turn) or await menu.show_menu(turn)


@router.route("cancel")
async def cancel_form(turn: Turn) -> Reply:
    """Stop for now: what was answered is kept, unless the person wants it thrown away."""
    draft = await drafts.get_present_draft(turn.session, turn.account)
    if draft is None or draft.is_empty:
        return await menu.show_menu(turn)
    await drafts.put_aside(turn.session, turn.account)
    return say(screens.form_stopped_message(turn.speech, draft.key()))


@router.route("resume:{id}")
async def resume_form(turn: Turn, id: int) -> Reply:
    """One of the unfinished forms again."""
    if await drafts.resume_draft(turn.session, turn.account, id) is None:
        return await menu.show_menu(turn, menu.form_gone_refusal(turn))
    return await menu.show_current_screen(turn)


@router.route("discard:{id}")
async def discard_form(turn: Turn, id: int) -> Reply:
    """One of the unfinished forms goes."""
    draft = await drafts.resume_draft(turn.session, turn.account, id)
    if draft is None:
        return await menu.show_menu(turn, menu.form_gone_refusal(turn))
    await drafts.discard_draft(turn.session, turn.account, draft)
    return await menu.show_menu(turn, said=turn.speech(N_("Those answers are gone.")))
