"""The delivery loop: leases due rows, sends them, and writes down what became of each.

One transaction records what was sent and leases what comes next. A process that dies leaves at
most `most` rows leased: when the lease runs out they are sent again, and whoever had them
already gets them twice.
"""

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from math import inf

import structlog
from sqlalchemy.ext.asyncio import async_sessionmaker

from dialogue.core.offered import offered_beside, offered_by
from dialogue.core.reply import Message
from models.accounts.account import Account
from models.core import tick_runs
from models.core.address import Address
from models.core.bulk_writes import keep_loaded_rows, read_rows
from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import DueRow, get_message_type
from models.outbox.recipients import Later
from models.outbox.row import HoldReason, OutboxRow, RowState
from scheduler.clock_context import ClockContext
from scheduler.delivery.gathering import gather, settle_beside
from scheduler.delivery.recipient_states import load_recipient_states
from scheduler.delivery.render_context import RenderContext, Renderers
from scheduler.delivery.rendering import get_recipient, judge_row, keep_known, render_row
from scheduler.delivery.sender import Sender, SendOutcome, Sent
from scheduler.messages.render import RENDERERS

log = structlog.get_logger()

NAME = "delivery"
# Rows leased at once, where half a second's worth is less.
LEASED_LEAST = 10
ATTEMPTS = 8
FIRST_PAUSE = dt.timedelta(seconds=5)
PROGRESS_EVERY = dt.timedelta(seconds=10)
TOLD_EVERY = 60.0


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


class DeliveryLoop:
    """The one loop that sends what the outbox holds."""

    def __init__(
        self,
        sessions: async_sessionmaker[Session],
        office: ClockContext,
        sender: Sender,
        renderers: Renderers = RENDERERS,
    ) -> None:
        self._sessions, self._office, self._sender = sessions, office, sender
        self._renderers = renderers
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._landed: list[tuple[OutgoingMessage, Sent | SendOutcome]] = []
        self._resting: dict[int, float] = {}
        self._tally: Counter[str] = Counter()
        self._told = 0.0
        self._timing = office.timing
        self.rest = office.timing.wakeup()
        self.most = max(LEASED_LEAST, office.rate // 2)

    @property
    def on_the_way(self) -> list[asyncio.Task[None]]:
        """What is being sent at this moment."""
        return list(self._flying.values())

    async def run(self, stopping: asyncio.Event) -> None:
        """Deliver until told to stop; what is on its way then is waited for a little."""
        while not stopping.is_set():
            try:
                self._tally.update(await self.step())
            except Exception:
                log.exception("delivery failed")
            self._tell()
            sends, timing = self._flying or self._landed, self._timing
            pause = timing.records_every if sends else timing.looks_for_rows_every
            await self.rest.over(stopping, pause)
        await self._last_words()

    async def step(self) -> dict[str, int]:
        """Record what landed and send what is due; gives counts of both."""
        landed, self._landed = self._landed, []
        recorded = {row_id for outgoing, _ in landed for row_id in outgoing.row_ids}
        now = self._office.clock.now()
        try:
            async with self._sessions() as session, session.begin():
                keep_loaded_rows(session)
                counts = await self._record(session, landed, now)
                counts["freed"] = await outbox.free_expired_leases(
                    session, now, but=list(self._flying)
                )
                if was := await tick_runs.get_later_run(session, NAME, now):
                    await outbox.follow_clock_back(session, was, now)
                leased = await self._lease(
                    session, now, self.most - len(self._flying.keys() - recorded)
                )
                counts["claimed"] = len(leased)
                following = now + dt.timedelta(seconds=self._timing.looks_for_rows_every)
                await tick_runs.note(session, NAME, now, following, counts)
        except BaseException:
            self._landed = landed + self._landed
            raise
        for row_id in recorded:
            del self._flying[row_id]
        for outgoing in leased:
            self._resting[outgoing.account_id] = inf
            sending = asyncio.create_task(self._send(outgoing))
            self._flying.update(dict.fromkeys(outgoing.row_ids, sending))
        return counts

    def _tell(self) -> None:
        """One line of counts when all that was due is sent, and one a minute until then."""
        clock = asyncio.get_running_loop().time()
        rests = not self._flying and not self._landed
        if any(self._tally.values()) and (rests or clock - self._told >= TOLD_EVERY):
            log.info(NAME, **self._tally)
            self._tally.clear()
            self._told = clock

    async def _send(self, outgoing: OutgoingMessage) -> None:
        outcome = await self._sender.send(outgoing.address, outgoing.message, outgoing.edits)
        clock = asyncio.get_running_loop().time()
        self._resting[outgoing.account_id] = clock + self._timing.chat_rests
        self._landed.append((outgoing, outcome))

    def _busy(self) -> list[int]:
        """Accounts that have a message on its way, or had one within the last second."""
        clock = asyncio.get_running_loop().time()
        self._resting = {who: until for who, until in self._resting.items() if until > clock}
        return list(self._resting)

    async def _lease(self, session: Session, now: dt.datetime, room: int) -> list[OutgoingMessage]:
        if room <= 0 or self._sender.is_held:
            return []
        due = await outbox.list_due(session, now, self._office.zone, room, busy=self._busy())
        rows = await keep_known(session, due)
        states = await load_recipient_states(session, rows, now, self._office.zone)
        # All are judged before any is changed, and all are changed before any is rendered.
        decisions = [await judge_row(session, row, states[row.key()], now) for row in rows]
        for row, decision in zip(rows, decisions, strict=True):
            _carry_out(row, decision, now, self._timing.lease)
        await session.flush()
        going = [row for row, decision in zip(rows, decisions, strict=True) if decision is None]
        written = [await self._render(session, row, now) for row in going]
        return [outgoing for outgoing in written if outgoing is not None]

    async def _render(
        self, session: Session, row: OutboxRow, now: dt.datetime
    ) -> OutgoingMessage | None:
        account = await get_recipient(session, row)
        assert account is not None
        context = RenderContext(session, row, account, self._office, now)
        message = await render_row(context, self._renderers)
        if isinstance(message, HoldReason):
            outbox.end_row(row, message)
            await session.flush()
            return None
        message, beside = await gather(context, message, self._renderers, self._timing.lease)
        is_updated = get_message_type(row).is_updated
        goes_on = is_updated is not None and await is_updated(DueRow(session, row, now))
        return OutgoingMessage(
            row.key(),
            row.lease_until,
            account.key(),
            account.address.value,
            message,
            row.message_id,
            goes_on,
            tuple(one.key() for one in beside),
        )

    async def _record(
        self,
        session: Session,
        landed: list[tuple[OutgoingMessage, Sent | SendOutcome]],
        now: dt.datetime,
    ) -> dict[str, int]:
        counts = {"sent": 0, **{outcome.name.lower(): 0 for outcome in SendOutcome}}
        every = (row_id for outgoing, _ in landed for row_id in outgoing.row_ids)
        rows = await read_rows(session, OutboxRow, every, lock=True)
        people = await read_rows(session, Account, (outgoing.account_id for outgoing, _ in landed))
        for outgoing, outcome in landed:
            counts["sent" if isinstance(outcome, Sent) else outcome.name.lower()] += 1
            row = rows.get(outgoing.row_id)
            if row is not None and _is_ours(row, outgoing, outcome):
                _settle(row, people.get(outgoing.account_id), outgoing, outcome, now)
                settle_beside([rows.get(one) for one in outgoing.beside], row)
        await session.flush()
        return counts

    async def _last_words(self) -> None:
        """What was begun is ended and written down; what hangs is left to its lease."""
        tasks = list(self._flying.values())
        if tasks:
            await asyncio.wait(tasks, timeout=self._timing.ending_seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        now = self._office.clock.now()
        try:
            async with self._sessions() as session, session.begin():
                await self._record(session, self._landed, now)
        except Exception:
            log.exception("delivery failed")


def _carry_out(
    row: OutboxRow, decision: HoldReason | Later | None, now: dt.datetime, lease: dt.timedelta
) -> None:
    if decision is None:
        outbox.lease_row(row, now, lease)
    elif isinstance(decision, Later):
        outbox.hold_row(row, decision.until, decision.why)
    else:
        outbox.end_row(row, decision)


def _is_ours(row: OutboxRow, outgoing: OutgoingMessage, outcome: Sent | SendOutcome) -> bool:
    """Whether the row is still as this process leased it.

    One that slept through its lease finds others' doings; but that it sent what waits again is so.
    """
    waits = row.state is RowState.WAITING and isinstance(outcome, Sent)
    return waits or (row.state is RowState.LEASED and row.lease_until == outgoing.lease)


def _settle(
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
    elif outcome is SendOutcome.HELD:
        outbox.hold_row(row, row.due_at, row.why)
    elif outcome is SendOutcome.BLOCKED:
        outbox.end_row(row, HoldReason.BLOCKED)
        if account is not None:
            account.address.blocked_at = now
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
        address.offered = list(dict.fromkeys([*address.offered, *offered_beside(message)]))
        return
    address.offered = offered_by(message)
    if message_type.reopens_draft:
        account.draft_id = row.about
