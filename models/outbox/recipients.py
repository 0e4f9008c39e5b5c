"""Whether somebody may be written to now: pure, from how things stand with them."""

import datetime as dt
from dataclasses import dataclass

from models.labourers.labourer import NoticePreference
from models.outbox.message_type import DeliveryPolicy, HoldReason

FORM_RESTS = dt.timedelta(minutes=10)
CAP, CAP_OVER = 5, dt.timedelta(days=7)


@dataclass(frozen=True)
class RecipientState:
    """How things stand with a recipient.

    `answering` is when they last answered in the form they are in the middle of; `lately` when
    they were sent broadcasts within CAP_OVER, oldest first; `wish` is theirs for the kind.
    """

    blocked: bool = False
    answering: dt.datetime | None = None
    lately: tuple[dt.datetime, ...] = ()
    wish: NoticePreference | None = None


@dataclass(frozen=True)
class Later:
    """Not now: from then on, and why."""

    until: dt.datetime
    why: HoldReason


def delivery_decision(
    manner: DeliveryPolicy, standing: RecipientState, now: dt.datetime
) -> HoldReason | Later | None:
    """None sends it, a Later holds it, a Why ends it."""
    if standing.blocked:
        return HoldReason.BLOCKED
    if manner.by_kind and (refused := _unwelcome(standing.wish, now)):
        return refused
    if not manner.interrupts and standing.answering and standing.answering > now - FORM_RESTS:
        return Later(standing.answering + FORM_RESTS, HoldReason.FORM)
    if manner.capped and len(standing.lately) >= CAP:
        return Later(standing.lately[-CAP] + CAP_OVER, HoldReason.CAP)
    return None


def _unwelcome(wish: NoticePreference | None, now: dt.datetime) -> HoldReason | Later | None:
    if wish is None or not wish.welcome:
        return HoldReason.STOPPED if wish is not None and wish.stopped_at else HoldReason.NO_CONSENT
    if wish.paused_until is not None and wish.paused_until > now:
        return Later(wish.paused_until, HoldReason.PAUSED)
    return None
