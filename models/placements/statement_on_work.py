"""What is said of somebody's present work, and whose word ends a placement.

Only the person, from their own account, and the office of their county end whatever goes on. A
broker's word ends what that broker reported. Against a placement of another broker it changes
nothing: the person is asked, by chat or by the office.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import col

from models.accounts.account import Account
from models.accounts.roles import Roles
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.ledger import PRESENT_WORK, Facts
from models.outbox.message_type import HoldReason
from models.outbox.outbox import OutboxRow
from models.placements import follow_up, present_work, reporting
from models.placements.moves import notify_broker, record_act
from models.placements.placement import Placement
from models.placements.states import HOLDING


@dataclass(frozen=True)
class Teller:
    """Who says it, and what this account may do."""

    account: Account
    roles: Roles

    def speaks_for(self, labourer: Labourer) -> bool:
        """Whether this is the person, or the office of their county."""
        own = self.account.labourer_id is not None and self.account.labourer_id == labourer.id
        return own or labourer.village_code.startswith(self.roles.counties())


@dataclass(frozen=True)
class WorkChange:
    """The facts that changed; and whether the present work did not, since the person is asked."""

    changed: list[str]
    is_asked: bool = False


async def change_entry(
    session: Session,
    labourer: Labourer,
    facts: Facts,
    now: dt.datetime,
    zone: ZoneInfo,
    by: Teller,
) -> WorkChange | Refusal:
    """Bring an entry to these facts; a changed status ends what the teller may end."""
    disputed: list[Placement] = []
    if not by.speaks_for(labourer):
        going = await follow_up.list_current_placements(
            session, labourer, now.astimezone(zone).date()
        )
        disputed = [one for one in going if one.broker_id != by.account.key()]
    if disputed:
        before = await ledger.get_facts(session, labourer)
        kept = {key: before[key] for key in PRESENT_WORK}
        if all(facts.get(key) == kept[key] for key in PRESENT_WORK):
            disputed = []
        facts = {**facts, **kept}
    changed = await ledger.change_entry(session, labourer, facts, now, by.account.key())
    if isinstance(changed, Refusal):
        return changed
    if "status" in changed:
        await follow_up.end_on_status_change(session, labourer, now, zone, by.account.key())
    for placement in disputed:
        await follow_up.open_check_in_now(session, placement, now, zone)
    return WorkChange(changed, bool(disputed))


async def revoke_end(
    session: Session,
    placement: Placement,
    version: int,
    now: dt.datetime,
    zone: ZoneInfo,
    by: int,
) -> Refusal | None:
    """The person says that they did not leave: it goes on, and the broker and the trail know.

    Refusal: placement_moved, also where they are placed elsewhere by now.
    """
    if placement.ended_by in (None, by) or not await _ended_as(session, placement, version):
        return Refusal("placement_moved")
    today = now.astimezone(zone).date()
    anew = {
        **dict.fromkeys(("ended_on", "end_why", "ended_by")),
        "version": version + 1,
        "seen_on": today,
        "next_check_at": follow_up.next_due_at(placement, today, zone),
    }
    same = (col(Placement.id) == placement.id, col(Placement.version) == version)
    done = (await session.exec(update(Placement).where(*same).values(**anew))).rowcount == 1
    await session.refresh(placement)
    if not done:
        return Refusal("placement_moved")
    record_act(session, placement, Act.REOPENED, now, by)
    await present_work.set_present_work(session, placement, now, by)
    await notify_broker(session, placement, now)
    return None


async def _ended_as(session: Session, placement: Placement, version: int) -> bool:
    """Whether it still stands as it was ended then, and nothing has come after it."""
    ended = placement.state in HOLDING and placement.ended_on is not None
    if not ended or placement.version != version or placement.labourer_id is None:
        return False
    other = await reporting.get_overlapping_placement(
        session, placement.labourer_id, placement.starts_on, but=placement.id
    )
    return other is None


async def check_still_ended(
    session: Session,
    row: OutboxRow,
    now: dt.datetime,  # noqa: ARG001
) -> HoldReason | None:
    """The reason of a row: as long as it stands as it was ended, for the person placed there."""
    placement = await session.get(Placement, row.about)
    if placement is None or placement.labourer_id != row.labourer_id:
        return HoldReason.GONE
    ended = placement.is_void or placement.ended_on is not None
    return None if ended and placement.version == row.round else HoldReason.GONE
