"""Grievances for the tests of the use cases."""

from datetime import datetime
from typing import Any

from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.commands import from_answers
from models.core.session import Session
from models.core.vocabulary import Destination, RoleName
from models.grievances import handling, opening
from models.grievances.grievance import Grievance
from models.grievances.handling import Note
from models.grievances.opening import GrievanceReport
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from tests.support.employers import factory as employer_factory
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import WANGQING
from tests.support.placements.actors import county_clerk
from tests.support.placements.factory import add_factory
from tests.support.refusals import granted
from tests.support.store import NOON, consenting_account
from tests.support.stored_actors import load_actor

ANA, DAI, EVA = 1, 21, 22


async def staff_account(session: Session, area: str = WANGQING, chat: int = DAI) -> Account:
    """Of the county office."""
    account = await consenting_account(session, chat)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON)
    return account


async def labourer_with_account(
    session: Session, village: str = "222424101001", chat: int = ANA
) -> Labourer:
    return (await reachable_labourer(session, chat, village_code=village))[0]


async def open_grievance(
    session: Session,
    labourer: Labourer,
    now: datetime = NOON,
    placement: Placement | None = None,
    **given: Any,
) -> Grievance:
    """The person told the office something, on the phone without an account; `given` on top."""
    answers = {"kind": "unpaid", "employer": "赵老板砖厂", "words": "三个月没给钱", **given}
    own = select(Account).where(Account.labourer_id == labourer.id)
    account = (await session.exec(own)).first()
    actor = await load_actor(session, account, now) if account else county_clerk(now=now)
    report = from_answers(GrievanceReport, answers)
    return granted(await opening.open_for(session, actor, labourer, report, placement))


async def person_of(session: Session, grievance: Grievance, now: datetime = NOON) -> Actor:
    """The person whose grievance it is, on their own phone."""
    own = select(Account).where(Account.labourer_id == grievance.labourer_id)
    return await load_actor(session, (await session.exec(own)).one(), now)


async def take_grievance(session: Session, grievance: Grievance) -> None:
    """Somebody of the office looks after it."""
    clerk = county_clerk(grievance.county)
    assert await handling.take_grievance(session, clerk, grievance) is None


async def close_grievance(session: Session, grievance: Grievance, now: datetime = NOON) -> None:
    """It is over, says the office."""
    await take_grievance(session, grievance)
    clerk = county_clerk(grievance.county, now)
    assert await handling.close_grievance(session, clerk, grievance, Note("给了")) is None


async def work_at(session: Session, labourer: Labourer, name: str = "宁波鞋厂") -> Placement:
    """A person works at an employer."""
    there = await add_factory(
        session, name=name, destination=Destination.OUTSIDE, region="浙江宁波"
    )
    return await employer_factory.place_at_employer(session, there, labourer)
