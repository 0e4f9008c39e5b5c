"""Who is there: accounts, their roles and present forms, read together for several turns."""

from collections.abc import Collection
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import ColumnElement, bindparam, false
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.account import Account
from models.draft import Draft, hold
from models.role import Role, Roles


def _here(present: ColumnElement[bool]) -> Any:
    """In one order, so that no two processes wait for each other."""
    return (
        select(Account, Draft, Role)
        .select_from(Account)
        .outerjoin(Draft, present)
        .outerjoin(Role, col(Role.account_id) == Account.id)
        .where(col(Account.chat_id).in_(bindparam("chats", expanding=True)))
        .order_by(col(Account.id))
        .with_for_update(of=Account)
    )


# Made once: to put a statement together costs as much as to run it.
HERE = _here(col(Draft.id) == Account.draft_id)
HERE_WITHOUT_FORMS = _here(false())


class Presence:
    """The people of one transaction's turns, by chat."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._known: dict[int, tuple[Account | None, Roles]] = {}

    async def expect(self, chats: Collection[int]) -> None:
        """Read whoever writes from these chats, locked for this turn where the database can.

        Their present forms come along, for `draft.present` to find; one that no key opens is left
        to fail there, where its person alone is told.
        """
        try:
            rows = await self._read(chats)
        except InvalidToken:
            rows = await self._read(chats, forms=False)
        accounts: dict[int, Account] = {}
        roles: dict[int, list[Role]] = {chat: [] for chat in chats}
        for account, draft, role in rows:
            if draft is not None:
                hold(self._session, draft)
            accounts[account.chat_id] = account
            roles[account.chat_id] += [role] if role else []
        self._known |= {chat: (accounts.get(chat), Roles(rows)) for chat, rows in roles.items()}

    async def _read(
        self, chats: Collection[int], *, forms: bool = True
    ) -> list[tuple[Account, Draft | None, Role | None]]:
        query = HERE if forms else HERE_WITHOUT_FORMS
        found = await self._session.exec(query, params={"chats": list(chats)})
        return [(row[0], row[1], row[2]) for row in found]

    async def of(self, chat: int) -> tuple[Account | None, Roles]:
        """The account of a chat and its roles; after a turn of theirs they are read anew."""
        if chat not in self._known:
            await self.expect([chat])
        account, roles = self._known.pop(chat)
        if account is not None and account not in self._session:
            return None, Roles()
        return account, roles
