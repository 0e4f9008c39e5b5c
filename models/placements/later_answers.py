"""The questions after registration: each answer is kept when it is given."""

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import care, ledger
from models.labourers.facts import LATER, PRESENT_WORK, RIGHTS_REST_ON, Facts
from models.labourers.household import HEAD
from models.labourers.labourer import Labourer
from models.labourers.own_entry import get_own_entry
from models.placements import statement_on_work

# Answers that change more than the entry: a household, or who may see it.
RESTED_ON = {*HEAD, *RIGHTS_REST_ON}


async def record_own_answer(session: Session, actor: Actor, answers: Facts) -> Refusal | None:
    """Keep an answer about oneself, whatever was said; None for what rested on another answer.

    Refusals: no_entry, and those of `ledger.change_entry`.
    """
    labourer = await get_own_entry(session, actor.account)
    if labourer is None:
        return Refusal("no_entry")
    return await _record(session, actor, labourer, answers)


async def record_answer_in_care(
    session: Session, actor: Actor, labourer_id: int, answers: Facts
) -> Refusal | None:
    """The same of somebody in the actor's care.

    Refusals: not_yours, and those of `ledger.change_entry`.
    """
    labourer = await care.get_person_in_care(session, actor.account, actor.roles, labourer_id)
    if labourer is None:
        return Refusal("not_yours")
    return await _record(session, actor, labourer, answers)


async def end_own_questions(session: Session, actor: Actor) -> Refusal | None:
    """All that is asked of this person was asked. Refusal: no_entry."""
    labourer = await get_own_entry(session, actor.account)
    if labourer is None:
        return Refusal("no_entry")
    ledger.mark_asked(labourer, LATER)
    await session.flush()
    return None


async def end_questions_in_care(session: Session, actor: Actor, labourer_id: int) -> Refusal | None:
    """The same of somebody in the actor's care. Refusal: not_yours."""
    labourer = await care.get_person_in_care(session, actor.account, actor.roles, labourer_id)
    if labourer is None:
        return Refusal("not_yours")
    ledger.mark_asked(labourer, LATER)
    await session.flush()
    return None


async def _record(
    session: Session, actor: Actor, labourer: Labourer, answers: Facts
) -> Refusal | None:
    alone = not answers.keys() & RESTED_ON
    if alone and (
        statement_on_work.speaks_for(actor, labourer) or not answers.keys() & PRESENT_WORK
    ):
        await ledger.record_later_answer(session, labourer, answers, actor.now, actor.id)
        return None
    facts = {**await ledger.get_facts(session, labourer), **answers}
    done = await statement_on_work.change_entry(session, actor, labourer, facts)
    if isinstance(done, Refusal):
        return done
    ledger.mark_asked(labourer, answers.keys())
    await session.flush()
    return None
