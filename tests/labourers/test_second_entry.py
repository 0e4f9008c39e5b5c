"""The same person twice: asked about before a second entry opens, within what who asks may see."""

from typing import Any

import pytest

from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import intake, possible_same
from models.labourers.labourer import Labourer
from models.privacy import erasure
from sandbox.chats.phone import Phone
from tests.labourers.test_doubles import office, pairs
from tests.support.labourers.facts import HENAN, XINGSHENG, entry_facts, id_number
from tests.support.labourers.intake import labels, tap
from tests.support.placements.chat import chooses_language
from tests.support.refusals import granted
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.stored_actors import load_actor
from tests.support.town import Town

PHONE = "+8613800003333"
MA = {"name": "马丽", "birth_year": 1985, "phone": PHONE}


async def by_chen(session: Session, **given: Any) -> Labourer | Refusal:
    """Chen, a broker, registers somebody of the village."""
    chen = await broker_account(session, 3)
    actor = await load_actor(session, chen)
    return await intake.register_person(session, actor, entry_facts(**{**MA, **given}), NOON)


@pytest.mark.parametrize(
    ("given", "is_asked"),
    [
        ({}, True),
        ({"phone": None}, True),
        ({"name": "⻢ 丽"}, True),
        ({"name": "马莉", "birth_year": 1986}, True),
        ({"name": "马莉", "phone": None}, False),
        ({"birth_year": 1990, "phone": None}, True),
        ({"village": HENAN, "phone": None}, False),
    ],
)
async def test_a_broker_is_asked_about_whom_they_registered(
    embedded: Session, given: dict[str, Any], is_asked: bool
) -> None:
    chen = await broker_account(embedded, 3)
    await register_labourer(embedded, chen, entry_facts(**MA), own=False)
    actor = await load_actor(embedded, chen)
    facts = entry_facts(**{**MA, **given})
    done = await intake.register_person(embedded, actor, facts, NOON)
    assert (done == Refusal("maybe_same")) is is_asked


@pytest.mark.parametrize("seen_by_brokers", [None, False])
async def test_a_gossip_learns_of_nobody_out_of_sight(
    session: Session, seen_by_brokers: bool | None
) -> None:
    account = await consenting_account(session, 1)
    told = entry_facts(**MA, seen_by_brokers=seen_by_brokers, id_number=id_number())
    await register_labourer(session, account, told)
    chen = await load_actor(session, await broker_account(session, 3))
    for given in ({}, {"id_number": id_number()}):
        facts = entry_facts(**{**MA, **given})
        assert await possible_same.list_possible_same(session, chen, facts) == []
    made = granted(await intake.register_person(session, chen, entry_facts(**MA), NOON))
    by = await office(session)
    assert [made.id in (one.first.id, one.second.id) for one in await pairs(session, by)] == [True]


async def test_who_says_it_is_somebody_else_is_compared_by_the_office(session: Session) -> None:
    chen = await broker_account(session, 3)
    first = await register_labourer(session, chen, entry_facts(**MA), own=False)
    actor = await load_actor(session, chen)
    # The same phone under another name: nothing else would show it.
    facts = entry_facts(**{**MA, "name": "马莉", "birth_year": 1986})
    assert await intake.register_person(session, actor, facts, NOON) == Refusal("maybe_same")
    made = await intake.register_person(session, actor, facts, NOON, is_somebody_else=True)
    (pair,) = await pairs(session, await office(session))
    assert {pair.first.id, pair.second.id} == {first.id, granted(made).id}


async def test_two_id_numbers_are_two_people_and_nothing_for_the_office_to_decide(
    session: Session,
) -> None:
    """The broker is asked all the same: an ID number is not told by what is not asked."""
    account = await consenting_account(session, 1)
    told = entry_facts(**MA, seen_by_brokers=True, id_number=id_number(order="002"))
    await register_labourer(session, account, told)
    actor = await load_actor(session, await broker_account(session, 3))
    facts = entry_facts(**{**MA, "phone": None, "id_number": id_number(order="004")})
    assert await intake.register_person(session, actor, facts, NOON) == Refusal("maybe_same")
    granted(await intake.register_person(session, actor, facts, NOON, is_somebody_else=True))
    assert await pairs(session, await office(session)) == []


async def test_a_second_entry_does_not_outlive_the_erasure_unseen(session: Session) -> None:
    account = await consenting_account(session, 1)
    own = await register_labourer(session, account, entry_facts(**MA))
    account.labourer_id = own.id
    chen = await broker_account(session, 3)
    twin = await register_labourer(session, chen, entry_facts(**MA), own=False)
    await erasure.erase_own_entry(session, await load_actor(session, account))
    waiting = await erasure.list_erasure_requests(session, (XINGSHENG[:6],), 1)
    assert [labourer.id for _, labourer in waiting.items] == [twin.id]


async def registers(phone: Phone) -> None:
    """Chen registers somebody beside them, up to the last answer."""
    await phone.says("/menu")
    await tap(phone, "🤝 Register somebody")
    await tap(phone, "Yes, they agree")
    for typed in ("马丽", "skip", "1", "1985", "13800003333", "和盛", "no", "2", "8"):
        await phone.says(typed)


async def test_the_question_leads_to_the_entry_or_opens_another(town: Town) -> None:
    await chooses_language(town)
    await registers(town.chen)
    assert "is registered" in town.chen.last, town.chen.screen()
    await registers(town.chen)
    assert "Is it somebody whom you see already?" in town.chen.last
    assert "👤 It is 马丽: open the entry" in labels(town.chen)
    assert len((await town.rows())["labourer"]) == 1
    await tap(town.chen, "➕ Somebody else: register them")
    assert "is registered" in town.chen.last
    rows = await town.rows()
    assert len(rows["labourer"]) == 2
    assert len(rows["double_entry"]) == 1
    await registers(town.chen)
    await tap(town.chen, "✅ It is the same person: do not register again")
    rows = await town.rows()
    assert (len(rows["labourer"]), rows["draft"]) == (2, [])
