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
from models.placements.confirmation import Word
from models.placements.follow_up import Answer as CheckInAnswer
from models.placements.placement import CheckIn, Placement, SaidHow
from models.privacy import consent

router = Router()


@router.route("placed:")
async def answer(turn: Turn) -> Reply:
    """A button under the question: checked against how things stand now."""
    number, step = record(turn.choice, "placed:")
    version, _, right = step.partition(":")
    placement = await mine(turn, number)
    if placement is None or right not in RIGHT:
        return await menu.stale(turn)
    if not confirmation.is_asked(placement):
        return await menu.show_menu(turn, Refusal("placement_moved"))
    if version != str(placement.version):
        return await ask(turn, placement)
    return await restart_form(turn, "confirmation", placement.key(), {"right": right})


async def ask(turn: Turn, placement: Placement) -> Reply:
    """The question with what holds now: the button was under other terms."""
    employer = await queries.employer_of(turn.session, placement)
    today = turn.now.astimezone(turn.zone).date()
    return say(screens.asked(placement, employer, turn.speech, today), fresh=True)


async def mine(turn: Turn, number: int) -> Placement | None:
    """A placement of the account's own person."""
    labourer = await consent.own_entry(turn.session, turn.person)
    found = await queries.find(turn.session, number)
    return found if found and labourer and found.labourer_id == labourer.id else None


def word(answers: dict[str, Any]) -> Word:
    """The answers of the form as the labourer's word."""
    day = answers.get("starts_on")
    return Word(
        started=answers["right"] != NO,
        starts_on=date.fromisoformat(day) if day else None,
        wage=answers.get("wage"),
        has_contract=answers.get("has_contract"),
        fee=answers.get("fee"),
        why=answers.get("why"),
    )


async def finish(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """The word goes into the record."""
    placement = await mine(turn, draft.about or 0)
    if placement is None:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    said = word(dict(filling.answers))
    by = turn.person.key()
    refused = await confirmation.say(
        turn.session, placement, said, SaidHow.SELF, turn.now, turn.zone, by
    )
    if refused:
        return await menu.show_menu(turn, refused)
    return say(screens.answered(turn.speech, placement, fee=bool(said.fee)))


@router.route("check:")
async def check_in(turn: Turn) -> Reply:
    """Still there, or not: the rest is asked."""
    number, still = record(turn.choice, "check:")
    asked = await check_ins.find(turn.session, number)
    placement = await mine(turn, asked.placement_id) if asked else None
    if not asked or not placement or still not in ("yes", "no"):
        return await menu.stale(turn)
    if asked.answered_at is not None or placement.ended_on is not None:
        return await menu.show_menu(turn, Refusal("check_in_answered"))
    return await restart_form(turn, "check-in", asked.key(), {"still": still})


@router.route("stays:")
async def stays(turn: Turn) -> Reply:
    """Somebody else said that they left, and it is not so."""
    number, version = record(turn.choice, "stays:")
    placement = await mine(turn, number)
    if placement is None or not version.isdecimal():
        return await menu.stale(turn)
    by = turn.person.key()
    refused = await statement_on_work.still_there(
        turn.session, placement, int(version[:9]), turn.now, turn.zone, by
    )
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return say(screens.checked_in(turn.speech, gone=False), fresh=True)


def checked(answers: dict[str, Any]) -> CheckInAnswer:
    """The answers of the form as what somebody says of their work."""
    day, why = answers.get("left_on"), answers.get("why")
    return CheckInAnswer(
        still_there=answers["still"] == YES,
        paid=answers.get("paid"),
        wage=answers.get("wage"),
        left_on=date.fromisoformat(day) if day else None,
        why=Leaving(why) if why else None,
    )


def what_is_wrong(answers: dict[str, Any]) -> Trouble | None:
    """What is wrong, as far as was said."""
    named = answers.get("trouble")
    if named and named != NOTHING:
        return Trouble(named)
    return Trouble.UNPAID if answers.get("paid") is False else None


async def finish_check_in(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """Still there counts; gone closes and offers work; trouble is told to the office at once."""
    asked = await check_ins.find(turn.session, draft.about or 0)
    placement = await mine(turn, asked.placement_id) if asked else None
    if not asked or not placement:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    answers = dict(filling.answers)
    refused = await _take(turn, asked, checked(answers))
    if refused is not None:
        return await menu.show_menu(turn, refused)
    wrong = what_is_wrong(answers)
    if wrong is not None:
        return await trouble.opens_and_asks(turn, placement, wrong)
    return say(screens.checked_in(turn.speech, gone=placement.ended_on is not None))


async def check_own_day(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """Nobody left before they began."""
    asked = await check_ins.find(turn.session, draft.about or 0)
    return await check_day(turn, asked.placement_id if asked else 0, key, value)


async def check_day(turn: Turn, number: int, key: str, value: Any) -> Refusal | None:
    """The same, for the placement of that number."""
    placement = await queries.find(turn.session, number) if key == "left_on" else None
    return follow_up.left_before_start(placement, date.fromisoformat(value)) if placement else None


async def _take(turn: Turn, asked: CheckIn, said: CheckInAnswer) -> Refusal | None:
    by = turn.person.key()
    return await follow_up.answer(turn.session, asked, said, SaidHow.SELF, turn.now, turn.zone, by)


CONVERSATIONS["confirmation"] = Conversation(CONFIRMATION, finish, summed_up=False)
CONVERSATIONS["check-in"] = Conversation(CHECK_IN, finish_check_in, check_own_day, summed_up=False)
