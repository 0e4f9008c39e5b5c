"""Whether somebody may be written to now: pure, from how things stand with them."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from models.outbox.message_type import MessageType
from models.outbox.row import HoldReason

FORM_RESTS = dt.timedelta(minutes=10)
# News come to a broker or to staff once in this time; what comes meanwhile comes together.
GATHERED_FOR = dt.timedelta(hours=1)
CAP, CAP_OVER = 5, dt.timedelta(days=7)


class NewsPreference(Protocol):
    """What somebody wants to hear of one kind of notice."""

    @property
    def welcome(self) -> bool: ...

    @property
    def stopped_at(self) -> dt.datetime | None: ...

    @property
    def paused_until(self) -> dt.datetime | None: ...


@dataclass(frozen=True)
class RecipientState:
    """How things stand with a recipient; one who has not `agreed` to be registered gets nothing.

    `answering` is when they last answered in the form they are in the middle of; `lately` when
    they were sent broadcasts within CAP_OVER, oldest first; `wish` is theirs for the kind.
    `told` is when an account was last sent news that are gathered, `asked_until` the moment before
    which a person is asked nothing like what they were asked today.
    """

    blocked: bool = False
    agreed: bool = True
    answering: dt.datetime | None = None
    lately: tuple[dt.datetime, ...] = ()
    wish: NewsPreference | None = None
    told: dt.datetime | None = None
    asked_until: dt.datetime | None = None


@dataclass(frozen=True)
class Later:
    """Not now: from then on, and why."""

    until: dt.datetime
    why: HoldReason


def delivery_decision(
    message_type: MessageType, recipient: RecipientState, now: dt.datetime
) -> HoldReason | Later | None:
    """None sends it, a Later holds it, a HoldReason ends it."""
    if recipient.blocked:
        return HoldReason.BLOCKED
    if not recipient.agreed:
        return HoldReason.NO_CONSENT
    if message_type.by_kind and (refused := _unwelcome(recipient.wish, now)):
        return refused
    if (
        not message_type.interrupts
        and recipient.answering
        and now - FORM_RESTS < recipient.answering <= now + FORM_RESTS
    ):
        return Later(recipient.answering + FORM_RESTS, HoldReason.FORM)
    if message_type.capped and len(recipient.lately) >= CAP:
        return Later(recipient.lately[-CAP] + CAP_OVER, HoldReason.CAP)
    return _in_a_while(message_type, recipient, now)


def _in_a_while(
    message_type: MessageType, recipient: RecipientState, now: dt.datetime
) -> Later | None:
    """Held so that one message comes where there would be several."""
    if message_type.gathered and recipient.told and recipient.told > now - GATHERED_FOR:
        return Later(recipient.told + GATHERED_FOR, HoldReason.GATHERED)
    if message_type.can_wait and recipient.asked_until and recipient.asked_until > now:
        return Later(recipient.asked_until, HoldReason.ASKED)
    return None


def _unwelcome(wish: NewsPreference | None, now: dt.datetime) -> HoldReason | Later | None:
    if wish is None or not wish.welcome:
        return HoldReason.STOPPED if wish is not None and wish.stopped_at else HoldReason.NO_CONSENT
    if wish.paused_until is not None and wish.paused_until > now:
        return Later(wish.paused_until, HoldReason.PAUSED)
    return None
