"""The people of the corpus: a newcomer, a labourer, a broker, the office; and where they work."""

import datetime as dt
from dataclasses import dataclass

from bot.telegram.addresses import telegram_address
from models.accounts import roles
from models.accounts.account import CONSENT_VERSION, Account, open_account, record_consent
from models.core.session import Session
from models.core.vocabulary import Language, NoticeKind, RoleName
from models.employers.employer import Employer
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from tests.support.employers.factory import open_employer
from tests.support.labourers.facts import entry_facts
from tests.support.store import NOON
from tests.support.town import DAXINGGOU, WANGQING

STRANGER, NEWCOMER, LABOURER, BROKER, STAFF = 3001, 3002, 3003, 3004, 3005
VILLAGE = "222424101216"
EARLIER = NOON - dt.timedelta(days=30)


@dataclass(frozen=True)
class People:
    """Their accounts, the labourer's entry, and an employer that the county knows."""

    newcomer: Account
    labourer: Account
    broker: Account
    staff: Account
    entry: Labourer
    employer: Employer


async def settle(session: Session, language: Language) -> People:
    """All of them are there, and speak this language."""
    accounts = [
        await open_account(session, telegram_address(chat), EARLIER)
        for chat in (NEWCOMER, LABOURER, BROKER, STAFF)
    ]
    newcomer, labourer, broker, staff = accounts
    for account in accounts:
        account.language = language
    for account in (newcomer, labourer):
        record_consent(account, EARLIER)
    await roles.grant_role(session, broker, RoleName.BROKER, DAXINGGOU, EARLIER)
    await roles.grant_role(session, staff, RoleName.STAFF, WANGQING, EARLIER)
    by = Registration(EARLIER, labourer.key(), True, EARLIER, CONSENT_VERSION)
    told = entry_facts(
        name="王小春",
        phone="+8613800003003",
        village=VILLAGE,
        status="farming",
        wishes=["work"],
        wanted_work=["sewing"],
        wanted_reach="anywhere",
        seen_by_brokers=True,
        notices=list(NoticeKind),
    )
    entry = await ledger.register_labourer(session, told, by)
    assert isinstance(entry, Labourer)
    labourer.labourer_id = entry.id
    employer = await open_employer(session, "延边金达莱服装厂")
    await session.flush()
    return People(newcomer, labourer, broker, staff, entry, employer)
