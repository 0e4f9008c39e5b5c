"""Taking over an entry that a broker or the office made: by a one-time code for its person."""

import secrets
from typing import Any

from sqlalchemy import ColumnElement, false, or_, update
from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts import attempts, draft_rights, one_time_codes
from models.accounts.account import CONSENT_VERSION, Account
from models.accounts.actor import Actor
from models.accounts.one_time_codes import CodePurpose, OneTimeCode
from models.core import audit
from models.core.audit import Act
from models.core.encryption import CODE, keyring
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.labourers import account_move, care, legal_ground, own_entry
from models.labourers.labourer import Labourer
from models.labourers.messages import ENTRY_CLAIMED
from models.outbox import outbox

# What a link that carries a code begins with.
LINK_PREFIX = "claim-"
OPENS_ENTRY = (CodePurpose.CLAIM, CodePurpose.MOVE)


async def give_entry_code(session: Session, actor: Actor, labourer_id: int) -> str | Refusal:
    """A new code for somebody in the actor's care. Refusals: not_yours, too_often {most}."""
    labourer = await care.get_person_in_care(session, actor.account, actor.roles, labourer_id)
    if labourer is None:
        return Refusal("not_yours")
    return await issue_entry_code(session, actor, labourer)


async def issue_entry_code(session: Session, actor: Actor, labourer: Labourer) -> str | Refusal:
    """A new code of 8 digits for an entry; codes issued for it before are void.

    Refusal: too_often {most}.
    """
    return await issue_code(session, actor, labourer, CodePurpose.CLAIM)


async def issue_code(
    session: Session, actor: Actor, labourer: Labourer, purpose: CodePurpose
) -> str | Refusal:
    """As `issue_entry_code`, for any purpose that opens an entry."""
    now, by = actor.now, actor.id
    if refused := await attempts.attempt_within_limit(session, attempts.CLAIM_CODES, by, now):
        return refused
    earlier = (col(OneTimeCode.labourer_id) == labourer.id, col(OneTimeCode.used_at).is_(None))
    await session.exec(update(OneTimeCode).where(*earlier).values(used_at=now))
    code = f"{secrets.randbelow(10**8):08}"
    session.add(
        OneTimeCode(
            purpose=purpose,
            code_index=keyring.index(code, CODE),
            labourer_id=labourer.id,
            issued_by=by,
            issued_at=now,
        )
    )
    where, key = labourer.village_code, labourer.id
    audit.record(session, now, Act.CODE_ISSUED, by=by, labourer=key, village=where)
    await session.flush()
    return code


def keep_code_until_consent(actor: Actor, code: str = "") -> bool:
    """Whether the actor has yet to agree, in their own words; then the code is kept for later.

    Without a code what is kept is that they are to be asked for one.
    """
    if actor.account.consented_at is not None or actor.account.labourer_id is not None:
        return False
    actor.account.came_with = LINK_PREFIX + code
    return True


async def take_over_entry(session: Session, actor: Actor, code: str) -> Labourer | Refusal:
    """Give the account the entry that the code was issued for; whoever issued it is told.

    Refusals: claim_has_entry; consent_first, which keeps the code; code_unknown, code_busy,
    code_wait {tries}.
    """
    account = actor.account
    if account.labourer_id is not None:
        return Refusal("claim_has_entry")
    if keep_code_until_consent(actor, code):
        return Refusal("consent_first")
    found = await one_time_codes.use_code(session, actor, OPENS_ENTRY, code)
    if isinstance(found, Refusal):
        return found
    labourer = await session.get_one(Labourer, found.labourer_id)
    before = await accounts.get_account_of_labourer(session, labourer.key())
    if before is not None and found.purpose is not CodePurpose.MOVE:
        return Refusal("code_unknown")
    if before is not None:
        await account_move.close_lost_account(session, before, account, labourer, actor.now)
    _take_consent(account, labourer)
    await own_entry.give_entry(session, account, labourer)
    where, key = labourer.village_code, labourer.id
    audit.record(session, actor.now, Act.CLAIMED, by=actor.id, labourer=key, village=where)
    await session.flush()
    await draft_rights.drop_drafts_about_entry(session, labourer.key())
    if found.issued_by is not None and found.issued_by != actor.id:
        told = outbox.new_row(ENTRY_CLAIMED, labourer.key(), actor.now, account=found.issued_by)
        await outbox.plan_row(session, told)
    return labourer


def _take_consent(account: Account, labourer: Labourer) -> None:
    """From now on the consent is the person's own; `read_out_by` still tells how it began."""
    assert account.consented_at is not None
    version = account.consent_version or CONSENT_VERSION
    legal_ground.record_consent(labourer, account.consented_at, version, None)


def is_code_of_people_in(counties: tuple[str, ...]) -> ColumnElement[bool]:
    """The codes for entries of people of some counties, as a condition over OneTimeCode."""
    lives: list[Any] = [inside(col(Labourer.village_code), county) for county in counties]
    there = select(Labourer.id).where(or_(false(), *lives))
    return col(OneTimeCode.labourer_id).in_(there)
