"""The topics of the outbox, how each is sent, and the words for what becomes of a row."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Topic(StrEnum):
    """What a row says to its recipient."""

    NOTICE = auto()
    CORRECTION = auto()
    CANCELLATION = auto()
    SEAT = auto()
    EVE = auto()
    MORNING = auto()
    HELPED = auto()
    INTAKE = auto()
    STATUS = auto()
    CLAIMED = auto()
    PROGRESS = auto()
    REPORT = auto()
    PLACED = auto()
    CHECK_IN = auto()
    MOVED = auto()
    LEFT = auto()
    WEEK = auto()
    GRIEVED = auto()
    STEP = auto()
    OVERDUE = auto()
    LISTED = auto()
    INTEREST = auto()
    HELD = auto()
    APPLIED = auto()
    DECIDED = auto()
    FILE_REFUSED = auto()
    ERASURE = auto()
    ERASED = auto()
    LATE = auto()
    FLOWS = auto()
    DOUBLES = auto()
    NUMBER_GONE = auto()
    MERGED = auto()
    GUESSES = auto()


class RowState(StrEnum):
    """How far a row has come. All but the first two are ends."""

    WAITING = auto()
    CLAIMED = auto()
    SENT = auto()
    UNREACHABLE = auto()
    EXPIRED = auto()
    DROPPED = auto()
    PARKED = auto()


class HoldReason(StrEnum):
    """Why a row waits, or why it ended unsent. What staff read for it: dialogue/publication."""

    NO_ACCOUNT = auto()
    NO_CONSENT = auto()
    STOPPED = auto()
    BLOCKED = auto()
    QUIET = auto()
    CAP = auto()
    FORM = auto()
    PAUSED = auto()
    AWAY = auto()
    OVER = auto()
    CANCELLED = auto()
    GONE = auto()
    REFUSED = auto()


SOON, ASKED, BROADCAST = 0, 1, 2


@dataclass(frozen=True)
class DeliveryPolicy:
    """How a topic is sent: its turn, whether at night, in the middle of a form, under the cap.

    `by_kind` needs the recipient's consent to the notice's kind.
    """

    priority: int
    at_night: bool = False
    interrupts: bool = False
    capped: bool = False
    by_kind: bool = False


MANNERS = {
    Topic.NOTICE: DeliveryPolicy(BROADCAST, capped=True, by_kind=True),
    Topic.CORRECTION: DeliveryPolicy(ASKED),
    Topic.CANCELLATION: DeliveryPolicy(ASKED),
    Topic.SEAT: DeliveryPolicy(ASKED),
    Topic.EVE: DeliveryPolicy(ASKED),
    Topic.MORNING: DeliveryPolicy(ASKED, at_night=True),
    Topic.HELPED: DeliveryPolicy(BROADCAST),
    Topic.INTAKE: DeliveryPolicy(BROADCAST),
    Topic.STATUS: DeliveryPolicy(BROADCAST),
    Topic.CLAIMED: DeliveryPolicy(ASKED),
    Topic.PROGRESS: DeliveryPolicy(SOON, at_night=True, interrupts=True),
    Topic.REPORT: DeliveryPolicy(SOON, at_night=True, interrupts=True),
    Topic.PLACED: DeliveryPolicy(ASKED),
    Topic.CHECK_IN: DeliveryPolicy(ASKED),
    Topic.MOVED: DeliveryPolicy(ASKED),
    Topic.LEFT: DeliveryPolicy(ASKED),
    Topic.WEEK: DeliveryPolicy(BROADCAST),
    Topic.GRIEVED: DeliveryPolicy(ASKED),
    Topic.STEP: DeliveryPolicy(ASKED),
    Topic.OVERDUE: DeliveryPolicy(ASKED),
    Topic.LISTED: DeliveryPolicy(ASKED),
    Topic.INTEREST: DeliveryPolicy(ASKED),
    Topic.HELD: DeliveryPolicy(ASKED),
    Topic.APPLIED: DeliveryPolicy(ASKED),
    Topic.DECIDED: DeliveryPolicy(ASKED),
    Topic.FILE_REFUSED: DeliveryPolicy(SOON, at_night=True, interrupts=True),
    Topic.ERASURE: DeliveryPolicy(ASKED),
    Topic.ERASED: DeliveryPolicy(ASKED),
    Topic.LATE: DeliveryPolicy(SOON),
    Topic.FLOWS: DeliveryPolicy(SOON),
    Topic.DOUBLES: DeliveryPolicy(ASKED),
    Topic.NUMBER_GONE: DeliveryPolicy(ASKED),
    Topic.MERGED: DeliveryPolicy(ASKED),
    Topic.GUESSES: DeliveryPolicy(SOON),
}
AT_NIGHT = [topic for topic, manner in MANNERS.items() if manner.at_night]
CAPPED = [topic for topic, manner in MANNERS.items() if manner.capped]
PRIORITIES = (SOON, ASKED, BROADCAST)

ENDS = {
    HoldReason.NO_ACCOUNT: RowState.UNREACHABLE,
    HoldReason.NO_CONSENT: RowState.UNREACHABLE,
    HoldReason.STOPPED: RowState.UNREACHABLE,
    HoldReason.BLOCKED: RowState.UNREACHABLE,
    HoldReason.OVER: RowState.EXPIRED,
    HoldReason.CANCELLED: RowState.DROPPED,
    HoldReason.GONE: RowState.DROPPED,
    HoldReason.AWAY: RowState.PARKED,
    HoldReason.REFUSED: RowState.PARKED,
}
