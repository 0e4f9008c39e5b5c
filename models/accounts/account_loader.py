"""Who is there: accounts, their roles and present forms, read together for several turns."""

from collections.abc import Collection
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import ColumnElement, bindparam, false
from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.drafts import Draft, remember_draft
from models.accounts.roles import Role, Roles
from models.core.session import Session

# Made once: to put a statement together costs as much as to run it.
CHATS: Any = bindparam("chats", expanding=True)
# In one order, so that no two processes wait for each other. SQLite has one writer, and needs none.
LOCKING = (
    select(Account.chat_id)
    .where(col(Account.chat_id).in_(CHATS))
    .order_by(col(Account.id))
    .with_for_update()
)


def _reading(present: ColumnElement[bool]) -> Any:
    return (
        select(Account, Draft, Role)
        .select_from(Account)
        .outerjoin(Draft, present)
        .outerjoin(Role, col(Role.account_id) == Account.id)
        .where(col(Account.chat_id).in_(CHATS))
    )


READING = _reading(col(Draft.id) == Account.draft_id)
READING_WITHOUT_FORMS = _reading(false())


class AccountLoader:
    """The people of one transaction's turns, by chat."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, tuple[Account | None, Roles]] = {}

    async def expect(self, chats: Collection[int]) -> None:
        """Read whoever writes from these chats, locked for this turn where the database can.

        Their present forms come along, for `draft.present` to find; one that no key opens is left
        to fail there, where its person alone is told.
        """
        accounts: dict[int, Account] = {}
        roles: dict[int, list[Role]] = {chat: [] for chat in chats}
        for account, draft, role in await self._read(list(chats)):
            accounts[account.chat_id] = account
            if draft is not None:
                remember_draft(self._session, draft)
            roles[account.chat_id] += [role] if role else []
        self._known |= {chat: (accounts.get(chat), Roles(rows)) for chat, rows in roles.items()}

    async def _read(self, chats: list[int]) -> list[Any]:
        """Each account with its present form and one of its roles.

        They are read after the accounts are locked and not with it: what a statement joins to a row
        that it waited for is as it was before the wait. And only those that are: who arrives on
        another process meanwhile is not locked.
        """
        if self._session.get_bind().dialect.name != "sqlite":
            chats = list(await self._session.exec(LOCKING, params={"chats": chats}))
        given = {"chats": chats}
        try:
            return list(await self._session.exec(READING, params=given))
        except InvalidToken:
            return list(await self._session.exec(READING_WITHOUT_FORMS, params=given))

    def is_asked(self, chat: int) -> bool:
        """Whether a question of a form lies before somebody who is expected."""
        account, _ = self._known.get(chat, (None, None))
        return account is not None and account.draft_id is not None and not account.offered

    async def of(self, chat: int) -> tuple[Account | None, Roles]:
        """The account of a chat and its roles; after a turn of theirs they are read anew."""
        if chat not in self._known:
            await self.expect([chat])
        account, roles = self._known.pop(chat)
        if account is not None and account not in self._session:
            return None, Roles()
        return account, roles
