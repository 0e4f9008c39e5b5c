"""The blacklist of employers: who is put on it and why.

Nobody new is placed there. Other domains do their part by ON_BLACKLISTED: its vacancies are closed,
and those who work there, and their brokers, are told.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, tzinfo

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.employers.employer import Employer

# What upper domains do when an employer comes onto the list; connected by bot/hooks.
ON_BLACKLISTED: list[Callable[[Session, Actor, Employer], Awaitable[None]]] = []


async def lock_employer(session: Session, employer: Employer) -> None:
    """One turn at a time lists, unlists or merges an employer."""
    await session.refresh(employer, with_for_update=True)


async def blacklist_employer(
    session: Session, actor: Actor, employer: Employer, why: str
) -> Refusal | None:
    """Put it on the list and tell everybody there; on what is listed only the reason changes.

    Refusal: not_yours.
    """
    if not employer.is_decided_by(actor.roles.counties()):
        return Refusal("not_yours")
    await lock_employer(session, employer)
    was_listed = employer.is_listed
    # It is read within other sentences.
    employer.listed_why = why.rstrip("。. ") or why
    employer.listed_at = employer.listed_at or actor.now
    audit.record(
        session, actor.now, Act.BLACKLISTED, by=actor.id, of=(Subject.EMPLOYER, employer.key())
    )
    if not was_listed:
        await warn_everybody(session, actor, employer)
    await session.flush()
    return None


async def unlist_employer(session: Session, actor: Actor, employer: Employer) -> Refusal | None:
    """Take it off the list: one can be placed there again. Its vacancies stay closed.

    Refusal: not_yours.
    """
    if not employer.is_decided_by(actor.roles.counties()):
        return Refusal("not_yours")
    await lock_employer(session, employer)
    if employer.is_listed:
        employer.listed_at = employer.listed_why = None
        subject = (Subject.EMPLOYER, employer.key())
        audit.record(session, actor.now, Act.UNLISTED, by=actor.id, of=subject)
        await session.flush()
    return None


def refuse_listed(employer: Employer, zone: tzinfo = UTC) -> Refusal | None:
    """Refused where nobody is placed any more: employer_listed {why} {day}, in the office's words.

    Offices work from 8 to 16 by UTC's day too; `zone` is for those that list at night.
    """
    if employer.listed_at is None:
        return None
    day = employer.listed_at.astimezone(zone).date().isoformat()
    return Refusal("employer_listed", {"why": employer.listed_why or "", "day": day})


async def warn_everybody(session: Session, actor: Actor, employer: Employer) -> None:
    """What follows from its being on the list, wherever something follows."""
    for follow in ON_BLACKLISTED:
        await follow(session, actor, employer)
