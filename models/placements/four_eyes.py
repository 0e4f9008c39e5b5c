"""Four eyes: whoever had a hand in a labourer's word does not decide what is paid for it."""

from collections.abc import Iterable

from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.one_time_codes import OneTimeCode
from models.core.audit import AuditRecord
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import Placement, StatementChannel
from models.placements.signals import is_entry_transfer


async def refuse_approval(session: Session, placement: Placement, by: int) -> Refusal | None:
    """Why this account may not approve a placement.

    Refusals: own_placement, four_eyes; four_eyes_alone, where the office has nobody else.
    """
    if refused := await refuse_own_placement(session, placement, by):
        return refused
    parties = await _parties(session, placement)
    if by not in parties:
        return None
    colleagues = set(await roles.list_staff_of_county(session, placement.county)) - parties
    if colleagues:
        return Refusal("four_eyes")
    on_paper = placement.said_how is StatementChannel.PAPER and await _has_paper(session, placement)
    return None if on_paper else Refusal("four_eyes_alone")


async def refuse_own_placement(session: Session, placement: Placement, by: int) -> Refusal | None:
    """Whether this account reported it, or is the person's own. Refusals: own_placement."""
    own = await accounts.get_account_id_of_labourer(session, placement.labourer_id)
    return Refusal("own_placement") if by in (placement.broker_id, own) else None


async def _parties(session: Session, placement: Placement) -> set[int | None]:
    """Who took the word down, who registered the person, and who gave the code to their account."""
    registered = select(Labourer.registered_by).where(Labourer.id == placement.labourer_id)
    by = (await session.exec(registered)).first()
    return {placement.said_by, by, *await list_code_issuers(session, [placement.labourer_id])}


async def list_code_issuers(session: Session, people: Iterable[int | None]) -> list[int | None]:
    """The accounts that issued the codes by which these people's entries were taken over.

    A code is voided in the moment of another's issue, and used in that of the taking over.
    """
    wanted = [one for one in people if one is not None]
    query = (
        select(OneTimeCode.issued_by)
        .join(AuditRecord, is_entry_transfer())
        .where(col(OneTimeCode.labourer_id).in_(wanted))
    )
    return list(await session.exec(query)) if wanted else []


async def _has_paper(session: Session, placement: Placement) -> bool:
    query = select(Evidence.id).where(
        Evidence.placement_id == placement.id,
        Evidence.kind == EvidenceKind.SIGNED_PAPER,
        Evidence.state == EvidenceState.KEPT,
    )
    return (await session.exec(query)).first() is not None
