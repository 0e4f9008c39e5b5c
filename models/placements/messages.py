"""What is said of a placement: to the person, to the broker, and to who sent a file for it."""

from models.accounts.message_recipients import is_broker
from models.employers.employer import Employer
from models.outbox.message_type import ASKED, BROADCAST, SOON, WORK, DueRow, MessageType, declare
from models.placements.employer_queries import count_placed
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import CheckIn, Placement
from models.placements.states import PlacementState

# A report that was changed is another question: its version stands before the count.
ROUNDS = 10


async def _is_report_unanswered(due: DueRow) -> bool:
    """As long as this very report waits for the person's word."""
    placement = await due.record(Placement)
    if placement is None or placement.state is not PlacementState.REPORTED:
        return False
    same = (due.row.round // ROUNDS, due.row.labourer_id)
    return (placement.version, placement.labourer_id) == same


async def _is_check_in_unanswered(due: DueRow) -> bool:
    """Until it is answered, or the person has left; of several times asked the last."""
    asked = await due.record(CheckIn)
    placement = await due.session.get(Placement, asked.placement_id) if asked else None
    if asked is None or placement is None or not placement.is_going_on:
        return False
    return asked.answered_at is None and asked.tries == due.row.round


async def _is_latest_move(due: DueRow) -> bool:
    """Until it moves again: that is told then. Who was erased is named no more."""
    placement = await due.record(Placement)
    if placement is None or placement.labourer_id is None:
        return False
    return await is_broker(due, placement.county) and placement.version == due.row.round


async def _is_ended(due: DueRow) -> bool:
    """As long as it stands as it was ended, for the person placed there."""
    placement = await due.record(Placement)
    if placement is None or placement.labourer_id != due.row.labourer_id:
        return False
    ended = placement.is_void or placement.ended_on is not None
    return ended and placement.version == due.row.round


async def _is_reopened(due: DueRow) -> bool:
    """Until it moves again, for the person placed there."""
    placement = await due.record(Placement)
    if placement is None or placement.labourer_id != due.row.labourer_id:
        return False
    return placement.version == due.row.round


async def _is_employer_listed(due: DueRow) -> bool:
    """While the employer is on the list and the person, or one whom the broker brought, there."""
    placement = await due.record(Placement)
    employer = await due.session.get(Employer, placement.employer_id) if placement else None
    if placement is None or employer is None or not employer.is_listed:
        return False
    if due.row.labourer_id is not None:
        return placement.may_be_there
    if not await is_broker(due, placement.county):
        return False
    return await count_placed(due.session, employer, due.row.account_id) > 0


async def _is_file_refused(due: DueRow) -> bool:
    """As long as the record is there that the file was sent for."""
    sent = await due.record(Evidence)
    return sent is not None and sent.state is EvidenceState.REFUSED


PLACEMENT_REPORTED = declare(MessageType("placed", ASKED, _is_report_unanswered, asks_about=WORK))
CHECK_IN = declare(
    MessageType("check_in", ASKED, _is_check_in_unanswered, asks_about=WORK, can_wait=True)
)
PLACEMENT_MOVED = declare(MessageType("moved", ASKED, _is_latest_move, gathered=True))
PLACEMENT_ENDED = declare(MessageType("left", ASKED, _is_ended))
PLACEMENT_REOPENED = declare(MessageType("reopened", ASKED, _is_reopened))
EMPLOYER_LISTED = declare(MessageType("listed", ASKED, _is_employer_listed))
WEEKLY_SUMMARY = declare(MessageType("week", BROADCAST, is_broker))
FILE_REFUSED = declare(
    MessageType("file_refused", SOON, _is_file_refused, at_night=True, interrupts=True)
)
