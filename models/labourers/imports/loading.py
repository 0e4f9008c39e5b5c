"""A file that was read, stored whole in pieces, each a transaction of its own."""

import asyncio
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import async_sessionmaker

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.imports import opening
from models.labourers.imports.file_reading import SheetRows


async def load_import(
    sessions: async_sessionmaker[Session],
    actor: Actor,
    file_name: str,
    sheets: Sequence[SheetRows],
    county: str | None = None,
) -> int | Refusal:
    """Open an import and store its rows; gives its number. Others come between the pieces.

    Refusals: as of `open_import`.
    """
    async with sessions() as session, session.begin():
        found = await opening.open_import(session, actor, file_name, sheets, county)
        if isinstance(found, Refusal):
            return found
        number = found.key()
    for sheet, rows in enumerate(sheets):
        start = 0
        while start < len(rows.lines):
            async with sessions() as session, session.begin():
                added = await opening.add_rows(session, actor, number, sheets, sheet, start)
            if isinstance(added, Refusal):
                return added
            start += added
            await asyncio.sleep(0)
    async with sessions() as session, session.begin():
        await opening.finish_loading(session, actor, number)
    return number
