"""Files of one person: found for them, erased with them, and kept without who sent them."""

from sqlalchemy import ColumnElement, delete, false, or_, update
from sqlmodel import col, select

from models.core.audit import Subject
from models.core.session import Session
from models.placements.evidence import LIMITS, Evidence, list_where, owner_column, owner_table


async def list_of_labourer(session: Session, labourer: int) -> list[Evidence]:
    """All files about one person, the oldest first."""
    return await list_where(session, _about(labourer))


async def list_of_account(session: Session, account: int, labourer: int | None) -> list[Evidence]:
    """The files about an account's person, and what they sent before they had an entry."""
    about = false() if labourer is None else _about(labourer)
    return await list_where(session, or_(about, _sent_without_entry(account)))


async def erase_of_labourer(session: Session, labourer: int) -> None:
    """All files about one person; their content is swept from the vault within two hours."""
    await session.exec(delete(Evidence).where(_about(labourer)))


async def anonymise_sender(session: Session, account: int) -> None:
    """An account goes; what it sent for others stays without it."""
    sent = update(Evidence).where(col(Evidence.added_by) == account)
    await session.exec(sent.values(added_by=None))


def _about(labourer: int) -> ColumnElement[bool]:
    return or_(*(_is_of(subject, labourer) for subject in LIMITS))


def _is_of(subject: Subject, labourer: int | None) -> ColumnElement[bool]:
    table = owner_table(subject)
    theirs = select(table.c.id).where(table.c.labourer_id == labourer)
    return col(owner_column(subject)).in_(theirs)


def _sent_without_entry(account: int) -> ColumnElement[bool]:
    """For a grievance of nobody in the ledger: who sent it told it."""
    return (col(Evidence.added_by) == account) & _is_of(Subject.GRIEVANCE, None)
