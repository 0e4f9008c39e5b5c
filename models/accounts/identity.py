"""Accounts of one person: what several have in common, by their names, phones and ID numbers.

Entries and applications, which have these numbers, belong to other domains. Those register here
where they know them from: see bot/hooks.py.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import TypeAlias

from models.accounts.account import Account
from models.core.session import Session

NameOf: TypeAlias = Callable[[Session, Account], Awaitable[str | None]]
NumbersOf: TypeAlias = Callable[[Session, int], Awaitable[Collection[str]]]
AccountsWith: TypeAlias = Callable[[Session, Collection[str]], Awaitable[Collection[int]]]
AccountsBeside: TypeAlias = Callable[[Session, int], Awaitable[Collection[int]]]


async def _nobody(session: Session, account_id: int) -> tuple[int, ...]:  # noqa: ARG001
    return ()


@dataclass(frozen=True)
class IdentitySource:
    """Where a domain knows somebody from.

    `get_name` gives what an account's person is called, `list_id_numbers` an account's ID numbers,
    `list_accounts` the accounts that have one of some ID numbers, and `list_accounts_of_phone`
    those that have the phone number of an account.
    """

    get_name: NameOf
    list_id_numbers: NumbersOf
    list_accounts: AccountsWith
    list_accounts_of_phone: AccountsBeside = _nobody


# In the order in which a name is looked for.
SOURCES: list[IdentitySource] = []


async def get_name_from_sources(session: Session, account: Account) -> str | None:
    """What an account's person is called where a domain knows them."""
    for source in SOURCES:
        if name := await source.get_name(session, account):
            return name
    return None


async def list_accounts_with_same_number(session: Session, account_id: int) -> set[int]:
    """The other accounts whose own entry or application bears this one's ID number."""
    numbers = {
        number for source in SOURCES for number in await source.list_id_numbers(session, account_id)
    }
    found = {
        account for source in SOURCES for account in await source.list_accounts(session, numbers)
    }
    return found - {account_id}


async def list_accounts_with_same_phone(session: Session, account_id: int) -> set[int]:
    """The other accounts whose own person has this one's phone number."""
    found = {
        account
        for source in SOURCES
        for account in await source.list_accounts_of_phone(session, account_id)
    }
    return found - {account_id}
