"""The delivery loop: leases due rows, sends them, and writes down what became of each.

One transaction records what was sent and leases what comes next. A process that dies leaves at
most `most` rows leased: when the lease runs out they are sent again, and whoever had them
already gets them twice.
"""

import asyncio
import datetime as dt
from collections import Counter
from math import inf

import structlog
from sqlalchemy.ext.asyncio import async_sessionmaker

from models.accounts.account import Account
from models.core import tick_runs
from models.core.bulk_writes import keep_loaded_rows, read_rows
from models.core.session import Session
from models.outbox import outbox
from models.outbox.message_type import DueRow, get_message_type
from models.outbox.recipients import Later
from models.outbox.row import HoldReason, OutboxRow
from scheduler.clock_context import ClockContext
from scheduler.delivery.gathering import gather
from scheduler.delivery.recipient_states import load_recipient_states
from scheduler.delivery.render_context import RenderContext, Renderers
from scheduler.delivery.rendering import get_recipient, judge_row, keep_known, render_row
from scheduler.delivery.sender import Sender, SendOutcome, Sent
from scheduler.delivery.settling import OutgoingMessage, is_ours, settle, settle_beside
from scheduler.messages.render import RENDERERS

log = structlog.get_logger()

NAME = "delivery"
# Rows on their way at once, where half a second's worth is less.
LEASED_LEAST = 10
# Rows leased by one look, where twice what may be sent till the next is less: turns wait so long.
LOOKED_AT_LEAST = 5
TOLD_EVERY = 60.0


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
        self.at_once = max(LOOKED_AT_LEAST, int(2 * office.rate * office.timing.records_every))

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
        room = min(room, self.at_once)
        due = await outbox.list_due(session, now, self._office.zone, room, busy=self._busy())
        if not due:
            return []
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
            if row is not None and is_ours(row, outgoing, outcome):
                settle(row, people.get(outgoing.account_id), outgoing, outcome, now)
                beside = [rows[one] for one in outgoing.beside if one in rows]
                settle_beside([one for one in beside if is_ours(one, outgoing, outcome)], row)
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
