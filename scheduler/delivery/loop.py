"""The delivery loop: claims due rows, sends them, and writes down what became of each.

One transaction records what was sent and claims what comes next. A process that dies leaves at
most `most` rows claimed: after their lease they are sent again, and whoever had them already
gets them twice.
"""

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from math import inf

import structlog
from sqlalchemy.ext.asyncio import async_sessionmaker

from dialogue.core.reply import Message
from models.accounts.account import Account
from models.core import tick_runs
from models.core.bulk_writes import keep_loaded_rows, read_rows
from models.core.session import Session
from models.outbox import outbox, relevance
from models.outbox.message_type import HoldReason, RowState, Topic
from models.outbox.outbox import OutboxRow
from models.outbox.recipient_state import load_recipient_states
from models.outbox.recipients import Later, RecipientState, delivery_decision
from scheduler.clock_context import ClockContext
from scheduler.delivery.rate_limit import AT_ONCE
from scheduler.delivery.render_context import RenderContext
from scheduler.delivery.sender import SendOutcome, Sent, TelegramSender
from scheduler.messages.render import goes_on, render_row

log = structlog.get_logger()

NAME = "delivery"
ATTEMPTS = 8
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(seconds=5), dt.timedelta(minutes=10)
PROGRESS_EVERY = dt.timedelta(seconds=10)
TOLD_EVERY = 60.0


@dataclass(frozen=True)
class OutgoingMessage:
    """A claimed row on its way. One that `goes_on` is brought up to date until it is over.

    `lease` is when the claim runs out, and tells it from any later one.
    """

    row_id: int
    lease: dt.datetime | None
    account_id: int
    chat_id: int
    message: Message
    edits: int | None
    goes_on: bool


class DeliveryLoop:
    """The one loop that sends what the outbox holds."""

    def __init__(
        self, sessions: async_sessionmaker[Session], office: ClockContext, post: TelegramSender
    ) -> None:
        self._sessions, self._office, self._post = sessions, office, post
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._landed: list[tuple[OutgoingMessage, Sent | SendOutcome]] = []
        self._resting: dict[int, float] = {}
        self._tally: Counter[str] = Counter()
        self._told = 0.0
        self._timing = office.timing
        self.rest = office.timing.wakeup()
        self.most = max(AT_ONCE, office.rate // 2)

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
        recorded = {letter.row_id for letter, _ in landed}
        now = self._office.clock.now()
        try:
            async with self._sessions() as session, session.begin():
                keep_loaded_rows(session)
                counts = await self._record(session, landed, now)
                counts["freed"] = await outbox.free_expired_leases(
                    session, now, but=list(self._flying)
                )
                letters = await self._claim(
                    session, now, self.most - len(self._flying.keys() - recorded)
                )
                counts["claimed"] = len(letters)
                following = now + dt.timedelta(seconds=self._timing.looks_for_rows_every)
                await tick_runs.note(session, NAME, now, following, counts)
        except BaseException:
            self._landed = landed + self._landed
            raise
        for row_id in recorded:
            del self._flying[row_id]
        for letter in letters:
            self._resting[letter.account_id] = inf
            self._flying[letter.row_id] = asyncio.create_task(self._send(letter))
        return counts

    def _tell(self) -> None:
        """One line of counts when all that was due is sent, and one a minute until then."""
        clock = asyncio.get_running_loop().time()
        rests = not self._flying and not self._landed
        if any(self._tally.values()) and (rests or clock - self._told >= TOLD_EVERY):
            log.info(NAME, **self._tally)
            self._tally.clear()
            self._told = clock

    async def _send(self, letter: OutgoingMessage) -> None:
        fate = await self._post.send(letter.chat_id, letter.message, letter.edits)
        clock = asyncio.get_running_loop().time()
        self._resting[letter.account_id] = clock + self._timing.chat_rests
        self._landed.append((letter, fate))

    def _busy(self) -> list[int]:
        """Accounts that have a message on its way, or had one within the last second."""
        clock = asyncio.get_running_loop().time()
        self._resting = {who: until for who, until in self._resting.items() if until > clock}
        return list(self._resting)

    async def _claim(self, session: Session, now: dt.datetime, room: int) -> list[OutgoingMessage]:
        if room <= 0 or self._post.pace.is_held:
            return []
        rows = await outbox.list_due(session, now, self._office.zone, room, busy=self._busy())
        known = await load_recipient_states(session, rows, now)
        claimed = []
        for row in rows:
            account = await session.get(Account, row.account_id)
            if account is None:
                outbox.end_row(row, HoldReason.NO_ACCOUNT)
            elif await self._may_go(session, row, known[row.key()], now):
                claimed.append(await self._letter(session, row, account, now))
        return claimed

    async def _may_go(
        self, session: Session, row: OutboxRow, standing: RecipientState, now: dt.datetime
    ) -> bool:
        if gone := await relevance.gone(session, row, now):
            outbox.end_row(row, gone)
            return False
        found = delivery_decision(row.manner, standing, now)
        if isinstance(found, Later):
            outbox.hold_row(row, found.until, found.why)
        elif found is not None:
            outbox.end_row(row, found)
        return found is None

    async def _letter(
        self, session: Session, row: OutboxRow, account: Account, now: dt.datetime
    ) -> OutgoingMessage:
        outbox.lease_row(row, now, self._timing.lease)
        writing = RenderContext(session, row, account, self._office, now)
        message, going_on = await render_row(writing), await goes_on(writing)
        chat = account.chat_id
        key, lease = row.key(), row.lease_until
        return OutgoingMessage(key, lease, account.key(), chat, message, row.message_id, going_on)

    async def _record(
        self,
        session: Session,
        landed: list[tuple[OutgoingMessage, Sent | SendOutcome]],
        now: dt.datetime,
    ) -> dict[str, int]:
        counts = {"sent": 0, **{fate.name.lower(): 0 for fate in SendOutcome}}
        rows = await read_rows(
            session, OutboxRow, (letter.row_id for letter, _ in landed), lock=True
        )
        people = await read_rows(session, Account, (letter.account_id for letter, _ in landed))
        for letter, fate in landed:
            counts["sent" if isinstance(fate, Sent) else fate.name.lower()] += 1
            row = rows.get(letter.row_id)
            if row is not None and _is_ours(row, letter, fate):
                _settle(row, people.get(letter.account_id), letter, fate, now)
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


def _is_ours(row: OutboxRow, letter: OutgoingMessage, fate: Sent | SendOutcome) -> bool:
    """Whether the row is still as this process claimed it.

    One that slept through its lease finds others' doings; but that it sent what waits again is so.
    """
    waits = row.state is RowState.WAITING and isinstance(fate, Sent)
    return waits or (row.state is RowState.CLAIMED and row.lease_until == letter.lease)


def _settle(
    row: OutboxRow,
    account: Account | None,
    letter: OutgoingMessage,
    fate: Sent | SendOutcome,
    now: dt.datetime,
) -> None:
    if isinstance(fate, Sent):
        outbox.mark_sent(row, now, fate.message_id)
        if account is not None:
            _lies_before(account, letter.message, row)
        if letter.goes_on:
            outbox.hold_row(row, now + PROGRESS_EVERY, None)
    elif fate is SendOutcome.HELD:
        outbox.hold_row(row, row.due_at, row.why)
    elif fate is SendOutcome.BLOCKED:
        outbox.end_row(row, HoldReason.BLOCKED)
        if account is not None:
            account.blocked_at = now
    elif fate is SendOutcome.AWAY and row.attempts + 1 < ATTEMPTS:
        row.attempts += 1
        pause = min(FIRST_PAUSE * 2 ** (row.attempts - 1), LONGEST_PAUSE)
        outbox.hold_row(row, now + pause, HoldReason.AWAY)
    else:
        outbox.end_row(row, HoldReason.AWAY if fate is SendOutcome.AWAY else HoldReason.REFUSED)


def _lies_before(account: Account, message: Message, row: OutboxRow) -> None:
    """What is typed next is for this message: a button's number, or the answer to a question."""
    if not message.buttons or row.manner.interrupts:
        return
    choices = [] if message.asks else [button.choice for button in message.buttons]
    account.offered = choices
    if row.topic is Topic.INTAKE:
        account.draft_id = row.about
