"""The labourer's word on a placement: right, different, or not so; and how it goes later."""

from datetime import date
from typing import Any

from dialogue.core.form import FormState
from dialogue.core.reply import Reply, say
from dialogue.placements import screens
from dialogue.placements.form_check_in import CHECK_IN, NOTHING, YES
from dialogue.placements.form_confirmation import CONFIRMATION, NO, RIGHT
from handlers.core import menu
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.forms import restart_form
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from handlers.grievances import labourer as trouble
from models.accounts.drafts import Draft
from models.core.refusal import Refusal
from models.core.vocabulary import Leaving, Trouble
from models.placements import check_ins, confirmation, follow_up, queries, statement_on_work
from models.placements.confirmation import Statement
from models.placements.follow_up import CheckInAnswer
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.privacy import consent

router = Router()


@router.route("placed:")
async def confirm_placement(turn: Turn) -> Reply:
    """A button under the question: checked against how things stand now."""
    number, step = record(turn.choice, "placed:")
    version, _, right = step.partition(":")
    placement = await get_own_placement(turn, number)
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
    today = turn.now.astimezone(turn.zone).date()
    return say(screens.confirmation_question(placement, employer, turn.speech, today), fresh=True)


async def get_own_placement(turn: Turn, number: int) -> Placement | None:
    """A placement of the account's own person."""
    labourer = await consent.get_own_entry(turn.session, turn.person)
    found = await queries.get_placement(turn.session, number)
    return found if found and labourer and found.labourer_id == labourer.id else None


def as_statement(answers: dict[str, Any]) -> Statement:
    """The answers of the form as the labourer's word."""
    day = answers.get("starts_on")
    return Statement(
        started=answers["right"] != NO,
        starts_on=date.fromisoformat(day) if day else None,
        wage=answers.get("wage"),
        has_contract=answers.get("has_contract"),
        fee=answers.get("fee"),
        why=answers.get("why"),
    )


async def finish_confirmation(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """The word goes into the record."""
    placement = await get_own_placement(turn, draft.about or 0)
    if placement is None:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    said = as_statement(dict(filling.answers))
    by = turn.person.key()
    refused = await confirmation.record_statement(
        turn.session, placement, said, StatementChannel.SELF, turn.now, turn.zone, by
    )
    if refused:
        return await menu.show_menu(turn, refused)
    return say(screens.confirmation_noted(turn.speech, placement, fee=bool(said.fee)))


@router.route("check:")
async def start_check_in(turn: Turn) -> Reply:
    """Still there, or not: the rest is asked."""
    number, still = record(turn.choice, "check:")
    asked = await check_ins.get_check_in(turn.session, number)
    placement = await get_own_placement(turn, asked.placement_id) if asked else None
    if not asked or not placement or still not in ("yes", "no"):
        return await menu.refuse_stale_button(turn)
    if asked.answered_at is not None or placement.ended_on is not None:
        return await menu.show_menu(turn, Refusal("check_in_answered"))
    return await restart_form(turn, "check-in", asked.key(), {"still": still})


@router.route("stays:")
async def revoke_end(turn: Turn) -> Reply:
    """Somebody else said that they left, and it is not so."""
    number, version = record(turn.choice, "stays:")
    placement = await get_own_placement(turn, number)
    if placement is None or not version.isdecimal():
        return await menu.refuse_stale_button(turn)
    by = turn.person.key()
    refused = await statement_on_work.revoke_end(
        turn.session, placement, int(version[:9]), turn.now, turn.zone, by
    )
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return say(screens.check_in_noted(turn.speech, gone=False), fresh=True)


def as_check_in_answer(answers: dict[str, Any]) -> CheckInAnswer:
    """The answers of the form as what somebody says of their work."""
    day, why = answers.get("left_on"), answers.get("why")
    return CheckInAnswer(
        still_there=answers["still"] == YES,
        paid=answers.get("paid"),
        wage=answers.get("wage"),
        left_on=date.fromisoformat(day) if day else None,
        why=Leaving(why) if why else None,
    )


def get_trouble(answers: dict[str, Any]) -> Trouble | None:
    """What is wrong, as far as was said."""
    named = answers.get("trouble")
    if named and named != NOTHING:
        return Trouble(named)
    return Trouble.UNPAID if answers.get("paid") is False else None


async def finish_check_in(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """Still there counts; gone closes and offers work; trouble is told to the office at once."""
    asked = await check_ins.get_check_in(turn.session, draft.about or 0)
    placement = await get_own_placement(turn, asked.placement_id) if asked else None
    if not asked or not placement:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    answers = dict(filling.answers)
    refused = await _take(turn, asked, as_check_in_answer(answers))
    if refused is not None:
        return await menu.show_menu(turn, refused)
    wrong = get_trouble(answers)
    if wrong is not None:
        return await trouble.open_and_ask_more(turn, placement, wrong)
    return say(screens.check_in_noted(turn.speech, gone=placement.ended_on is not None))


async def check_own_end(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """Nobody left before they began."""
    asked = await check_ins.get_check_in(turn.session, draft.about or 0)
    return await check_end(turn, asked.placement_id if asked else 0, key, value)


async def check_end(turn: Turn, number: int, key: str, value: Any) -> Refusal | None:
    """The same, for the placement of that number."""
    placement = await queries.get_placement(turn.session, number) if key == "left_on" else None
    return (
        follow_up.refuse_end_before_start(placement, date.fromisoformat(value))
        if placement
        else None
    )


async def _take(turn: Turn, asked: CheckIn, said: CheckInAnswer) -> Refusal | None:
    by = turn.person.key()
    return await follow_up.answer_check_in(
        turn.session, asked, said, StatementChannel.SELF, turn.now, turn.zone, by
    )


CONVERSATIONS["confirmation"] = Conversation(CONFIRMATION, finish_confirmation, summed_up=False)
CONVERSATIONS["check-in"] = Conversation(CHECK_IN, finish_check_in, check_own_end, summed_up=False)
