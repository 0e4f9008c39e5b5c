"""Which news a labourer gets."""

from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import col

from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import NoticeKind
from models.labourers import ledger, preferences
from models.labourers.labourer import Labourer, NoticePreference
from models.labourers.preferences import PAUSE, Wanted, is_paused
from tests.support.labourers.facts import entry_facts
from tests.support.store import NOON, consenting_account, register_labourer

FAIR, TRAINING = NoticeKind.JOB_FAIR, NoticeKind.TRAINING
BOTH = entry_facts(notices=["job_fair", "training"])


async def ana(session: Session) -> tuple[Account, Labourer]:
    account = await consenting_account(session, 1)
    return account, await register_labourer(session, account, BOTH)


async def want(session: Session, labourer: Labourer, kind: NoticeKind, to: Wanted) -> None:
    await ledger.set_news_preference(session, labourer, kind, to, NOON, 7)


async def welcome(session: Session, labourer: Labourer) -> list[str]:
    return list((await ledger.get_facts(session, labourer))["notices"])


async def test_only_what_was_welcomed_is(session: Session) -> None:
    _, labourer = await ana(session)
    wishes = await preferences.get_preferences(session, labourer.key())
    assert list(wishes) == list(NoticeKind)
    assert [kind for kind, row in wishes.items() if row.welcome] == [FAIR, TRAINING]


async def test_one_kind_is_stopped_and_begun_by_itself(session: Session) -> None:
    _, labourer = await ana(session)
    first = len(await ledger.list_changes(session, labourer))
    await want(session, labourer, FAIR, Wanted.STOP)
    assert await welcome(session, labourer) == [TRAINING]
    await want(session, labourer, FAIR, Wanted.ON)
    assert await welcome(session, labourer) == [FAIR, TRAINING]
    stopped, begun = (await ledger.list_changes(session, labourer))[first:]
    assert (stopped.before, stopped.after) == (["job_fair", "training"], ["training"])
    assert (begun.fact, begun.account_id, begun.at) == ("notices", 7, NOON)


async def test_a_pause_ends_by_itself_and_is_no_history(session: Session) -> None:
    _, labourer = await ana(session)
    first = len(await ledger.list_changes(session, labourer))
    await want(session, labourer, FAIR, Wanted.PAUSE)
    row = (await preferences.get_preferences(session, labourer.key()))[FAIR]
    assert is_paused(row, NOON)
    assert is_paused(row, NOON + PAUSE - timedelta(seconds=1))
    assert not is_paused(row, NOON + PAUSE)
    assert await welcome(session, labourer) == [FAIR, TRAINING]
    assert len(await ledger.list_changes(session, labourer)) == first


async def test_a_pause_goes_on_while_other_answers_change(session: Session) -> None:
    account, labourer = await ana(session)
    await want(session, labourer, FAIR, Wanted.PAUSE)
    changed = await ledger.change_entry(session, labourer, {**BOTH, "wage": 9}, NOON, account.key())
    assert changed == ["wage"]
    assert is_paused((await preferences.get_preferences(session, labourer.key()))[FAIR], NOON)


async def test_what_is_stopped_and_welcomed_again_is_not_paused(session: Session) -> None:
    account, labourer = await ana(session)
    await want(session, labourer, FAIR, Wanted.PAUSE)
    await ledger.change_entry(session, labourer, entry_facts(notices=[]), NOON, account.key())
    await ledger.change_entry(session, labourer, BOTH, NOON, account.key())
    assert not is_paused((await preferences.get_preferences(session, labourer.key()))[FAIR], NOON)


async def test_a_kind_that_came_later_is_not_welcome_until_it_is_wanted(
    session: Session,
) -> None:
    _, labourer = await ana(session)
    await session.exec(delete(NoticePreference).where(col(NoticePreference.kind) == FAIR))
    session.expunge_all()
    labourer = await session.get_one(Labourer, labourer.key())
    assert await welcome(session, labourer) == [TRAINING]
    await want(session, labourer, FAIR, Wanted.ON)
    assert await welcome(session, labourer) == [FAIR, TRAINING]


async def stopped(session: Session, labourer: Labourer) -> set[NoticeKind]:
    wishes = await preferences.get_preferences(session, labourer.key())
    return {kind for kind, row in wishes.items() if row.stopped_at == NOON}


async def test_a_stop_is_told_from_never_asked_for(session: Session) -> None:
    _, labourer = await ana(session)
    await want(session, labourer, FAIR, Wanted.STOP)
    assert await stopped(session, labourer) == {FAIR}


async def test_what_is_left_out_of_the_answers_is_stopped(session: Session) -> None:
    account, labourer = await ana(session)
    await ledger.change_entry(
        session, labourer, entry_facts(notices=["training"]), NOON, account.key()
    )
    assert await stopped(session, labourer) == {FAIR}


async def test_a_stop_made_again_keeps_its_day(session: Session) -> None:
    _, labourer = await ana(session)
    await want(session, labourer, FAIR, Wanted.STOP)
    later = NOON + timedelta(days=1)
    await ledger.set_news_preference(session, labourer, FAIR, Wanted.STOP, later, 7)
    assert await stopped(session, labourer) == {FAIR}


@pytest.mark.parametrize("wanted", [Wanted.ON, Wanted.PAUSE])
async def test_what_is_wanted_again_is_not_stopped(session: Session, wanted: Wanted) -> None:
    _, labourer = await ana(session)
    await want(session, labourer, FAIR, Wanted.STOP)
    await want(session, labourer, FAIR, wanted)
    assert await stopped(session, labourer) == set()
