"""Who wants to be erased once nothing is open is asked, however many others wait."""

from models.core.session import Session
from models.privacy import erasing_later
from tests.support.grievances import factory
from tests.support.labourers.factory import reachable_labourer
from tests.support.store import NOON


async def test_whose_matters_go_on_stand_in_nobodys_way(session: Session) -> None:
    waits, first = await reachable_labourer(session, 1)
    _, second = await reachable_labourer(session, 2)
    await factory.open_grievance(session, waits)
    for account in (first, second):
        account.erase_when_done = NOON
    await session.flush()
    # Two are more than are looked at together: each has its turn.
    asked = [await erasing_later.plan_due_erasures(session, NOON, most=1) for _ in range(60)]
    assert sum(asked) == 1
    assert (first.erase_when_done, second.erase_when_done) == (NOON, None)
