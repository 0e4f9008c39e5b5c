"""One's own entry, from one's own account."""

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import NoticeKind
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.preferences import Wanted


async def get_own_entry(session: Session, account: Account) -> Labourer | None:
    """The ledger entry of the account's own person."""
    return await session.get(Labourer, account.labourer_id) if account.labourer_id else None


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
