"""Caring for the entries of the people one registered: see, code, change, delete."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import in_care as screens
from dialogue.labourers.entry import changeable_facts
from dialogue.labourers.form_intake import INTAKE
from dialogue.privacy import erasure as requests
from handlers.core import forms, menu
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.router import Router, page_of, record
from handlers.core.turn import Turn
from handlers.labourers import entry_transfer
from handlers.labourers.assisted_intake import HEADING
from models.accounts import drafts, one_time_codes
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import care, ledger
from models.labourers.labourer import Labourer
from models.placements import statement_on_work
from models.privacy import erasure

CHANGED = N_("✅ <b>Changed.</b>")
ASKED_FIRST = N_(
    "🙋 They are placed by another broker. Their work stays as it was until they are asked."
)

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("people")
async def show_people_in_care(turn: Turn) -> Reply:
    """Everybody whom this account registered and who has not claimed the entry."""
    return await show_people_page(turn)


async def show_people_page(turn: Turn, page: int = 1) -> Reply:
    """One page of them, the latest first."""
    await drafts.put_aside(turn.session, turn.person)
    mine = await care.list_people_in_care(turn.session, turn.person, turn.roles)
    return say(screens.people_list(turn.speech, mine, page))


@router.route("person:")
async def act(turn: Turn) -> Reply:
    """One person: see the entry, or do what was chosen."""
    number, step = record(turn.choice, "person:")
    if (turn.choice or "").startswith("person:page:"):
        return await show_people_page(turn, page_of(step))
    labourer = await care.get_person_in_care(turn.session, turn.person, turn.roles, number)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    act, _, key = step.partition(":")
    if act == "change" and key:
        facts = await ledger.get_facts(turn.session, labourer)
        form = "change for them"
        return await forms.reopen_question(turn, form, facts, key, labourer=labourer.id)
    steps = {
        "": show_person,
        "code": give_code,
        "change": choose_fact,
        "erase": ask_erase,
        "erase!": erase,
    }
    return (
        await steps[act](turn, labourer) if act in steps else await menu.refuse_stale_button(turn)
    )


async def show_person(turn: Turn, labourer: Labourer, noted: str = "") -> Reply:
    """The entry; that it was looked at goes into the trail."""
    facts = await ledger.view_entry(turn.session, labourer, turn.now, turn.person.key())
    said = turn.speech(noted) if noted else None
    return say(screens.person_card(labourer, facts, await turn.scene(), said))


async def give_code(turn: Turn, labourer: Labourer) -> Reply:
    """A new code; earlier ones are void."""
    code = await one_time_codes.issue_entry_code(turn.session, turn.person, labourer, turn.now)
    if isinstance(code, Refusal):
        return await menu.show_menu(turn, code)
    return say(
        screens.entry_code_card(
            turn.speech, labourer, code, turn.link(entry_transfer.PREFIX + code)
        )
    )


async def choose_fact(turn: Turn, labourer: Labourer) -> Reply:
    """Which fact is to be changed?"""
    facts = await ledger.view_entry(turn.session, labourer, turn.now, turn.person.key())
    here = f"person:{labourer.id}"
    return say(changeable_facts(facts, await turn.scene(), f"{here}:change:", here))


async def ask_erase(turn: Turn, labourer: Labourer) -> Reply:
    """Really?"""
    return say(screens.erase_person_question(turn.speech, labourer))


async def erase(turn: Turn, labourer: Labourer) -> Reply:
    """The person withdrew consent, says who cares for them: the office decides, or it is done."""
    asked = await erasure.request_erasure(
        turn.session, labourer.key(), turn.person, turn.roles, turn.now, turn.zone
    )
    if isinstance(asked, Refusal):
        return await menu.show_menu(turn, asked)
    if asked is not None:
        return say(requests.erasure_requested(turn.speech, labourer.name))
    return await menu.show_menu(turn, said=turn.speech(N_("Everything about them is deleted.")))


async def _change(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    number = draft.labourer_id or 0
    labourer = await care.get_person_in_care(turn.session, turn.person, turn.roles, number)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    told = await statement_on_work.change_entry(
        turn.session, labourer, filling.answers, turn.now, turn.zone, turn.teller
    )
    if isinstance(told, Refusal):
        return told
    noted = ASKED_FIRST if told.is_asked else CHANGED if told.changed else ""
    return await show_person(turn, labourer, noted)


CONVERSATIONS["change for them"] = Conversation(
    INTAKE,
    _change,
    heading=HEADING,
    summed_up=False,
    own=False,
    within_areas=True,
)
