"""Whom a broker may see: a matrix by hand, and how somebody in sight is found."""

import random
from typing import Any

import pytest

from models.accounts import roles as role
from models.accounts.account import Account
from models.accounts.roles import Role, Roles
from models.core.encryption import LABOURER_PHONE, keyring
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import visibility
from models.labourers.labourer import Labourer
from models.placements.states import VOID, PlacementState
from models.vacancies.vacancy import Interest
from tests.support.employers import factory as employer_factory
from tests.support.labourers.factory import reachable_labourer
from tests.support.labourers.facts import HENAN, LUOZIGOU, XINGSHENG, entry_facts
from tests.support.placements.factory import add_factory
from tests.support.store import NOON, broker_account, consenting_account, register_labourer

WANGQING, DAXINGGOU, TONGYU_VILLAGE = "222424", "222424101", "220822101001"
PHONE = "+8613812340001"
HERE: dict[str, Any] = {"village_code": XINGSHENG}
AWAY: dict[str, Any] = {"village_code": LUOZIGOU}


async def chen(session: Session, area: str = DAXINGGOU) -> tuple[int, Roles]:
    """A broker of Daxinggou."""
    account = await broker_account(session, 900, area)
    return account.key(), await role.get_roles(session, account)


async def dai(session: Session, area: str = WANGQING) -> tuple[int, Roles]:
    """Of the county office."""
    account = await consenting_account(session, 901)
    await role.grant_role(session, account, RoleName.STAFF, area, NOON)
    return account.key(), await role.get_roles(session, account)


async def somebody(session: Session, chat: int = 1, **given: object) -> Labourer:
    """One entry that said nothing of brokers; `given` otherwise."""
    return (await reachable_labourer(session, chat, **given))[0]


async def placed(
    session: Session, one: Labourer, by: int, state: PlacementState = PlacementState.REPORTED
) -> None:
    """This account reported a placement of somebody."""
    await employer_factory.place_at_employer(
        session, await add_factory(session), one, broker_id=by, state=state
    )


async def sees(session: Session, who: tuple[int, Roles], one: Labourer) -> bool:
    """Whether each of the three ways agrees that somebody is in sight, or not."""
    listed = one in await visibility.list_latest_visible(session, *who)
    found = one in await visibility.search_visible_people(session, *who, one.name)
    opened = await visibility.get_visible_person(session, *who, one.key()) is one
    assert listed == found == opened
    return listed


@pytest.mark.parametrize(
    ("lives", "agreed", "seen"),
    [
        (XINGSHENG, True, True),
        (HENAN, True, True),
        (XINGSHENG, False, False),
        (XINGSHENG, None, False),
        (LUOZIGOU, True, False),
        (TONGYU_VILLAGE, True, False),
    ],
)
async def test_of_the_villages_covered_a_broker_sees_who_agreed(
    session: Session, lives: str, agreed: bool | None, seen: bool
) -> None:
    one = await somebody(session, village_code=lives, seen_by_brokers=agreed)
    assert await sees(session, await chen(session), one) is seen


async def test_a_broker_of_one_village_does_not_see_the_next(session: Session) -> None:
    here = await somebody(session, 1, **HERE, seen_by_brokers=True)
    next_to_it = await somebody(session, 2, village_code=HENAN, seen_by_brokers=True)
    who = await chen(session, XINGSHENG)
    assert await sees(session, who, here)
    assert not await sees(session, who, next_to_it)


@pytest.mark.parametrize(
    ("lives", "agreed", "seen"),
    [(XINGSHENG, None, True), (XINGSHENG, False, False), (LUOZIGOU, None, False)],
)
async def test_who_is_in_the_care_of_an_account_is_seen_in_the_villages_covered(
    session: Session, lives: str, agreed: bool | None, seen: bool
) -> None:
    account = await broker_account(session, 900)
    roles = await role.get_roles(session, account)
    one = await register_labourer(session, account, entry_facts(village=lives), own=False)
    one.seen_by_brokers = agreed
    await session.flush()
    assert await sees(session, (account.key(), roles), one) is seen
    assert not await sees(session, (account.key() + 1, roles), one)


async def test_a_claimed_entry_is_not_seen_any_more_for_having_been_registered(
    session: Session,
) -> None:
    account = await broker_account(session, 900)
    one = await register_labourer(session, account, entry_facts(village=XINGSHENG), own=False)
    (await consenting_account(session, 1)).labourer_id = one.id
    await session.flush()
    assert not await sees(session, (account.key(), await role.get_roles(session, account)), one)


@pytest.mark.parametrize("state", PlacementState)
async def test_who_was_placed_is_seen_unless_that_is_void(
    session: Session, state: PlacementState
) -> None:
    one, who = await somebody(session, **AWAY), await chen(session)
    await placed(session, one, who[0], state)
    assert await sees(session, who, one) is (state not in VOID)


async def test_who_was_placed_by_another_is_not_seen(session: Session) -> None:
    one, who = await somebody(session, **HERE), await chen(session)
    other = await broker_account(session, 902)
    await placed(session, one, other.key())
    assert not await sees(session, who, one)


@pytest.mark.parametrize(
    ("area", "lives", "seen"),
    [
        (WANGQING, XINGSHENG, True),
        (WANGQING, TONGYU_VILLAGE, False),
        ("", TONGYU_VILLAGE, True),
    ],
)
async def test_staff_see_everybody_of_their_counties(
    session: Session, area: str, lives: str, seen: bool
) -> None:
    one = await somebody(session, village_code=lives, seen_by_brokers=False)
    assert await sees(session, await dai(session, area), one) is seen


async def test_who_has_no_role_any_more_sees_nobody(session: Session) -> None:
    number, _ = await chen(session)
    one = await somebody(session, **HERE, registered_by=number, seen_by_brokers=True)
    await placed(session, one, number)
    assert not await sees(session, (number, Roles()), one)


async def found(session: Session, words: str) -> list[str]:
    """The names that a broker of Daxinggou finds."""
    number, roles = await chen(session)
    return [
        one.name for one in await visibility.search_visible_people(session, number, roles, words)
    ]


async def crowd(session: Session) -> None:
    """Three who agreed to be seen."""
    for chat, (name, village) in enumerate(
        (("王小春", XINGSHENG), ("王小", HENAN), ("李秀英", HENAN)), start=1
    ):
        await somebody(
            session,
            chat,
            name=name,
            village_code=village,
            seen_by_brokers=True,
            phone_index=keyring.index(PHONE[:-1] + str(chat), LABOURER_PHONE),
        )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("秀", ["李秀英"]),
        ("王小", ["王小", "王小春"]),
        ("河南", ["李秀英", "王小"]),
        ("河南村", ["李秀英", "王小"]),
        ("王小 河南", ["王小"]),
        ("大兴沟镇", ["李秀英", "王小", "王小春"]),
        ("13812340001", ["王小春"]),
        ("138 1234 0001", ["王小春"]),
        ("+86 138-1234-0001", ["王小春"]),
        ("8613812340001", ["王小春"]),
        ("1381234", []),
        ("%", []),
        ("_", []),
        ("  ", []),
        ("赵", []),
    ],
)
async def test_somebody_is_found_by_name_phone_or_village(
    session: Session, words: str, names: list[str]
) -> None:
    await crowd(session)
    assert sorted(await found(session, words)) == sorted(names)


async def test_who_has_that_very_name_comes_first(session: Session) -> None:
    for chat, name in enumerate(("丁王小", "王小春", "王小")):
        await somebody(session, chat, **HERE, name=name, seen_by_brokers=True)
    assert (await found(session, "王小"))[0] == "王小"


async def test_a_landline_is_found_with_its_zero(session: Session) -> None:
    index = keyring.index("+864338812345", LABOURER_PHONE)
    await somebody(session, **HERE, name="李秀英", seen_by_brokers=True, phone_index=index)
    assert await found(session, "0433-8812345") == ["李秀英"]


async def test_no_more_are_listed_than_were_asked_for_and_the_last_first(
    session: Session,
) -> None:
    people = [await somebody(session, n, **HERE, seen_by_brokers=True) for n in range(10)]
    number, roles = await chen(session)
    assert await visibility.list_latest_visible(session, number, roles) == people[:1:-1]
    assert len(await visibility.list_latest_visible(session, number, roles, most=3)) == 3


async def test_an_account_that_is_both_sees_as_both(session: Session) -> None:
    one = await somebody(session, **AWAY)
    rows = [
        Role(account_id=1, name=RoleName.BROKER, area=DAXINGGOU, granted_at=NOON),
        Role(account_id=1, name=RoleName.STAFF, area=WANGQING, granted_at=NOON),
    ]
    assert await sees(session, (Account(id=1, chat_id=1).key(), Roles(rows)), one)


@pytest.mark.parametrize("seed", range(3))
async def test_the_condition_and_the_predicate_agree(session: Session, seed: int) -> None:
    dice = random.Random(seed)
    work = await add_factory(session)
    account = await broker_account(
        session, 900, dice.choice((XINGSHENG, DAXINGGOU, TONGYU_VILLAGE))
    )
    vacancy = await employer_factory.vacancy_at_employer(session, work, writer_id=account.key())
    if seed == 2:
        await role.grant_role(session, account, RoleName.STAFF, TONGYU_VILLAGE[:6], NOON)
    roles, people = await role.get_roles(session, account), {}
    villages = (XINGSHENG, HENAN, LUOZIGOU, TONGYU_VILLAGE)
    for chat in range(60):
        has_account, registered_by, was_placed, likes = (dice.random() < 0.5 for _ in range(4))
        one, own = await reachable_labourer(
            session,
            chat,
            village_code=dice.choice(villages),
            seen_by_brokers=dice.choice((True, False, None)),
            read_out_by=account.id if registered_by else None,
        )
        own.labourer_id = one.id if has_account else None
        if was_placed:
            await placed(session, one, account.key())
        if likes:
            session.add(Interest(vacancy_id=vacancy.key(), labourer_id=one.key(), at=NOON))
        people[one.key()] = (one, visibility.Ties(has_account, registered_by, was_placed, likes))
    await session.flush()
    seen = {
        one.key()
        for one in await visibility.list_latest_visible(session, account.key(), roles, most=100)
    }
    assert seen == {n for n, (one, ties) in people.items() if visibility.can_see(one, roles, ties)}
    assert 0 < len(seen) < len(people)
