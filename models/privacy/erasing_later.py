"""Letting the office finish first: nothing is erased, and the person is asked once it is done."""

from datetime import datetime

from sqlmodel import col, func, select

from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.outbox import outbox
from models.privacy import open_matters
from models.privacy.messages import ERASURE_DUE
from models.privacy.open_matters import WAITED_FOR

PIECE = 100


async def erase_when_done(session: Session, actor: Actor) -> Refusal | None:
    """Remember that the actor wants to be erased once nothing is open. Refusal: nothing_open."""
    if not await _is_waited_for(session, actor.account):
        return Refusal("nothing_open")
    account = actor.account
    if account.erase_when_done is None:
        account.erase_when_done = actor.now
        labourer = account.labourer_id
        audit.record(session, actor.now, Act.ERASURE_ASKED, by=actor.id, labourer=labourer)
    await session.flush()
    return None


async def plan_due_erasures(session: Session, now: datetime, most: int = PIECE) -> int:
    """Ask those of whom nothing is open any more; gives how many. They decide.

    Any `most` are looked at: those whose matters go on for months keep nobody from being asked.
    """
    query = select(Account).where(col(Account.erase_when_done).is_not(None))
    asked = 0
    for account in (await session.exec(query.order_by(func.random()).limit(most))).all():
        wanted = account.erase_when_done
        if wanted is None or await _is_waited_for(session, account):
            continue
        row = outbox.new_row(ERASURE_DUE, int(wanted.timestamp()), now, account=account.key())
        await outbox.plan_row(session, row)
        account.erase_when_done = None
        asked += 1
    await session.flush()
    return asked


async def _is_waited_for(session: Session, account: Account) -> bool:
    matters = await open_matters.list_of_account(session, account)
    return any(one.what in WAITED_FOR for one in matters)
