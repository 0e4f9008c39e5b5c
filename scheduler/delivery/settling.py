"""Writing down what became of a message: in its rows, and in what lies before its person now."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dialogue.core.offered import offered_by, with_beside
from dialogue.core.reply import Message
from models.accounts.account import Account
from models.core.address import Address
from models.outbox import outbox
from models.outbox.message_type import get_message_type
from models.outbox.row import HoldReason, OutboxRow, RowState
from scheduler.delivery.sender import SendOutcome, Sent

ATTEMPTS = 8
FIRST_PAUSE = dt.timedelta(seconds=5)
PROGRESS_EVERY = dt.timedelta(seconds=10)


@dataclass(frozen=True)
class OutgoingMessage:
    """A leased row on its way. One that `goes_on` is brought up to date until it is over.

    `lease` is when the lease runs out, and tells it from any later one. Rows `beside` it say what
    they have to say in the same message.
    """

    row_id: int
    lease: dt.datetime | None
    account_id: int
    address: Address
    message: Message
    edits: int | None
    goes_on: bool
    beside: tuple[int, ...] = ()

    @property
    def row_ids(self) -> tuple[int, ...]:
        return (self.row_id, *self.beside)


def is_ours(row: OutboxRow, outgoing: OutgoingMessage, outcome: Sent | SendOutcome) -> bool:
    """Whether the row is still as this process leased it.

    One that slept through its lease finds others' doings; but that it sent what waits again is so.
    """
    waits = row.state is RowState.WAITING and isinstance(outcome, Sent)
    return waits or (row.state is RowState.LEASED and row.lease_until == outgoing.lease)


def settle(
    row: OutboxRow,
    account: Account | None,
    outgoing: OutgoingMessage,
    outcome: Sent | SendOutcome,
    now: dt.datetime,
) -> None:
    if isinstance(outcome, Sent):
        outbox.mark_sent(row, now, outcome.message_id)
        # One that is brought up to date stays where it was in the chat.
        if account is not None and outgoing.edits is None:
            _lies_before(account, outgoing.message, row)
        if outgoing.goes_on:
            outbox.hold_row(row, now + PROGRESS_EVERY, None)
    elif outcome is SendOutcome.BLOCKED:
        outbox.end_row(row, HoldReason.BLOCKED)
        if account is not None:
            account.address.blocked_at = now
    else:
        _try_again_or_end(row, outgoing, outcome, now)


def _try_again_or_end(
    row: OutboxRow, outgoing: OutgoingMessage, outcome: SendOutcome, now: dt.datetime
) -> None:
    if outcome is SendOutcome.HELD:
        outbox.hold_row(row, row.due_at, row.why)
    elif outcome is SendOutcome.REFUSED and outgoing.beside:
        # Only one of them may be at fault: each goes alone.
        outbox.hold_row(row, now, HoldReason.REFUSED)
    elif outcome is SendOutcome.AWAY and row.attempts + 1 < ATTEMPTS:
        row.attempts += 1
        pause = min(FIRST_PAUSE * 2 ** (row.attempts - 1), outbox.LONGEST_PAUSE)
        outbox.hold_row(row, now + pause, HoldReason.AWAY)
    else:
        outbox.end_row(row, HoldReason.AWAY if outcome is SendOutcome.AWAY else HoldReason.REFUSED)


def _lies_before(account: Account, message: Message, row: OutboxRow) -> None:
    """What is typed next is for this message: a button's number or label, or an answer."""
    message_type, address = get_message_type(row), account.address
    if not message.buttons:
        return
    if message_type.interrupts and account.draft_id is not None:
        # Numbers still answer the form; the letter's buttons go by their labels.
        address.offered = with_beside(address.offered, message)
        return
    address.offered = offered_by(message)
    if message_type.reopens_draft:
        account.draft_id = row.about


def settle_beside(rows: Iterable[OutboxRow], main: OutboxRow) -> None:
    """They share what became of the message; where it is not sent they wait for another."""
    for row in rows:
        if main.state is RowState.SENT and main.sent_at and main.message_id is not None:
            outbox.mark_sent(row, main.sent_at, main.message_id)
        else:
            outbox.hold_row(row, main.due_at, main.why)
