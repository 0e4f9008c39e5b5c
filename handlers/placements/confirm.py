"""The labourer's word on a placement: right, different, or not so; and how it goes later."""

from datetime import date, datetime
from typing import Any

from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.placements import screens
from dialogue.placements.form_check_in import CHECK_IN
from dialogue.placements.form_confirmation import CONFIRMATION, RIGHT
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.forms import restart_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.vocabulary import Trouble
from models.grievances import opening, trouble
from models.grievances.grievance import Grievance
from models.grievances.personal_data import MORE_FORM
from models.placements import (
    check_ins,
    confirmation,
    ending,
    more_words,
    queries,
    statement_on_work,
)
from models.placements.follow_up import CheckInAnswer, NothingWrong
from models.placements.more_words import MoreOfWork, MoreWords
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.statement import Statement, Verdict, get_last_verdict

router = Router()


@router.route("placed:{id}:{version}:{right}")
async def confirm_placement(turn: Turn, id: int, version: str, right: str) -> Reply:
    """The word on a report counts with this tap; what is asked after it may be left open."""
    placement = await get_own_placement(turn, id)
    if placement is None or right not in RIGHT:
        return await menu.refuse_stale_button(turn)
    verdict, open_form = Verdict(right), await _get_open_confirmation(turn, placement)
    repeats = get_last_verdict(placement) is verdict
    if open_form and repeats:
        return await forms.show_present_question(turn)
    is_present = confirmation.is_asked_in(placement, version) or (
        open_form and await confirmation.is_of_present_terms(turn.session, placement, version)
    )
    if not is_present and not repeats and confirmation.may_be_answered(placement):
        return await ask_again(turn, placement)
    asked_at = open_form.started_at if open_form else None
    refused = await _record_verdict(turn, placement, verdict, asked_at)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    given, noted = {"right": right}, turn.speech(screens.NOTED_AT_ONCE)
    return await restart_form(turn, "confirmation", placement.key(), given, noted=noted)


async def _record_verdict(
    turn: Turn, placement: Placement, verdict: Verdict, asked_at: datetime | None = None
) -> Refusal | None:
    return await trouble.record_statement(
        turn.session,
        turn.actor,
        placement,
        Statement(verdict),
        StatementChannel.SELF,
        asked_at=asked_at,
    )


async def _get_open_form(turn: Turn, form: str, about: int) -> Draft | None:
    """The form that lies before the person, where it is this one."""
    draft = await drafts.get_present_draft(turn.session, turn.account)
    return draft if draft and (draft.form, draft.about) == (form, about) else None


async def _get_open_confirmation(turn: Turn, placement: Placement) -> Draft | None:
    """The same for a report as it stands: one reported anew since is another question."""
    draft, told = await _get_open_form(turn, "confirmation", placement.key()), placement.reported_at
    return draft if draft and (told is None or draft.started_at >= told) else None


def was_left_out_before(draft: Draft, key: str, value: Any) -> bool:
    """Whether nothing is said, and nothing was: silence is not that it is right as reported."""
    return value is None and draft.answers.get(key) is None


async def record_of_placement(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """One answer about a report goes into the record when it is given."""
    if was_left_out_before(draft, key, value):
        return None
    placement = await get_own_placement(turn, draft.about or 0)
    if placement is None:
        return Refusal("placement_moved")
    if key == "right":
        refused = await _record_verdict(turn, placement, Verdict(value), draft.started_at)
        return None if refused == Refusal("placement_moved") else refused
    # Who takes an answer back says that it was right as it was reported.
    more = from_answers(MoreWords, {key: placement.reported.get(key) if value is None else value})
    return await trouble.add_to_statement(turn.session, turn.actor, placement, more)


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
    """Every answer is in the record; a fee is the office's matter already."""
    placement = await get_own_placement(turn, draft.about or 0)
    if placement is None:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    fee = None
    if filling.answers.get("fee"):
        fee = await trouble.get_open_trouble(turn.session, placement, Trouble.FEE)
    number, works = fee.key() if fee else None, filling.answers["right"] != Verdict.NO
    return say(screens.confirmation_noted(turn.speech, works=works, fee=number))


@router.route("check:{id}:{still}")
async def start_check_in(turn: Turn, id: int, still: str) -> Reply:
    """Still there, or not, counts with this tap; the rest may be left open."""
    check_in = await _get_own_check_in(turn, id)
    if check_in is None or still not in ("yes", "no"):
        return await menu.refuse_stale_button(turn)
    open_form = await _get_open_form(turn, "check-in", id)
    if check_in.answered_at is not None and not open_form:
        return await menu.show_menu(turn, Refusal("check_in_answered"))
    refused = await _record_still(turn, check_in, still)
    if refused == Refusal("check_in_answered") and open_form:
        return await forms.show_present_question(turn)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    noted = turn.speech(screens.NOTED_AT_ONCE)
    return await restart_form(turn, "check-in", check_in.key(), {"still": still}, noted=noted)


async def _record_still(turn: Turn, check_in: CheckIn, still: str) -> Refusal | None:
    done = await trouble.record_check_in(
        turn.session, turn.actor, check_in, CheckInAnswer(still == "yes"), StatementChannel.SELF
    )
    return done if isinstance(done, Refusal) else None


async def record_of_check_in(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """One answer about how it goes goes into the record when it is given."""
    if was_left_out_before(draft, key, value):
        return None
    check_in = await _get_own_check_in(turn, draft.about or 0)
    if check_in is None:
        return Refusal("placement_moved")
    if key == "wage" and value is None:
        return await more_words.take_back_wage(turn.session, turn.actor, check_in)
    if key == "still":
        refused = await _record_still(turn, check_in, value)
        return None if refused == Refusal("check_in_answered") else refused
    if key == "trouble":
        if value == NothingWrong.NOTHING:
            return None
        kind = Trouble(value)
        return await trouble.report_trouble_at_work(turn.session, turn.actor, check_in, kind)
    more = from_answers(MoreOfWork, {key: value})
    return await trouble.add_to_check_in(turn.session, turn.actor, check_in, more)


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
    """Every answer is in the record; who is gone is offered work, trouble is asked more of."""
    check_in = await _get_own_check_in(turn, draft.about or 0)
    of = check_in.placement_id if check_in else 0
    placement = await queries.get_placement(turn.session, of)
    if placement is None:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    answer = from_answers(CheckInAnswer, filling.answers)
    wrong = answer.told_trouble
    known = wrong and await trouble.get_open_trouble(turn.session, placement, wrong)
    if known:
        return await _ask_more_of(turn, known)
    return say(screens.check_in_noted(turn.speech, gone=not answer.still))


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
    CONFIRMATION,
    finish_confirmation,
    style=FormStyle(has_summary=False),
    record=record_of_placement,
)
CONVERSATIONS["check-in"] = Conversation(
    CHECK_IN,
    finish_check_in,
    _check_own_end,
    style=FormStyle(has_summary=False),
    record=record_of_check_in,
)
