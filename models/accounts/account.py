"""Chat accounts: who writes, in which language, and what is before them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Field, SQLModel, col, func, select

from models.core.column_types import BIG_ID, moment, reference, row_id, word
from models.core.encryption import Sealed
from models.core.session import Session
from models.core.vocabulary import Language

# The wording that a person agrees to; a new wording gets a new version.
# The text: dialogue/labourers/consent.
CONSENT_VERSION = "2026-12"


class Account(SQLModel, table=True):
    """A chat account. It belongs to a labourer only once that person's own entry exists.

    `offered` is the choices of the last screen in order, so that a typed number means the button
    in that place. `keyboard` is whether a sharing keyboard lies open.
    `came_with` is a link's payload, kept until consent: a code perhaps, or whatever was typed.
    """

    __table_args__ = (
        Index(
            "account_blocked",
            "blocked_at",
            sqlite_where=text("blocked_at IS NOT NULL"),
            postgresql_where=text("blocked_at IS NOT NULL"),
        ),
        # A number is never given twice: old buttons bear it.
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    chat_id: int = Field(sa_type=BIG_ID, unique=True)
    language: Language | None = word(Language, optional=True)
    consented_at: datetime | None = moment(optional=True)
    consent_version: str | None = Field(default=None, max_length=16)
    labourer_id: int | None = reference("labourer", unique=True)
    draft_id: int | None = Field(default=None, sa_type=BIG_ID)
    offered: list[str] = Field(default_factory=list, sa_type=JSON)
    keyboard: bool = False
    came_with: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    created_at: datetime = moment()
    blocked_at: datetime | None = moment(optional=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


async def get_account(session: Session, chat_id: int) -> Account | None:
    """The account of a chat, locked for this turn where the database can."""
    query = select(Account).where(Account.chat_id == chat_id).with_for_update()
    return (await session.exec(query)).first()


async def get_account_id_of_labourer(session: Session, labourer_id: int | None) -> int | None:
    """The number of the account that a labourer's own person writes from, if there is one."""
    query = select(Account.id).where(Account.labourer_id == labourer_id)
    return (await session.exec(query)).first() if labourer_id is not None else None


def create_account(session: Session, chat_id: int, now: datetime) -> Account:
    """A new account that holds nothing but its chat; it has a number once it is flushed."""
    account = Account(chat_id=chat_id, created_at=now)
    session.add(account)
    return account


async def open_account(session: Session, chat_id: int, now: datetime) -> Account:
    """A new account with its number."""
    account = create_account(session, chat_id, now)
    await session.flush()
    return account


def set_offered(account: Account, choices: list[str], *, keyboard: bool) -> None:
    """Remember what lies before the person now: what can be chosen, and a sharing keyboard."""
    if (account.offered, account.keyboard) != (choices, keyboard):
        account.offered, account.keyboard = choices, keyboard
        # Both are written though one be the same: one statement then writes many people's.
        flag_modified(account, "offered")
        flag_modified(account, "keyboard")


def record_consent(account: Account, now: datetime) -> None:
    """The person agreed, in this account, to what CONSENT_VERSION says."""
    account.consented_at, account.consent_version = now, CONSENT_VERSION


async def delete_account(session: Session, account: Account) -> None:
    """Forget an account that never agreed to anything."""
    await session.delete(account)
    await session.flush()


async def count_unreachable(session: Session) -> int:
    """How many blocked the bot and have not written since."""
    query = select(func.count()).where(col(Account.blocked_at).is_not(None))
    return (await session.exec(query)).one()


def export_account(account: Account) -> dict[str, Any]:
    """What the account itself holds."""
    return {
        "chat_id": account.chat_id,
        "language": account.language,
        "since": account.created_at.isoformat(),
        "consented": account.consented_at.isoformat() if account.consented_at else None,
        "consented_to": account.consent_version,
    }
