"""A county whose placements an auditor looks at: brokers, clerks, codes and words, by use cases."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from models import confirmation, one_time_code, role, role_term
from models.account import Account, open_account
from models.confirmation import Word
from models.labourer import Labourer
from models.oversight import lists
from models.oversight.listing import Line, Theme
from models.oversight.lists import Asking
from models.placement import Placement, SaidHow
from models.words import RoleName
from tests.granted import granted
from tests.models.board import WANGQING, ZONE
from tests.models.employer import TONGYU
from tests.models.facts import facts
from tests.models.store import NOON, person, registered
from tests.models.work import factory, report

AUDITOR, STRANGER = 77, 78
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def clerk(session: AsyncSession, chat_id: int, name: str = "", area: str = WANGQING) -> int:
    """Somebody of the office."""
    account = await open_account(session, chat_id, NOON - DAY)
    await role.grant(session, account, RoleName.STAFF, area, NOON - DAY, called=name or None)
    return account.key()


async def met(session: AsyncSession, by: Account, **given: Any) -> Labourer:
    """Somebody whom this account registered."""
    return await registered(session, by, facts(**given), own=False)


async def joins(
    session: AsyncSession, by: Account, who: Labourer, chat_id: int, at: datetime = NOON
) -> Account:
    """Somebody takes the entry over with this account's code."""
    code = granted(await one_time_code.issue_claim(session, by, who, at - MINUTE))
    account = await person(session, chat_id)
    granted(await one_time_code.claim(session, account, code, at))
    return account


async def placed(
    session: AsyncSession, who: Labourer, by: Account, at: datetime = NOON
) -> Placement:
    """This broker reports this person at a factory."""
    return granted(await report(session, who, by, await factory(session), at))


async def says(
    session: AsyncSession,
    placement: Placement,
    by: int,
    at: datetime = NOON,
    how: SaidHow = SaidHow.SELF,
) -> None:
    """All is right, says this account."""
    word = Word(started=True, has_contract=True, fee=False)
    assert await confirmation.say(session, placement, word, how, at, ZONE, by) is None


async def dismissed(session: AsyncSession, account_id: int) -> None:
    """Staff no more."""
    await role_term.close(
        session, account_id, NOON + DAY, how=role_term.How.DISMISSED, by=None, role=RoleName.STAFF
    )


def asking(*counties: str, account: int = AUDITOR) -> Asking:
    """Staff of Wangqing ask, or of another county."""
    return Asking(account, counties or (WANGQING,), NOON + DAY)


async def listed(
    session: AsyncSession, theme: Theme, *counties: str, of: int | None = None
) -> list[Line]:
    """All pages of a list; as many as its count says, and none for another county's staff."""
    await session.flush()
    by, number = asking(*counties), 1
    lines: list[Line] = []
    while True:
        page = granted(await lists.page(session, by, theme, number, of=of))
        lines += page.items
        if not page.more:
            break
        number += 1
    if of is None:
        assert granted(await lists.counts(session, by))[theme] == len(lines)
        if not counties:
            assert await listed(session, theme, TONGYU) == []
    return lines


async def numbers(session: AsyncSession, theme: Theme, *, of: int | None = None) -> set[int]:
    """The numbers of all its records."""
    return {line.number for line in await listed(session, theme, of=of)}
