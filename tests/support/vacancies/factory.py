"""Vacancies and employers for the tests of the use cases."""

from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlmodel import col

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.account import Account
from models.accounts.roles import Role
from models.core.session import Session
from models.core.vocabulary import Destination, EmployerKind, RoleName
from models.employers.employer import Employer
from models.vacancies import lifecycle
from models.vacancies.commands import OpenVacancy
from models.vacancies.vacancy import Vacancy
from tests.support.notices.factory import WANGQING
from tests.support.refusals import granted
from tests.support.store import NOON, consenting_account
from tests.support.stored_actors import load_actor
from tests.support.town import DAI

TODAY = date(2026, 11, 23)
HOME, NEXT_DOOR, FAR_OFF = "222424101001", "222424101200", "222424103001"
TONGYU = "220822"
# Somebody of a village of Daxinggou who wishes for nothing.
WISH: dict[str, Any] = {
    "village_code": HOME,
    "wanted_work": [],
    "wanted_reach": None,
    "wanted_wage": None,
    "skills": [],
}


async def enterprise(session: Session, **given: Any) -> Employer:
    """An enterprise of Wangqing; `given` is otherwise."""
    told = {
        "county": WANGQING,
        "name": "金达莱服装厂",
        "kind": EmployerKind.ENTERPRISE,
        "destination": Destination.IN_COUNTY,
        "region": "大兴沟镇",
        "opened_at": NOON,
        **given,
    }
    one = Employer(**told)
    session.add(one)
    await session.flush()
    return one


def vacancy_answers(at: Employer, **given: Any) -> dict[str, Any]:
    """Sewing in Daxinggou for 3000 to 4000 yuan, for a month; `given` on top."""
    return {
        "employer": {"id": at.key(), "name": at.name},
        "post": "踩缝纫机",
        "trade": "sewing",
        "reach": "township",
        "area": HOME[:9],
        "place": "大兴沟镇服装厂",
        "wanted": 5,
        "wage_from": 3000,
        "wage_to": 4000,
        "needs": None,
        "lodging": False,
        "insurance": True,
        "until": "2026-12-23",
        **given,
    }


async def open_vacancy(
    session: Session, by: int, at: Employer | None = None, **given: Any
) -> Vacancy:
    """A vacancy that was not refused."""
    told = OpenVacancy(**vacancy_answers(at or await enterprise(session), **given))
    return granted(await lifecycle.open_vacancy(session, await load_actor(session, by), told))


async def only_staff(session: Session, chat_id: int, area: str = WANGQING) -> Account:
    """Somebody of the office; who is staff by the settings is not any more."""
    if by_settings := await accounts.get_account(session, telegram_address(DAI.id)):
        await take_all_roles(session, by_settings)
    account = await consenting_account(session, chat_id)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON)
    return account


async def take_all_roles(session: Session, account: Account) -> None:
    await session.exec(delete(Role).where(col(Role.account_id) == account.key()))
