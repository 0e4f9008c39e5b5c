"""Placements of a county, as the tests of claims have them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.core.vocabulary import Brought, Destination
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.placements.states import PlacementState
from tests.support.labourers.facts import entry_facts
from tests.support.placements.factory import add_factory
from tests.support.store import broker_account, consenting_account, register_labourer

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY = "222424"
START, TODAY = dt.date(2026, 8, 1), dt.date(2026, 11, 23)


async def outside_employer(session: Session) -> Employer:
    """A factory outside the province."""
    return await add_factory(session, destination=Destination.OUTSIDE, region="宁波")


async def add_labourer(session: Session, chat_id: int = 1, **given: Any) -> Labourer:
    return await register_labourer(
        session, await consenting_account(session, chat_id), entry_facts(**given)
    )


async def approved_placement(session: Session, **given: Any) -> Placement:
    """An approved placement by a broker, from the first of August on; `given` on top."""
    told: dict[str, Any] = {
        "county": COUNTY,
        "state": PlacementState.APPROVED,
        "post": "缝纫工",
        "starts_on": START,
        "wage": 3000,
        "has_contract": True,
        "has_insurance": False,
        "destination": Destination.OUTSIDE,
        "region": "宁波",
        "brought": Brought.GROUP,
        "filed_at": dt.datetime(2026, 7, 20, tzinfo=dt.UTC),
    }
    told |= given
    row = Placement(**{"reported_on": told["starts_on"], **told})
    session.add(row)
    await session.flush()
    return row


async def placement_parties(session: Session) -> dict[str, Any]:
    return {
        "labourer_id": (await add_labourer(session)).id,
        "employer_id": (await outside_employer(session)).id,
        "broker_id": (await broker_account(session, 2)).id,
    }
