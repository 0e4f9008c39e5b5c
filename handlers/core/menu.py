"""The menu, the help, the language, stopping for now and going on."""

from collections.abc import Sequence

from markupsafe import Markup

from dialogue.core import menu as menu_screens
from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.menu import (
    MenuState,
    UnfinishedForm,
    describe_unfinished_form,
    form_stopped_message,
    help_message,
    language_changed_note,
    menu_message,
)
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.core.user_input import Typed
from dialogue.labourers import consent
from dialogue.parsing import words
from handlers.core import form_session, forms
from handlers.core.form_session import CONVERSATIONS, may_go_on, move_in_words, open_form_session
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.brokers import roster
from models.core import paging
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.vocabulary import Language, RoleName
from models.grievances import queue
from models.labourers import calls, doubles
from models.labourers.consent import has_older_consent
from models.notices import open_notices
from models.placements import review
from models.privacy import erasure
from models.vacancies import lifecycle

# So many forms to go on with stand in the menu itself.
BEGUN_SHOWN = 5

router = Router()


async def show_menu(
    turn: Turn, refusal: Refusal | None = None, said: Markup | None = None
) -> Reply:
    """The menu, after a remark perhaps. A form left for it keeps its answers."""
    await drafts.put_aside(turn.session, turn.person)
    begun = [one for one in await form_session.list_unfinished(turn) if one.id != turn.closing]
    standing = MenuState(
        registered=turn.person.labourer_id is not None,
        helps_others=bool(turn.roles),
        invites=RoleName.STAFF in turn.roles,
        signed_up=await _signed_up(turn),
        places=RoleName.BROKER in turn.roles,
        to_review=await _to_review(turn),
        calls=await calls.count_waiting_calls(turn.session, turn.person.key(), turn.roles),
        held=await _held(turn),
        grievances=await _grievances(turn),
        applicants=await roster.count_applications(turn.session, turn.roles.counties()),
        doubles=await doubles.count_waiting_doubles(turn.session, turn.roles.counties()),
        unfinished=await _named(turn, begun[:BEGUN_SHOWN]),
        more_unfinished=max(0, len(begun) - BEGUN_SHOWN),
        erasures=await erasure.count_erasure_requests(turn.session, turn.roles.counties()),
        older_words=has_older_consent(turn.person),
    )
    return say(menu_message(turn.speech, standing, refusal, said))


async def _to_review(turn: Turn) -> int:
    counties = turn.roles.counties()
    return sum(
        (await review.count_queues(turn.session, counties, turn.now, review.PRESSING)).values()
    )


async def _signed_up(turn: Turn) -> int:
    own = turn.person.labourer_id
    return await open_notices.count_held_notices(turn.session, own, turn.now) if own else 0


async def _held(turn: Turn) -> int:
    today = turn.now.astimezone(turn.zone).date()
    return await lifecycle.count_held_vacancies(turn.session, turn.roles.counties(), today)


async def _grievances(turn: Turn) -> int:
    counties = turn.roles.counties()
    return await queue.count_open(turn.session, counties) if counties else 0


async def _named(turn: Turn, begun: Sequence[Draft]) -> tuple[UnfinishedForm, ...]:
    """Forms with what they are called and how far they are."""
    scene = await turn.scene()
    return tuple(
        describe_unfinished_form(
            turn.speech,
            draft.key(),
            CONVERSATIONS[draft.form].form.title,
            draft.answers.get("name") or draft.answers.get("title") or "",
            FormState(CONVERSATIONS[draft.form].form, scene.today, draft.answers).progress(),
        )
        for draft in begun
    )


@router.route("begun:")
async def list_unfinished_forms(turn: Turn) -> Reply:
    """All that was begun, a page at a time."""
    await drafts.put_aside(turn.session, turn.person)
    page = paging.cut(await form_session.list_unfinished(turn), record(turn.choice, "begun:")[0])
    named = Page(await _named(turn, page.items), page.number, page.more)
    return say(menu_screens.unfinished_forms_message(named, turn.speech))


async def show_current_screen(turn: Turn, refusal: Refusal | None = None) -> Reply:
    """What lies before the person: the question they are at, or the menu."""
    had_one = turn.person.draft_id is not None
    draft = await drafts.get_present_draft(turn.session, turn.person)
    if draft is None:
        return await show_menu(turn, refusal or (form_gone_refusal(turn) if had_one else None))
    if not await may_go_on(turn, draft):
        return await drop_revoked_form(turn, draft)
    return await forms.show_present_question(turn, refusal)


def form_gone_refusal(turn: Turn) -> Refusal:
    """What somebody was filling in was swept, or ended with what it was about."""
    return Refusal("form_gone", {"days": turn.keeping.drafts})


async def drop_revoked_form(turn: Turn, draft: Draft) -> Reply:
    """The menu; a form whose right is gone is dropped with all that was told in it."""
    await drafts.discard_draft(turn.session, turn.person, draft)
    return await show_menu(turn, Refusal("role_gone"))


async def is_leaving_untouched_form(turn: Turn) -> bool:
    """Whether somebody goes back before the first question of a form, with nothing given yet."""
    said = turn.said.text.strip() if isinstance(turn.said, Typed) else ""
    if turn.choice is not None or not (said == "0" or words.means(said, words.BACK)):
        return False
    lain = await open_form_session(turn) if turn.account else None
    return lain is not None and lain.is_untouched and move_in_words(lain, turn.said) == "back"


@router.anything(is_leaving_untouched_form)
async def leave_untouched_form(turn: Turn) -> Reply:
    """The menu; the form is gone with nothing lost."""
    return await show_menu(turn)


@router.route("menu")
async def open_menu(turn: Turn) -> Reply:
    """The menu."""
    return await show_menu(turn)


@router.route("cancel")
async def cancel_form(turn: Turn) -> Reply:
    """Stop for now: what was answered is kept, unless the person wants it thrown away."""
    draft = await drafts.get_present_draft(turn.session, turn.person)
    if draft is None or draft.answered_at is None:
        return await show_menu(turn)
    await drafts.put_aside(turn.session, turn.person)
    return say(form_stopped_message(turn.speech, draft.key()))


@router.route("discard:")
async def discard_form(turn: Turn) -> Reply:
    """One of the unfinished forms goes."""
    draft = await _chosen_draft(turn)
    if draft is None:
        return await show_menu(turn, form_gone_refusal(turn))
    await drafts.discard_draft(turn.session, turn.person, draft)
    return await show_menu(turn, said=turn.speech(N_("Those answers are gone.")))


@router.route("go on")
async def continue_after_help(turn: Turn) -> Reply:
    """Back from the help."""
    return await show_current_screen(turn)


@router.route("resume:")
async def resume_form(turn: Turn) -> Reply:
    """One of the unfinished forms again."""
    draft = await _chosen_draft(turn)
    return await (show_current_screen(turn) if draft else show_menu(turn, form_gone_refusal(turn)))


async def _chosen_draft(turn: Turn) -> Draft | None:
    """The person's own form that was chosen by its number, made the present one."""
    number, _ = record((turn.choice or "").partition(":")[2])
    return await drafts.resume_draft(turn.session, turn.person, number)


@router.route("help")
async def show_help(turn: Turn) -> Reply:
    """How this works."""
    return say(help_message(turn.speech, turn.chat_id))


@router.route("language")
async def ask_language(turn: Turn) -> Reply:  # noqa: ARG001
    """The choice of a language."""
    return say(consent.language_choice())


@router.route("language:")
async def change_language(turn: Turn) -> Reply:
    """Another language, and on where the person was."""
    wanted = (turn.choice or "").removeprefix("language:")
    if wanted in tuple(Language):
        turn.person.language = Language(wanted)
    answer = await show_current_screen(turn)
    return Reply(answer.messages, toast=language_changed_note(turn.speech))


async def refuse_stale_button(turn: Turn) -> Reply:
    """A choice that nobody here answers to."""
    answer = await show_current_screen(turn)
    asked = turn.person.draft_id is not None
    refusal = Refusal("button_stale") if asked else Refusal("button_gone")
    return Reply(answer.messages, toast=explain_refusal(refusal, turn.speech))
