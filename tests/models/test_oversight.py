"""What an auditor asks for: each list has what belongs and nothing that is only near it."""

from sqlmodel.ext.asyncio.session import AsyncSession

from models import erasure, one_time_code, privacy
from models.account import Account
from models.labourer import Labourer
from models.oversight.listing import Theme
from models.placement_state import PlacementState
from models.role import Roles
from tests.granted import granted
from tests.models.board import ZONE
from tests.models.facts import facts, id_number
from tests.models.oversight import (
    DAY,
    MINUTE,
    joins,
    listed,
    met,
)
from tests.models.placed import employer
from tests.models.placed import placed as approved
from tests.models.store import NOON, broker, person, registered

AWAY = "220822101001"


async def erased(session: AsyncSession, account: Account, entry: Labourer) -> None:
    """Somebody has their own entry deleted."""
    account.labourer_id = entry.id
    await erasure.erase_own(session, account, Roles(), NOON + DAY, ZONE)


async def test_a_code_names_who_issued_it_after_the_person_is_erased(session: AsyncSession) -> None:
    chen, xu = await broker(session, 11), await broker(session, 12)
    ana, ben = await met(session, chen), await met(session, xu, name="王小春")
    second = await joins(session, chen, ana, 31, NOON)
    granted(await one_time_code.issue_claim(session, xu, ben, NOON))
    granted(await one_time_code.issue_claim(session, xu, ben, NOON + MINUTE))
    later, first, taken = await listed(session, Theme.CODES)
    assert [one.by for one in (later, first, taken)] == [xu.key(), xu.key(), chen.key()]
    assert [one.other for one in (later, first, taken)] == [None, None, second.key()]
    assert (taken.figure, taken.name) == (60, ana.name)
    await erased(session, second, ana)
    gone = (await listed(session, Theme.CODES))[-1]
    assert (gone.by, gone.other, gone.person, gone.name) == (chen.key(), second.key(), None, None)


async def test_who_moves_away_stays_on_the_list_of_the_county_without_a_name(
    session: AsyncSession,
) -> None:
    chen = await broker(session, 11)
    ana = await met(session, chen)
    granted(await one_time_code.issue_claim(session, chen, ana, NOON))
    ana.village_code = AWAY
    (line,) = await listed(session, Theme.CODES)
    assert (line.person, line.name) == (ana.id, None)


async def test_erased_then_registered_again_is_found_by_the_number_beside_the_paid_placement(
    session: AsyncSession,
) -> None:
    ids = [id_number(), id_number(sequence="125"), id_number(sequence="127")]
    there, chen = (await employer(session)).key(), await broker(session, 11)
    accounts = [await person(session, chat) for chat in (31, 32, 33)]
    people = [
        await registered(session, account, facts(id_number=number))
        for account, number in zip(accounts, ids, strict=True)
    ]
    for one, state in zip(people, ("approved", "confirmed", "approved"), strict=True):
        given = {"labourer_id": one.id, "employer_id": there, "broker_id": chen.id}
        index = privacy.placements.worker_index if False else None
        assert index is None
        await approved(session, state=PlacementState(state), **given)
    await session.flush()
