"""The questions after registration: each answer is kept when it is given."""

from collections.abc import Collection

from models.accounts.actor import Actor
from models.core import bulk_writes
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import care, ledger
from models.labourers.facts import LATER, PRESENT_WORK, RIGHTS_REST_ON, Facts
from models.labourers.household import HEAD
from models.labourers.labourer import Labourer
from models.labourers.own_entry import get_own_entry
from models.placements import statement_on_work
from models.placements.statement_on_work import WorkChange

# Answers that change more than the entry: a household, or who may see it.
RESTED_ON = {*HEAD, *RIGHTS_REST_ON}


async def record_own_answer(session: Session, actor: Actor, answers: Facts) -> Refusal | None:
    """Keep an answer about oneself, whatever was said; None for what rested on another answer.

    Refusals: no_entry, and those of `ledger.change_entry`.
    """
    labourer = await _own(session, actor)
    if isinstance(labourer, Refusal):
        return labourer
    return await _record(session, actor, labourer, answers)


async def record_answer_in_care(
    session: Session, actor: Actor, labourer_id: int, answers: Facts
) -> Refusal | None:
    """The same of somebody in the actor's care. What is said of work that another broker placed is
    not kept: they are asked first.

    Refusals: not_yours, and those of `ledger.change_entry`.
    """
    labourer = await _in_care(session, actor, labourer_id)
    if isinstance(labourer, Refusal):
        return labourer
    return await _record(session, actor, labourer, answers)


async def end_own_questions(session: Session, actor: Actor) -> Refusal | None:
    """All that is asked of this person was asked. Refusal: no_entry."""
    labourer = await _own(session, actor)
    if isinstance(labourer, Refusal):
        return labourer
    ledger.mark_asked(labourer, LATER)
    # The menu asks whether there is more.
    await bulk_writes.update_row(session, labourer)
    return None


async def end_questions_in_care(
    session: Session, actor: Actor, labourer_id: int, told: Collection[str]
) -> WorkChange | Refusal:
    """The same of somebody in the actor's care, of whom these were `told`. Refusal: not_yours.

    What was told and not kept, since they are asked first, stays to be asked.
    """
    labourer = await _in_care(session, actor, labourer_id)
    if isinstance(labourer, Refusal):
        return labourer
    left = PRESENT_WORK & {*told} & {*(labourer.not_asked or ())}
    ledger.mark_asked(labourer, LATER - left)
    await session.flush()
    return WorkChange([], is_asked=bool(left))


async def _own(session: Session, actor: Actor) -> Labourer | Refusal:
    return await get_own_entry(session, actor.account) or Refusal("no_entry")


async def _in_care(session: Session, actor: Actor, labourer_id: int) -> Labourer | Refusal:
    found = await care.get_person_in_care(session, actor.account, actor.roles, labourer_id)
    return found or Refusal("not_yours")


async def _record(
    session: Session, actor: Actor, labourer: Labourer, answers: Facts
) -> Refusal | None:
    if strange := answers.keys() - LATER:
        # Who somebody is, is checked and compared with others: that is a change of the entry.
        raise ValueError(f"not asked after registration: {sorted(strange)}")
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
    if not done.is_asked:
        ledger.mark_asked(labourer, answers.keys())
    await session.flush()
    return None
