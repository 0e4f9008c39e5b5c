"""Papers of a placement: the broker who reported it and staff of its county add and see them."""

from collections.abc import Sequence
from typing import Any

from models.accounts.actor import Actor
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.placements import evidence, permission
from models.placements.evidence import Evidence, Owner, Paper
from models.placements.placement import Placement


def owner_of_papers(placement: Placement) -> Owner:
    return Subject.PLACEMENT, placement.key()


async def add_paper(
    session: Session, actor: Actor, placement: Placement, paper: Paper
) -> Evidence | Refusal:
    """Add a paper. Refusals: not_yours, papers_many {most}, too_often {most}."""
    if refused := permission.refuse_unless_party(placement, actor):
        return refused
    return await evidence.add_evidence(session, actor, owner_of_papers(placement), paper)


async def add_papers(
    session: Session,
    actor: Actor,
    placement: Placement,
    kind: EvidenceKind,
    files: Sequence[dict[str, Any]],
) -> Refusal | None:
    """Add papers of one kind, all or none.

    Refusals: not_yours, papers_many {most}, too_often {most}.
    """
    if refused := permission.refuse_unless_party(placement, actor):
        return refused
    owner = owner_of_papers(placement)
    if refused := await evidence.refuse_evidence(session, actor, owner, len(files)):
        return refused
    for file in files:
        added = await add_paper(session, actor, placement, Paper(kind, file))
        if isinstance(added, Refusal):
            return added
    return None


async def list_papers(session: Session, placement: Placement) -> list[Evidence]:
    """The papers of a placement, the oldest first."""
    return await evidence.list_evidence(session, owner_of_papers(placement))


async def refuse_without_signed_paper(session: Session, placement: Placement) -> Refusal | None:
    """What stands on a paper is written down once its photo is there. Refusal: paper_needed."""
    kept = await list_papers(session, placement)
    signed = any(file.shows(EvidenceKind.SIGNED_PAPER) for file in kept)
    return None if signed else Refusal("paper_needed")
