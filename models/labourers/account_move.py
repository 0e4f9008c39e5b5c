"""A changed account: whose phone is lost gets the entry back through the office.

Staff check who they are and give a code of one use; whoever types it in a new account has the
entry there. The account of before is told when the code is given, and can stop it; so are the
colleagues of whoever gives it, as nobody takes an entry over unseen. The trail tells of both.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import delete, update
from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts import one_time_codes, roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.drafts import Draft
from models.accounts.one_time_codes import CodePurpose, OneTimeCode
from models.accounts.roles import Role
from models.core import audit
from models.core.audit import Act
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.labourers.messages import (
    ACCOUNT_MOVED,
    MOVE_GIVEN,
    MOVE_STOPPED,
    MOVE_WARNING,
)
from models.outbox import outbox
from models.outbox.row import OutboxRow, RowState

MoveHook: TypeAlias = Callable[[Session, int, int], Awaitable[None]]
# What other domains move from one account to another: see bot/hooks.py.
ON_ACCOUNT_MOVED: list[MoveHook] = []


async def refuse_move(session: Session, actor: Actor, labourer: Labourer) -> Refusal | None:
    """Whether staff may move this entry. Refusals: not_yours, move_own, move_role."""
    if not actor.roles.counties() or not labourer.village_code.startswith(actor.roles.counties()):
        return Refusal("not_yours")
    if actor.account.labourer_id == labourer.id:
        return Refusal("move_own")
    before = await accounts.get_account_of_labourer(session, labourer.key())
    if before is None:
        return None
    held = select(Role.id).where(Role.account_id == before.key()).limit(1)
    return Refusal("move_role") if (await session.exec(held)).first() else None


async def tell_of_code(session: Session, actor: Actor, labourer: Labourer) -> None:
    """A code was given: the account of before and the colleagues hear of it."""
    query = select(OneTimeCode.id).where(
        OneTimeCode.labourer_id == labourer.id,
        OneTimeCode.purpose == CodePurpose.MOVE,
        col(OneTimeCode.used_at).is_(None),
    )
    number = (await session.exec(query)).one()
    before = await accounts.get_account_of_labourer(session, labourer.key())
    if before is not None:
        warned = outbox.new_row(MOVE_WARNING, number, actor.now, account=before.key())
        await outbox.plan_row(session, warned)
    for staff in await roles.list_staff_of_county(session, labourer.village_code[:COUNTY]):
        if staff != actor.id:
            row = outbox.new_row(MOVE_GIVEN, number, actor.now, account=staff)
            await outbox.plan_row(session, row)


async def stop_move(session: Session, actor: Actor, number: int) -> Refusal | None:
    """It was not they who asked, says the account of before, or staff: the code opens nothing.

    Refusals: not_yours, move_stopped, where it is over or was stopped.
    """
    code = await session.get(OneTimeCode, number)
    labourer = await session.get(Labourer, code.labourer_id or 0) if code else None
    if code is None or labourer is None or code.purpose is not CodePurpose.MOVE:
        return Refusal("move_stopped")
    counties = actor.roles.counties()
    by_staff = bool(counties) and labourer.village_code.startswith(counties)
    if actor.account.labourer_id != labourer.id and not by_staff:
        return Refusal("not_yours")
    unused = (col(OneTimeCode.id) == number, col(OneTimeCode.used_at).is_(None))
    stopped = await session.exec(update(OneTimeCode).where(*unused).values(used_at=actor.now))
    if not stopped.rowcount:
        return Refusal("move_stopped")
    where = labourer.village_code
    key = labourer.id
    audit.record(session, actor.now, Act.REFUSED, by=actor.id, labourer=key, village=where)
    for staff in await roles.list_staff_of_county(session, where[:COUNTY]):
        row = outbox.new_row(MOVE_STOPPED, number, actor.now, account=staff)
        await outbox.plan_row(session, row)
    await session.flush()
    return None


async def close_lost_account(
    session: Session, before: Account, after: Account, labourer: Labourer, now: datetime
) -> None:
    """The account of before has no entry and no consent any more, and a last message is its last.

    What waits to be told to the person goes to the new account.
    """
    await session.exec(delete(Draft).where(col(Draft.account_id) == before.key()))
    await one_time_codes.void_issued_codes(session, before.key(), now)
    before.labourer_id = before.draft_id = before.came_with = None
    before.consented_at = before.consent_version = before.trouble_consented_at = None
    before.shared_phone_index = None
    before.address.set_offered([], keyboard=False)
    await session.flush()
    waits = (col(OutboxRow.labourer_id) == labourer.key(), col(OutboxRow.state) == RowState.WAITING)
    await session.exec(update(OutboxRow).where(*waits).values(account_id=after.key()))
    await follow_person(session, before, after)
    told = outbox.new_row(ACCOUNT_MOVED, labourer.key(), now, account=before.key())
    await outbox.plan_row(session, told)


async def follow_person(session: Session, before: Account, after: Account) -> None:
    """What a person asked in one account, and waits to be told there, is theirs in another.

    Each message is judged anew before it is sent: of what is over with the account nothing is said.
    """
    after.erase_when_done = after.erase_when_done or before.erase_when_done
    before.erase_when_done = None
    await session.flush()
    waits = (col(OutboxRow.account_id) == before.key(), col(OutboxRow.state) == RowState.WAITING)
    await session.exec(update(OutboxRow).where(*waits).values(account_id=after.key()))
    for follow in ON_ACCOUNT_MOVED:
        await follow(session, before.key(), after.key())
