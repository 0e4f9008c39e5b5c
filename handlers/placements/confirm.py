"""The labourer's word on a placement: right, different, or not so; and how it goes later."""

from datetime import date
from typing import Any

from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.placements import screens
from dialogue.placements.form_check_in import CHECK_IN
from dialogue.placements.form_confirmation import CONFIRMATION, RIGHT
from handlers.core import forms, menu
from handlers.core.form_session import CONVERSATIONS, Conversation, FormStyle
from handlers.core.forms import restart_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts.drafts import Draft
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.grievances import opening, trouble
from models.grievances.grievance import Grievance
from models.grievances.personal_data import MORE_FORM
from models.placements import check_ins, confirmation, ending, queries, statement_on_work
from models.placements.confirmation import Statement
from models.placements.follow_up import CheckInAnswer
from models.placements.placement import CheckIn, Placement, StatementChannel

router = Router()


@router.route("placed:{id}:{version}:{right}")
async def confirm_placement(turn: Turn, id: int, version: str, right: str) -> Reply:
    """A button under the question: checked against how things stand now."""
    placement = await get_own_placement(turn, id)
    if placement is None or right not in RIGHT:
        return await menu.refuse_stale_button(turn)
    if not confirmation.is_awaiting_statement(placement):
        return await menu.show_menu(turn, Refusal("placement_moved"))
    if version != str(placement.version):
        return await ask_again(turn, placement)
    return await restart_form(turn, "confirmation", placement.key(), {"right": right})


async def ask_again(turn: Turn, placement: Placement) -> Reply:
    """The question with what holds now: the button was under other terms."""
    employer = await queries.get_employer(turn.session, placement)
    return say(
        screens.confirmation_question(placement, employer, turn.speech, turn.actor.today),
        fresh=True,
    )


async def get_own_placement(turn: Turn, number: int) -> Placement | None:
    """A placement of the account's own person."""
    own = turn.account.labourer_id
    found = await queries.get_placement(turn.session, number)
    return found if found and own is not None and found.labourer_id == own else None


async def finish_confirmation(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """The word goes into the record."""
    placement = await get_own_placement(turn, draft.about or 0)
    if placement is None:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    statement = from_answers(Statement, filling.answers)
    refused = await confirmation.record_statement(
        turn.session, turn.actor, placement, statement, StatementChannel.SELF
    )
    if refused:
        return await menu.show_menu(turn, refused)
    return say(screens.confirmation_noted(turn.speech, placement, fee=bool(statement.fee)))


@router.route("check:{id}:{still}")
async def start_check_in(turn: Turn, id: int, still: str) -> Reply:
    """Still there, or not: the rest is asked."""
    check_in = await _get_own_check_in(turn, id)
    if check_in is None or still not in ("yes", "no"):
        return await menu.refuse_stale_button(turn)
    placement = await queries.get_placement(turn.session, check_in.placement_id)
    if check_in.answered_at is not None or placement is None or placement.ended_on is not None:
        return await menu.show_menu(turn, Refusal("check_in_answered"))
    return await restart_form(turn, "check-in", check_in.key(), {"still": still})


async def _get_own_check_in(turn: Turn, number: int) -> CheckIn | None:
    """A question about a placement of the account's own person."""
    check_in = await check_ins.get_check_in(turn.session, number)
    if check_in is None or await get_own_placement(turn, check_in.placement_id) is None:
        return None
    return check_in


@router.route("stays:{id}:{version}")
async def revoke_end(turn: Turn, id: int, version: str) -> Reply:
    """Somebody else said that they left, and it is not so."""
    placement = await get_own_placement(turn, id)
    if placement is None or not version.isdecimal():
        return await menu.refuse_stale_button(turn)
    refused = await statement_on_work.revoke_end(
        turn.session, turn.actor, placement, int(version[:9])
    )
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return say(screens.check_in_noted(turn.speech, gone=False), fresh=True)


async def finish_check_in(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """Still there counts; gone ends it and offers work; trouble is told to the office at once."""
    check_in = await _get_own_check_in(turn, draft.about or 0)
    if check_in is None:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    answer = from_answers(CheckInAnswer, filling.answers)
    done = await trouble.record_check_in(
        turn.session, turn.actor, check_in, answer, StatementChannel.SELF
    )
    if isinstance(done, Refusal):
        return await menu.show_menu(turn, done)
    if done.grievance is not None:
        return await _ask_more_of(turn, done.grievance)
    return say(screens.check_in_noted(turn.speech, gone=done.placement.ended_on is not None))


async def _ask_more_of(turn: Turn, grievance: Grievance) -> Reply:
    """The office knows; what more there is to tell is asked."""
    given, noted = opening.as_form_answers(grievance), turn.speech(screens.OFFICE_KNOWS)
    return await forms.start_form_about(turn, MORE_FORM, grievance.key(), given, noted=noted)


async def _check_own_end(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    asked = await check_ins.get_check_in(turn.session, draft.about or 0)
    return await check_end(turn, asked.placement_id if asked else 0, key, value)


async def check_end(turn: Turn, number: int, key: str, value: Any) -> Refusal | None:
    """Nobody left before they began, at the placement of that number."""
    placement = await queries.get_placement(turn.session, number) if key == "left_on" else None
    if placement is None:
        return None
    return ending.refuse_end_before_start(placement, date.fromisoformat(value))


CONVERSATIONS["confirmation"] = Conversation(
    CONFIRMATION, finish_confirmation, style=FormStyle(has_summary=False)
)
CONVERSATIONS["check-in"] = Conversation(
    CHECK_IN, finish_check_in, _check_own_end, style=FormStyle(has_summary=False)
)
