"""Grievances for the tests of the use cases."""

from datetime import datetime
from typing import Any

from models.accounts import roles
from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import Destination, RoleName
from models.grievances import handling
from models.grievances.grievance import Grievance
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from tests.support import employer_factory
from tests.support.labourer_crowd import reachable
from tests.support.notice_factory import WANGQING, ZONE
from tests.support.placement_factory import factory
from tests.support.store import NOON, person

ANA, DAI, EVA = 1, 21, 22


async def dai(session: Session, area: str = WANGQING, chat: int = DAI) -> Account:
    """Of the county office."""
    account = await person(session, chat)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON)
    return account


async def ana(session: Session, village: str = "222424101001", chat: int = ANA) -> Labourer:
    """Somebody with an account."""
    return (await reachable(session, chat, village_code=village))[0]


async def opened(
    session: Session,
    labourer: Labourer,
    now: datetime = NOON,
    placement: Placement | None = None,
    **given: Any,
) -> Grievance:
    """The person told the office something; `given` is otherwise."""
    answers = {"kind": "unpaid", "employer": "赵老板砖厂", "words": "三个月没给钱", **given}
    made = await handling.open_grievance(session, labourer, answers, now, 1, ZONE, placement)
    assert isinstance(made, Grievance), made
    return made


async def taken(session: Session, grievance: Grievance, by: int = 7) -> None:
    """Somebody of the office looks after it."""
    assert await handling.take(session, grievance, NOON, by) is None


async def closed(session: Session, grievance: Grievance, now: datetime = NOON) -> None:
    """It is over, says the office."""
    await taken(session, grievance)
    assert await handling.close(session, grievance, "给了", now, 7) is None


async def placed(session: Session, labourer: Labourer, name: str = "宁波鞋厂") -> Placement:
    """A person works at an employer."""
    there = await factory(session, name=name, destination=Destination.OUTSIDE, region="浙江宁波")
    return await employer_factory.placed(session, there, labourer)
