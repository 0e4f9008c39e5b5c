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
from models.labourers.calls import Call, Outcome
from models.labourers.labourer import Labourer
from models.placements import statement_on_work

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("calls")
async def open_list(turn: Turn) -> Reply:
    """Everybody whom these roles are to call."""
    return await show_all(turn)


async def show_all(turn: Turn, noted: str = "", page: int = 1) -> Reply:
    """The list, after a remark perhaps."""
    await drafts.put_aside(turn.session, turn.person)
    waiting = await calls.waiting(turn.session, turn.person.key(), turn.roles, page)
    return say(screens.waiting(turn.speech, waiting, noted))


@router.route("call:")
async def act(turn: Turn) -> Reply:
    """One of them: the number, or how the call went."""
    number, step = record(turn.choice, "call:")
    if (turn.choice or "").startswith("call:page:"):
        return await show_all(turn, page=page_of(step))
    found = await calls.find(turn.session, turn.person.key(), turn.roles, number)
    if found is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    call, labourer = found
    step, _, status = step.partition(":")
    if step == "to" and status in tuple(WorkStatus):
        return await change(turn, call, labourer, status)
    if step in OUTCOMES:
        await end(turn, call, labourer, OUTCOMES[step])
        return await show_all(turn, NOTED[OUTCOMES[step]])
    return await (which(turn, call, labourer) if step == "changed" else show(turn, call, labourer))


OFFICE_ASKS = N_("✅ Noted. Another broker placed them, so the county office asks them first.")
NOTED = {
    Outcome.STILL_SO: N_("✅ Noted."),
    Outcome.CHANGED: N_("✅ Noted."),
    Outcome.NOT_REACHED: N_("All right, try again later."),
}
OUTCOMES = {"same": Outcome.STILL_SO, "none": Outcome.NOT_REACHED}


async def show(turn: Turn, call: Call, labourer: Labourer) -> Reply:
    """Whom to call; that the number was seen goes into the trail."""
    await ledger.viewed(turn.session, labourer, turn.now, turn.person.key())
    where = (await turn.scene()).regions.full_name(labourer.village_code)
    return say(screens.one(turn.speech, call, labourer, where))


async def which(turn: Turn, call: Call, labourer: Labourer) -> Reply:
    """What do they do now?"""
    return say(screens.which_status(turn.speech, call, labourer))


async def change(turn: Turn, call: Call, labourer: Labourer, status: str) -> Reply:
    """The new status goes into the entry; what belonged to the old one falls."""
    facts = await ledger.entry(turn.session, labourer)
    today = turn.now.astimezone(turn.zone).date()
    fitting = INTAKE.fitting({**facts, "status": status}, today)
    identity = {key: facts[key] for key in ("sex", "birth_year", "born_on")}
    told = await statement_on_work.change(
        turn.session, labourer, {**identity, **fitting}, turn.now, turn.zone, turn.teller
    )
    if isinstance(told, Refusal):
        return await menu.show_menu(turn, told)
    if told.is_asked:
        by = turn.person.key()
        await calls.ask_the_office(turn.session, call, labourer, turn.now, by)
        return await show_all(turn, OFFICE_ASKS)
    await end(turn, call, labourer, Outcome.CHANGED)
    return await show_all(turn, NOTED[Outcome.CHANGED])


async def end(turn: Turn, call: Call, labourer: Labourer, outcome: Outcome) -> None:
    """How the call went."""
    await calls.end(turn.session, call, labourer, outcome, turn.now, turn.person.key())
