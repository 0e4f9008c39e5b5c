"""Registered poor households: known by their head, opened with the first, closed with the last."""

from typing import Any

import pytest
from sqlmodel import select

from dialogue.core.form import Answered, FormState
from dialogue.core.user_input import Typed
from dialogue.fields.household_head import HouseholdHead
from dialogue.labourers.form_intake import INTAKE
from models.accounts import account as accounts
from models.accounts import drafts
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import households, ledger
from models.labourers.household import Household
from models.labourers.labourer import Labourer
from models.privacy import consent
from tests.labourers.test_doubles import office
from tests.support.accounts.actors import as_staff
from tests.support.form_contexts import TODAY, ZH
from tests.support.labourers.facts import HENAN, XINGSHENG, entry_facts
from tests.support.notices.factory import ZONE
from tests.support.store import (
    NOON,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
)

POOR = {"registered_poor": True, "household_head": "金大山", "head_birth_year": 1950}


async def homes(session: Session) -> list[tuple[str, str]]:
    return [(home.village_code, home.head_name) for home in await session.exec(select(Household))]


async def test_two_of_one_head_in_one_village_are_one_household(session: Session) -> None:
    ana = await register_labourer(
        session, await consenting_account(session, 1), entry_facts(**POOR)
    )
    ben = await register_labourer(
        session, await consenting_account(session, 2), entry_facts(**POOR, name="金哲洙")
    )
    assert ana.household_id == ben.household_id
    assert await homes(session) == [(XINGSHENG, "金大山")]


async def test_who_is_not_registered_poor_has_no_household(embedded: Session) -> None:
    told = entry_facts(household_head="金大山")
    labourer = await register_labourer(embedded, await consenting_account(embedded, 1), told)
    assert labourer.household_id is None
    assert await homes(embedded) == []


async def test_the_last_to_leave_closes_the_household(session: Session) -> None:
    ana, ben = await consenting_account(session, 1), await consenting_account(session, 2)
    first = await register_labourer(session, ana, entry_facts(**POOR))
    last = await register_labourer(session, ben, entry_facts(**POOR))
    await ledger.change_entry(session, first, entry_facts(**POOR, village=HENAN), NOON, ana.key())
    assert sorted(await homes(session)) == [(XINGSHENG, "金大山"), (HENAN, "金大山")]
    await ledger.change_entry(session, last, entry_facts(), NOON, ben.key())
    assert await homes(session) == [(HENAN, "金大山")]


async def test_an_erased_member_leaves_the_household_to_the_others(session: Session) -> None:
    chen = await broker_account(session, 1)
    first = await register_labourer(session, chen, entry_facts(**POOR), own=False)
    last = await register_labourer(session, chen, entry_facts(**POOR), own=False)
    await consent.erase_entry(session, first, NOON, ZONE, by=chen.key())
    assert await homes(session) == [(XINGSHENG, "金大山")]
    await consent.erase_entry(session, last, NOON, ZONE, by=chen.key())
    assert await homes(session) == []


async def entry(session: Session, chat: int, **given: Any) -> Labourer:
    """Somebody of a registered poor household, on their own phone."""
    account = await consenting_account(session, chat)
    return await register_labourer(session, account, entry_facts(registered_poor=True, **given))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"household_head": "@self"}, {"household_head": "@self"}),
        ({"household_head": "@self", "name": "王芳"}, {"household_head": "@self", "name": "王芳"}),
        ({"household_head": "王大山"}, {"household_head": "王大山"}),
        (
            {"household_head": "王大山", "head_birth_year": 1950},
            {"household_head": "王大山", "head_birth_year": 1975},
        ),
        (
            {"household_head": "王大山", "head_birth_year": 1950},
            {"household_head": "王大山", "head_birth_year": 1950, "village": HENAN},
        ),
    ],
)
async def test_one_answer_makes_no_strangers_one_household(
    embedded: Session, one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = await entry(embedded, 1, **one), await entry(embedded, 2, **other)
    assert None not in (first.household_id, second.household_id)
    assert first.household_id != second.household_id


@pytest.mark.parametrize("head_first", [True, False])
async def test_the_head_and_who_names_them_are_one_household(
    session: Session, head_first: bool
) -> None:
    head = {"name": "王大山", "birth_year": 1950, "household_head": "@self"}
    child = {"name": "王小春", "household_head": "王 大山", "head_birth_year": 1950}
    told = [head, child] if head_first else [child, head]
    both = [await entry(session, chat, **one) for chat, one in enumerate(told, start=1)]
    assert both[0].household_id == both[1].household_id
    home = await session.get_one(Household, both[0].household_id)
    assert home.head_id == both[0 if head_first else 1].id


async def test_another_answer_leaves_the_household_as_the_office_set_it(session: Session) -> None:
    one = await entry(session, 1, household_head="王大山")
    two = await entry(session, 2, household_head="王大山")
    by = await office(session)
    assert await households.merge_households(session, by, one, two.household_id or 0) is None
    await session.refresh(two)
    told = {**await ledger.get_facts(session, two), "schooling": "senior"}
    await ledger.change_entry(session, two, told, NOON, by.id)
    assert two.household_id == one.household_id


def test_of_another_head_the_year_of_the_first_is_not_kept() -> None:
    given = {"registered_poor": True, "household_head": "王大山", "head_birth_year": 1950}
    state = FormState(INTAKE, TODAY, given, "household_head")
    assert "head_birth_year" not in state.answer("李大山").answers


@pytest.mark.parametrize("typed", ["我自己", "俺就是户主", "就是我", "나요", "it's me", "1"])
def test_who_says_so_is_the_head(typed: str) -> None:
    assert HouseholdHead().read(Typed(typed), None, ZH) == Answered("@self")


@pytest.mark.parametrize(
    "typed", ["不是", "没有", "不知道", "我爸", "好的", "户主", "아버지", "my father", "是", "谁？"]
)
def test_what_is_no_name_is_no_head(typed: str) -> None:
    assert isinstance(HouseholdHead().read(Typed(typed), None, ZH), Refusal)


async def test_the_office_splits_what_is_two_and_asks_for_a_new_confirmation(
    session: Session,
) -> None:
    told = {"household_head": "王大山", "head_birth_year": 1950}
    one, two = await entry(session, 1, **told), await entry(session, 2, **told)
    two.poor_confirmed_at, two.poor_confirmed_by = NOON, 9
    await session.flush()
    by, home = await office(session), one.household_id
    assert await households.split_household(session, by, two) is None
    assert one.household_id == home
    assert (await ledger.get_facts(session, two))["registered_poor"]
    assert two.poor_confirmed_by is None
    assert two.household_id != home
    assert (await audit_trail(session, two))[-1][0] is Act.HOME_LEFT
    assert await households.split_household(session, by, two) == Refusal("household_alone")
    elsewhere = as_staff(by.account, NOON, "220822")
    merge = households.merge_households
    assert await merge(session, elsewhere, one, two.household_id or 0) == Refusal("not_yours")


async def test_a_head_who_is_merged_or_erased_leaves_no_number_behind(session: Session) -> None:
    chen = await broker_account(session, 3)
    head = {**POOR, "household_head": "@self", "birth_year": 1950, "name": "王大山"}
    one = await register_labourer(session, chen, entry_facts(**head), own=False)
    child = await entry(session, 2, household_head="王大山", head_birth_year=1950)
    await consent.erase_entry(session, one, NOON, ZONE, by=1)
    home = await session.get_one(Household, child.household_id)
    await session.refresh(home)
    assert home.head_id is None


async def test_who_names_a_head_that_was_split_off_is_of_the_heads_new_household(
    session: Session,
) -> None:
    told = {"household_head": "王大山", "head_birth_year": 1950}
    head = await entry(session, 1, name="王大山", birth_year=1950, household_head="@self")
    stays = await entry(session, 2, **told)
    assert await households.split_household(session, await office(session), head) is None
    child = await entry(session, 3, name="王小春", **told)
    assert child.household_id == head.household_id != stays.household_id


@pytest.mark.parametrize("decided", ["split", "merged"])
async def test_a_form_left_open_does_not_undo_what_the_office_decided(
    session: Session, decided: str
) -> None:
    """An answer about schooling comes with all others as they were when the form was opened."""
    told = {"household_head": "王大山", "head_birth_year": 1950}
    mine = await entry(session, 1, **told)
    other = await entry(session, 2, **told, name="王小春")
    if decided == "merged":
        other = await entry(session, 3, household_head="王大山", head_birth_year=1951)
    account = await accounts.get_account_of_labourer(session, mine.key())
    assert account is not None
    known = await ledger.get_facts(session, mine)
    draft = await drafts.begin_draft(
        session, account, "change", NOON, labourer=mine.id, answers=known
    )
    by = await office(session)
    if decided == "split":
        assert await households.split_household(session, by, mine) is None
    else:
        there = other.household_id or 0
        assert await households.merge_households(session, by, mine, there) is None
    await session.refresh(mine)
    home = mine.household_id
    answers = {**draft.answers, "schooling": "senior"}
    await ledger.change_entry(session, mine, answers, NOON, account.key())
    assert (mine.household_id, mine.schooling) == (home, "senior")


async def test_a_head_who_corrects_their_name_keeps_who_has_a_form_open(session: Session) -> None:
    head = await entry(session, 1, name="王大山", birth_year=1950, household_head="@self")
    child = await entry(session, 2, household_head="王大山", head_birth_year=1950)
    account = await accounts.get_account_of_labourer(session, child.key())
    assert account is not None
    known = await ledger.get_facts(session, child)
    draft = await drafts.begin_draft(
        session, account, "change", NOON, labourer=child.id, answers=known
    )
    told = {**await ledger.get_facts(session, head), "name": "王大三", "birth_year": 1951}
    await ledger.change_entry(session, head, told, NOON, head.registered_by)
    answers = {**draft.answers, "schooling": "senior"}
    assert await ledger.change_entry(session, child, answers, NOON, account.key()) == ["schooling"]
    assert child.household_id == head.household_id


async def test_heads_of_one_name_are_shown_as_alike_however_it_is_written(
    session: Session,
) -> None:
    one = await entry(session, 1, household_head="阿里·买买提")
    other = await entry(session, 2, household_head="阿里买买提")
    await entry(session, 3, household_head="阿里甫")
    home = await session.get_one(Household, one.household_id)
    assert [like.id for like in await households.list_like(session, home)] == [other.household_id]
