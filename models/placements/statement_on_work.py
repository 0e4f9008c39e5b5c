"""What is said of somebody's present work, and whose word ends a placement.

Only the person, from their own account, and the office of their county end whatever goes on. A
broker's word ends what that broker reported. Against a placement of another broker it changes
nothing: the person is asked, by chat or by the office.
"""

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col

from models.accounts.actor import Actor
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import ledger
from models.labourers.facts import PRESENT_WORK, Facts
from models.labourers.labourer import Labourer
from models.placements import ending, follow_up, permission, present_work
from models.placements.moves import notify_broker, record_act
from models.placements.overlapping import get_overlapping_placement
from models.placements.placement import Placement
from models.placements.states import HOLDING


@dataclass(frozen=True)
class WorkChange:
    """The facts that changed; and whether the present work did not, since the person is asked."""

    changed: list[str]
    is_asked: bool = False


async def change_entry(
    session: Session, actor: Actor, labourer: Labourer, facts: Facts
) -> WorkChange | Refusal:
    """Bring an entry to these facts; a changed status ends what the actor may end.

    Which entries an actor may change is looked at where they are listed.
    """
    disputed: list[Placement] = []
    if not speaks_for(actor, labourer):
        going = await ending.list_current_placements(session, labourer, actor.today)
        disputed = [one for one in going if one.broker_id != actor.id]
    if disputed:
        before = await ledger.get_facts(session, labourer)
        kept = {key: before.get(key) for key in PRESENT_WORK}
        if all(facts.get(key) == kept[key] for key in PRESENT_WORK):
            disputed = []
        facts = {**facts, **kept}
    changed = await ledger.change_entry(session, labourer, facts, actor.now, actor.id)
    if isinstance(changed, Refusal):
        return changed
    if "status" in changed:
        await ending.end_on_status_change(session, labourer, actor.now, actor.zone, actor.id)
    for placement in disputed:
        await follow_up.open_check_in_now(session, placement, actor.now, actor.zone)
    return WorkChange(changed, bool(disputed))


def speaks_for(actor: Actor, labourer: Labourer) -> bool:
    """Whether this is the person, or the office of their county."""
    own = actor.account.labourer_id is not None and actor.account.labourer_id == labourer.id
    return own or labourer.village_code.startswith(actor.roles.counties())


async def revoke_end(
    session: Session, actor: Actor, placement: Placement, version: int
) -> Refusal | None:
    """The person says that they did not leave: it goes on, and the broker and the trail know.

    Refusals: not_yours; placement_moved, also where they are placed elsewhere by now.
    """
    if refused := permission.refuse_unless_labourer(placement, actor):
        return refused
    by_others = placement.ended_by not in (None, actor.id)
    if not by_others or not await _is_ended_as(session, placement, version):
        return Refusal("placement_moved")
    return await _go_on(session, actor, placement)


async def take_back_own_end(session: Session, actor: Actor, placement: Placement) -> Refusal | None:
    """The person said that they left, and did not mean it. Refusals: as `revoke_end`."""
    if refused := permission.refuse_unless_labourer(placement, actor):
        return refused
    own = placement.ended_by == actor.id
    if not own or not await _is_ended_as(session, placement, placement.version):
        return Refusal("placement_moved")
    return await _go_on(session, actor, placement)


async def _go_on(session: Session, actor: Actor, placement: Placement) -> Refusal | None:
    version = placement.version
    anew = {
        **dict.fromkeys(("ended_on", "end_why", "ended_by")),
        "end_day_told": True,
        "version": version + 1,
        "seen_on": actor.today,
        "next_check_at": follow_up.next_due_at(placement, actor.today, actor.zone),
    }
    same = (col(Placement.id) == placement.id, col(Placement.version) == version)
    done = (await session.exec(update(Placement).where(*same).values(**anew))).rowcount == 1
    await session.refresh(placement)
    if not done:
        return Refusal("placement_moved")
    record_act(session, placement, Act.REOPENED, actor.now, actor.id)
    await present_work.set_present_work(session, placement, actor.now, actor.id)
    await notify_broker(session, placement, actor.now)
    return None


async def _is_ended_as(session: Session, placement: Placement, version: int) -> bool:
    """Whether it still stands as it was ended then, and nothing has come after it."""
    ended = placement.state in HOLDING and placement.ended_on is not None
    if not ended or placement.version != version or placement.labourer_id is None:
        return False
    other = await get_overlapping_placement(
        session, placement.labourer_id, placement.starts_on, but=placement.id
    )
    return other is None
