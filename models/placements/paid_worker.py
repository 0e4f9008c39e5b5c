"""The index by which placements of one person are known, also once the person is erased."""

from sqlalchemy import update
from sqlmodel import col

from models.core.session import Session
from models.labourers.labourer import Labourer
from models.placements.placement import Placement, worker_index


async def follow_id_number(session: Session, labourer: Labourer) -> None:
    """An entry's ID number has changed: so does what its placements are known by."""
    theirs = update(Placement).where(col(Placement.labourer_id) == labourer.id)
    await session.exec(theirs.values(worker_index=worker_index(labourer.id_number)))
