"""Calling those who did not answer: whom, on which number, and what they said."""

from dialogue.core.i18n import N_
from dialogue.core.reply import Reply, say
from dialogue.labourers import calls as screens
from dialogue.labourers.form_intake import INTAKE
from handlers.core import menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName, WorkStatus
from models.labourers import calls, ledger
from models.labourers.calls import Call, CallOutcome
from models.labourers.labourer import Labourer
from models.placements import entry_changes

NOTED = N_("✅ Noted.")
LATER = N_("All right, try again later.")
OFFICE_ASKS = N_("✅ Noted. Another broker placed them, so the county office asks them first.")

router = Router(RoleName.BROKER, RoleName.STAFF)


@router.route("calls", "call:page:{page}")
async def show_call_list(turn: Turn, page: int = 1, noted: str = "") -> Reply:
    """Everybody whom these roles are to call, after a remark perhaps."""
    await drafts.put_aside(turn.session, turn.account)
    waiting = await calls.list_waiting_calls(turn.session, turn.account.key(), turn.roles, page)
    return say(screens.call_list(turn.speech, waiting, noted))


async def _load(turn: Turn, call_id: int) -> tuple[Call, Labourer] | Reply:
    found = await calls.get_waiting_call(turn.session, turn.account.key(), turn.roles, call_id)
    return found or await menu.show_menu(turn, Refusal("not_yours"))


call = router.about("call:{id}", _load)


@call("")
async def show_call(turn: Turn, found: tuple[Call, Labourer]) -> Reply:
    """Whom to call; that the number was seen goes into the trail."""
    waiting, labourer = found
    refused = await calls.record_view_of_call(turn.session, turn.actor, waiting.key())
    if refused is not None:
        return await menu.show_menu(turn, refused)
    where = (await turn.scene()).regions.full_name(labourer.village_code)
    return say(screens.call_card(turn.speech, waiting, labourer, where))


@call("changed")
async def ask_which_status(turn: Turn, found: tuple[Call, Labourer]) -> Reply:
    return say(screens.which_status(turn.speech, *found))


@call("same")
async def record_unchanged(turn: Turn, found: tuple[Call, Labourer]) -> Reply:
    return await _end(turn, found[0], CallOutcome.STILL_SO, NOTED)


@call("none")
async def record_not_reached(turn: Turn, found: tuple[Call, Labourer]) -> Reply:
    return await _end(turn, found[0], CallOutcome.NOT_REACHED, LATER)


async def _end(turn: Turn, waiting: Call, outcome: CallOutcome, noted: str) -> Reply:
    refused = await calls.record_call(turn.session, turn.actor, waiting.key(), outcome)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return await show_call_list(turn, noted=noted)


@call("to:{status}")
async def record_changed_status(turn: Turn, found: tuple[Call, Labourer], status: str) -> Reply:
    """The new status goes into the entry; answers that belonged to the old one fall."""
    if status not in tuple(WorkStatus):
        return await menu.refuse_stale_button(turn)
    waiting, labourer = found
    facts = await ledger.get_facts(turn.session, labourer)
    fitting = INTAKE.fitting({**facts, "status": status}, turn.actor.today)
    identity = {key: facts[key] for key in ("sex", "birth_year", "born_on")}
    done = await entry_changes.record_call_with_change(
        turn.session, turn.actor, waiting.key(), {**identity, **fitting}
    )
    if isinstance(done, Refusal):
        return await menu.show_menu(turn, done)
    return await show_call_list(turn, noted=OFFICE_ASKS if done.is_asked else NOTED)
