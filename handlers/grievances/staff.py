"""County staff look after grievances: the list, taking one, writing to the person, closing it."""

from collections.abc import Awaitable, Callable

from markupsafe import Markup

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.grievances import staff as screens
from dialogue.grievances.form_grievance import END, NOTE
from handlers.core import files, forms, menu, trail
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.router import Router, page_of, record
from handlers.core.turn import Turn
from handlers.grievances.labourer import get_reader
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.grievances import handling, queue
from models.grievances.grievance import Grievance
from models.placements import evidence

router = Router(RoleName.STAFF)

TOLD = N_("✅ <b>Noted.</b> The person is told.")


@router.route("grievances")
async def show_grievances(turn: Turn) -> Reply:
    """What waits in the counties of this account."""
    return await show_page(turn)


async def show_page(turn: Turn, page: int = 1) -> Reply:
    """One page of it."""
    await drafts.put_aside(turn.session, turn.person)
    counties = turn.roles.counties()
    found = await queue.list_open_by_person(turn.session, counties, page)
    count = await queue.count_open(turn.session, counties)
    return say(screens.waiting_message(await get_reader(turn), found, count))


@router.route("grievances:")
async def answer_grievance(turn: Turn) -> Reply:
    """One of them: looked at, or what was chosen."""
    number, step = record(turn.choice, "grievances:")
    if not number and (turn.choice or "").startswith("grievances:page:"):
        return await show_page(turn, page_of(step))
    grievance = await queue.get_grievance_of_county(turn.session, number, turn.roles.counties())
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.person)
    step, _, rest = step.partition(":")
    if step == "file":
        return await open_file(turn, grievance, rest)
    if step == "all":
        return await show_all_of_person(turn, grievance, page_of(rest))
    if step == "trail":
        return await show_trail_of_grievance(turn, grievance, page_of(rest))
    return await (STEPS[step](turn, grievance) if step in STEPS else menu.refuse_stale_button(turn))


async def open_file(turn: Turn, grievance: Grievance, number: str) -> Reply:
    """A photo or paper that came with it."""
    known = await evidence.list_of_grievance(turn.session, grievance.key())
    shown = await files.show_file(turn, known, number, f"grievances:{grievance.id}")
    return await _after(turn, grievance, shown) if isinstance(shown, Refusal) else shown


async def show_grievance(turn: Turn, grievance: Grievance, noted: Markup | None = None) -> Reply:
    """The whole of it with the person's name and phone; that it was seen goes into the trail."""
    by = turn.person.key()
    file = screens.GrievanceFile(
        grievance,
        await queue.view_person(turn.session, grievance, turn.now, by),
        await handling.list_steps(turn.session, grievance),
        await evidence.list_of_grievance(turn.session, grievance.key()),
        mine=grievance.taken_by == by,
    )
    return say(screens.grievance_message(file, await get_reader(turn), noted))


async def take_grievance(turn: Turn, grievance: Grievance) -> Reply:
    """Whoever was first has it."""
    refused = await handling.take_grievance(turn.session, grievance, turn.now, turn.person.key())
    return await _after(turn, grievance, refused)


async def start_note(turn: Turn, grievance: Grievance) -> Reply:
    """What was done?"""
    return await _ask(turn, grievance, NOTE.name)


async def start_close(turn: Turn, grievance: Grievance) -> Reply:
    """What came of it?"""
    return await _ask(turn, grievance, END.name)


async def show_all_of_person(turn: Turn, grievance: Grievance, page: int) -> Reply:
    """All that is open of the person whose this one is."""
    counties = turn.roles.counties()
    found = await queue.list_open_of_same_person(turn.session, grievance, counties, page)
    if not found.items:
        return await show_page(turn)
    return say(screens.person_message(await get_reader(turn), grievance, found))


async def show_trail_of_grievance(turn: Turn, grievance: Grievance, page: int = 1) -> Reply:
    """Who of the office did what with it, and when."""
    number = grievance.key()
    return await trail.show_trail(turn, Subject.GRIEVANCE, number, f"grievances:{number}", page)


STEPS: dict[str, Callable[[Turn, Grievance], Awaitable[Reply]]] = {
    "": show_grievance,
    "take": take_grievance,
    "note": start_note,
    "close": start_close,
}


async def _ask(turn: Turn, grievance: Grievance, form: str) -> Reply:
    if refused := handling.refuse_unless_taken(grievance):
        return await _after(turn, grievance, refused)
    return await forms.start_form_about(turn, form, grievance.key())


async def _note(turn: Turn, draft: Draft, filling: FormState) -> Reply:
    return await _finish(turn, draft, filling, handling.write_to_person)


async def _close(turn: Turn, draft: Draft, filling: FormState) -> Reply:
    return await _finish(turn, draft, filling, handling.close_grievance)


async def _finish(
    turn: Turn,
    draft: Draft,
    filling: FormState,
    step: Callable[..., Awaitable[Refusal | None]],
) -> Reply:
    """The words are kept, unless it was closed or is gone meanwhile."""
    grievance = await queue.get_grievance_of_county(
        turn.session, draft.about or 0, turn.roles.counties()
    )
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    words, by = filling.answers["words"], turn.person.key()
    return await _after(turn, grievance, await step(turn.session, grievance, words, turn.now, by))


async def _after(turn: Turn, grievance: Grievance, refused: Refusal | None) -> Reply:
    said = explain_refusal(refused, turn.speech) if refused else turn.speech(TOLD)
    return await show_grievance(turn, grievance, said)


CONVERSATIONS[NOTE.name] = Conversation(NOTE, _note, summed_up=False, one_at_a_time=False)
CONVERSATIONS[END.name] = Conversation(END, _close, summed_up=False, one_at_a_time=False)
