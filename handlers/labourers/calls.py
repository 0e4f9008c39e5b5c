"""Calling those who did not answer: whom, on which number, and what they said."""

from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import calls as screens
from dialogue.labourers.form_intake import INTAKE
from handlers.core import menu
from handlers.core.router import Router, page_of, record
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName, WorkStatus
from models.labourers import calls, ledger
from models.labourers.calls import Call, CallOutcome
from models.labourers.labourer import Labourer
from models.placements import statement_on_work

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("calls")
async def open_list(turn: Turn) -> Reply:
    """Everybody whom these roles are to call."""
    return await show_call_list(turn)


async def show_call_list(turn: Turn, noted: str = "", page: int = 1) -> Reply:
    """The list, after a remark perhaps."""
    await drafts.put_aside(turn.session, turn.person)
    waiting = await calls.list_waiting_calls(turn.session, turn.person.key(), turn.roles, page)
    return say(screens.call_list(turn.speech, waiting, noted))


@router.route("call:")
async def act(turn: Turn) -> Reply:
    """One of them: the number, or how the call went."""
    number, step = record(turn.choice, "call:")
    if (turn.choice or "").startswith("call:page:"):
        return await show_call_list(turn, page=page_of(step))
    found = await calls.get_waiting_call(turn.session, turn.person.key(), turn.roles, number)
    if found is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    call, labourer = found
    step, _, status = step.partition(":")
    if step == "to" and status in tuple(WorkStatus):
        return await record_changed_status(turn, call, labourer, status)
    if step in OUTCOMES:
        await end(turn, call, labourer, OUTCOMES[step])
        return await show_call_list(turn, NOTED[OUTCOMES[step]])
    return await (
        ask_which_status(turn, call, labourer)
        if step == "changed"
        else show_call(turn, call, labourer)
    )


OFFICE_ASKS = N_("✅ Noted. Another broker placed them, so the county office asks them first.")
NOTED = {
    CallOutcome.STILL_SO: N_("✅ Noted."),
    CallOutcome.CHANGED: N_("✅ Noted."),
    CallOutcome.NOT_REACHED: N_("All right, try again later."),
}
OUTCOMES = {"same": CallOutcome.STILL_SO, "none": CallOutcome.NOT_REACHED}


async def show_call(turn: Turn, call: Call, labourer: Labourer) -> Reply:
    """Whom to call; that the number was seen goes into the trail."""
    await ledger.view_entry(turn.session, labourer, turn.now, turn.person.key())
    where = (await turn.scene()).regions.full_name(labourer.village_code)
    return say(screens.call_card(turn.speech, call, labourer, where))


async def ask_which_status(turn: Turn, call: Call, labourer: Labourer) -> Reply:
    """What do they do now?"""
    return say(screens.which_status(turn.speech, call, labourer))


async def record_changed_status(turn: Turn, call: Call, labourer: Labourer, status: str) -> Reply:
    """The new status goes into the entry; what belonged to the old one falls."""
    facts = await ledger.get_facts(turn.session, labourer)
    today = turn.now.astimezone(turn.zone).date()
    fitting = INTAKE.fitting({**facts, "status": status}, today)
    identity = {key: facts[key] for key in ("sex", "birth_year", "born_on")}
    told = await statement_on_work.change_entry(
        turn.session, labourer, {**identity, **fitting}, turn.now, turn.zone, turn.teller
    )
    if isinstance(told, Refusal):
        return await menu.show_menu(turn, told)
    if told.is_asked:
        by = turn.person.key()
        await calls.pass_to_office(turn.session, call, labourer, turn.now, by)
        return await show_call_list(turn, OFFICE_ASKS)
    await end(turn, call, labourer, CallOutcome.CHANGED)
    return await show_call_list(turn, NOTED[CallOutcome.CHANGED])


async def end(turn: Turn, call: Call, labourer: Labourer, outcome: CallOutcome) -> None:
    """How the call went."""
    await calls.end_call(turn.session, call, labourer, outcome, turn.now, turn.person.key())
