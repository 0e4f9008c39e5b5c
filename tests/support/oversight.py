"""A county whose placements an auditor looks at: brokers, clerks, codes and words, by use cases."""

from datetime import datetime, timedelta
from typing import Any

from models.accounts import one_time_codes, roles, terms_of_office
from models.accounts.account import Account, open_account
from models.brokers.broker import Broker, BrokerState
from models.core.encryption import LABOURER_PHONE, keyring
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.oversight import lists
from models.oversight.listing import Line, Theme
from models.oversight.lists import Asking
from models.placements import confirmation
from models.placements.confirmation import Word
from models.placements.placement import Placement, SaidHow
from tests.support.employer_factory import TONGYU
from tests.support.granted import granted
from tests.support.labourers import facts
from tests.support.notice_factory import WANGQING, ZONE
from tests.support.placement_factory import factory, report
from tests.support.store import NOON, person, registered

AUDITOR, STRANGER = 77, 78
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def applied(account: Account, phone: str) -> Broker:
    """What a broker told of themselves, with this phone."""
    return Broker(
        account_id=account.id,
        county="222424",
        name="陈",
        id_number="",
        id_index="",
        phone=phone,
        phone_index=keyring.index(phone, LABOURER_PHONE),
        trained=True,
        state=BrokerState.APPROVED,
        applied_at=NOON,
    )


async def clerk(session: Session, chat_id: int, name: str = "", area: str = WANGQING) -> int:
    """Somebody of the office."""
    account = await open_account(session, chat_id, NOON - DAY)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON - DAY, called=name or None)
    return account.key()


async def met(session: Session, by: Account, **given: Any) -> Labourer:
    """Somebody whom this account registered."""
    return await registered(session, by, facts(**given), own=False)


async def joins(
    session: Session, by: Account, who: Labourer, chat_id: int, at: datetime = NOON
) -> Account:
    """Somebody takes the entry over with this account's code."""
    code = granted(await one_time_codes.issue_claim(session, by, who, at - MINUTE))
    account = await person(session, chat_id)
    granted(await one_time_codes.claim(session, account, code, at))
    return account


async def placed(session: Session, who: Labourer, by: Account, at: datetime = NOON) -> Placement:
    """This broker reports this person at a factory."""
    return granted(await report(session, who, by, await factory(session), at))


async def says(
    session: Session,
    placement: Placement,
    by: int,
    at: datetime = NOON,
    how: SaidHow = SaidHow.SELF,
) -> None:
    """All is right, says this account."""
    word = Word(started=True, has_contract=True, fee=False)
    assert await confirmation.say(session, placement, word, how, at, ZONE, by) is None


async def dismissed(session: Session, account_id: int) -> None:
    """Staff no more."""
    await terms_of_office.close(
        session,
        account_id,
        NOON + DAY,
        how=terms_of_office.How.DISMISSED,
        by=None,
        role=RoleName.STAFF,
    )


def asking(*counties: str, account: int = AUDITOR) -> Asking:
    """Staff of Wangqing ask, or of another county."""
    return Asking(account, counties or (WANGQING,), NOON + DAY)


async def listed(
    session: Session, theme: Theme, *counties: str, of: int | None = None
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


async def numbers(session: Session, theme: Theme, *, of: int | None = None) -> set[int]:
    """The numbers of all its records."""
    return {line.number for line in await listed(session, theme, of=of)}
