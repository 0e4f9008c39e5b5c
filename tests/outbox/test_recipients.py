"""Whether somebody may be written to now."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.vocabulary import NoticeKind
from models.labourers.labourer import NoticePreference
from models.notices.messages import MORNING_REMINDER, NOTICE, PUBLICATION_REPORT
from models.outbox.message_type import MessageType
from models.outbox.recipients import (
    CAP,
    CAP_OVER,
    FORM_RESTS,
    Later,
    RecipientState,
    delivery_decision,
)
from models.outbox.row import HoldReason
from scheduler.messages.render import RENDERERS
from tests.support.notices.factory import days
from tests.support.store import NOON

MOMENT = timedelta(seconds=1)


def wish(*, welcome: bool = True, **given: datetime | None) -> NoticePreference:
    return NoticePreference(labourer_id=1, kind=NoticeKind.JOB_FAIR, welcome=welcome, **given)


def some(low: float, high: float) -> st.SearchStrategy[datetime]:
    """Moments so many days around NOON."""
    return st.floats(low, high).map(lambda number: NOON + days(number))


WISHES = st.none() | st.builds(
    lambda welcome, paused_until, stopped_at: wish(
        welcome=welcome, paused_until=paused_until, stopped_at=stopped_at
    ),
    st.booleans(),
    st.none() | some(-40, 40),
    st.none() | some(-40, 0),
)
STANDINGS = st.builds(
    RecipientState,
    blocked=st.sampled_from([False, False, False, True]),
    answering=st.none() | some(-0.02, 0),
    lately=st.lists(some(-6.99, 0), max_size=8).map(sorted).map(tuple),
    wish=WISHES,
)
EVERY = st.just(NOTICE) | st.sampled_from(list(RENDERERS))


@given(message_type=EVERY, standing=STANDINGS)
def test_nothing_is_sent_to_who_blocked_the_bot_or_does_not_welcome_it(
    message_type: MessageType, standing: RecipientState
) -> None:
    found = delivery_decision(message_type, standing, NOON)
    unwelcome = message_type.by_kind and (standing.wish is None or not standing.wish.welcome)
    assert isinstance(found, HoldReason) is (standing.blocked or unwelcome)


def test_an_answer_by_a_clock_that_was_ahead_holds_nothing() -> None:
    ahead = RecipientState(answering=NOON + timedelta(hours=8), wish=wish())
    assert delivery_decision(NOTICE, ahead, NOON) is None
    answers = RecipientState(answering=NOON, wish=wish())
    assert delivery_decision(NOTICE, answers, NOON) == Later(NOON + FORM_RESTS, HoldReason.FORM)


@given(message_type=EVERY, standing=STANDINGS)
def test_what_is_held_is_held_until_a_moment_to_come(
    message_type: MessageType, standing: RecipientState
) -> None:
    found = delivery_decision(message_type, standing, NOON)
    assert not isinstance(found, Later) or found.until > NOON


@given(gaps=st.lists(st.integers(0, 60), min_size=CAP, max_size=40))
def test_whatever_is_tried_no_seven_days_hold_more_than_five(gaps: list[int]) -> None:
    now, sent = NOON, list[datetime]()
    for hours in gaps:
        now += timedelta(hours=hours)
        lately = tuple(at for at in sent if at > now - CAP_OVER)
        found = delivery_decision(NOTICE, RecipientState(lately=lately, wish=wish()), now)
        if isinstance(found, Later):
            now = found.until
        sent.append(now)
    for first in sent:
        assert sum(first <= at < first + timedelta(days=7) for at in sent) <= 5


def test_the_sixth_waits_until_the_first_is_a_week_old() -> None:
    lately = tuple(NOON - days(number) for number in (6, 5, 4, 3, 2))
    found = delivery_decision(NOTICE, RecipientState(lately=lately, wish=wish()), NOON)
    assert found == Later(NOON + days(1), HoldReason.CAP)


def test_what_is_no_broadcast_is_not_under_the_cap() -> None:
    assert delivery_decision(MORNING_REMINDER, RecipientState(lately=(NOON,) * 9), NOON) is None


def test_who_answers_a_form_is_left_in_peace_for_ten_minutes() -> None:
    assert timedelta(minutes=10) == FORM_RESTS
    held = RecipientState(answering=NOON - FORM_RESTS + MOMENT)
    assert delivery_decision(MORNING_REMINDER, held, NOON) == Later(NOON + MOMENT, HoldReason.FORM)
    assert (
        delivery_decision(MORNING_REMINDER, RecipientState(answering=NOON - FORM_RESTS), NOON)
        is None
    )


def test_a_writers_own_report_interrupts_a_form() -> None:
    assert delivery_decision(PUBLICATION_REPORT, RecipientState(answering=NOON), NOON) is None


def test_a_pause_holds_the_kind_until_it_is_over() -> None:
    paused = RecipientState(wish=wish(paused_until=NOON + MOMENT))
    assert delivery_decision(NOTICE, paused, NOON) == Later(NOON + MOMENT, HoldReason.PAUSED)
    assert delivery_decision(NOTICE, paused, NOON + MOMENT) is None


@pytest.mark.parametrize(
    ("theirs", "why"),
    [
        (None, HoldReason.NO_CONSENT),
        (wish(welcome=False), HoldReason.NO_CONSENT),
        (wish(welcome=False, stopped_at=NOON), HoldReason.STOPPED),
    ],
)
def test_who_stopped_a_kind_is_told_from_who_never_asked_for_it(
    theirs: NoticePreference | None, why: HoldReason
) -> None:
    assert delivery_decision(NOTICE, RecipientState(wish=theirs), NOON) is why


def test_a_reminder_needs_no_wish_for_the_kind() -> None:
    assert (
        delivery_decision(MORNING_REMINDER, RecipientState(wish=wish(welcome=False)), NOON) is None
    )
