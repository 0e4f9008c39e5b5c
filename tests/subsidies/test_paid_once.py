"""Nobody's placement is paid for twice, whatever was erased between."""

import datetime as dt
import re
from typing import Any

from models.accounts import roles
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import worker_index
from models.privacy import consent
from models.subsidies.ineligibility import LackName
from models.subsidies.subsidy_cases import judged
from tests.support.labourers import facts, id_number
from tests.support.store import NOON, broker, person, registered
from tests.support.subsidy_placements import COUNTY, START, TODAY, ZONE, employer, labourer, placed
from tests.support.subsidy_rules import example_text, taken_in


async def with_roster(session: Session, who: Labourer, **given: Any) -> int:
    """An approved placement of this person with a roster that is kept; its number."""
    index = worker_index(who.id_number)
    key = (await placed(session, labourer_id=who.id, worker_index=index, **given)).key()
    roster = Evidence(placement_id=key, kind=EvidenceKind.ROSTER, file_id="x", added_at=NOON)
    roster.state = EvidenceState.KEPT
    session.add(roster)
    await session.flush()
    return key


async def test_who_was_erased_and_comes_back_is_not_paid_for_twice(session: Session) -> None:
    text = example_text("zhouqu_2020").replace("623023", COUNTY)
    text = text.replace("group_size = 5", "group_size = 1")
    await taken_in(session, re.sub(r"evidence = \[.*\]", 'evidence = ["roster"]', text), NOON)
    mill, zhao = (await employer(session)).id, (await broker(session, 2)).id
    given = {"employer_id": mill, "broker_id": zhao}
    account = await person(session, 1)
    first = await registered(session, account, facts(id_number=id_number()))
    paid = await with_roster(session, first, **given)
    assert (await judged(session, COUNTY, ZONE, TODAY))[paid].amount == 100
    await consent.erase(session, account, await roles.get_roles(session, account), NOON, ZONE)
    later = {**given, "starts_on": START + dt.timedelta(days=7)}
    again = await labourer(session, 3, name="王秀英", id_number=id_number())
    other = await labourer(session, 4, name="李春花", id_number=id_number(sequence="246"))
    twice, once = [await with_roster(session, who, **later) for who in (again, other)]
    found = await judged(session, COUNTY, ZONE, TODAY)
    assert (found[twice].amount, found[once].amount) == (0, 100)
    assert [lack.name for lack in found[twice].lacks] == [LackName.ONCE]
