"""Rows written past the unit of work: in the store at once, and the session's own from then on."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.core import audit, bulk_writes
from models.core.audit import Act
from models.core.bulk_writes import padded
from models.core.session import Session, reads_past_changes
from models.core.vocabulary import Language
from tests.support.store import DAY, NOON, Store, audit_trail, consenting_account


async def test_a_row_has_its_number_while_other_changes_wait(session: Session) -> None:
    ana = await consenting_account(session, 1)
    ana.language = Language.KO
    draft = Draft(account_id=ana.key(), form="intake", started_at=NOON)
    await bulk_writes.insert_row(session, draft)
    assert await session.get(Draft, draft.key()) is draft
    assert ana in session.dirty


async def test_what_changes_in_it_afterwards_is_written(store: Store) -> None:
    async def begin(session: Session) -> int:
        ana = await consenting_account(session, 1)
        draft = Draft(account_id=ana.key(), form="intake", started_at=NOON)
        await bulk_writes.insert_row(session, draft)
        draft.answers, draft.answered_at = {"name": "李秀英"}, NOON + DAY
        return draft.key()

    number = await store.turn(begin)
    kept = await store.turn(lambda session: session.get_one(Draft, number))
    assert (kept.answers, kept.answered_at, kept.form) == ({"name": "李秀英"}, NOON + DAY, "intake")


async def test_a_row_that_refers_to_nothing_is_refused(session: Session) -> None:
    with pytest.raises(IntegrityError):
        await bulk_writes.insert_row(session, Draft(account_id=404, form="intake", started_at=NOON))


@pytest.mark.parametrize(("count", "length"), [(0, 0), (1, 1), (2, 2), (3, 4), (5, 8), (33, 64)])
def test_lists_of_many_lengths_make_few_statements(count: int, length: int) -> None:
    found = padded(range(count))
    assert (len(found), set(found)) == (length, set(range(count)))


async def test_one_row_is_written_while_other_changes_wait(session: Session) -> None:
    ana, ben = await consenting_account(session, 1), await consenting_account(session, 2)
    ana.language = ben.language = Language.KO
    await bulk_writes.update_row(session, ana)
    korean = select(Account.id).where(Account.language == Language.KO)
    seen = await session.exec(korean.execution_options(**reads_past_changes))
    assert list(seen) == [ana.id]
    assert ben in session.dirty
    ana.language = Language.EN
    await session.flush()
    await session.refresh(ana)
    assert ana.language is Language.EN


async def test_rows_that_wait_come_with_the_flush_in_one_statement(session: Session) -> None:
    said: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *told: said.append(told[2]))
    for number in (1, 2):
        audit.record(session, NOON, Act.VIEWED, by=None, labourer=number)
    assert not said
    await session.flush()
    assert len([one for one in said if one.startswith("INSERT INTO audit_record")]) == 1
    assert [act for act, _ in await audit_trail(session)] == [Act.VIEWED, Act.VIEWED]


async def test_rows_that_wait_are_committed_though_nothing_else_changed(store: Store) -> None:
    async def look(session: Session) -> None:
        audit.record(session, NOON, Act.VIEWED, by=None, labourer=7)

    await store.turn(look)
    assert await store.turn(audit_trail) == [(Act.VIEWED, None)]


async def test_rows_that_waited_are_gone_with_their_transaction(store: Store) -> None:
    async with store.sessions() as session:
        audit.record(session, NOON, Act.VIEWED, by=None, labourer=7)
        await session.rollback()
        await session.commit()
        audit.record(session, NOON, Act.EXPORTED, by=None, labourer=7)
        await session.commit()
    assert await store.turn(audit_trail) == [(Act.EXPORTED, None)]


async def test_what_waits_goes_with_the_savepoint_that_is_taken_back(store: Store) -> None:
    async def work(session: Session) -> None:
        audit.record(session, NOON, Act.VIEWED, by=1, labourer=1)
        async with session.begin_nested() as taken_back:
            audit.record(session, NOON, Act.REGISTERED, by=1, labourer=2)
            await taken_back.rollback()
        async with session.begin_nested():
            audit.record(session, NOON, Act.CHANGED, by=1, labourer=3)
        audit.record(session, NOON, Act.EXPORTED, by=1, labourer=4)

    await store.turn(work)
    assert [act for act, _ in await store.turn(audit_trail)] == [
        *(Act.VIEWED, Act.CHANGED, Act.EXPORTED),
    ]
