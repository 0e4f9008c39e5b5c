"""Rows written past the unit of work: in the store at once, and the session's own from then on."""

import pytest
from sqlalchemy.exc import IntegrityError

from models.accounts.drafts import Draft
from models.core import bulk_writes
from models.core.bulk_writes import padded
from models.core.session import Session
from models.core.vocabulary import Language
from tests.support.store import DAY, NOON, Store, consenting_account


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
