"""Registering a labourer, changing an entry, and the history of both."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import NoticeKind, Reach, Skill
from models.labourers import ledger, likeness
from models.labourers.double import Double, Likeness
from models.labourers.facts import is_different
from models.labourers.labourer import Labourer
from tests.support.labourers.facts import (
    HENAN,
    entry_facts,
    farmer_facts,
    id_number,
    whole_facts,
    worker_facts,
)
from tests.support.store import (
    DAY,
    NOON,
    Store,
    audit_trail,
    consenting_account,
    register_labourer,
    registration,
)

PEOPLE = {"shortest": entry_facts(), "farmer": farmer_facts(), "worker": worker_facts()}


@pytest.mark.parametrize("told", PEOPLE.values(), ids=PEOPLE)
async def test_an_entry_gives_back_what_was_told(session: Session, told: dict[str, Any]) -> None:
    labourer = await register_labourer(session, await consenting_account(session, 1), told)
    session.expire_all()
    await session.refresh(labourer)
    assert await ledger.get_facts(session, labourer) == whole_facts(told)


@pytest.mark.parametrize("before", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("after", PEOPLE.values(), ids=PEOPLE)
async def test_a_changed_entry_is_what_is_told_now(
    embedded: Session, before: dict[str, Any], after: dict[str, Any]
) -> None:
    account = await consenting_account(embedded, 1)
    labourer = await register_labourer(embedded, account, before)
    changed = await ledger.change_entry(embedded, labourer, after, NOON + DAY, account.key())
    assert isinstance(changed, list)
    old, new = whole_facts(before), whole_facts(after, before)
    assert set(changed) == {key for key in new if is_different(old.get(key), new[key])}
    assert await ledger.get_facts(embedded, labourer) == new


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ({"amount": 150, "unit": "day"}, 3900),
        ({"amount": 50000, "unit": "year"}, 4167),
        ({"amount": 20, "unit": "hour"}, 4160),
        (3500, 3500),
    ],
)
async def test_a_wage_is_kept_as_said_and_by_the_month(
    embedded: Session, said: Any, month: int
) -> None:
    account = await consenting_account(embedded, 1)
    labourer = await register_labourer(embedded, account, worker_facts(wage=said))
    assert labourer.wage == month
    assert (await ledger.get_facts(embedded, labourer))["wage"] == said


lines = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
wages = st.none() | st.integers(0, 10**6)
answers = st.none() | st.booleans()
told = st.fixed_dictionaries(
    {
        "work_place": lines,
        "health_agreed": st.just(True),
        "limits": lines,
        "wage": wages,
        "has_contract": answers,
        "left_school_recently": answers,
        "seen_by_brokers": answers,
        "skills": st.lists(st.sampled_from([*Skill, "酿酒"]), unique=True),
        "wanted_reach": st.none() | st.sampled_from(list(Reach)),
        "available_from": st.none() | st.dates().map(str),
        "notices": st.sets(st.sampled_from(NoticeKind)).map(lambda s: sorted(s, key=_place)),
    }
).map(lambda some: entry_facts(**some))


def _place(kind: NoticeKind) -> int:
    return list(NoticeKind).index(kind)


@given(before=told, after=told)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_whatever_is_told_is_the_entry_and_every_difference_is_history(
    embedded: Session, before: dict[str, Any], after: dict[str, Any]
) -> None:
    labourer = await register_labourer(embedded, await consenting_account(embedded, 1), before)
    assert await ledger.get_facts(embedded, labourer) == whole_facts(before)
    first = len(await ledger.list_changes(embedded, labourer))
    await ledger.change_entry(embedded, labourer, after, NOON + DAY, 1)
    rows = (await ledger.list_changes(embedded, labourer))[first:]
    old, new = whole_facts(before), whole_facts(after, before)
    if old.get("seen_by_brokers") is False and new["seen_by_brokers"] is None:
        # Not being asked any more takes no No back.
        new["seen_by_brokers"] = False
    assert {row.fact: (row.before, row.after) for row in rows} == {
        key: (old.get(key), new[key]) for key in new if is_different(old.get(key), new[key])
    }
    await embedded.rollback()


async def test_sex_and_year_of_birth_are_read_from_the_id_number(embedded: Session) -> None:
    number = id_number(born="19630808", order="124")
    labourer = await register_labourer(
        embedded, await consenting_account(embedded, 1), farmer_facts(id_number=number)
    )
    entry = await ledger.get_facts(embedded, labourer)
    assert (entry["sex"], entry["birth_year"]) == ("female", 1963)


async def test_history_tells_who_when_from_and_to(session: Session) -> None:
    ana, ben = await consenting_account(session, 1), await consenting_account(session, 2)
    labourer = await register_labourer(session, ana, worker_facts(wage=3000))
    first = await ledger.list_changes(session, labourer)
    assert {row.fact for row in first} == {
        key
        for key, value in whole_facts(worker_facts(wage=3000)).items()
        if value not in (None, [])
    }
    assert {(row.at, row.account_id, row.before) for row in first} == {(NOON, ana.id, None)}
    await ledger.change_entry(session, labourer, worker_facts(wage=3600), NOON + DAY, ben.key())
    (row,) = (await ledger.list_changes(session, labourer))[len(first) :]
    assert (row.fact, row.before, row.after) == ("wage", 3000, 3600)
    assert (row.at, row.account_id) == (NOON + DAY, ben.id)
    assert labourer.changed_at == NOON + DAY


async def test_no_change_leaves_no_trace(session: Session) -> None:
    account = await consenting_account(session, 1)
    labourer = await register_labourer(session, account, farmer_facts())
    before = len(await ledger.list_changes(session, labourer))
    assert (
        await ledger.change_entry(session, labourer, farmer_facts(), NOON + DAY, account.key())
        == []
    )
    assert len(await ledger.list_changes(session, labourer)) == before
    told = [(Act.REGISTERED, account.id), (Act.POOR_TOLD, account.id)]
    assert await audit_trail(session, labourer) == told
    assert labourer.changed_at == NOON


async def test_a_no_where_nothing_was_said_is_a_change(embedded: Session) -> None:
    account = await consenting_account(embedded, 1)
    labourer = await register_labourer(
        embedded, account, worker_facts(has_contract=None, wage=None)
    )
    told = worker_facts(has_contract=False, wage=0)
    changed = await ledger.change_entry(embedded, labourer, told, NOON, account.key())
    assert changed == ["wage", "has_contract"]


async def test_a_known_id_number_is_taken_and_shown_to_the_office(session: Session) -> None:
    first = await register_labourer(session, await consenting_account(session, 1), farmer_facts())
    ben = await consenting_account(session, 2)
    second = await register_labourer(session, ben, farmer_facts(name="别人", phone=None))
    assert (await ledger.get_facts(session, second))["id_number"] == id_number(order="123")
    assert await contested(session) == [(first.id, second.id)]
    third = await register_labourer(session, await consenting_account(session, 3), entry_facts())
    told = entry_facts(id_number=id_number(order="123"))
    changed = await ledger.change_entry(session, third, told, NOON, third.registered_by)
    assert isinstance(changed, list)
    assert await contested(session) == [(first.id, second.id), (first.id, third.id)]


async def contested(session: Session) -> list[tuple[int, int]]:
    """Pairs that wait for the office because of their number."""
    query = select(Double).where(Double.why == Likeness.NUMBER, col(Double.resolved_at).is_(None))
    found = await session.exec(query.order_by(col(Double.id)))
    return [(one.first_id, one.second_id) for one in found]


async def test_of_two_who_save_one_number_at_once_the_office_is_shown_both(store: Store) -> None:
    async def register(session: Session, chat_id: int) -> Labourer | Refusal:
        account = await consenting_account(session, chat_id)
        told = farmer_facts(registered_poor=False, household_head=None)
        return await ledger.register_labourer(session, told, registration(account))

    both = await store.at_once(lambda s: register(s, 1), lambda s: register(s, 2))
    assert all(isinstance(one, Labourer) for one in both)
    await store.turn(lambda s: likeness.find_missed_doubles(s, NOON))
    assert await store.turn(contested) == [tuple(sorted(one.key() for one in both))]
    assert await store.turn(lambda s: likeness.find_missed_doubles(s, NOON)) == 0


async def test_moving_house_is_written_as_village_alone(embedded: Session) -> None:
    account = await consenting_account(embedded, 1)
    labourer = await register_labourer(embedded, account, farmer_facts())
    told = farmer_facts(village=HENAN)
    assert await ledger.change_entry(embedded, labourer, told, NOON, account.key()) == ["village"]
