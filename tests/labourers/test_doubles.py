"""Two entries that may be one person: opened, shown to the office of the county, decided once."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet
from sqlmodel import select

from models.accounts import identity, roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.encryption import keyring
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.employers import directory
from models.employers.commands import EmployerDetails
from models.labourers import doubles, ledger, waiting_doubles
from models.labourers.doubles import DoublePair
from models.labourers.labourer import Labourer
from models.labourers.messages import DOUBLES_WAITING, ID_NUMBER_LOST
from models.outbox.row import OutboxRow
from models.placements import reporting
from models.placements.placement import Placement
from models.placements.states import PlacementState
from models.privacy import consent, merging
from models.subsidies.subsidy_cases import list_subsidy_cases
from tests.support.accounts.actors import as_staff
from tests.support.labourers.facts import LUOZIGOU, farmer_facts, id_number
from tests.support.placements.factory import placement_report
from tests.support.refusals import granted
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.stored_actors import clerk, load_actor
from tests.support.town import KEY, WANGQING

PHONE = "+8613812340055"
TONGYU_VILLAGE = "220822101200"
ZONE = ZoneInfo("Asia/Shanghai")


async def office(session: Session, chat_id: int = 9, area: str = WANGQING) -> Actor:
    """Somebody who decides for a county."""
    account = await consenting_account(session, chat_id)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON)
    return as_staff(account, NOON, area)


async def pairs(session: Session, by: Actor) -> list[DoublePair]:
    return list((await doubles.list_waiting_doubles(session, by.roles.counties(), 1)).items)


async def somebody(session: Session, chat_id: int, **given: Any) -> Labourer:
    """An entry of somebody's own, the same in all but what is given."""
    return await register_labourer(
        session, await consenting_account(session, chat_id), farmer_facts(**given)
    )


@pytest.mark.parametrize(
    ("given", "is_alike"),
    [
        ({}, True),
        ({"phone": "+8613812340002"}, True),
        ({"village": LUOZIGOU}, True),
        ({"village": LUOZIGOU, "phone": None}, False),
        ({"birth_year": 1986, "phone": None}, False),
        ({"name": "金哲秀"}, False),
        ({"id_number": id_number(order="125")}, True),
    ],
)
async def test_who_has_name_and_birth_year_in_a_village_or_the_phone_looks_alike(
    session: Session, given: dict[str, Any], is_alike: bool
) -> None:
    first = await somebody(session, 1, id_number=None)
    second = await somebody(session, 2, **{"id_number": None, **given})
    found = [(one.first.id, one.second.id) for one in await pairs(session, await office(session))]
    assert found == ([(first.id, second.id)] if is_alike else [])


async def test_who_has_another_number_is_another_person(session: Session) -> None:
    await somebody(session, 1, id_number=id_number(order="125"))
    await somebody(session, 2)
    assert await pairs(session, await office(session)) == []


async def test_a_changed_name_is_compared_too_and_two_people_are_shown_once(
    session: Session,
) -> None:
    dai = await office(session)
    await somebody(session, 1, id_number=None)
    other = await somebody(session, 2, id_number=None, name="金英")
    told = farmer_facts(id_number=None)
    await ledger.change_entry(session, other, told, NOON, other.registered_by)
    (pair,) = await pairs(session, dai)
    assert await doubles.keep_apart(session, pair, dai) is None
    assert await doubles.keep_apart(session, pair, dai) == Refusal("double_settled")
    await ledger.change_entry(session, other, {**told, "name": "金英"}, NOON, other.registered_by)
    await ledger.change_entry(session, other, told, NOON, other.registered_by)
    assert await pairs(session, dai) == []


async def test_both_counties_see_it_and_no_other(session: Session) -> None:
    await somebody(session, 1)
    await somebody(session, 2, village=TONGYU_VILLAGE, name="谁", phone=None)
    for area, seen in ((WANGQING, 1), ("220822", 1), ("220881", 0), ("", 1)):
        assert await waiting_doubles.count_waiting_doubles(session, (area,)) == seen
    assert await waiting_doubles.count_waiting_doubles(session, ()) == 0


async def test_nobody_decides_of_their_own_entry_nor_of_another_county(
    session: Session,
) -> None:
    dai = await office(session)
    mine = await register_labourer(session, dai.account, farmer_facts())
    await somebody(session, 2, name="谁", phone=None)
    (pair,) = await pairs(session, dai)
    assert await doubles.give_number(session, pair, mine, dai) == Refusal("double_own")
    far = await office(session, 8, "220822")
    assert await doubles.give_number(session, pair, mine, far) == Refusal("not_yours")
    assert await merging.merge_entries(session, pair, mine, far) == Refusal("not_yours")


async def test_a_number_given_is_taken_from_all_who_have_it(session: Session) -> None:
    dai = await office(session)
    people = [await somebody(session, n, name=f"甲{n}", phone=None) for n in (1, 2, 3)]
    first, _ = await pairs(session, dai)
    assert await doubles.give_number(session, first, people[1], dai) is None
    assert [one.id_number is None for one in people] == [True, False, True]
    assert await pairs(session, dai) == []
    told = select(OutboxRow.labourer_id).where(OutboxRow.topic == ID_NUMBER_LOST.name)
    assert set(await session.exec(told)) == {people[0].id, people[2].id}


async def test_a_number_under_an_older_key_is_taken_away_too(session: Session) -> None:
    dai = await office(session)
    before = await somebody(session, 1, name="甲", phone=PHONE)
    keyring.load([Fernet.generate_key().decode(), KEY])
    after = await somebody(session, 2, name="乙", phone=PHONE)
    (pair,) = await pairs(session, dai)
    assert await doubles.give_number(session, pair, after, dai) is None
    assert (before.id_number, after.id_number) == (None, farmer_facts()["id_number"])
    accounts = [one.registered_by or 0 for one in (before, after)]
    for one, other in (accounts, accounts[::-1]):
        assert await identity.list_accounts_with_same_phone(session, one) == {other}


async def test_who_corrects_or_erases_their_own_leaves_the_others_to_be_compared(
    session: Session,
) -> None:
    dai = await office(session)
    people = [await somebody(session, n, name=f"甲{n}", phone=None) for n in (1, 2, 3, 4)]
    told = farmer_facts(name="甲1", phone=None, id_number=id_number(order="125"))
    await ledger.change_entry(session, people[0], told, NOON, people[0].registered_by)
    left = [(one.first.id, one.second.id) for one in await pairs(session, dai)]
    assert left == [(people[1].id, people[2].id), (people[1].id, people[3].id)]
    ana = await session.get_one(Account, people[1].registered_by)
    ana.labourer_id = None
    await session.flush()
    await consent.erase_entry(session, people[1], NOON, ZONE, by=1)
    assert [(o.first.id, o.second.id) for o in await pairs(session, dai)] == [
        (people[2].id, people[3].id)
    ]


async def test_staff_hear_once_an_hour_of_all_that_is_new(session: Session) -> None:
    dai = await office(session)
    await somebody(session, 1)
    for chat in (2, 3):
        await somebody(session, chat, name=f"甲{chat}", phone=None)
    whom = await roles.list_staff_of_county(session, WANGQING)
    assert dai.account.id in whom
    assert await doubles.tell_staff_of_doubles(session, NOON) == len(whom)
    assert await doubles.tell_staff_of_doubles(session, NOON) == 0
    await somebody(session, 4, name="甲4", phone=None)
    assert await doubles.tell_staff_of_doubles(session, NOON + dt.timedelta(minutes=5)) == 0
    assert await doubles.tell_staff_of_doubles(session, NOON + dt.timedelta(minutes=61)) == len(
        whom
    )
    rows = await session.exec(select(OutboxRow).where(OutboxRow.topic == DOUBLES_WAITING.name))
    assert [row.account_id for row in rows].count(dai.account.id) == 2


async def placed(session: Session, labourer: Labourer, by: int) -> Placement:
    """Somebody works where they were reported, and the office has approved it."""
    told = {
        "employer_name": f"厂{labourer.id}",
        "employer_kind": "enterprise",
        "destination": "in_county",
        "region": "汪清镇",
    }
    employer = granted(
        await directory.open_employer(session, clerk(by), EmployerDetails(**told), WANGQING)
    )
    made = await reporting.report_labourer(
        session, await load_actor(session, by), labourer.key(), placement_report(employer)
    )
    assert isinstance(made, Placement)
    made.state = PlacementState.APPROVED
    await session.flush()
    return made


async def contested(session: Session) -> list[bool]:
    claims = await list_subsidy_cases(session, WANGQING, ZONE, NOON.date())
    return [claim.is_contested for claim in sorted(claims, key=lambda one: one.number)]


async def test_while_it_waits_neither_of_two_placements_is_paid(session: Session) -> None:
    dai, chen = await office(session), (await broker_account(session, 3)).key()
    first, second = await somebody(session, 1), await somebody(session, 2)
    await placed(session, first, chen)
    # Typing somebody's number alone stops nobody's money.
    assert await contested(session) == [False]
    await placed(session, second, chen)
    assert await contested(session) == [True, True]
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, first, dai) is None
    claims = await list_subsidy_cases(session, WANGQING, ZONE, NOON.date())
    assert len({claim.worker for claim in claims}) == 1
    assert not any(claim.is_contested for claim in claims)


async def test_two_numbers_are_never_made_one_person(session: Session) -> None:
    dai = await office(session)
    first = await somebody(session, 1, id_number=None)
    second = await somebody(session, 2)
    (pair,) = await pairs(session, dai)
    first.id_number, first.id_index = id_number(order="125"), "other"
    await session.flush()
    assert await merging.merge_entries(session, pair, second, dai) == Refusal("numbers_differ")
