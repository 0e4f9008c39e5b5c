"""Changing an entry, by its person or on their behalf, with what that ends of their placements."""

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import calls, care, ledger, staff_entries
from models.labourers.calls import CallOutcome
from models.labourers.facts import Facts
from models.labourers.own_entry import get_own_entry
from models.placements import statement_on_work
from models.placements.statement_on_work import WorkChange


async def change_own_entry(
    session: Session, actor: Actor, facts: Facts, *, of_work: bool = False
) -> WorkChange | Refusal:
    """Bring one's own entry to these facts.

    Whoever was asked about their work (`of_work`) and left it as it was says that it is still so.
    Refusals: no_entry, and those of `ledger.change_entry`.
    """
    labourer = await get_own_entry(session, actor.account)
    if labourer is None:
        return Refusal("no_entry")
    done = await statement_on_work.change_entry(session, actor, labourer, facts)
    if of_work and isinstance(done, WorkChange) and not done.changed:
        await ledger.confirm_status(session, labourer, actor.now, actor.id)
    return done


async def change_entry_in_care(
    session: Session, actor: Actor, labourer_id: int, facts: Facts
) -> WorkChange | Refusal:
    """Bring the entry of somebody in the actor's care to these facts.

    Refusals: not_yours, and those of `ledger.change_entry`.
    """
    labourer = await care.get_person_in_care(session, actor.account, actor.roles, labourer_id)
    if labourer is None:
        return Refusal("not_yours")
    return await statement_on_work.change_entry(session, actor, labourer, facts)


# What only the person says of themselves: their consents, and what rests on one.
OWN_WORD = ("notices", "seen_by_brokers", "health_agreed", "limits")


async def change_entry_by_office(
    session: Session, actor: Actor, labourer_id: int, facts: Facts
) -> WorkChange | Refusal:
    """Bring an entry of the actor's counties to these facts, but for the person's own consents.

    Refusals: not_yours, and those of `ledger.change_entry`.
    """
    labourer = await staff_entries.get_entry(session, actor, labourer_id)
    if labourer is None:
        return Refusal("not_yours")
    if not str(facts["village"]).startswith(actor.roles.counties()):
        return Refusal("village_of_other_county")
    before = await ledger.get_facts(session, labourer)
    own = {key: before.get(key) for key in OWN_WORD}
    return await statement_on_work.change_entry(session, actor, labourer, {**facts, **own})


async def record_call_with_change(
    session: Session, actor: Actor, call_id: int, facts: Facts
) -> WorkChange | Refusal:
    """Somebody called says that their work has changed: the entry follows, and the call ends.

    Where only the office may ask, the call is passed to it. Refusals: not_yours, and those of
    `ledger.change_entry`.
    """
    found = await calls.get_waiting_call(session, actor.id, actor.roles, call_id)
    if found is None:
        return Refusal("not_yours")
    call, labourer = found
    done = await statement_on_work.change_entry(session, actor, labourer, facts)
    if isinstance(done, Refusal):
        return done
    if done.is_asked:
        await calls.pass_to_office(session, call, labourer, actor.now, actor.id)
    else:
        await calls.end_call(session, call, labourer, CallOutcome.CHANGED, actor.now, actor.id)
    return done
