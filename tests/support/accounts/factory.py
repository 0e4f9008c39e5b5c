"""Accounts as they are kept, with their Telegram addresses."""

from datetime import datetime
from typing import Any

from sqlmodel import select

from models.accounts.account import Account
from models.accounts.address import AccountAddress
from models.core.address import Channel
from models.core.session import Session
from tests.support.store import NOON


def new_account(
    chat_id: int, *, at: datetime = NOON, blocked_at: datetime | None = None, **given: Any
) -> Account:
    """An account of a Telegram chat, not yet added."""
    address = AccountAddress(
        channel=Channel.TELEGRAM, external_id=str(chat_id), blocked_at=blocked_at
    )
    return Account(created_at=at, address=address, **given)


def chat_of(account: Account) -> int:
    """The number of its Telegram chat."""
    return int(account.address.external_id)


async def list_chats(session: Session) -> set[int]:
    """The Telegram chats that have an account."""
    return {int(number) for number in await session.exec(select(AccountAddress.external_id))}


def accounts_by_chat(rows: dict[str, list[dict[str, Any]]]) -> dict[int, dict[str, Any]]:
    """The rows of accounts, with those of their addresses, by the number of the Telegram chat."""
    accounts = {row["id"]: row for row in rows["account"]}
    return {
        int(row["external_id"]): {**row, **accounts[row["account_id"]]} for row in rows["address"]
    }
