"""Caring for the entries of the people one registered: see, code, change, delete."""

from aiogram import Router

from dialogue import people as screens
from dialogue.entry import changeable
from dialogue.form import Filling
from dialogue.forms.intake import INTAKE
from dialogue.message import Answer, say
from dialogue.speech import N_
from handlers import claim, conversation, menu
from handlers.assist import HEADING
from handlers.intake import unknown_id_number
from handlers.routing import Holds, chosen, open_to, page_of, record
from handlers.talk import CONVERSATIONS, Conversation
from handlers.turn import Turn
from models import draft as drafts
from models import ledger, one_time_code, privacy
from models.draft import Draft
from models.labourer import Labourer
from models.refusal import Refusal
from models.words import RoleName

router = open_to(Router(name="people"), Holds(RoleName.BROKER, RoleName.STAFF))


@chosen(router, "people")
async def show_all(turn: Turn) -> Answer:
    """Everybody whom this account registered and who has not claimed the entry."""
    return await list_page(turn)


async def list_page(turn: Turn, page: int = 1) -> Answer:
    """One page of them, the latest first."""
    await drafts.put_aside(turn.session, turn.person)
    mine = await ledger.in_care_of(turn.session, turn.person)
    return say(screens.people(turn.speech, mine, page))


@chosen(router, "person:")
async def act(turn: Turn) -> Answer:
    """One person: see the entry, or do what was chosen."""
    number, step = record(turn.choice, "person:")
    if (turn.choice or "").startswith("person:page:"):
        return await list_page(turn, page_of(step))
    labourer = await ledger.of_mine(turn.session, turn.person, number)
    if labourer is None:
        return await menu.show(turn, Refusal("not_yours"))
    act, _, key = step.partition(":")
    if act == "change" and key:
        facts = await ledger.entry(turn.session, labourer)
        form = "change for them"
        return await conversation.reopen(turn, form, facts, key, labourer=labourer.id)
    steps = {
        "": show,
        "code": give_code,
        "change": choose_fact,
        "erase": ask_erase,
        "erase!": erase,
    }
    return await steps[act](turn, labourer) if act in steps else await menu.stale(turn)


async def show(turn: Turn, labourer: Labourer, noted: str = "") -> Answer:
    """The entry; that it was looked at goes into the trail."""
    facts = await ledger.viewed(turn.session, labourer, turn.now, turn.person.key())
    said = turn.speech(noted) if noted else None
    return say(screens.person(labourer, facts, await turn.scene(), said))


async def give_code(turn: Turn, labourer: Labourer) -> Answer:
    """A new code; earlier ones are void."""
    code = await one_time_code.issue_claim(turn.session, turn.person, labourer, turn.now)
    if isinstance(code, Refusal):
        return await menu.show(turn, code)
    return say(screens.code(turn.speech, labourer, code, turn.link(claim.PREFIX + code)))


async def choose_fact(turn: Turn, labourer: Labourer) -> Answer:
    """Which fact is to be changed?"""
    facts = await ledger.viewed(turn.session, labourer, turn.now, turn.person.key())
    here = f"person:{labourer.id}"
    return say(changeable(facts, await turn.scene(), f"{here}:change:", here))


async def ask_erase(turn: Turn, labourer: Labourer) -> Answer:
    """Really?"""
    return say(screens.erase_question(turn.speech, labourer))


async def erase(turn: Turn, labourer: Labourer) -> Answer:
    """The person withdrew consent."""
    await privacy.erase_entry(turn.session, labourer, turn.now, turn.zone, by=turn.person.key())
    return await menu.show(turn, said=turn.speech(N_("Everything about them is deleted.")))


async def _change(turn: Turn, draft: Draft, filling: Filling) -> Answer | Refusal:
    labourer = await ledger.of_mine(turn.session, turn.person, draft.labourer_id or 0)
    if labourer is None or not turn.roles:
        return await menu.show(turn, Refusal("not_yours"))
    changed = await ledger.change(
        turn.session, labourer, filling.answers, turn.now, turn.person.key()
    )
    if isinstance(changed, Refusal):
        return changed
    return await show(turn, labourer, N_("✅ <b>Changed.</b>") if changed else "")


CONVERSATIONS["change for them"] = Conversation(
    INTAKE,
    _change,
    unknown_id_number,
    only_for=(RoleName.BROKER, RoleName.STAFF),
    heading=HEADING,
    summed_up=False,
    own=False,
    within_areas=True,
)
