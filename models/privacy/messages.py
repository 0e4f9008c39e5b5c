"""What staff are told about erasing."""

from models.accounts.account import Account
from models.accounts.message_recipients import is_staff, is_staff_of_county
from models.outbox.message_type import ASKED, DueRow, MessageType, declare
from models.privacy.erasure_request import ErasureRequest


async def _is_undecided(due: DueRow) -> bool:
    """Until somebody of the office has decided."""
    asked = await due.record(ErasureRequest)
    if asked is None or asked.decided_at is not None:
        return False
    return await is_staff_of_county(due, asked.county)


async def _is_there(due: DueRow) -> bool:
    """As long as the account is: it has something that can be erased."""
    return await due.session.get(Account, due.row.account_id) is not None


ERASURE_ASKED = declare(MessageType("erasure", ASKED, _is_undecided, gathered=True))
GRIEVANCE_ERASED = declare(MessageType("erased", ASKED, is_staff))
PLACEMENT_ERASED = declare(MessageType("placed_erased", ASKED, is_staff))
ERASURE_DUE = declare(MessageType("erase_now", ASKED, _is_there))
