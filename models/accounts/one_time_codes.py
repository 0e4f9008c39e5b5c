"""One-time codes: a labourer's claim to an entry, and invitations to a role."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum, auto

from sqlalchemy import false, or_, update
from sqlmodel import Field, SQLModel, col, func, select

from models.accounts import attempts, terms_of_office
from models.accounts.account import CONSENT_VERSION, Account
from models.accounts.attempts import GUESSED_LATELY, WRONG_CODES, WRONG_CODES_OF_ALL
from models.accounts.roles import grant_role
from models.accounts.terms_of_office import TermEvent
from models.brokers.broker import Broker, BrokerState
from models.core import audit
from models.core.audit import Act, Subject
from models.core.column_types import moment, reference, row_id, word
from models.core.encryption import CODE, Sealed, keyring
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.outbox.message_type import Topic

VALID_FOR = timedelta(days=14)


class CodePurpose(StrEnum):
    """What a code opens."""

    CLAIM = auto()
    INVITE = auto()


class OneTimeCode(SQLModel, table=True):
    """A code, kept only as its blind index, with what it opens and until when.

    `called` is the name of who is invited, until they come.
    """

    __tablename__ = "one_time_code"

    id: int | None = row_id()
    purpose: CodePurpose = word(CodePurpose)
    code_index: str = Field(unique=True, max_length=64)
    labourer_id: int | None = reference("labourer")
    role: RoleName | None = word(RoleName, optional=True)
    area: str = Field(default="", max_length=12)
    called: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    issued_by: int | None = reference("account")
    issued_at: datetime = moment()
    used_at: datetime | None = moment(optional=True)


async def issue_entry_code(
    session: Session, account: Account, labourer: Labourer, now: datetime
) -> str | Refusal:
    """A new code of 8 digits for an entry; codes issued for it before are void.

    Refusal: too_often {most}.
    """
    if refused := await attempts.attempt_within_limit(
        session, attempts.CLAIM_CODES, account.key(), now
    ):
        return refused
    mine = (col(OneTimeCode.labourer_id) == labourer.id, col(OneTimeCode.used_at).is_(None))
    await session.exec(update(OneTimeCode).where(*mine).values(used_at=now))
    code = f"{secrets.randbelow(10**8):08}"
    session.add(
        OneTimeCode(
            purpose=CodePurpose.CLAIM,
            code_index=keyring.index(code, CODE),
            labourer_id=labourer.id,
            issued_by=account.id,
            issued_at=now,
        )
    )
    where, key = labourer.village_code, labourer.id
    audit.record(session, now, Act.CODE_ISSUED, by=account.id, labourer=key, village=where)
    await session.flush()
    return code


async def take_over_entry(
    session: Session, account: Account, code: str, now: datetime
) -> Labourer | Refusal:
    """Give the account the entry that the code was issued for."""
    if account.labourer_id is not None:
        return Refusal("claim_has_entry")
    if account.consented_at is None:
        return Refusal("consent_first")
    found = await _use(session, account, CodePurpose.CLAIM, code, now)
    if isinstance(found, Refusal):
        return found
    labourer = await session.get_one(Labourer, found.labourer_id)
    account.labourer_id = labourer.id
    # From now on it is the person's own word; `read_out_by` still tells how it began.
    labourer.consented_at = account.consented_at
    labourer.consent_version = account.consent_version or CONSENT_VERSION
    where, key = labourer.village_code, labourer.id
    audit.record(session, now, Act.CLAIMED, by=account.id, labourer=key, village=where)
    await session.flush()
    # Rights of forms look at placements, whose approval looks at codes.
    from models.accounts import draft_rights

    await draft_rights.drop_drafts_about_entry(session, labourer)
    if found.issued_by is not None and found.issued_by != account.id:
        told = outbox.new_row(Topic.CLAIMED, labourer.key(), now, account=found.issued_by)
        await outbox.plan_row(session, told)
    return labourer


async def issue_invitation(
    session: Session,
    account: Account,
    role: RoleName,
    area: str,
    now: datetime,
    called: str | None = None,
) -> str | Refusal:
    """A new code, fit for a link, that makes whoever opens it broker or staff of an area.

    Refusal: too_often {most}.

    Args:
        called: the name of who is invited, which the trail shows them by.
    """
    if refused := await attempts.attempt_within_limit(
        session, attempts.INVITATIONS, account.key(), now
    ):
        return refused
    code = secrets.token_urlsafe(12)
    session.add(
        OneTimeCode(
            purpose=CodePurpose.INVITE,
            code_index=keyring.index(code, CODE),
            role=role,
            area=area,
            called=called,
            issued_by=account.id,
            issued_at=now,
        )
    )
    audit.record(session, now, Act.INVITED, by=account.id)
    await session.flush()
    return code


async def accept_invitation(
    session: Session, account: Account, code: str, now: datetime
) -> OneTimeCode | Refusal:
    """Take the role that the code was issued for; a suspended broker is reinstated first.

    Refusals: broker_suspended, code_unknown, code_wait {tries}.
    """
    found = await _use(session, account, CodePurpose.INVITE, code, now)
    if isinstance(found, Refusal):
        return found
    assert found.role is not None
    await grant_role(
        session,
        account,
        found.role,
        found.area,
        now,
        by=found.issued_by,
        how=TermEvent.INVITED,
        called=found.called,
    )
    found.called = None
    of = (Subject.STAFF, account.key()) if found.role is RoleName.STAFF else None
    audit.record(session, now, Act.ROLE_TAKEN, by=account.id, of=of)
    return found


async def count_open_invitations(session: Session, account_id: int, now: datetime) -> int:
    """How many of an account's invitations can still be followed."""
    query = select(func.count()).where(
        OneTimeCode.issued_by == account_id,
        OneTimeCode.purpose == CodePurpose.INVITE,
        col(OneTimeCode.used_at).is_(None),
        OneTimeCode.issued_at > now - VALID_FOR,
    )
    return (await session.exec(query)).one()


async def void_issued_codes(
    session: Session, account_id: int, now: datetime, counties: tuple[str, ...] | None = None
) -> int:
    """Void every code and invitation of an account that nobody used yet; gives how many.

    With counties, only codes for the entries of people who live there.
    """
    unused = [col(OneTimeCode.issued_by) == account_id, col(OneTimeCode.used_at).is_(None)]
    if counties is not None:
        lives = [inside(col(Labourer.village_code), county) for county in counties]
        there = select(Labourer.id).where(or_(false(), *lives))
        unused.append(col(OneTimeCode.labourer_id).in_(there))
    voided = update(OneTimeCode).where(*unused).values(used_at=now, called=None)
    return (await session.exec(voided)).rowcount


async def _use(
    session: Session, account: Account, purpose: CodePurpose, code: str, now: datetime
) -> OneTimeCode | Refusal:
    if refusal := await _waits(session, account, purpose, now):
        return refusal
    query = select(OneTimeCode).where(
        OneTimeCode.purpose == purpose,
        col(OneTimeCode.code_index).in_(keyring.indexes(code, CODE)),
        OneTimeCode.issued_at > now - VALID_FOR,
    )
    found = (await session.exec(query)).first()
    if found is not None and await _is_suspended(session, account, found):
        return Refusal("broker_suspended")
    if found is None or not await _spend(session, found, now):
        await attempts.record_attempt(session, WRONG_CODES.what, account, now)
        return Refusal("code_unknown")
    return found


async def _is_suspended(session: Session, account: Account, code: OneTimeCode) -> bool:
    """Whether an invitation finds a suspended broker, which the office has to take back first.

    Where the office that suspended them has no application of theirs, a new invitation is that.
    """
    if code.purpose is not CodePurpose.INVITE:
        return False
    suspended = select(Broker.id).where(
        Broker.account_id == account.key(), Broker.state == BrokerState.SUSPENDED
    )
    if (await session.exec(suspended)).first() is not None:
        return True
    ended = await terms_of_office.get_suspension_end(session, account.key(), code.area[:COUNTY])
    return ended is not None and code.issued_at <= ended


async def _waits(
    session: Session, account: Account, purpose: CodePurpose, now: datetime
) -> Refusal | None:
    """Whether this chat may try a code now.

    While many guess at once, a claim waits whose chat guessed wrong before: whoever types the right
    digits at once is let in. An invitation has too many bits to be guessed.
    """
    if not await attempts.is_within(session, WRONG_CODES, account, now):
        return Refusal("code_wait", {"tries": WRONG_CODES.most})
    if purpose is CodePurpose.INVITE or await attempts.is_within(
        session, GUESSED_LATELY, account, now
    ):
        return None
    busy = (
        await attempts.count_attempts(session, WRONG_CODES_OF_ALL, now) >= WRONG_CODES_OF_ALL.most
    )
    return Refusal("code_busy") if busy else None


async def _spend(session: Session, code: OneTimeCode, now: datetime) -> bool:
    """Mark it used; of two at once only one is told True."""
    unused = (col(OneTimeCode.id) == code.id, col(OneTimeCode.used_at).is_(None))
    marked = await session.exec(update(OneTimeCode).where(*unused).values(used_at=now))
    return marked.rowcount == 1
