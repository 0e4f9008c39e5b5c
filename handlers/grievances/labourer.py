"""Something is wrong at work: the person tells it, follows it, and says when it is not over."""

from markupsafe import Markup

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.fields.file import as_files
from dialogue.grievances import labourer as screens
from dialogue.grievances.form_grievance import ADD, GRIEVANCE
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.grievances import unregistered
from handlers.grievances.reading import get_reader
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.vocabulary import Trouble
from models.grievances import adding, files, opening, permission, queue, steps
from models.grievances.adding import Addition
from models.grievances.grievance import Grievance, GrievanceState
from models.grievances.opening import GrievanceReport
from models.grievances.personal_data import ADD_FORM, MORE_FORM
from models.labourers import own_entry

router = Router()


@router.route("trouble")
async def show_own_grievances(turn: Turn) -> Reply:
    """What was told before, and where it may be now; who has neither begins at once."""
    return await show_page(turn, 1)


@router.route("trouble:page:{page}")
async def show_page(turn: Turn, page: int) -> Reply:
    """One page of what was told before, the newest first."""
    labourer = await own_entry.get_own_entry(turn.session, turn.account)
    if labourer is None and not permission.may_tell(turn.account):
        return await unregistered.ask_to_tell(turn)
    await drafts.put_aside(turn.session, turn.account)
    known = await queue.list_own_grievances(turn.session, turn.account, page)
    workplaces = await queue.list_workplaces(turn.session, labourer) if labourer else []
    if not known.items and not workplaces:
        return await start_new(turn)
    return say(screens.own_grievances_message(turn.speech, known, workplaces))


@router.route("trouble:new")
async def start_new(turn: Turn) -> Reply:
    """About no placement that is known."""
    if turn.account.labourer_id is None:
        return await unregistered.start_telling(turn)
    return await forms.start_form_about(turn, "grievance")


async def _load(turn: Turn, number: int) -> Grievance | Reply:
    grievance = await queue.get_own_grievance(turn.session, number, turn.account)
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.put_aside(turn.session, turn.account)
    return grievance


own_grievance = router.about("trouble:{id}", _load)


@own_grievance("")
async def show_grievance(turn: Turn, grievance: Grievance, said: str = "") -> Reply:
    """What was told, and every step, after a remark perhaps."""
    return await _show(turn, grievance, turn.speech(said) if said else None)


async def _show(turn: Turn, grievance: Grievance, noted: Markup | None) -> Reply:
    done = await steps.list_steps(turn.session, grievance)
    kept = await files.list_files(turn.session, grievance)
    return say(screens.own_grievance_message(grievance, done, await get_reader(turn), noted, kept))


@own_grievance("again")
async def reopen_grievance(turn: Turn, grievance: Grievance) -> Reply:
    refused = await opening.reopen_grievance(turn.session, turn.actor, grievance)
    if refused is not None:
        return await _show(turn, grievance, explain_refusal(refused, turn.speech))
    said = N_("🔁 The county office knows now that it is not over.")
    return await show_grievance(turn, grievance, said)


@own_grievance("more")
async def start_adding(turn: Turn, grievance: Grievance) -> Reply:
    """Words and files are added, as long as the office is at it."""
    if grievance.state is GrievanceState.CLOSED:
        return await show_grievance(turn, grievance)
    return await forms.start_form_about(turn, ADD_FORM, grievance.key())


@router.route("grievance:{id}", "grievance:{id}:{kind}")
async def start_at_workplace(turn: Turn, id: int, kind: str = "") -> Reply:
    """About one of the person's own placements, and what it is perhaps."""
    labourer = await own_entry.get_own_entry(turn.session, turn.account)
    found = await queue.get_workplace(turn.session, id, labourer) if labourer else None
    if found is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    if kind and kind not in tuple(Trouble):
        return await menu.refuse_stale_button(turn)
    placement, employer = found
    given = {"employer": employer.name, **({"kind": Trouble(kind)} if kind else {})}
    return await forms.start_form_about(turn, "grievance", placement.key(), given)


def _report(filling: FormState) -> GrievanceReport:
    photo = as_files(filling.answers.get("photo"))
    return from_answers(GrievanceReport, {**filling.answers, "photo": photo})


async def _finish_more(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    grievance = await queue.get_own_grievance(turn.session, draft.about or 0, turn.account)
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    report = _report(filling)
    refused = await adding.add_to_grievance(turn.session, turn.actor, grievance, report)
    return refused or say(screens.opened_message(grievance, await get_reader(turn)))


async def _finish_adding(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """Kept at once, and asked whether there is more; until nothing is."""
    grievance = await queue.get_own_grievance(turn.session, draft.about or 0, turn.account)
    if grievance is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    addition = from_answers(Addition, filling.answers["more"])
    if addition == Addition():
        return await show_grievance(turn, grievance)
    return await add(turn, grievance, addition)


async def add(turn: Turn, grievance: Grievance, addition: Addition) -> Reply | Refusal:
    """Keep it, and ask whether there is more."""
    refused = await adding.add_words_and_files(turn.session, turn.actor, grievance, addition)
    if refused is not None and refused.name == "grievance_over":
        return await _show(turn, grievance, explain_refusal(refused, turn.speech))
    if refused is not None:
        return refused
    await drafts.begin_draft(turn.session, turn.account, ADD_FORM, turn.now, about=grievance.key())
    return await forms.show_present_question(turn, noted=turn.speech(screens.ADDED))


async def _finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    labourer = await own_entry.get_own_entry(turn.session, turn.account)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("no_entry"))
    found = await queue.get_workplace(turn.session, draft.about or 0, labourer)
    report, placement = _report(filling), found[0] if found else None
    grievance = await opening.open_grievance(turn.session, turn.actor, labourer, report, placement)
    if isinstance(grievance, Refusal):
        return grievance
    return say(screens.opened_message(grievance, await get_reader(turn)))


CONVERSATIONS[MORE_FORM] = Conversation(
    GRIEVANCE, _finish_more, style=FormStyle(heading=screens.SECRET), paths=("trouble",)
)
CONVERSATIONS[ADD_FORM] = Conversation(
    ADD, _finish_adding, style=FormStyle(heading=screens.SECRET, has_summary=False)
)
CONVERSATIONS["grievance"] = Conversation(
    GRIEVANCE, _finish, style=FormStyle(heading=screens.SECRET), paths=("trouble",)
)
