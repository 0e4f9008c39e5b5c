"""Invitations to a role: staff give them out as links, and whoever opens one first has the role."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from models.accounts import attempts, one_time_codes, terms_of_office
from models.accounts.actor import Actor
from models.accounts.one_time_codes import CodePurpose, OneTimeCode
from models.accounts.roles import grant_role
from models.accounts.terms_of_office import TermEvent
from models.core import audit
from models.core.audit import Act, Subject
from models.core.encryption import CODE, keyring
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName

Objection: TypeAlias = Callable[[Session, Actor, OneTimeCode], Awaitable[Refusal | None]]
# What other domains have against somebody who follows an invitation: see bot/hooks.py.
OBJECTIONS: list[Objection] = []


@dataclass(frozen=True)
class Invitation:
    """Who is invited to what; of a broker `village` is the area, of staff it is left out."""

    role: RoleName
    name: str
    village: str | None = None


async def invite(session: Session, actor: Actor, invitation: Invitation) -> str | Refusal:
    """A new code, fit for a link, that makes whoever opens it broker or staff of an area.

    Refusals: not_yours, too_often {most}.
    """
    counties = actor.roles.counties()
    area = invitation.village or next(iter(counties), "")
    if not counties or not area.startswith(counties):
        return Refusal("not_yours")
    if refused := await attempts.attempt_within_limit(
        session, attempts.INVITATIONS, actor.id, actor.now
    ):
        return refused
    code = secrets.token_urlsafe(12)
    session.add(
        OneTimeCode(
            purpose=CodePurpose.INVITE,
            code_index=keyring.index(code, CODE),
            role=invitation.role,
            area=area,
            called=invitation.name,
            issued_by=actor.id,
            issued_at=actor.now,
        )
    )
    audit.record(session, actor.now, Act.INVITED, by=actor.id)
    await session.flush()
    return code


async def accept_invitation(session: Session, actor: Actor, code: str) -> OneTimeCode | Refusal:
    """Take the role that the code was issued for; a suspended broker is reinstated first.

    Refusals: broker_suspended, invitation_unknown, code_wait {tries}.
    """

    async def objection(found: OneTimeCode) -> Refusal | None:
        if await _is_void_for(session, actor, found):
            return Refusal("invitation_unknown")
        for objects in OBJECTIONS:
            if refused := await objects(session, actor, found):
                return refused
        return None

    found = await one_time_codes.use_code(session, actor, (CodePurpose.INVITE,), code, objection)
    if found == Refusal("code_unknown"):
        return Refusal("invitation_unknown")
    if isinstance(found, Refusal):
        return found
    assert found.role is not None
    await grant_role(
        session,
        actor.account,
        found.role,
        found.area,
        actor.now,
        by=found.issued_by,
        how=TermEvent.INVITED,
        called=found.called,
    )
    found.called = None
    of = (Subject.STAFF, actor.id) if found.role is RoleName.STAFF else None
    audit.record(session, actor.now, Act.ROLE_TAKEN, by=actor.id, of=of)
    await session.flush()
    return found


async def _is_void_for(session: Session, actor: Actor, code: OneTimeCode) -> bool:
    """A dismissed member does not come back by a link of before, which was meant for anybody."""
    address, at = actor.account.address.value, code.issued_at
    is_for_staff = code.role is RoleName.STAFF
    return is_for_staff and await terms_of_office.is_dismissed(session, address, since=at)
