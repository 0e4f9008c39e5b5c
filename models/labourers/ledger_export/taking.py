"""Taking the ledger out: first it is in the trail, then the file is written, beside the turns.

`begin_export` writes; what it gives is what `write_export` needs, which only reads.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import office_list
from models.labourers.ledger_export.export_record import LedgerExport
from models.labourers.ledger_export.layout import OWN, Layout
from models.labourers.ledger_export.rows import widen
from models.labourers.ledger_export.workbook import ExportWords, LedgerWorkbook
from models.labourers.people_filter import PeopleFilter

# What a crash has left goes when the next file is taken.
LEFT_AFTER = dt.timedelta(hours=1)


@dataclass(frozen=True)
class TakeLedger:
    """What is asked for: whom, by which layout, perhaps these columns alone, and what is whole."""

    wanted: PeopleFilter
    layout: str = OWN
    columns: tuple[str, ...] = ()
    whole_id_numbers: bool = False
    whole_phones: bool = False


@dataclass(frozen=True)
class ExportTicket:
    """An export that is in the trail under its number, and may be written."""

    number: int
    actor: Actor
    asked: TakeLedger
    layout: Layout


@dataclass(frozen=True)
class WrittenExport:
    """The file, and how many rows each of its sheets has."""

    file: Path
    rows: tuple[tuple[str, int], ...]


# The lines of the first sheet, once it is known how many rows each sheet has.
About: TypeAlias = Callable[[ExportTicket, Sequence[tuple[str, int]]], Sequence[tuple[str, str]]]


async def begin_export(
    session: Session, actor: Actor, asked: TakeLedger, layout: Layout | Refusal | None
) -> ExportTicket | Refusal:
    """Say in the trail what is taken, and whether ID numbers are whole in it.

    Args:
        layout: what `read_layouts` has under the name that is asked for.

    Refusals: not_yours, also for an area of another county; export_layout; export_columns; those of
    `parse_layout`.
    """
    if not _may_take(actor, asked.wanted.area):
        return Refusal("not_yours")
    if layout is None:
        return Refusal("export_layout")
    narrowed = layout if isinstance(layout, Refusal) else layout.narrowed(asked.columns)
    if isinstance(narrowed, Refusal):
        return narrowed
    people = await office_list.count_people(session, actor, asked.wanted)
    if isinstance(people, Refusal):
        return people
    kept = LedgerExport(
        at=actor.now,
        account_id=actor.id,
        layout=asked.layout[:32],
        wanted=_as_codes(asked.wanted),
        whole_id_numbers=asked.whole_id_numbers,
        whole_phones=asked.whole_phones,
        people=people,
    )
    session.add(kept)
    await session.flush()
    acts = [Act.EXPORTED, *([Act.NUMBERS_EXPORTED] if asked.whole_id_numbers else [])]
    for act in acts:
        audit.record(session, actor.now, act, by=actor.id, of=(Subject.LEDGER, kept.key()))
    await session.flush()
    return ExportTicket(kept.key(), actor, asked, narrowed)


def _may_take(actor: Actor, area: str) -> bool:
    counties = actor.roles.counties()
    if not area:
        return bool(counties)
    return any(area.startswith(county) or county.startswith(area) for county in counties)


def _as_codes(wanted: PeopleFilter) -> dict[str, Any]:
    """The filter without what was typed: that may be somebody's name, skill or number."""
    told: dict[str, Any] = wanted.as_parameters()
    hidden = {key: True for key in ("words", "skills", "courses") if told.pop(key, None)}
    return told | hidden


async def write_export(
    session: Session, ticket: ExportTicket, words: ExportWords, about: About, folder: Path
) -> WrittenExport:
    """Write the file into a folder of the data folder; whoever hands it out removes it."""
    prepare_folder(folder, ticket.actor.now)
    file, asked = folder / f"ledger-{ticket.number}.xlsx", ticket.asked
    query = await office_list.select_people(session, ticket.actor, asked.wanted)
    if isinstance(query, Refusal):  # no ticket without a county
        raise PermissionError(query.name)
    book = LedgerWorkbook(
        file,
        ticket.layout,
        words,
        whole_id_numbers=asked.whole_id_numbers,
        whole_phones=asked.whole_phones,
    )
    async for rows in office_list.iterate_pieces(session, widen(query, ticket.layout.needs)):
        for row in rows:
            book.add(row)
    counted = book.count_rows()
    file.touch(mode=0o600)
    book.close(about(ticket, counted))
    return WrittenExport(file, tuple(counted))


def prepare_folder(folder: Path, now: dt.datetime) -> None:
    """Make the folder, for nobody else, and remove what a crash has left in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for one in folder.iterdir():
        if one.is_file() and one.stat().st_mtime < (now - LEFT_AFTER).timestamp():
            one.unlink(missing_ok=True)
