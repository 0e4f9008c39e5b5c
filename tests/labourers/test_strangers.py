"""A use case looks at the actor's rights itself: no entrance can pass it by."""

from models.accounts import invitations, staff
from models.accounts.invitations import Invitation
from models.accounts.roles import get_roles
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import calls, care, entry_transfer, intake
from models.labourers.calls import Call, CallOutcome
from models.labourers.labourer import Labourer
from models.placements import entry_changes
from tests.support.accounts.actors import acting, as_staff
from tests.support.labourers.facts import LUOZIGOU, entry_facts
from tests.support.store import NOON, broker_account, consenting_account, register_labourer

NOT_YOURS = Refusal("not_yours")
ELSEWHERE = "220822"


async def test_a_broker_cares_only_for_the_people_they_registered(session: Session) -> None:
    chen, xu = await broker_account(session, 1), await broker_account(session, 2)
    zhao = await register_labourer(session, chen, entry_facts(), own=False)
    stranger = acting(xu, roles=await get_roles(session, xu))
    for refused in (
        await care.view_person(session, stranger, zhao.key()),
        await entry_transfer.give_entry_code(session, stranger, zhao.key()),
        await entry_changes.change_entry_in_care(session, stranger, zhao.key(), entry_facts()),
    ):
        assert refused == NOT_YOURS
    carer = acting(chen, roles=await get_roles(session, chen))
    assert not isinstance(await care.view_person(session, carer, zhao.key()), Refusal)


async def test_a_broker_registers_nobody_outside_their_villages(session: Session) -> None:
    chen = await broker_account(session, 1)
    by = acting(chen, roles=await get_roles(session, chen))
    there = entry_facts(village=LUOZIGOU)
    assert await intake.register_person(session, by, there, NOON) == NOT_YOURS
    assert isinstance(await intake.register_person(session, by, entry_facts(), NOON), Labourer)


async def test_only_whoever_may_call_somebody_says_how_the_call_went(session: Session) -> None:
    ana = await consenting_account(session, 1)
    entry = await register_labourer(session, ana, entry_facts())
    waiting = Call(month=202612, labourer_id=entry.key(), opened_at=NOON.replace(year=2027))
    session.add(waiting)
    await session.flush()
    number, clerk = waiting.key(), await consenting_account(session, 9)
    for stranger in (acting(ana), as_staff(clerk, area=ELSEWHERE)):
        assert await calls.record_view_of_call(session, stranger, number) == NOT_YOURS
        told = await calls.record_call(session, stranger, number, CallOutcome.STILL_SO)
        assert told == NOT_YOURS
        changed = await entry_changes.record_call_with_change(
            session, stranger, number, entry_facts()
        )
        assert changed == NOT_YOURS
    assert waiting.tries == 0
    assert await calls.record_call(session, as_staff(clerk), number, CallOutcome.STILL_SO) is None


async def test_staff_invite_within_their_counties_alone(session: Session) -> None:
    clerk = await consenting_account(session, 9)
    wanted = Invitation(RoleName.BROKER, "白美玉", LUOZIGOU)
    for stranger in (acting(clerk), as_staff(clerk, area=ELSEWHERE)):
        assert await invitations.invite(session, stranger, wanted) == NOT_YOURS
    assert isinstance(await invitations.invite(session, as_staff(clerk), wanted), str)
    assert await staff.set_own_name(session, acting(clerk), "白美玉") == NOT_YOURS
