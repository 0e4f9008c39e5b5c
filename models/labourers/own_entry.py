"""One's own entry, from one's own account."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from models.accounts import drafts
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core import bulk_writes
from models.core.counting import CountQuery
from models.core.refusal import Refusal
from models.core.session import Session, Slot, reads_past_changes
from models.core.vocabulary import NoticeKind
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.preferences import Wanted

OwnEntryHook: TypeAlias = Callable[[Session, Account, Labourer], Awaitable[None]]
# What other domains do when an account gets an entry of its own: see bot/hooks.py.
ON_OWN_ENTRY: list[OwnEntryHook] = []


READ: Slot[dict[int, Labourer]] = Slot(dict)


async def get_own_entry(session: Session, account: Account) -> Labourer | None:
    """The ledger entry of the account's own person.

    With the first that is asked for the entries of all who are in the middle of a form about their
    own are read, in one statement: each of these turns asks for its own.
    """
    number, read = account.labourer_id, session.recall(READ)
    if number is None:
        return None
    if number not in read or read[number] not in session:
        # What a savepoint took back is no row of the session any more.
        known = {one for one, labourer in read.items() if labourer in session}
        wanted = {number, *drafts.list_own_entries_in_hand(session)} - known
        read |= await bulk_writes.read_rows(session, Labourer, wanted)
    labourer = read.get(number)
    return labourer if labourer in session else None


NOT_ASKED = (
    select(func.count())
    .where(col(Labourer.id) == bindparam("labourer"), col(Labourer.not_asked).is_not(None))
    .execution_options(**reads_past_changes)
)


def not_asked_count(labourer_id: int) -> CountQuery:
    """The query of whether somebody was not asked all that is asked later: 1 or 0."""
    return CountQuery(NOT_ASKED, {"labourer": labourer_id})


async def give_entry(session: Session, account: Account, labourer: Labourer) -> None:
    """The entry is the account's own from now on; other domains are told."""
    account.labourer_id = labourer.key()
    # Others ask whose an entry is.
    await bulk_writes.update_row(session, account)
    for follow in ON_OWN_ENTRY:
        await follow(session, account, labourer)


async def set_news_preference(
    session: Session, actor: Actor, kind: NoticeKind, wanted: Wanted
) -> Refusal | None:
    """Send, pause or stop one kind of notice; a kind begun or stopped goes into the history.

    Refusal: no_entry.
    """
    labourer = await get_own_entry(session, actor.account)
    if labourer is None:
        return Refusal("no_entry")
    await ledger.set_news_preference(session, labourer, kind, wanted, actor.now, actor.id)
    return None
