"""Accounts: who writes, in which language, and what they agreed to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import contains_eager
from sqlmodel import Field, Relationship, SQLModel, col, func, select, text

from models.accounts.address import AccountAddress
from models.core.address import Address
from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import LABOURER_PHONE, Sealed, keyring
from models.core.exports import iso_text
from models.core.session import Session
from models.core.vocabulary import Language

# The wording that a person agrees to; a new wording gets a new version.
# The text: dialogue/labourers/consent.
CONSENT_VERSION = "2026-12"


class Account(SQLModel, table=True):
    """Somebody who talks with the bot: a labourer once that person's own entry exists.

    `draft_id` is the form that they are in the middle of. `came_with` is a link's payload, kept
    until consent: a code perhaps, or whatever was typed. `trouble_consented_at` is when somebody
    agreed that a grievance of theirs is kept, and nothing else. `erase_when_done` is when they
    asked to be reminded, once nothing of theirs is open, that they wanted everything erased.
    `shared_phone_index` is of the number that the channel itself vouched for: it proves whose phone
    it is, and is compared with the ledger's numbers.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = (
        Index(
            "account_erase_later",
            "erase_when_done",
            sqlite_where=text("erase_when_done IS NOT NULL"),
            postgresql_where=text("erase_when_done IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    language: Language | None = word(Language, optional=True)
    consented_at: datetime | None = moment(optional=True)
    consent_version: str | None = Field(default=None, max_length=16)
    trouble_consented_at: datetime | None = moment(optional=True)
    erase_when_done: datetime | None = moment(optional=True)
    labourer_id: int | None = reference("labourer", unique=True)
    draft_id: int | None = Field(default=None, sa_type=BIG_ID)
    came_with: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    shared_phone_index: str | None = Field(default=None, max_length=64)
    created_at: datetime = moment()
    # Read with the account, in one statement.
    address: AccountAddress = Relationship(
        sa_relationship_kwargs={
            "lazy": "joined",
            "innerjoin": True,
            "uselist": False,
            "cascade": "all, delete-orphan",
        }
    )

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


async def get_account(session: Session, address: Address) -> Account | None:
    """The account of an address, locked for this turn where the database can."""
    query = (
        select(Account)
        .join(AccountAddress, col(AccountAddress.account_id) == Account.id)
        .where(
            AccountAddress.channel == address.channel,
            AccountAddress.external_id == address.external_id,
        )
        .options(contains_eager(Account.address))  # type: ignore[arg-type]
        .with_for_update(of=Account)
    )
    return (await session.exec(query)).first()


async def get_account_id_of_labourer(session: Session, labourer_id: int | None) -> int | None:
    """The number of the account that a labourer's own person writes from, if there is one."""
    query = select(Account.id).where(Account.labourer_id == labourer_id)
    return (await session.exec(query)).first() if labourer_id is not None else None


async def get_account_of_labourer(session: Session, labourer_id: int) -> Account | None:
    """The account that a labourer's own person writes from, if there is one."""
    query = select(Account).where(Account.labourer_id == labourer_id)
    return (await session.exec(query)).first()


def create_account(session: Session, address: Address, now: datetime) -> Account:
    """A new account that holds nothing but its address; it has a number once it is flushed."""
    there = AccountAddress(channel=address.channel, external_id=address.external_id, offered=[])
    account = Account(created_at=now, address=there)
    session.add(account)
    return account


async def open_account(session: Session, address: Address, now: datetime) -> Account:
    """A new account of an address, with its number."""
    account = create_account(session, address, now)
    await session.flush()
    return account


def record_consent(account: Account, now: datetime) -> None:
    """The person agreed, in this account, to what CONSENT_VERSION says."""
    account.consented_at, account.consent_version = now, CONSENT_VERSION


def note_shared_phone(account: Account, number: str) -> None:
    """The channel shared the account's own number, in E.164."""
    account.shared_phone_index = keyring.index(number, LABOURER_PHONE)


async def delete_account(session: Session, account: Account) -> None:
    """Forget an account that never agreed to anything."""
    await session.delete(account)
    await session.flush()


async def count_unreachable(session: Session) -> int:
    """How many blocked the bot and have not written since."""
    query = select(func.count()).where(col(AccountAddress.blocked_at).is_not(None))
    return (await session.exec(query)).one()


def export_account(account: Account) -> dict[str, Any]:
    """What the account itself holds, and its address."""
    blocked = account.address.blocked_at
    return {
        "address": str(account.address.value),
        "unreachable_since": blocked.isoformat() if blocked else None,
        "language": account.language,
        "since": account.created_at.isoformat(),
        "consented": account.consented_at.isoformat() if account.consented_at else None,
        "consented_to": account.consent_version,
        "agreed_to_tell": iso_text(account.trouble_consented_at),
        "wants_to_be_erased_since": iso_text(account.erase_when_done),
    }
