"""What lists told of a person: given to them, and erased with their entry."""

from typing import Any

from sqlalchemy import delete, or_, update
from sqlmodel import col, select

from models.core.encryption import LABOURER_ID, keyring
from models.core.session import Session
from models.labourers.imports.cells import text_of
from models.labourers.imports.tables import LedgerImport, LedgerImportRow
from models.labourers.labourer import Labourer


async def export_rows(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    """The rows by which a list opened or changed the entry, as long as they are kept."""
    query = (
        select(LedgerImport.opened_at, LedgerImportRow.cells)
        .join(LedgerImport, col(LedgerImport.id) == LedgerImportRow.import_id)
        .where(LedgerImportRow.labourer_id == labourer.id)
        .order_by(col(LedgerImportRow.id))
    )
    return [
        {"at": at.isoformat(), "cells": [text_of(cell) for cell in cells]}
        for at, cells in await session.exec(query)
    ]


async def erase_rows(session: Session, labourer_id: int, id_number: str | None) -> None:
    """Every row of the person goes, those that were refused too; and what columns showed of it."""
    indexes = keyring.indexes(id_number, LABOURER_ID) if id_number else []
    theirs = or_(
        col(LedgerImportRow.labourer_id) == labourer_id,
        col(LedgerImportRow.id_index).in_(indexes),
    )
    imports = (await session.exec(select(LedgerImportRow.import_id).where(theirs))).all()
    if not imports:
        return
    await session.exec(delete(LedgerImportRow).where(theirs))
    told = update(LedgerImport).where(col(LedgerImport.id).in_(set(imports)))
    await session.exec(told.values(report=None))
