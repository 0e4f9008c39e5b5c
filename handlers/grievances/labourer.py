"""Something is wrong at work: the person tells it, follows it, and says when it is not over."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.grievances import labourer as screens
from dialogue.grievances.form_grievance import GRIEVANCE
from dialogue.grievances.grievance import Reader
from handlers.core import forms, menu
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.router import Router, page_of, record
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import Trouble
from models.employers.employer import Employer
from models.grievances import handling, queue, trouble
from models.grievances.grievance import Grievance, GrievanceState
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.privacy import consent

MORE = "grievance more"
KNOWN = N_("🆘 The county office knows now. A few words more help them to help you:\n")

router = Router()


@router.route("trouble")
async def show_own_grievances(turn: Turn) -> Reply:
    """What was told before, and where it may be now; who has neither begins at once."""
    return await show_page(turn)


async def show_page(turn: Turn, page: int = 1) -> Reply:
    """One page of what was told before, the newest first."""
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    await drafts.put_aside(turn.session, turn.person)
    known = await queue.list_own_grievances(turn.session, labourer, page)
    workplaces = await queue.list_workplaces(turn.session, labourer)
    if not known.items and not workplaces:
        return await forms.start_form_about(turn, "grievance")
    return say(screens.own_grievances_message(turn.speech, known, workplaces))


@router.route("trouble:")
async def answer_grievance(turn: Turn) -> Reply:
    """A new one; or one of the person's own: looked at, or not over."""
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    if turn.choice == "trouble:new":
        return await forms.start_form_about(turn, "grievance")
    number, step = record(turn.choice, "trouble:")
    if (turn.choice or "").startswith("trouble:page:"):
        return await show_page(turn, page_of(step))
    grievance = await queue.get_own_grievance(turn.session, number, labourer)
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    steps = {"": show_grievance, "again": reopen_grievance, "more": start_adding}
    await drafts.put_aside(turn.session, turn.person)
    return await (steps[step](turn, grievance) if step in steps else menu.refuse_stale_button(turn))


async def show_grievance(turn: Turn, grievance: Grievance, said: str = "") -> Reply:
    """What was told, and every step, after a remark perhaps."""
    steps = await handling.list_steps(turn.session, grievance)
    noted = turn.speech(said) if said else None
    return say(screens.own_grievance_message(grievance, steps, await get_reader(turn), noted))


async def reopen_grievance(turn: Turn, grievance: Grievance) -> Reply:
    """It is not over."""
    by = turn.person.key()
    refused = await handling.reopen_grievance(turn.session, grievance, turn.now, by, turn.zone)
    if refused is not None:
        steps = await handling.list_steps(turn.session, grievance)
        noted = explain_refusal(refused, turn.speech)
        return say(screens.own_grievance_message(grievance, steps, await get_reader(turn), noted))
    return await show_grievance(
        turn, grievance, N_("🔁 The county office knows now that it is not over.")
    )


async def start_adding(turn: Turn, grievance: Grievance) -> Reply:
    """What was told, to be added to, as long as the office is at it."""
    if grievance.state is GrievanceState.CLOSED:
        return await show_grievance(turn, grievance)
    given = handling.as_form_answers(grievance)
    return await forms.start_form_about(turn, MORE, grievance.key(), given)


async def get_reader(turn: Turn) -> Reader:
    """Who looks, and when."""
    return Reader(await turn.scene(), turn.now, turn.zone)


@router.route("grievance:")
async def start_at_workplace(turn: Turn) -> Reply:
    """About one of the person's own placements, and what it is perhaps."""
    number, kind = record(turn.choice, "grievance:")
    labourer = await consent.get_own_entry(turn.session, turn.person)
    found = await queue.get_workplace(turn.session, number, labourer) if labourer else None
    if found is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    if kind and kind not in tuple(Trouble):
        return await menu.refuse_stale_button(turn)
    return await start_grievance(turn, *found, Trouble(kind) if kind else None)


async def start_grievance(
    turn: Turn, placement: Placement, employer: Employer, kind: Trouble | None = None
) -> Reply:
    """About this work, and what it is where that is known."""
    given = {"employer": employer.name, **({"kind": kind} if kind else {})}
    return await forms.start_form_about(turn, "grievance", placement.key(), given)


async def open_at_once(
    turn: Turn, labourer: Labourer, placement: Placement, kind: Trouble
) -> Grievance:
    """The office knows at once."""
    by = turn.person.key()
    return await trouble.report_trouble(
        turn.session, labourer, placement, kind, turn.now, by, turn.zone
    )


async def open_and_ask_more(turn: Turn, placement: Placement, kind: Trouble) -> Reply:
    """The office knows at once; what more there is to tell is asked."""
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    grievance = await open_at_once(turn, labourer, placement, kind)
    given = handling.as_form_answers(grievance)
    noted = turn.speech(KNOWN)
    return await forms.start_form_about(turn, MORE, grievance.key(), given, noted=noted)


async def _finish_more(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    labourer = await consent.get_own_entry(turn.session, turn.person)
    grievance = (
        await queue.get_own_grievance(turn.session, draft.about or 0, labourer)
        if labourer
        else None
    )
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    by = turn.person.key()
    refused = await handling.add_to_grievance(
        turn.session, grievance, filling.answers, turn.now, by
    )
    return refused or say(screens.opened_message(grievance, await get_reader(turn)))


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    labourer = await consent.get_own_entry(turn.session, turn.person)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    found = await queue.get_workplace(turn.session, draft.about or 0, labourer)
    grievance = await handling.open_grievance(
        turn.session,
        labourer,
        filling.answers,
        turn.now,
        turn.person.key(),
        turn.zone,
        found[0] if found else None,
    )
    if isinstance(grievance, Refusal):
        return grievance
    return say(screens.opened_message(grievance, await get_reader(turn)))


CONVERSATIONS[MORE] = Conversation(GRIEVANCE, _finish_more, heading=screens.SECRET)
CONVERSATIONS["grievance"] = Conversation(GRIEVANCE, _finish, heading=screens.SECRET)
