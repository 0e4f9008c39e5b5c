"""Registered poor households: opened with their first labourer, closed with the last."""

from sqlmodel import select

from models.core.session import Session
from models.labourers import ledger
from models.labourers.household import Household
from models.privacy import consent
from tests.support.labourers.facts import HENAN, XINGSHENG, entry_facts
from tests.support.notices.factory import ZONE
from tests.support.store import NOON, broker_account, consenting_account, register_labourer

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
