"""What accounts have in common by the entries of their own people."""

from collections.abc import Collection

from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.identity import IdentitySource
from models.core.encryption import LABOURER_ID, LABOURER_PHONE, keyring
from models.core.session import Session
from models.labourers.labourer import Labourer


async def _get_name(session: Session, account: Account) -> str | None:
    own = await session.get(Labourer, account.labourer_id) if account.labourer_id else None
    return own.name if own else None


async def _list_id_numbers(session: Session, account_id: int) -> list[str]:
    entry = select(Labourer).join(Account, col(Account.labourer_id) == Labourer.id)
    own = (await session.exec(entry.where(Account.id == account_id))).first()
    return [own.id_number] if own and own.id_number else []


async def _list_accounts(session: Session, id_numbers: Collection[str]) -> set[int]:
    indexes = [index for number in id_numbers for index in keyring.indexes(number, LABOURER_ID)]
    query = select(Account.id).join(Labourer, col(Labourer.id) == Account.labourer_id)
    found = await session.exec(query.where(col(Labourer.id_index).in_(indexes)))
    return {number for number in found if number is not None}


async def _list_accounts_of_phone(session: Session, account_id: int) -> set[int]:
    account = await session.get(Account, account_id)
    own = await session.get(Labourer, account.labourer_id or 0) if account else None
    if own is None or not own.phone:
        return set()
    same = select(Account.id).join(Labourer, col(Labourer.id) == Account.labourer_id)
    indexes = keyring.indexes(own.phone, LABOURER_PHONE)
    found = await session.exec(same.where(col(Labourer.phone_index).in_(indexes)))
    return {number for number in found if number is not None}


SOURCE = IdentitySource(_get_name, _list_id_numbers, _list_accounts, _list_accounts_of_phone)
