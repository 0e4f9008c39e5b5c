"""What accounts have in common by their applications as brokers."""

from collections.abc import Collection

from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.identity import IdentitySource
from models.brokers.broker import Broker
from models.core.encryption import BROKER_ID, keyring
from models.core.session import Session


async def _get_name(session: Session, account: Account) -> str | None:
    applied = select(Broker.name).where(Broker.account_id == account.key(), Broker.name != "")
    return (await session.exec(applied)).first()


async def _list_id_numbers(session: Session, account_id: int) -> list[str]:
    applied = await session.exec(select(Broker).where(Broker.account_id == account_id))
    return [one.id_number for one in applied if one.id_number]


async def _list_accounts(session: Session, id_numbers: Collection[str]) -> set[int]:
    indexes = [index for number in id_numbers for index in keyring.indexes(number, BROKER_ID)]
    query = select(Broker.account_id).where(col(Broker.id_index).in_(indexes))
    return {number for number in await session.exec(query) if number is not None}


SOURCE = IdentitySource(_get_name, _list_id_numbers, _list_accounts)
