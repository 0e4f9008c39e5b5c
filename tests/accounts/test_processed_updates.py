"""Messages answered before."""

from datetime import datetime

from models.accounts import processed_updates
from models.accounts.processed_updates import KEPT_FOR
from models.core.address import Channel
from models.core.session import Session
from tests.support.store import DAY, NOON, Store

LARGE = "9000000001"


async def new(session: Session, *numbers: str, at: datetime = NOON) -> set[str]:
    """Those of these messages of Telegram's that come for the first time."""
    messages = [(Channel.TELEGRAM, number) for number in numbers]
    return await processed_updates.mark_processed(session, messages, at)


async def test_an_update_is_new_once(session: Session) -> None:
    assert await new(session, LARGE, "2") == {LARGE, "2"}
    assert await new(session, "2", "3", LARGE, at=NOON + DAY) == {"3"}
    assert await new(session) == set()


async def test_one_that_comes_twice_at_once_is_new_once(session: Session) -> None:
    assert await new(session, "1", "1") == {"1"}


async def test_of_two_at_once_one_is_told_it_is_new(store: Store) -> None:
    given = await store.at_once(*[lambda session: new(session, LARGE)] * 2)
    assert sorted(given, key=len) == [set(), {LARGE}]


async def test_a_turn_that_failed_was_not_seen(session: Session) -> None:
    assert await new(session, LARGE)
    await session.rollback()
    assert await new(session, LARGE)


async def test_what_cannot_come_again_is_forgotten(session: Session) -> None:
    await new(session, "1", at=NOON - KEPT_FOR - DAY)
    await new(session, "2", at=NOON - KEPT_FOR)
    assert await processed_updates.delete_expired_updates(session, NOON) == 1
    assert await processed_updates.delete_expired_updates(session, NOON) == 0
    assert await new(session, "1", "2") == {"1"}
