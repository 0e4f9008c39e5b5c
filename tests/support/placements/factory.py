"""Placements for the tests of the use cases."""

from datetime import date, datetime
from typing import Any

from models.accounts.account import Account
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Brought, Destination, EmployerKind
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements import confirmation, reporting
from models.placements.placement import Placement, StatementChannel
from models.placements.reporting import Report
from models.placements.statement import Statement, Verdict
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import WANGQING
from tests.support.placements.actors import county_clerk, labourer_of
from tests.support.store import NOON, broker_account
from tests.support.stored_actors import load_actor

TODAY = date(2026, 11, 23)
CHEN, XU, DAI = 9_001, 9_002, 9_003


async def add_factory(session: Session, **given: Any) -> Employer:
    """An employer that the county knows."""
    facts: dict[str, Any] = {
        "county": WANGQING,
        "name": "延边金达莱服装厂",
        "kind": EmployerKind.ENTERPRISE,
        "destination": Destination.IN_COUNTY,
        "region": "汪清镇",
        "opened_at": NOON,
    }
    employer = Employer(**{**facts, **given})
    session.add(employer)
    await session.flush()
    return employer


def placement_report(employer: Employer, **given: Any) -> Report:
    """From today, sewing, 3500 yuan, with contract and insurance; `given` otherwise."""
    facts: dict[str, Any] = {
        "employer_id": employer.key(),
        "starts_on": TODAY,
        "post": "缝纫工",
        "wage": 3500,
        "has_contract": True,
        "has_insurance": True,
        "destination": employer.destination,
        "region": employer.region,
        "brought": Brought.ALONE,
    }
    return Report(**{**facts, **given})


async def labourer_and_broker(session: Session, **given: Any) -> tuple[Labourer, Account]:
    """A labourer with a phone and a broker."""
    ana, _ = await reachable_labourer(
        session, 1, **{"village_code": "222424101001", "phone": "+8613800002001", **given}
    )
    return ana, await broker_account(session, CHEN)


async def report_placement(
    session: Session,
    labourer: Labourer,
    by: Account,
    employer: Employer,
    now: datetime = NOON,
    **given: Any,
) -> Placement | Refusal:
    """This broker reports this person there."""
    actor = await load_actor(session, by, now)
    report = placement_report(employer, **given)
    return await reporting.report_labourer(session, actor, labourer.key(), report)


async def reported_placement(session: Session, now: datetime = NOON, **given: Any) -> Placement:
    """Ana, reported by Chen at the factory; `given` is otherwise than in `terms`."""
    ana, chen = await labourer_and_broker(session)
    made = await report_placement(session, ana, chen, await add_factory(session), now, **given)
    assert isinstance(made, Placement)
    return made


async def confirm_placement(
    session: Session,
    placement: Placement,
    now: datetime = NOON,
    how: StatementChannel = StatementChannel.SELF,
    **given: Any,
) -> Refusal | None:
    """The labourer's word: all is right; `given` otherwise."""
    statement = Statement(**{"right": Verdict.YES, "has_contract": True, "fee": False, **given})
    on_own_phone = how is StatementChannel.SELF
    actor = await labourer_of(session, placement, now) if on_own_phone else county_clerk(now=now)
    return await confirmation.record_statement(session, actor, placement, statement, how)


async def confirmed_placement(session: Session, now: datetime = NOON, **given: Any) -> Placement:
    """Ana's placement, which she has confirmed."""
    placement = await reported_placement(session, now, **given)
    assert await confirm_placement(session, placement, now) is None
    return placement
