"""Who is there: accounts, their roles and present forms, read together for several turns."""

from collections.abc import Collection
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import ColumnElement, bindparam, false, tuple_
from sqlalchemy.orm import aliased, contains_eager
from sqlmodel import col, func, select

from models.accounts.account import Account
from models.accounts.address import AccountAddress
from models.accounts.drafts import Draft, remember_all_drafts, remember_draft
from models.accounts.roles import Role, Roles
from models.core.address import Address, Channel
from models.core.regions import NEWEST_IMPORT, remember_import
from models.core.session import Session

# Made once: to put a statement together costs as much as to run it.
WHERE = (col(AccountAddress.channel), col(AccountAddress.external_id))
HERE: Any = tuple_(*WHERE).in_(bindparam("addresses", expanding=True))
FORM = aliased(Draft)
FORMS = select(func.count()).where(FORM.account_id == Account.id).scalar_subquery()
HAS_ADDRESS = col(AccountAddress.account_id) == Account.id
# In one order, so that no two processes wait for each other. SQLite has one writer, and needs none.
LOCKING = (
    select(*WHERE)
    .join(Account, HAS_ADDRESS)
    .where(HERE)
    .order_by(col(Account.id))
    .with_for_update(of=Account)
)


def _reading(present: ColumnElement[bool]) -> Any:
    return (
        select(Account, Draft, Role, NEWEST_IMPORT)
        .add_columns(FORMS)
        .select_from(Account)
        .join(AccountAddress, HAS_ADDRESS)
        .outerjoin(Draft, present)
        .outerjoin(Role, col(Role.account_id) == Account.id)
        .where(HERE)
        .options(contains_eager(Account.address))  # type: ignore[arg-type]
    )


READING = _reading(col(Draft.id) == Account.draft_id)
READING_WITHOUT_FORMS = _reading(false())


class AccountLoader:
    """The people of one transaction's turns, by address."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[Address, tuple[Account | None, Roles]] = {}

    async def expect(self, addresses: Collection[Address]) -> None:
        """Read whoever writes from these addresses, locked for this turn where the database can.

        Their present forms come along, for `draft.present` to find; one that no key opens is left
        to fail there, where its person alone is told.
        """
        accounts: dict[Address, Account] = {}
        roles: dict[Address, list[Role]] = {address: [] for address in addresses}
        where = [(one.channel, one.external_id) for one in roles]
        for account, draft, role, newest_import, forms in await self._read(where):
            remember_import(self._session, newest_import)
            address = account.address.value
            accounts[address] = account
            if draft is not None:
                remember_draft(self._session, draft)
            if forms == (draft is not None):
                remember_all_drafts(self._session, account, [draft] if draft else [])
            roles[address] += [role] if role else []
        self._known |= {one: (accounts.get(one), Roles(rows)) for one, rows in roles.items()}

    async def _read(self, addresses: list[tuple[Channel, str]]) -> list[Any]:
        """Each account with its present form and one of its roles.

        They are read after the accounts are locked and not with it: what a statement joins to a row
        that it waited for is as it was before the wait. And only those that are: who arrives on
        another process meanwhile is not locked.
        """
        if self._session.get_bind().dialect.name != "sqlite":
            given = {"addresses": addresses}
            locked = await self._session.exec(LOCKING, params=given)
            addresses = [(channel, external_id) for channel, external_id in locked]
        given = {"addresses": addresses}
        try:
            return list(await self._session.exec(READING, params=given))
        except InvalidToken:
            return list(await self._session.exec(READING_WITHOUT_FORMS, params=given))

    def is_asked(self, address: Address) -> bool:
        """Whether a question of a form lies before somebody who is expected."""
        account, _ = self._known.get(address, (None, None))
        return account is not None and account.draft_id is not None and not account.address.offered

    async def of(self, address: Address) -> tuple[Account | None, Roles]:
        """The account of an address and its roles; after a turn of theirs they are read anew."""
        if address not in self._known:
            # Somebody's second turn of the batch: their first may have opened the account.
            await self._session.flush()
            await self.expect([address])
        account, roles = self._known.pop(address)
        if account is not None and account not in self._session:
            return None, Roles()
        return account, roles
