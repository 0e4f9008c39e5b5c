"""A flood from one person: who sends faster than anybody types is told so once, then passed over.

In memory, and before the store is touched. A message counts at the moment when Telegram had it, so
that a backlog brought after an outage is no flood; a tap bears no moment and counts when it comes.
"""

from dataclasses import dataclass
from enum import Enum, auto
from math import inf
from typing import TypeAlias

from bot.turns.metrics import TurnMetrics, TurnOutcome
from dialogue.core.i18n import Speech
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, Reply, say
from handlers.core.incoming import IncomingMessage
from models.core.address import Address
from models.core.clock import Clock
from models.core.refusal import Refusal
from models.core.vocabulary import Language

# So many updates as quickly as they come, and then so many a second: docs/decisions/0015-a-flood.md
QUICK, A_SECOND = 30, 1.0
# Who was told is heard again when so many have come together.
RESTED = 5
# People remembered at once; who is not seen while as many others come is forgotten.
MOST_PEOPLE = 10_000


# Whose bucket it is: messages and taps, which bear no moment, have one each.
Sender: TypeAlias = tuple[Address, bool]


class FloodVerdict(Enum):
    """What becomes of an update."""

    HEARD = auto()
    TOLD = auto()
    PASSED_OVER = auto()


@dataclass(slots=True)
class Bucket:
    """How many are left at a moment, in seconds of the epoch; `flooded` until it has rested."""

    size: int
    left: float = 0.0
    at: float = -inf
    flooded: bool = False

    def fill(self, at: float) -> None:
        """What came together since; a clock that jumped, either way, fills it."""
        since = at - self.at
        if abs(since) > self.size / A_SECOND:
            self.left, self.at, self.flooded = self.size, at, False
        elif since > 0:
            self.left, self.at = min(self.size, self.left + since * A_SECOND), at

    def take(self) -> FloodVerdict:
        """Take one. What is passed over counts too: who goes on like that stays unheard."""
        if self.flooded and self.left < RESTED:
            self.left = max(0.0, self.left - 1)
            return FloodVerdict.PASSED_OVER
        self.flooded = self.left < 1
        if self.flooded:
            return FloodVerdict.TOLD
        self.left -= 1
        return FloodVerdict.HEARD


class Buckets:
    """Everybody's bucket, of those seen lately: memory is bounded, and nobody cleans up."""

    def __init__(self, size: int = QUICK) -> None:
        self._size = size
        # After this, a bucket that nobody took from is full, and as good as none.
        self._full_after = size / A_SECOND
        self._young: dict[Sender, Bucket] = {}
        self._old: dict[Sender, Bucket] = {}
        self._turned_at = 0.0

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def take(self, who: Sender, at: float, now: float) -> FloodVerdict:
        """Take one at the moment `at`; `now` is for forgetting alone."""
        bucket = self._find(who, now)
        bucket.fill(at)
        return bucket.take()

    def give_back(self, who: Sender) -> None:
        """What was taken comes again."""
        bucket = self._young.get(who) or self._old.get(who)
        if bucket is not None:
            bucket.left += 1

    def _find(self, who: Sender, now: float) -> Bucket:
        if len(self._young) >= MOST_PEOPLE or abs(now - self._turned_at) > self._full_after:
            self._old, self._young, self._turned_at = self._young, {}, now
        bucket = self._young.get(who)
        if bucket is None:
            bucket = self._young[who] = self._old.pop(who, Bucket(self._size))
        return bucket


class FloodLimit:
    """Stops what one person sends too much of."""

    def __init__(
        self,
        clock: Clock,
        language: Language,
        metrics: TurnMetrics | None = None,
        quick: int = QUICK,
    ) -> None:
        self._clock, self._language, self.buckets = clock, language, Buckets(quick)
        self._metrics = metrics or TurnMetrics()

    def check(self, message: IncomingMessage) -> FloodVerdict:
        """Whether the message is one too many; its sender is told so once, in their own chat."""
        now = self._clock.now().timestamp()
        at = now if message.sent_at is None else message.sent_at.timestamp()
        verdict = self.buckets.take(_sender(message), at, now)
        if verdict is FloodVerdict.HEARD:
            return verdict
        self._metrics.count(TurnOutcome.FLOOD)
        told = verdict is FloodVerdict.TOLD and message.awaits_reply
        return FloodVerdict.TOLD if told else FloodVerdict.PASSED_OVER

    def forgive(self, message: IncomingMessage) -> None:
        """It could not be kept just now, and its channel will bring it again."""
        self.buckets.give_back(_sender(message))

    def warn(self, message: IncomingMessage) -> Reply:
        speech = Speech(message.language or self._language)
        return say(Message(explain_refusal(Refusal("slowly"), speech)), fresh=True)


def _sender(message: IncomingMessage) -> Sender:
    return message.address, message.sent_at is None
