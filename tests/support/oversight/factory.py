"""A county whose placements an auditor looks at: brokers, clerks, codes and words, by use cases."""

from datetime import datetime, timedelta
from typing import Any

from bot.telegram.addresses import telegram_address
from models.accounts import roles, terms_of_office
from models.accounts.account import Account, open_account
from models.accounts.actor import Actor
from models.accounts.roles import Role, Roles
from models.brokers.broker import Broker, BrokerState
from models.core.encryption import LABOURER_PHONE, keyring
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import entry_transfer
from models.labourers.labourer import Labourer
from models.oversight import lists
from models.oversight.listing import Line, Theme
from models.placements import confirmation
from models.placements.placement import Placement, StatementChannel
from models.placements.statement import Statement, Verdict
from tests.support.accounts.actors import acting
from tests.support.accounts.factory import new_account
from tests.support.employers.factory import TONGYU
from tests.support.labourers.facts import entry_facts
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.placements.factory import add_factory, report_placement
from tests.support.refusals import granted
from tests.support.store import NOON, consenting_account, register_labourer
from tests.support.stored_actors import load_actor

AUDITOR, STRANGER = 77, 78
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def broker_application(account: Account, phone: str) -> Broker:
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
    account = await open_account(session, telegram_address(chat_id), NOON - DAY)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON - DAY, called=name or None)
    return account.key()


async def labourer_met_by(session: Session, by: Account, **given: Any) -> Labourer:
    """Somebody whom this account registered."""
    return await register_labourer(session, by, entry_facts(**given), own=False)


async def joins_office(
    session: Session, by: Account, who: Labourer, chat_id: int, at: datetime = NOON
) -> Account:
    """Somebody takes the entry over with this account's code."""
    code = granted(await entry_transfer.issue_entry_code(session, acting(by, at - MINUTE), who))
    account = await consenting_account(session, chat_id)
    granted(await entry_transfer.take_over_entry(session, acting(account, at), code))
    return account


async def placement_by(
    session: Session, who: Labourer, by: Account, at: datetime = NOON
) -> Placement:
    """This broker reports this person at a factory."""
    return granted(await report_placement(session, who, by, await add_factory(session), at))


async def labourer_says(
    session: Session,
    placement: Placement,
    by: int,
    at: datetime = NOON,
    how: StatementChannel = StatementChannel.SELF,
) -> None:
    """All is right, says this account."""
    statement = Statement(Verdict.YES, has_contract=True, fee=False)
    actor = await load_actor(session, by, at)
    refused = await confirmation.record_statement(session, actor, placement, statement, how)
    assert refused is None


async def dismiss_account(session: Session, account_id: int) -> None:
    await terms_of_office.close_terms(
        session,
        account_id,
        NOON + DAY,
        how=terms_of_office.TermEvent.DISMISSED,
        by=None,
        role=RoleName.STAFF,
    )


def asking(*counties: str, account: int = AUDITOR) -> Actor:
    """Staff of Wangqing ask, or of another county."""
    areas = counties or (WANGQING,)
    held = Roles(
        Role(account_id=account, name=RoleName.STAFF, area=area, granted_at=NOON) for area in areas
    )
    person = new_account(account, id=account)
    return Actor(person, held, NOON + DAY, ZONE)


async def listed(
    session: Session, theme: Theme, *counties: str, of: int | None = None
) -> list[Line]:
    """All pages of a list; as many as its count says, and none for another county's staff."""
    await session.flush()
    by, number = asking(*counties), 1
    lines: list[Line] = []
    while True:
        page = granted(await lists.get_list_page(session, by, theme, number, of=of))
        lines += page.items
        if not page.more:
            break
        number += 1
    if of is None:
        assert granted(await lists.count_lists(session, by.roles))[theme] == len(lines)
        if not counties:
            assert await listed(session, theme, TONGYU) == []
    return lines


async def listed_numbers(session: Session, theme: Theme, *, of: int | None = None) -> set[int]:
    """The numbers of all its records."""
    return {line.number for line in await listed(session, theme, of=of)}
