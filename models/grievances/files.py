"""Files of a grievance: what its person sends to show it."""

from collections.abc import Sequence
from typing import Any

from models.accounts.actor import Actor
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.grievances.grievance import Grievance
from models.placements import evidence
from models.placements.evidence import Evidence, Paper


async def add_files(
    session: Session,
    actor: Actor,
    grievance: Grievance,
    files: Sequence[dict[str, Any]],
    *,
    counted: bool = True,
) -> Refusal | None:
    """Keep these, all or none; who may is looked at by the caller.

    Refusals: papers_many, too_often.
    """
    owner = (Subject.GRIEVANCE, grievance.key())
    if files and (
        refused := await evidence.refuse_evidence(
            session, actor, owner, len(files), counted=counted
        )
    ):
        return refused
    for file in files:
        paper = Paper(EvidenceKind.OTHER, file)
        added = await evidence.add_evidence(session, actor, owner, paper, counted=counted)
        if isinstance(added, Refusal):
            return added
    return None


async def list_files(session: Session, grievance: Grievance) -> list[Evidence]:
    """The files of a grievance, the oldest first."""
    return await evidence.list_evidence(session, (Subject.GRIEVANCE, grievance.key()))
