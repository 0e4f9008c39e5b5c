"""The labourer's word on a placement: right, different, or not so; and how it goes later."""

from datetime import date
from typing import Any

from aiogram import Router

from dialogue import placement as screens
from dialogue.form import Filling
from dialogue.forms.check_in import CHECK_IN, NOTHING, YES
from dialogue.forms.confirmation import CONFIRMATION, NO, RIGHT
from dialogue.message import Answer, say
from handlers import menu, trouble
from handlers.conversation import begin_anew
from handlers.routing import chosen, record
from handlers.talk import CONVERSATIONS, Conversation
from handlers.turn import Turn
from models import confirmation, follow_up, placing, privacy
from models.confirmation import Word
from models.draft import Draft
from models.follow_up import Answer as CheckInAnswer
from models.placement import CheckIn, Placement, SaidHow
from models.refusal import Refusal
from models.words import Leaving, Trouble

router = Router(name="confirm")


@chosen(router, "placed:")
async def answer(turn: Turn) -> Answer:
    """A button under the question: checked against how things stand now."""
    number, right = record(turn.choice, "placed:")
    placement = await mine(turn, number)
    if placement is None or right not in RIGHT:
        return await menu.stale(turn)
    if not confirmation.is_asked(placement):
        return await menu.show(turn, Refusal("placement_moved"))
    return await begin_anew(turn, "confirmation", placement.key(), {"right": right})


async def mine(turn: Turn, number: int) -> Placement | None:
    """A placement of the account's own person."""
    labourer = await privacy.own_entry(turn.session, turn.person)
    found = await placing.find(turn.session, number)
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


async def finish(turn: Turn, draft: Draft, filling: Filling) -> Answer | Refusal:
    """The word goes into the record."""
    placement = await mine(turn, draft.about or 0)
    if placement is None:
        return await menu.show(turn, Refusal("placement_moved"))
    said = word(dict(filling.answers))
    by = turn.person.key()
    refused = await confirmation.say(
        turn.session, placement, said, SaidHow.SELF, turn.now, turn.zone, by
    )
    if refused:
        return await menu.show(turn, refused)
    return say(screens.answered(turn.speech, placement, fee=bool(said.fee)))


@chosen(router, "check:")
async def check_in(turn: Turn) -> Answer:
    """Still there, or not: the rest is asked."""
    number, still = record(turn.choice, "check:")
    asked = await follow_up.find(turn.session, number)
    placement = await mine(turn, asked.placement_id) if asked else None
    if not asked or not placement or still not in ("yes", "no"):
        return await menu.stale(turn)
    if asked.answered_at is not None or placement.ended_on is not None:
        return await menu.show(turn, Refusal("check_in_answered"))
    return await begin_anew(turn, "check-in", asked.key(), {"still": still})


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


async def finish_check_in(turn: Turn, draft: Draft, filling: Filling) -> Answer | Refusal:
    """Still there counts; gone closes and offers work; trouble is told to the office at once."""
    asked = await follow_up.find(turn.session, draft.about or 0)
    placement = await mine(turn, asked.placement_id) if asked else None
    if not asked or not placement:
        return await menu.show(turn, Refusal("placement_moved"))
    answers = dict(filling.answers)
    refused = await _take(turn, asked, checked(answers))
    if refused is not None:
        return refused if refused.name == "left_before_start" else await menu.show(turn, refused)
    wrong = what_is_wrong(answers)
    if wrong is not None:
        employer = await placing.employer_of(turn.session, placement)
        return await trouble.begin(turn, placement, employer, wrong)
    return say(screens.checked_in(turn.speech, gone=placement.ended_on is not None))


async def _take(turn: Turn, asked: CheckIn, said: CheckInAnswer) -> Refusal | None:
    by = turn.person.key()
    return await follow_up.answer(turn.session, asked, said, SaidHow.SELF, turn.now, turn.zone, by)


CONVERSATIONS["confirmation"] = Conversation(CONFIRMATION, finish, summed_up=False)
CONVERSATIONS["check-in"] = Conversation(CHECK_IN, finish_check_in, summed_up=False)
