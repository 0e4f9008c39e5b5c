"""Rights of drafts: every unfinished form rests on a right, and goes when the right is gone.

A form holds what somebody told, often about somebody else. So the right is checked each time
before anything of the form is shown, taken or saved; see `may_hold_draft`. Each domain has the
rights of its own forms in its `draft_rights.py`; bot/hooks.py brings them together here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.accounts.roles import Roles, get_roles
from models.core.session import Session
from models.core.vocabulary import RoleName


@dataclass(frozen=True)
class DraftHolder:
    """Whose form it is, what they may do now, and the form."""

    session: Session
    account: Account
    roles: Roles
    draft: Draft

    @property
    def about(self) -> int:
        """The number of the record that the form is about; 0, which no record has, for none."""
        return self.draft.about or 0

    def is_person(self, labourer_id: int | None) -> bool:
        """Whether an entry is the holder's own."""
        return labourer_id is not None and labourer_id == self.account.labourer_id


Right: TypeAlias = Callable[[DraftHolder], Awaitable[bool]]


async def is_staff(holder: DraftHolder) -> bool:
    """The right of staff, of whichever county."""
    return RoleName.STAFF in holder.roles


async def is_anybody(holder: DraftHolder) -> bool:  # noqa: ARG001
    """The right of whoever began it: it holds only what they sent."""
    return True


# By the name of the form. A form without a right can't be begun: a test holds that.
RIGHTS: dict[str, Right] = {
    "invitation": is_staff,
    "my name": is_staff,
    "whose looks": is_staff,
    "files": is_anybody,
}


async def may_hold_draft(session: Session, account: Account, roles: Roles, draft: Draft) -> bool:
    """Whether the right that a form rests on is still there."""
    return await RIGHTS[draft.form](DraftHolder(session, account, roles, draft))


async def drop_lost_drafts(session: Session, account: Account) -> int:
    """Delete the forms of an account that rested on a role it has no more; gives how many.

    That one of them lay before the person stays noted, so that they hear of it.
    """
    roles = await get_roles(session, account)
    theirs = select(Draft).where(Draft.account_id == account.key())
    lost = [
        draft
        for draft in (await session.exec(theirs)).all()
        if not await may_hold_draft(session, account, roles, draft)
    ]
    for draft in lost:
        await session.delete(draft)
    await session.flush()
    return len(lost)


async def drop_drafts_about_entry(session: Session, labourer_id: int) -> None:
    """Delete others' changes of an entry where they may not make them any more."""
    about = select(Draft, Account).where(
        Draft.labourer_id == labourer_id, col(Account.id) == Draft.account_id
    )
    for draft, account in (await session.exec(about)).all():
        if not await may_hold_draft(session, account, await get_roles(session, account), draft):
            await session.delete(draft)
    await session.flush()
