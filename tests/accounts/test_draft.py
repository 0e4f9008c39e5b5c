"""Unfinished forms: begun, put aside, gone on with, thrown away."""

import pytest

from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.session import Session
from tests.support.store import DAY, NOON, Store, consenting_account, stored_rows


async def test_a_form_begun_is_the_present_one(session: Session) -> None:
    ana = await consenting_account(session, 1)
    assert await drafts.get_present_draft(session, ana) is None
    draft = await drafts.begin_draft(session, ana, "intake", NOON)
    assert await drafts.get_present_draft(session, ana) is draft
    assert (draft.answers, draft.revisiting, draft.partial) == ({}, None, None)


async def test_every_answer_outlives_the_process(store: Store) -> None:
    answers = {"name": "李秀英", "phone": None, "skills": ["crops"], "registered_poor": False}

    async def answer(session: Session) -> tuple[int, int]:
        ana = await consenting_account(session, 1)
        draft = await drafts.begin_draft(session, ana, "intake", NOON)
        drafts.save_draft(draft, NOON + DAY, answers=answers, revisiting="name", partial=["222424"])
        return ana.key(), draft.key()

    account, number = await store.turn(answer)
    again = await store.turn(lambda session: session.get_one(Draft, number))
    assert again.answers == answers
    assert (again.account_id, again.revisiting, again.partial) == (account, "name", ["222424"])
    assert (again.started_at, again.answered_at) == (NOON, NOON + DAY)


async def test_a_form_put_aside_keeps_its_answers(session: Session) -> None:
    ana = await consenting_account(session, 1)
    draft = await drafts.begin_draft(session, ana, "intake", NOON)
    drafts.save_draft(draft, NOON, answers={"name": "李秀英"}, revisiting=None, partial=None)
    await drafts.put_aside(session, ana)
    assert await drafts.get_present_draft(session, ana) is None
    assert await drafts.resume_draft(session, ana, draft.key()) is draft
    assert await drafts.get_present_draft(session, ana) is draft
    assert draft.answers == {"name": "李秀英"}


async def test_a_form_left_before_anything_was_given_is_gone(session: Session) -> None:
    ana = await consenting_account(session, 1)
    await drafts.begin_draft(session, ana, "intake", NOON)
    await drafts.put_aside(session, ana)
    assert await drafts.list_unfinished_drafts(session, ana) == []


async def test_nobody_goes_on_with_somebody_elses_form(session: Session) -> None:
    ana, ben = await consenting_account(session, 1), await consenting_account(session, 2)
    draft = await drafts.begin_draft(session, ana, "intake", NOON)
    assert await drafts.resume_draft(session, ben, draft.key()) is None
    assert await drafts.resume_draft(session, ana, draft.key() + 1) is None
    assert ben.draft_id is None


async def test_unfinished_forms_are_ones_own_the_latest_first(session: Session) -> None:
    ana, ben = await consenting_account(session, 1), await consenting_account(session, 2)
    first = await drafts.begin_draft(session, ana, "intake", NOON)
    second = await drafts.begin_draft(session, ana, "assisted", NOON)
    await drafts.begin_draft(session, ben, "intake", NOON)
    assert await drafts.list_unfinished_drafts(session, ana) == [second, first]
    drafts.save_draft(first, NOON + DAY, answers={}, revisiting=None, partial=None)
    assert await drafts.list_unfinished_drafts(session, ana) == [first, second]


@pytest.mark.parametrize("present", [True, False])
async def test_a_form_thrown_away_is_gone(session: Session, present: bool) -> None:
    ana = await consenting_account(session, 1)
    draft = await drafts.begin_draft(session, ana, "intake", NOON)
    other = None if present else await drafts.begin_draft(session, ana, "assisted", NOON)
    await drafts.discard_draft(session, ana, draft)
    assert await drafts.get_present_draft(session, ana) is other
    assert draft not in await drafts.list_unfinished_drafts(session, ana)


async def test_a_number_is_never_given_twice(session: Session) -> None:
    ana = await consenting_account(session, 1)
    numbers = []
    for _ in range(3):
        draft = await drafts.begin_draft(session, ana, "intake", NOON)
        numbers.append(draft.key())
        await drafts.discard_draft(session, ana, draft)
    assert len(set(numbers)) == 3


async def test_answers_lie_sealed_in_the_store(session: Session) -> None:
    ana = await consenting_account(session, 1)
    await drafts.begin_draft(
        session, ana, "intake", NOON, answers={"name": "李秀英"}, partial=["养蜂"]
    )
    assert "intake" in (seen := await stored_rows(session))
    assert "李秀英" not in seen
    assert "养蜂" not in seen
