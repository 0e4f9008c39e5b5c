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
from models.subsidies.ineligibility import Condition
from models.subsidies.subsidy_cases import assess_county
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.subsidies.factory import (
    COUNTY,
    START,
    TODAY,
    ZONE,
    add_labourer,
    approved_placement,
    outside_employer,
)
from tests.support.subsidy_rules import example_text, keep_rule


async def with_roster(session: Session, who: Labourer, **given: Any) -> int:
    """An approved placement of this person with a roster that is kept; its number."""
    index = worker_index(who.id_number)
    key = (await approved_placement(session, labourer_id=who.id, worker_index=index, **given)).key()
    roster = Evidence(placement_id=key, kind=EvidenceKind.ROSTER, file_id="x", added_at=NOON)
    roster.state = EvidenceState.KEPT
    session.add(roster)
    await session.flush()
    return key


async def test_who_was_erased_and_comes_back_is_not_paid_for_twice(session: Session) -> None:
    text = example_text("zhouqu_2020").replace("623023", COUNTY)
    text = text.replace("group_size = 5", "group_size = 1")
    await keep_rule(session, re.sub(r"evidence = \[.*\]", 'evidence = ["roster"]', text), NOON)
    mill, zhao = (await outside_employer(session)).id, (await broker_account(session, 2)).id
    given = {"employer_id": mill, "broker_id": zhao}
    account = await consenting_account(session, 1)
    first = await register_labourer(session, account, entry_facts(id_number=id_number(order="123")))
    paid = await with_roster(session, first, **given)
    assert (await assess_county(session, COUNTY, ZONE, TODAY))[paid].amount == 100
    await consent.erase_account_data(
        session, account, await roles.get_roles(session, account), NOON, ZONE
    )
    later = {**given, "starts_on": START + dt.timedelta(days=7)}
    again = await add_labourer(session, 3, name="王秀英", id_number=id_number(order="123"))
    other = await add_labourer(session, 4, name="李春花", id_number=id_number(order="246"))
    twice, once = [await with_roster(session, who, **later) for who in (again, other)]
    found = await assess_county(session, COUNTY, ZONE, TODAY)
    assert (found[twice].amount, found[once].amount) == (0, 100)
    assert [lack.name for lack in found[twice].lacks] == [Condition.ONCE]
