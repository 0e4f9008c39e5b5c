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
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.grievances.reading import get_reader
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core import paging
from models.core.audit import Subject
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.grievances import handling, queue, steps
from models.grievances.grievance import Grievance
from models.grievances.handling import Note
from models.placements import evidence

router = Router(RoleName.STAFF)

TOLD = N_("✅ <b>Noted.</b> The person is told.")


@router.route("grievances")
async def show_grievances(turn: Turn) -> Reply:
    """What waits in the counties of this account."""
    return await show_page(turn, 1)


@router.route("grievances:page:{page}")
async def show_page(turn: Turn, page: int) -> Reply:
    await drafts.put_aside(turn.session, turn.account)
    counties = turn.roles.counties()
    found = await queue.list_open_by_person(turn.session, counties, page)
    count = await queue.count_open(turn.session, counties)
    return say(screens.waiting_message(await get_reader(turn), found, count))


async def _find(turn: Turn, number: int) -> Grievance | None:
    """A grievance of the counties that this account is staff of."""
    return await queue.get_grievance_of_county(turn.session, number, turn.roles.counties())


async def _load(turn: Turn, number: int) -> Grievance | Reply:
    grievance = await _find(turn, number)
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.account)
    return grievance


grievance = router.about("grievances:{id}", _load)


@grievance("")
async def show_grievance(turn: Turn, grievance: Grievance, noted: Markup | None = None) -> Reply:
    """The whole of it with the person's name and phone; that it was seen goes into the trail."""
    file = screens.GrievanceFile(
        grievance,
        await queue.view_person(turn.session, turn.actor, grievance),
        await steps.list_steps(turn.session, grievance),
        await evidence.list_evidence(turn.session, (Subject.GRIEVANCE, grievance.key())),
        mine=grievance.taken_by == turn.actor.id,
        free=await handling.is_free(turn.session, grievance),
    )
    return say(screens.grievance_message(file, await get_reader(turn), noted))


@grievance("file:{file}")
async def show_file(turn: Turn, grievance: Grievance, file: str) -> Reply:
    """A photo or paper that came with it."""
    known = await evidence.list_evidence(turn.session, (Subject.GRIEVANCE, grievance.key()))
    shown = await files.show_file(turn, known, file, f"grievances:{grievance.id}")
    return await _after(turn, grievance, shown) if isinstance(shown, Refusal) else shown


@grievance("take")
async def take_grievance(turn: Turn, grievance: Grievance) -> Reply:
    """Whoever was first has it."""
    refused = await handling.take_grievance(turn.session, turn.actor, grievance)
    return await _after(turn, grievance, refused)


@grievance("note")
async def start_note(turn: Turn, grievance: Grievance) -> Reply:
    return await _ask(turn, grievance, NOTE.name)


@grievance("close")
async def start_close(turn: Turn, grievance: Grievance) -> Reply:
    return await _ask(turn, grievance, END.name)


@grievance("all", "all:{page}")
async def show_all_of_person(turn: Turn, grievance: Grievance, page: int = 1) -> Reply:
    """All that is open of the person whose this one is."""
    counties = turn.roles.counties()
    found = await queue.list_open_of_same_person(turn.session, grievance, counties, page)
    if not found.items:
        return await show_page(turn, 1)
    return say(screens.person_message(await get_reader(turn), grievance, found))


@grievance("trail", "trail:{page}")
async def show_trail_of_grievance(turn: Turn, grievance: Grievance, page: int = 1) -> Reply:
    """Who of the office did what with it, and when."""
    number = grievance.key()
    return await trail.show_trail(turn, Subject.GRIEVANCE, number, f"grievances:{number}", page)


@grievance("steps", "steps:{page}")
async def show_steps(turn: Turn, grievance: Grievance, page: int = 1) -> Reply:
    """All that was said and done, whole, page by page; that it was seen goes into the trail."""
    await queue.view_person(turn.session, turn.actor, grievance)
    done = await steps.list_steps(turn.session, grievance)
    found = paging.cut(done, page, screens.STEPS_SHOWN)
    return say(screens.steps_message(grievance, found, await get_reader(turn)))


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
    grievance = await _find(turn, draft.about or 0)
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    note = from_answers(Note, filling.answers)
    return await _after(turn, grievance, await step(turn.session, turn.actor, grievance, note))


async def _after(turn: Turn, grievance: Grievance, refused: Refusal | None) -> Reply:
    said = explain_refusal(refused, turn.speech) if refused else turn.speech(TOLD)
    return await show_grievance(turn, grievance, said)


CONVERSATIONS[NOTE.name] = Conversation(NOTE, _note, style=FormStyle(has_summary=False))
CONVERSATIONS[END.name] = Conversation(END, _close, style=FormStyle(has_summary=False))
