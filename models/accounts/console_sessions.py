"""Sessions at the console: a code of the chat opens one, the chat tells of it and can end it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, or_, update
from sqlmodel import Field, SQLModel, col, select

from models.accounts import attempts
from models.accounts.account import Account, get_account
from models.accounts.actor import Actor
from models.accounts.attempts import CONSOLE_CODES
from models.accounts.messages import SIGNED_IN
from models.accounts.roles import get_roles
from models.core import audit
from models.core.address import Address
from models.core.audit import Act, Subject
from models.core.column_types import moment, reference, row_id
from models.core.encryption import CONSOLE_CODE, CONSOLE_TOKEN, keyring
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.outbox import outbox

DIGITS = 8
CODE_VALID = timedelta(minutes=5)
# A session ends so long after it began, and so long after its last page.
WHOLE_DAY, IDLE = timedelta(hours=12), timedelta(hours=1)
# A page more is noted no oftener, so that to look writes next to nothing.
NOTED_EVERY = timedelta(minutes=5)
KEPT = timedelta(days=2)
NAMELESS = "console"


class ConsoleSession(SQLModel, table=True):
    """A code that was given out, and the session that it opened, both as blind indexes alone."""

    __tablename__ = "console_session"

    id: int | None = row_id()
    account_id: int = reference("account", optional=False)
    code_index: str = Field(max_length=64, index=True)
    asked_at: datetime = moment()
    token_index: str | None = Field(default=None, max_length=64, unique=True)
    opened_at: datetime | None = moment(optional=True)
    seen_at: datetime | None = moment(optional=True)
    ended_at: datetime | None = moment(optional=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id

    def is_open(self, now: datetime) -> bool:
        """Whether its pages are still answered."""
        return (
            self.ended_at is None
            and self.opened_at is not None
            and self.seen_at is not None
            and now - self.opened_at < WHOLE_DAY
            and now - self.seen_at < IDLE
        )


@dataclass(frozen=True)
class SignedIn:
    """An open session as a page needs it."""

    actor: Actor
    session_id: int
    needs_noting: bool


async def give_sign_in_code(session: Session, actor: Actor) -> tuple[str, datetime] | Refusal:
    """Eight digits for the PC, and until when they are valid; an earlier code is void.

    Refusal: not_yours.
    """
    if RoleName.STAFF not in actor.roles:
        return Refusal("not_yours")
    unused = (col(ConsoleSession.account_id) == actor.id, col(ConsoleSession.opened_at).is_(None))
    await session.exec(delete(ConsoleSession).where(*unused))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    session.add(
        ConsoleSession(
            account_id=actor.id, code_index=keyring.index(code, CONSOLE_CODE), asked_at=actor.now
        )
    )
    await session.flush()
    return code, actor.now + CODE_VALID


async def give_code_to(
    session: Session, address: Address, now: datetime, zone: ZoneInfo
) -> tuple[str, datetime] | Refusal:
    """The same by a command on the server, for the member of staff at an address.

    The trail keeps it. Refusal: not_yours.
    """
    account = await get_account(session, address)
    if account is None:
        return Refusal("not_yours")
    actor = Actor(account, await get_roles(session, account), now, zone)
    given = await give_sign_in_code(session, actor)
    if not isinstance(given, Refusal):
        audit.record(session, now, Act.CODE_ISSUED, by=None, of=(Subject.STAFF, actor.id))
        await session.flush()
    return given


async def sign_in(session: Session, code: str, now: datetime) -> str | Refusal:
    """Use a code; gives the token that the browser keeps.

    The chat is told. Refusals: console_code_unknown, console_busy.
    """
    if await attempts.count_attempts(session, CONSOLE_CODES, now) >= CONSOLE_CODES.most:
        return Refusal("console_busy")
    fits = (
        col(ConsoleSession.code_index).in_(keyring.indexes(code, CONSOLE_CODE)),
        col(ConsoleSession.opened_at).is_(None),
        ConsoleSession.asked_at > now - CODE_VALID,
    )
    found = (await session.exec(select(ConsoleSession).where(*fits))).first()
    token = secrets.token_urlsafe(32)
    opening = {"opened_at": now, "seen_at": now, "token_index": keyring.index(token, CONSOLE_TOKEN)}
    if found is None or not await _spend(session, found, opening):
        await attempts.record_nameless_attempt(session, CONSOLE_CODES.what, NAMELESS, now)
        return Refusal("console_code_unknown")
    account = await session.get_one(Account, found.account_id)
    if RoleName.STAFF not in await get_roles(session, account):
        return Refusal("console_code_unknown")
    own = (Subject.STAFF, account.key())
    audit.record(session, now, Act.SIGNED_IN, by=account.key(), of=own)
    told = outbox.new_row(SIGNED_IN, found.key(), now, account=account.key())
    await outbox.plan_row(session, told)
    await session.flush()
    return token


async def _spend(session: Session, one: ConsoleSession, opening: dict[str, object]) -> bool:
    """Of two at once only one is told True."""
    unused = (col(ConsoleSession.id) == one.id, col(ConsoleSession.opened_at).is_(None))
    spent = update(ConsoleSession).where(*unused).values(**opening)
    return (await session.exec(spent)).rowcount == 1


async def find_signed_in(
    session: Session, token: str, now: datetime, zone: ZoneInfo
) -> SignedIn | None:
    """Whose session a token is, with the roles of this moment; None where it is over."""
    query = select(ConsoleSession).where(
        col(ConsoleSession.token_index).in_(keyring.indexes(token, CONSOLE_TOKEN))
    )
    found = (await session.exec(query)).first()
    if found is None or not found.is_open(now):
        return None
    account = await session.get_one(Account, found.account_id)
    roles = await get_roles(session, account)
    if RoleName.STAFF not in roles:
        return None
    assert found.seen_at is not None
    needs_noting = now - found.seen_at > NOTED_EVERY
    return SignedIn(Actor(account, roles, now, zone), found.key(), needs_noting)


async def note_seen(session: Session, session_id: int, now: datetime) -> None:
    """A page was opened in it."""
    one = col(ConsoleSession.id) == session_id
    await session.exec(update(ConsoleSession).where(one).values(seen_at=now))


async def end_session(session: Session, actor: Actor, session_id: int) -> bool:
    """End one's own session, at the PC or from the chat; False where it was over."""
    own = (
        col(ConsoleSession.id) == session_id,
        col(ConsoleSession.account_id) == actor.id,
        col(ConsoleSession.ended_at).is_(None),
    )
    ended = await session.exec(update(ConsoleSession).where(*own).values(ended_at=actor.now))
    return ended.rowcount == 1


async def delete_old_sessions(session: Session, now: datetime) -> int:
    """Forget codes and sessions of before two days; gives how many."""
    old = delete(ConsoleSession).where(
        col(ConsoleSession.asked_at) < now - KEPT,
        or_(col(ConsoleSession.opened_at).is_(None), col(ConsoleSession.opened_at) < now - KEPT),
    )
    return (await session.exec(old)).rowcount


async def delete_sessions_of(session: Session, account_id: int) -> None:
    """Forget what an account opened: it is erased."""
    await session.exec(delete(ConsoleSession).where(col(ConsoleSession.account_id) == account_id))
