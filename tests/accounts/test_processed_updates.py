"""Updates handled before."""

from models.accounts import processed_updates
from models.accounts.processed_updates import KEPT_FOR
from models.core.session import Session
from tests.support.store import DAY, NOON, Store

LARGE = 9_000_000_001


async def test_an_update_is_new_once(session: Session) -> None:
    assert await processed_updates.mark_processed(session, [LARGE, 2], NOON) == {LARGE, 2}
    assert await processed_updates.mark_processed(session, [2, 3, LARGE], NOON + DAY) == {3}
    assert await processed_updates.mark_processed(session, [], NOON) == set()


async def test_one_that_comes_twice_at_once_is_new_once(session: Session) -> None:
    assert await processed_updates.mark_processed(session, [1, 1], NOON) == {1}


async def test_of_two_at_once_one_is_told_it_is_new(store: Store) -> None:
    given = await store.at_once(*[lambda s: processed_updates.mark_processed(s, [LARGE], NOON)] * 2)
    assert sorted(given, key=len) == [set(), {LARGE}]


async def test_a_turn_that_failed_was_not_seen(session: Session) -> None:
    assert await processed_updates.mark_processed(session, [LARGE], NOON)
    await session.rollback()
    assert await processed_updates.mark_processed(session, [LARGE], NOON)


async def test_what_cannot_come_again_is_forgotten(session: Session) -> None:
    await processed_updates.mark_processed(session, [1], NOON - KEPT_FOR - DAY)
    await processed_updates.mark_processed(session, [2], NOON - KEPT_FOR)
    assert await processed_updates.delete_expired_updates(session, NOON) == 1
    assert await processed_updates.delete_expired_updates(session, NOON) == 0
    assert await processed_updates.mark_processed(session, [1, 2], NOON) == {1}
