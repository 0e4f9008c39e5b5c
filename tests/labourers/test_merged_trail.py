"""Who looked at somebody, and what was done with them, is known after two entries became one."""

from sqlmodel import select

from models.core.audit import Act
from models.core.session import Session
from models.labourers import ledger, merged_entries
from models.labourers.double import Double, DoubleOutcome
from models.oversight import records
from models.privacy import export, merging
from tests.labourers.test_doubles import office, pairs
from tests.support.accounts.actors import acting
from tests.support.labourers.facts import farmer_facts
from tests.support.store import NOON, broker_account, consenting_account, register_labourer


async def test_the_looks_at_all_of_the_entries_are_looks_at_the_person(session: Session) -> None:
    dai, chen = await office(session), await broker_account(session, 3)
    known = farmer_facts(id_number=None)
    people = [
        await register_labourer(session, await consenting_account(session, chat), known)
        for chat in (1, 2)
    ]
    ana = await consenting_account(session, 4)
    people.append(await register_labourer(session, ana, known))
    for one in people:
        await ledger.view_entry(session, one, NOON, chen.key())
    other = await register_labourer(
        session, await consenting_account(session, 5), farmer_facts(name="王芳", phone=None)
    )
    await ledger.view_entry(session, other, NOON, chen.key())
    first, second, last = (one.key() for one in people)
    # The first goes into the second, and that into the last: one person, three numbers.
    for gone, into in ((first, people[1]), (second, people[2])):
        pair = next(
            one
            for one in await pairs(session, dai)
            if {one.first.id, one.second.id} == {gone, into.id}
        )
        assert await merging.merge_entries(session, pair, into, dai) is None
    assert await merged_entries.list_numbers(session, last) == [first, second, last]
    looks = await merged_entries.list_looks_at(session, last)
    assert {one.labourer_id for one in looks} == {first, second, last}
    had = await export.export_account(session, acting(ana))
    assert [look["what"] for look in had["looks"]].count(Act.VIEWED) == len(looks) == 3
    found = await records.view_person(session, dai, last)
    assert found is not None
    done = {(one.act, one.labourer_id) for one in found.acts}
    assert {(Act.REGISTERED, one) for one in (first, second, last)} <= done
    assert [
        one.labourer_id for one in await merged_entries.list_looks_at(session, other.key())
    ] == [other.id]


async def test_of_three_alike_nobody_is_said_to_be_merged_who_was_not(session: Session) -> None:
    dai = await office(session)
    known = farmer_facts(id_number=None)
    one, two, three = [
        await register_labourer(session, await consenting_account(session, chat), known)
        for chat in (1, 2, 3)
    ]
    pair = next(
        p for p in await pairs(session, dai) if {p.first.id, p.second.id} == {one.id, two.id}
    )
    number = three.key()
    assert await merging.merge_entries(session, pair, one, dai) is None
    merged = await session.exec(select(Double).where(Double.outcome == DoubleOutcome.MERGED))
    assert [(row.first_id, row.second_id) for row in merged] == [(pair.first.id, pair.second.id)]
    (left,) = await pairs(session, dai)
    assert {left.first.id, left.second.id} == {one.id, three.id}
    assert await merged_entries.list_numbers(session, number) == [number]
