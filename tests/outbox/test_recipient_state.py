"""How things stand with the recipients of rows."""

from datetime import timedelta

from sqlalchemy import literal

from models.accounts import drafts
from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import NoticeKind
from models.labourers import preferences
from models.labourers.labourer import Labourer
from models.labourers.preferences import Wanted
from models.outbox import outbox
from models.outbox.message_type import Topic
from models.outbox.recipient_state import load_recipient_states
from models.outbox.recipients import RecipientState
from tests.support.outbox import fair_for_two, outbox_rows, row_for
from tests.support.store import NOON

MINUTE = timedelta(minutes=1)


async def standing(session: Session, one: Labourer, topic: Topic = Topic.NOTICE) -> RecipientState:
    row = await row_for(session, topic, one)
    return (await load_recipient_states(session, [row], NOON))[row.key()]


async def account_of(session: Session, one: Labourer) -> Account:
    row = await row_for(session, Topic.NOTICE, one)
    return await session.get_one(Account, row.account_id)


async def test_who_blocked_the_bot_is_told_from_who_did_not(session: Session) -> None:
    _, ana, ben = await fair_for_two(session)
    (await account_of(session, ben)).blocked_at = NOON
    assert [(await standing(session, one)).blocked for one in (ana, ben)] == [False, True]


async def test_what_was_had_lately_counts_for_broadcasts_alone(session: Session) -> None:
    _, ana, ben = await fair_for_two(session)
    seat = outbox.new_row(
        Topic.SEAT, literal(1), NOON, account=literal(1), labourer=literal(ana.key())
    )
    await outbox.plan_row(session, seat)
    assert [(await standing(session, one)).lately for one in (ana, ben)] == [(NOON,), ()]
    assert (await standing(session, ana, Topic.SEAT)).lately == ()


async def test_the_wish_is_the_one_for_the_kind_of_the_notice(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session)
    await preferences.set_preference(session, ana.key(), NoticeKind.TRAINING, Wanted.STOP, NOON)
    await preferences.set_preference(session, ben.key(), notice.kind, Wanted.STOP, NOON)
    wishes = [(await standing(session, one)).wish for one in (ana, ben)]
    assert [wish is not None and wish.welcome for wish in wishes] == [True, False]


async def test_who_fills_a_form_answered_when_they_last_did(session: Session) -> None:
    _, ana, _ = await fair_for_two(session)
    account = await account_of(session, ana)
    assert (await standing(session, ana)).answering is None
    draft = await drafts.begin_draft(session, account, "change", NOON - 2 * MINUTE)
    assert (await standing(session, ana)).answering == NOON - 2 * MINUTE
    drafts.save_draft(draft, NOON - MINUTE, answers={}, revisiting=None, partial=None)
    assert (await standing(session, ana)).answering == NOON - MINUTE


async def test_a_form_put_aside_is_not_answered(session: Session) -> None:
    _, ana, _ = await fair_for_two(session)
    account = await account_of(session, ana)
    draft = await drafts.begin_draft(session, account, "change", NOON)
    drafts.save_draft(draft, NOON, answers={"wage": 1}, revisiting=None, partial=None)
    await drafts.put_aside(session, account)
    assert (await standing(session, ana)).answering is None


async def test_of_several_rows_each_has_its_own(session: Session) -> None:
    _, ana, ben = await fair_for_two(session)
    (await account_of(session, ben)).blocked_at = NOON
    both = await outbox_rows(session, Topic.NOTICE)
    found = await load_recipient_states(session, both, NOON)
    assert {row.labourer_id: found[row.key()].blocked for row in both} == {
        ana.id: False,
        ben.id: True,
    }
