"""Moments and words in columns, and the clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import select, update

from models.accounts.account import Account
from models.core.clock import SystemClock
from models.core.session import Session
from models.core.vocabulary import Language
from tests.support.store import NOON, consenting_account

CHINA = timezone(timedelta(hours=8))


async def test_a_moment_comes_back_aware_and_in_utc(session: Session) -> None:
    ana = await consenting_account(session, 1)
    ana.blocked_at = NOON.astimezone(CHINA)
    await session.flush()
    read = (await session.exec(select(Account.blocked_at).where(Account.id == ana.id))).one()
    assert read == NOON
    assert read is not None
    assert read.utcoffset() == timedelta()


async def test_a_moment_without_a_zone_is_a_bug(session: Session) -> None:
    ana = await consenting_account(session, 1)
    ana.blocked_at = datetime(2026, 11, 23, 4, 0)  # noqa: DTZ001
    with pytest.raises(StatementError, match="without a zone"):
        await session.flush()


async def test_a_word_comes_back_as_itself(session: Session) -> None:
    ana = await consenting_account(session, 1)
    ana.language = Language.KO
    await session.flush()
    read = (await session.exec(select(Account.language).where(Account.id == ana.id))).one()
    assert read is Language.KO


async def test_a_word_that_is_not_on_the_list_is_a_bug(session: Session) -> None:
    with pytest.raises(StatementError, match="not a valid Language"):
        await session.exec(update(Account).values(language="xx"))


def test_the_machines_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
