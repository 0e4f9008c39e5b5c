"""Taking a person without a phone through the same intake, on a broker's or staff member's."""

from dataclasses import replace

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import consent, doubles, in_care
from dialogue.labourers.form_intake import REGISTRATION
from handlers.core import menu
from handlers.core.conversation import (
    CONVERSATIONS,
    AskedFirst,
    Conversation,
    FormStyle,
    Villages,
)
from handlers.core.form_session import open_form_session
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import care, intake, possible_same

HEADING = N_("🤝 For somebody beside you: please read the question out.")

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("assist")
async def show_consent_to_read(turn: Turn) -> Reply:
    await drafts.put_aside(turn.session, turn.account)
    return say(consent.consent_to_read_out(turn.speech))


@router.route("assist:more")
async def show_full_consent_to_read(turn: Turn) -> Reply:
    """All of it, for a person who wants to know more."""
    return say(consent.full_consent_to_read_out(turn.speech, turn.keeping))


@router.route("assist:yes")
async def begin_assisted_intake(turn: Turn) -> Reply:
    """They agreed: the first question."""
    return await start_form(turn, "assisted")


@router.route("assist:no")
async def decline_for_them(turn: Turn) -> Reply:
    """They did not: nothing is kept."""
    return await menu.show_menu(turn, said=turn.speech(N_("That is fine. Nothing was kept.")))


async def _register(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    labourer = await intake.register_person(
        turn.session, turn.actor, filling.answers, draft.started_at
    )
    if labourer == Refusal("maybe_same"):
        return await _ask_whether_same(turn, draft, filling)
    if isinstance(labourer, Refusal):
        return labourer
    return say(in_care.registered_message(turn.speech, labourer))


async def _ask_whether_same(turn: Turn, draft: Draft, filling: FormState) -> Reply:
    """Before a second entry opens: is it one of those whom they see already?"""
    same = await possible_same.list_possible_same(turn.session, turn.actor, filling.answers)
    cared_for = await care.list_people_in_care(turn.session, turn.account, turn.roles)
    mine = {one.id for one in cared_for}
    regions = (await turn.scene()).regions
    known = [(one, regions.name(one.village_code), one.id in mine) for one in same]
    asked = doubles.same_person_question(turn.speech, known, draft.key())
    return AskedFirst((asked,))


@router.route("assist:other:{id}")
async def register_somebody_else(turn: Turn, id: int) -> Reply:
    """It is somebody else, says who registers them: the office compares the two."""
    talk = await open_form_session(turn)
    if talk is None or talk.draft.id != id or talk.filling.question is not None:
        return await menu.refuse_stale_button(turn)
    as_other = replace(talk.conversation, finish=_register_other)
    return await replace(talk, conversation=as_other).finish()


async def _register_other(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    labourer = await intake.register_person(
        turn.session, turn.actor, filling.answers, draft.started_at, is_somebody_else=True
    )
    if isinstance(labourer, Refusal):
        return labourer
    return say(in_care.registered_message(turn.speech, labourer))


CONVERSATIONS["assisted"] = Conversation(
    REGISTRATION,
    _register,
    style=FormStyle(
        heading=HEADING,
        has_summary=False,
        sums_up_refused=True,
        villages=Villages.OF_ROLES,
        resumes=False,
        about_self=False,
    ),
)
