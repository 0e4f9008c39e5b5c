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


class Why(StrEnum):
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
class Manner:
    """How a topic is sent: its turn, whether at night, in the middle of a form, under the cap.

    `by_kind` needs the recipient's consent to the notice's kind.
    """

    priority: int
    at_night: bool = False
    interrupts: bool = False
    capped: bool = False
    by_kind: bool = False


MANNERS = {
    Topic.NOTICE: Manner(BROADCAST, capped=True, by_kind=True),
    Topic.CORRECTION: Manner(ASKED),
    Topic.CANCELLATION: Manner(ASKED),
    Topic.SEAT: Manner(ASKED),
    Topic.EVE: Manner(ASKED),
    Topic.MORNING: Manner(ASKED, at_night=True),
    Topic.HELPED: Manner(BROADCAST),
    Topic.INTAKE: Manner(BROADCAST),
    Topic.STATUS: Manner(BROADCAST),
    Topic.CLAIMED: Manner(ASKED),
    Topic.PROGRESS: Manner(SOON, at_night=True, interrupts=True),
    Topic.REPORT: Manner(SOON, at_night=True, interrupts=True),
    Topic.PLACED: Manner(ASKED),
    Topic.CHECK_IN: Manner(ASKED),
    Topic.MOVED: Manner(ASKED),
    Topic.LEFT: Manner(ASKED),
    Topic.WEEK: Manner(BROADCAST),
    Topic.GRIEVED: Manner(ASKED),
    Topic.STEP: Manner(ASKED),
    Topic.OVERDUE: Manner(ASKED),
    Topic.LISTED: Manner(ASKED),
    Topic.INTEREST: Manner(ASKED),
    Topic.HELD: Manner(ASKED),
    Topic.APPLIED: Manner(ASKED),
    Topic.DECIDED: Manner(ASKED),
    Topic.FILE_REFUSED: Manner(SOON, at_night=True, interrupts=True),
    Topic.ERASURE: Manner(ASKED),
    Topic.ERASED: Manner(ASKED),
    Topic.LATE: Manner(SOON),
    Topic.FLOWS: Manner(SOON),
    Topic.DOUBLES: Manner(ASKED),
    Topic.NUMBER_GONE: Manner(ASKED),
    Topic.MERGED: Manner(ASKED),
    Topic.GUESSES: Manner(SOON),
}
AT_NIGHT = [topic for topic, manner in MANNERS.items() if manner.at_night]
CAPPED = [topic for topic, manner in MANNERS.items() if manner.capped]
PRIORITIES = (SOON, ASKED, BROADCAST)

ENDS = {
    Why.NO_ACCOUNT: RowState.UNREACHABLE,
    Why.NO_CONSENT: RowState.UNREACHABLE,
    Why.STOPPED: RowState.UNREACHABLE,
    Why.BLOCKED: RowState.UNREACHABLE,
    Why.OVER: RowState.EXPIRED,
    Why.CANCELLED: RowState.DROPPED,
    Why.GONE: RowState.DROPPED,
    Why.AWAY: RowState.PARKED,
    Why.REFUSED: RowState.PARKED,
}
