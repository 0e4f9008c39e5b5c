"""What is said of an entry: unfinished, to be confirmed, taken over, or twice in the ledger."""

import datetime as dt

from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.accounts.message_recipients import (
    get_recipient_counties,
    get_recipient_roles,
    is_staff,
    is_staff_of_county,
)
from models.accounts.one_time_codes import OneTimeCode
from models.core.gazetteer import COUNTY
from models.labourers import visibility, waiting_doubles
from models.labourers.labourer import Labourer
from models.outbox.message_type import ASKED, BROADCAST, WORK, DueRow, MessageType, declare

# An unfinished intake is remembered after so long, once each.
INTAKE_AFTER = (dt.timedelta(days=1), dt.timedelta(days=3))


async def _is_left_alone(due: DueRow) -> bool:
    """Until the intake is finished, thrown away, or gone on with."""
    draft = await due.record(Draft)
    if draft is None:
        return False
    left = draft.answered_at or draft.started_at
    return left <= due.row.planned_at - INTAKE_AFTER[due.row.round - 1]


async def _is_status_untold(due: DueRow) -> bool:
    """Until the person has told it anew."""
    labourer = await due.session.get(Labourer, due.row.labourer_id)
    told_at = labourer.status_told_at if labourer else None
    return told_at is not None and told_at < due.row.planned_at


async def _is_seen_by_code_giver(due: DueRow) -> bool:
    """As long as the entry is there, where who gave the code has a role still and may see it."""
    labourer = await due.record(Labourer)
    roles = await get_recipient_roles(due)
    if labourer is None or roles is None:
        return False
    areas = roles.counties() if visibility.refuses_brokers(labourer) else roles.areas()
    return labourer.village_code.startswith(areas)


async def _are_doubles_waiting(due: DueRow) -> bool:
    """As long as any waits in the counties of who is told."""
    counties = await get_recipient_counties(due)
    return await waiting_doubles.count_waiting_doubles(due.session, counties) > 0


async def _is_without_number(due: DueRow) -> bool:
    """As long as the person's entry has none."""
    labourer = await due.record(Labourer)
    return labourer is not None and labourer.id_number is None


async def _is_without_entry(due: DueRow) -> bool:
    """As long as the account has no entry."""
    account = await due.session.get(Account, due.row.account_id)
    return account is not None and account.labourer_id is None


async def _is_move_open(due: DueRow) -> bool:
    """Until the code is used, stopped or gone."""
    code = await due.record(OneTimeCode)
    return code is not None and code.used_at is None


async def _is_staff_there(due: DueRow) -> bool:
    """For who is staff of the entry's county."""
    code = await due.record(OneTimeCode)
    labourer = await due.session.get(Labourer, code.labourer_id or 0) if code else None
    return labourer is not None and await is_staff_of_county(due, labourer.village_code[:COUNTY])


# At night too: who did not ask for it loses the entry by the morning.
MOVE_WARNING = declare(
    MessageType("move_warning", ASKED, _is_move_open, at_night=True, interrupts=True)
)
MOVE_GIVEN = declare(MessageType("move_given", ASKED, _is_staff_there))
MOVE_STOPPED = declare(MessageType("move_stopped", ASKED, _is_staff_there, at_night=True))
ACCOUNT_MOVED = declare(
    MessageType("account_moved", ASKED, _is_without_entry, at_night=True, interrupts=True)
)
UNFINISHED_INTAKE = declare(MessageType("intake", BROADCAST, _is_left_alone, reopens_draft=True))
MONTHLY_STATUS = declare(
    MessageType("status", BROADCAST, _is_status_untold, asks_about=WORK, can_wait=True)
)
ENTRY_CLAIMED = declare(MessageType("claimed", ASKED, _is_seen_by_code_giver, gathered=True))
DOUBLES_WAITING = declare(MessageType("doubles", ASKED, _are_doubles_waiting, gathered=True))
LEDGER_WEEK = declare(MessageType("ledger_week", BROADCAST, is_staff))
ID_NUMBER_LOST = declare(MessageType("number_gone", ASKED, _is_without_number))
ENTRIES_MERGED = declare(MessageType("merged", ASKED, _is_without_entry))
