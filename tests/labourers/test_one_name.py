"""One name however it is written: found, compared and kept as one, all through the ledger."""

from typing import Any

import pytest
from sqlmodel import select

from models.accounts import roles
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import household, ledger, visibility
from models.labourers.double import Double
from models.labourers.household import Household
from models.notices.named_people import find_named_people
from tests.notices.test_check_in_chat import by_name
from tests.support.labourers.facts import XINGSHENG, entry_facts, farmer_facts
from tests.support.labourers.intake import labels
from tests.support.notices.chat import registered_neighbour
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.town import WANGQING, Town

WAYS = ["王芳", "王 芳", "王　芳", "⺩芳", "王\u200b芳"]
DOTTED = ["阿里·买买提", "阿里・买买提", "阿里 • 买买提", "阿里．买买提", "阿里买买提"]


async def entry(session: Session, chat: int, **given: Any) -> int:
    account = await consenting_account(session, chat)
    return (await register_labourer(session, account, farmer_facts(**given))).key()


@pytest.mark.parametrize("written", WAYS)
async def test_whoever_is_registered_in_one_way_is_found_in_every_way(
    embedded: Session, written: str
) -> None:
    number = await entry(embedded, 1, name=written)
    chen = await broker_account(embedded, 3)
    seen = (chen.key(), await roles.get_roles(embedded, chen))
    await entry(embedded, 2, name="王方", id_number=None, phone=None)
    for looked in WAYS:
        named = await ledger.list_labourers_named(embedded, looked, ("",))
        searched = await visibility.search_visible_people(embedded, *seen, looked)
        assert [one.key() for one in named] == [one.key() for one in searched] == [number]
        assert named[0].name == "王芳"
        assert await find_named_people(embedded, [looked], ("",)) == [number]


async def test_middle_dots_and_none_are_one_name(session: Session) -> None:
    number = await entry(session, 1, name=DOTTED[1])
    for looked in DOTTED:
        found = await ledger.list_labourers_named(session, looked, (WANGQING,))
        assert [(one.key(), one.name) for one in found] == [(number, DOTTED[0])]


async def test_the_history_keeps_the_name_in_its_one_form(embedded: Session) -> None:
    account = await consenting_account(embedded, 1)
    labourer = await register_labourer(embedded, account, entry_facts(name="王 芳"))
    told = {**await ledger.get_facts(embedded, labourer), "name": "王　芳"}
    assert await ledger.change_entry(embedded, labourer, told, NOON, account.key()) == []
    changes = await ledger.list_changes(embedded, labourer)
    assert [one.after for one in changes if one.fact == "name"] == ["王芳"]


@pytest.mark.parametrize("second", ["王 芳", "⺩芳", "王·芳"])
async def test_the_same_person_written_otherwise_is_shown_to_the_office(
    session: Session, second: str
) -> None:
    given = {"id_number": None, "birth_year": 1985, "sex": "female", "village": XINGSHENG}
    await entry(session, 1, name="王芳", phone=None, **given)
    await entry(session, 2, name=second, phone=None, **given)
    assert len((await session.exec(select(Double))).all()) == 1


async def test_a_household_is_one_however_its_head_is_written(session: Session) -> None:
    told = {"registered_poor": True, "village": XINGSHENG, "head_birth_year": 1950}
    homes = [
        await household.find_or_open_household(session, {**told, "household_head": head})
        for head in ("金 大山", "金大山", "⾦大山", "金　大山")
    ]
    assert len({home.id for home in homes if home is not None}) == 1
    assert [one.head_name for one in await session.exec(select(Household))] == ["金大山"]


@pytest.mark.parametrize("looked", ["王芳", "王 芳", "⺩芳"])
async def test_at_the_door_a_name_finds_its_person_however_it_is_typed(
    town: Town, looked: str
) -> None:
    await registered_neighbour(town, "王 芳")
    await by_name(town, looked)
    assert labels(town.dai)[0] == "✅ 王芳"
    assert [row["attended_at"] is not None for row in (await town.rows())["sign_up"]] == [True]


async def test_staff_role_sees_the_name_by_a_part_of_it(embedded: Session) -> None:
    number = await entry(embedded, 1, name="欧阳 娜")
    dai = await consenting_account(embedded, 4)
    await roles.grant_role(embedded, dai, RoleName.STAFF, WANGQING, NOON)
    seen = (dai.key(), await roles.get_roles(embedded, dai))
    for words in ("欧阳", "阳娜", "欧 阳", "欧阳娜 兴盛"):
        found = await visibility.search_visible_people(embedded, *seen, words)
        assert [one.key() for one in found] == [number], words


@pytest.mark.parametrize("letter", ["ß", "ẞ", "İ"])
async def test_a_name_whose_small_letters_are_longer_can_be_kept_and_found(
    session: Session, letter: str
) -> None:
    name = f"王{letter * 29}"
    number = await entry(session, 1, name=name)
    (found,) = await ledger.list_labourers_named(session, name, (WANGQING,))
    assert (found.key(), found.name) == (number, name)
