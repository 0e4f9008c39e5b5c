"""Erasing an entry: what is still open, who may ask for it, and who decides.

For oneself it is always possible, and what is open is said first. What a broker asks for somebody
else is a request to the office, whatever is open: were it done at once where nothing is, the
broker would learn of a grievance by the answer. Staff erase for somebody else at once only where
nothing is open; else a colleague decides.
"""

from sqlalchemy import ColumnElement, false, or_, update
from sqlmodel import col, func, select

from models.accounts import account as accounts
from models.accounts import roles as role
from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act
from models.core.counting import CountQuery, count
from models.core.gazetteer import COUNTY
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.labourers import care, doubles, staff_entries
from models.labourers.labourer import Labourer
from models.labourers.own_entry import get_own_entry
from models.outbox import outbox
from models.privacy import consent, open_matters
from models.privacy.erasure_request import ErasureRequest
from models.privacy.messages import ERASURE_ASKED


async def erase_own_entry(session: Session, actor: Actor) -> None:
    """The actor withdraws consent; what was open ends, and the office sees so."""
    account = actor.account
    labourer = await get_own_entry(session, account)
    matters = await open_matters.list_of_account(session, account)
    await open_matters.end_by_erasure(session, actor, matters, labourer)
    if labourer is not None:
        await _ask_for_doubles(session, labourer, actor)
        await _decide_requests(session, labourer.key(), actor)
    await consent.erase_account_data(session, actor.account, actor.roles, actor.now, actor.zone)


async def _ask_for_doubles(session: Session, labourer: Labourer, actor: Actor) -> None:
    """Another entry that may be the same person's: the office calls whoever it is of, and decides.

    Else what somebody wants to be gone would stay, because a broker wrote it down twice.
    """
    for other in await doubles.list_others_of_doubles(session, labourer.key()):
        await _request(session, other, actor)


async def request_erasure(
    session: Session, actor: Actor, labourer_id: int
) -> ErasureRequest | Refusal | None:
    """Somebody in care withdraws consent, says who cares for them; None where it was done.

    Refusal: not_yours.
    """
    labourer = await care.get_person_in_care(session, actor.account, actor.roles, labourer_id)
    if labourer is None:
        return Refusal("not_yours")
    by_staff = labourer.village_code.startswith(actor.roles.counties())
    if by_staff and not await open_matters.list_of_entry(session, labourer_id):
        await _erase(session, labourer, actor)
        return None
    return await _request(session, labourer, actor)


async def request_erasure_at_office(
    session: Session, actor: Actor, labourer_id: int
) -> ErasureRequest | Refusal:
    """Somebody told the office that they want to go; a colleague decides. Refusal: not_yours."""
    labourer = await staff_entries.get_entry(session, actor, labourer_id)
    return Refusal("not_yours") if labourer is None else await _request(session, labourer, actor)


async def _request(session: Session, labourer: Labourer, actor: Actor) -> ErasureRequest:
    """One open request for each person; staff are told of it once."""
    same = select(ErasureRequest).where(
        ErasureRequest.labourer_id == labourer.id, col(ErasureRequest.decided_at).is_(None)
    )
    known = (await session.exec(same)).first()
    if known is not None:
        return known
    request = ErasureRequest(
        county=labourer.village_code[:COUNTY],
        labourer_id=labourer.key(),
        asked_by=actor.id,
        asked_at=actor.now,
    )
    session.add(request)
    await session.flush()
    audit.record(session, actor.now, Act.ERASURE_ASKED, by=actor.id, labourer=labourer.id)
    for staff in await role.list_staff_of_county(session, request.county):
        if staff != actor.id:
            row = outbox.new_row(ERASURE_ASKED, request.key(), actor.now, account=staff)
            await outbox.plan_row(session, row)
    return request


async def grant_erasure(session: Session, actor: Actor, request: ErasureRequest) -> Refusal | None:
    """The office heard the person, and erases.

    Refusals: not_yours, own_request, erasure_decided.
    """
    if refusal := await _decide(session, actor, request, erased=True):
        return refusal
    labourer = await session.get(Labourer, request.labourer_id)
    if labourer is not None:
        await _erase(session, labourer, actor)
    await session.refresh(request)
    return None


async def decline_erasure(
    session: Session, actor: Actor, request: ErasureRequest
) -> Refusal | None:
    """The entry stays: the person does not want it erased. Refusals: as `grant_erasure`."""
    if refusal := await _decide(session, actor, request, erased=False):
        return refusal
    audit.record(session, actor.now, Act.REFUSED, by=actor.id, labourer=request.labourer_id)
    await session.flush()
    return None


async def _decide(
    session: Session, actor: Actor, request: ErasureRequest, *, erased: bool
) -> Refusal | None:
    """Of two decisions one has its way; nobody decides on what they asked for."""
    if not request.county.startswith(actor.roles.counties()):
        return Refusal("not_yours")
    if actor.id == request.asked_by:
        return Refusal("own_request")
    undecided = (
        col(ErasureRequest.id) == request.id,
        col(ErasureRequest.decided_at).is_(None),
        col(ErasureRequest.labourer_id).is_not(None),
    )
    values = {"decided_at": actor.now, "decided_by": actor.id, "erased": erased}
    done = await session.exec(update(ErasureRequest).where(*undecided).values(**values))
    return None if done.rowcount else Refusal("erasure_decided")


async def _erase(session: Session, labourer: Labourer, actor: Actor) -> None:
    """An entry, and the consent of whoever has it in an account of their own by now."""
    await _end_open(session, labourer, actor)
    account = await accounts.get_account_of_labourer(session, labourer.key())
    if account is None:
        await consent.erase_entry(session, labourer, actor.now, actor.zone, by=actor.id)
        return
    theirs = await role.get_roles(session, account)
    await consent.erase_account_data(session, account, theirs, actor.now, actor.zone, by=actor.id)


async def _end_open(session: Session, labourer: Labourer, actor: Actor) -> None:
    matters = await open_matters.list_of_entry(session, labourer.key())
    await open_matters.end_by_erasure(session, actor, matters, labourer)
    await _decide_requests(session, labourer.key(), actor)


async def _decide_requests(session: Session, labourer_id: int, actor: Actor) -> None:
    """Who asked that the entry be erased has what they asked for."""
    theirs = update(ErasureRequest).where(col(ErasureRequest.labourer_id) == labourer_id)
    undecided = theirs.where(col(ErasureRequest.decided_at).is_(None))
    await session.exec(undecided.values(decided_at=actor.now, decided_by=actor.id, erased=True))


async def get_erasure_request(
    session: Session, number: int, counties: tuple[str, ...]
) -> ErasureRequest | None:
    """A request of these counties, decided or not."""
    found = await session.get(ErasureRequest, number)
    return found if found and counties and found.county.startswith(counties) else None


def _waits(counties: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    within = or_(false(), *(inside(col(ErasureRequest.county), county) for county in counties))
    return col(ErasureRequest.decided_at).is_(None), within


async def count_erasure_requests(session: Session, counties: tuple[str, ...]) -> int:
    """How many requests wait for the office of these counties."""
    return await count(session, erasure_requests_count(counties)) if counties else 0


def erasure_requests_count(counties: tuple[str, ...]) -> CountQuery:
    """The query of how many requests wait for the office of these counties."""
    query = select(func.count()).select_from(ErasureRequest)
    return CountQuery(query.where(*_waits(counties)))


async def list_erasure_requests(
    session: Session, counties: tuple[str, ...], page: int
) -> Page[tuple[ErasureRequest, Labourer]]:
    """The requests that wait with their people, the longest first."""
    query = (
        select(ErasureRequest, Labourer)
        .join(Labourer, col(Labourer.id) == ErasureRequest.labourer_id)
        .where(*_waits(counties))
        .order_by(col(ErasureRequest.id))
    )
    return (await paging.rows(session, query, page)).of(lambda row: (row[0], row[1]))


async def view_labourer(session: Session, actor: Actor, request: ErasureRequest) -> Labourer | None:
    """Whose entry it is about, of the actor's counties; that it was looked at is in the trail."""
    if request.labourer_id is None or not request.county.startswith(actor.roles.counties()):
        return None
    labourer = await session.get(Labourer, request.labourer_id)
    if labourer is not None:
        audit.record(session, actor.now, Act.VIEWED, by=actor.id, labourer=labourer.id)
        await session.flush()
    return labourer
