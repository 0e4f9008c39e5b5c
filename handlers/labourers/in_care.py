"""Caring for the entries of the people one registered: see, code, change, delete."""

from typing import Any

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.core.start_link import StartLink
from dialogue.labourers import in_care as screens
from dialogue.labourers.entry import changeable_facts
from dialogue.labourers.form_intake import INTAKE, MORE_OF_THEM, to_change
from dialogue.privacy import erasure as requests
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle, Villages
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.labourers import entry_transfer
from handlers.labourers.assisted_intake import HEADING
from handlers.labourers.more import answers_of, start_more
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import care, ledger
from models.labourers import entry_transfer as transfer
from models.labourers.labourer import Labourer
from models.placements import entry_changes, later_answers
from models.privacy import erasure

CHANGED = N_("✅ <b>Changed.</b>")
ASKED_FIRST = N_(
    "🙋 They are placed by another broker. Their work stays as it was until they are asked."
)

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("people", "person:page:{page}")
async def show_people_in_care(turn: Turn, page: int = 1) -> Reply:
    """Everybody whom this account registered and who has not claimed the entry, latest first."""
    await drafts.put_aside(turn.session, turn.account)
    mine = await care.list_people_in_care(turn.session, turn.account, turn.roles)
    return say(screens.people_list(turn.speech, mine, page))


async def _load(turn: Turn, labourer_id: int) -> Labourer | Reply:
    found = await care.get_person_in_care(turn.session, turn.account, turn.roles, labourer_id)
    return found or await menu.show_menu(turn, Refusal("not_yours"))


person = router.about("person:{id}", _load)


@person("")
async def show_person(turn: Turn, labourer: Labourer, noted: str = "") -> Reply:
    """The entry; that it was looked at goes into the trail."""
    facts = await care.view_person(turn.session, turn.actor, labourer.key())
    if isinstance(facts, Refusal):
        return await menu.show_menu(turn, facts)
    said = turn.speech(noted) if noted else None
    return say(screens.person_card(labourer, facts, await turn.scene(), said))


@person("code")
async def give_code(turn: Turn, labourer: Labourer) -> Reply:
    """A new code; earlier ones are void."""
    code = await transfer.give_entry_code(turn.session, turn.actor, labourer.key())
    if isinstance(code, Refusal):
        return await menu.show_menu(turn, code)
    link = StartLink(entry_transfer.PREFIX + code)
    return say(screens.entry_code_card(turn.speech, labourer, code, link))


@person("change")
async def choose_fact(turn: Turn, labourer: Labourer) -> Reply:
    """Which fact is to be changed?"""
    facts = await care.view_person(turn.session, turn.actor, labourer.key())
    if isinstance(facts, Refusal):
        return await menu.show_menu(turn, facts)
    here = f"person:{labourer.id}"
    return say(changeable_facts(facts, await turn.scene(), f"{here}:change:", here))


@person("change:{key}")
async def change_fact(turn: Turn, labourer: Labourer, key: str) -> Reply:
    """Ask that one question again."""
    facts = await ledger.get_facts(turn.session, labourer)
    form, given = "change for them", to_change(facts)
    return await forms.reopen_question(turn, form, given, key, labourer=labourer.id)


@person("more")
async def ask_more(turn: Turn, labourer: Labourer) -> Reply:
    """Go on with what they were not asked yet."""
    asked = await start_more(turn, labourer, MORE_OF_THEM, "more for them")
    return asked or await show_person(turn, labourer)


@person("erase")
async def ask_erase(turn: Turn, labourer: Labourer) -> Reply:
    return say(screens.erase_person_question(turn.speech, labourer))


@person("erase!")
async def erase(turn: Turn, labourer: Labourer) -> Reply:
    """The person withdrew consent, says who cares for them: the office decides, or it is done."""
    asked = await erasure.request_erasure(turn.session, turn.actor, labourer.key())
    if isinstance(asked, Refusal):
        return await menu.show_menu(turn, asked)
    if asked is not None:
        return say(requests.erasure_requested(turn.speech, labourer.name))
    return await menu.show_menu(turn, said=turn.speech(N_("Everything about them is deleted.")))


async def _change(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    number = draft.labourer_id or 0
    done = await entry_changes.change_entry_in_care(
        turn.session, turn.actor, number, filling.answers
    )
    if isinstance(done, Refusal):
        return done
    labourer = await _load(turn, number)
    if isinstance(labourer, Reply):
        return labourer
    return await show_person(
        turn, labourer, ASKED_FIRST if done.is_asked else CHANGED if done.changed else ""
    )


async def _record(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    answers = answers_of(draft, MORE_OF_THEM, key, value, turn)
    number = draft.labourer_id or 0
    return await later_answers.record_answer_in_care(turn.session, turn.actor, number, answers)


async def _end_more(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    number, told = draft.labourer_id or 0, filling.answers.keys()
    done = await later_answers.end_questions_in_care(turn.session, turn.actor, number, told)
    if isinstance(done, Refusal):
        return done
    labourer = await _load(turn, number)
    if isinstance(labourer, Reply):
        return labourer
    return await show_person(turn, labourer, ASKED_FIRST if done.is_asked else CHANGED)


CONVERSATIONS["more for them"] = Conversation(
    MORE_OF_THEM,
    _end_more,
    record=_record,
    style=FormStyle(
        heading=HEADING, has_summary=False, about_self=False, villages=Villages.OF_ROLES
    ),
)
CONVERSATIONS["change for them"] = Conversation(
    INTAKE,
    _change,
    style=FormStyle(
        heading=HEADING, has_summary=False, about_self=False, villages=Villages.OF_ROLES
    ),
)
