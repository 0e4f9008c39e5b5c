"""Comparison 数据比对: a list against the ledger, or against another list, by ID number.

Only here, only there, and what differs. Each row, or all of them, is then taken or left:
`choosing.decide_row` and `decide_all` with RowDecision.LEAVE keep a row out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.labourers.facts import is_different
from models.labourers.imports.opening import get_import
from models.labourers.imports.pieces import begin_work
from models.labourers.imports.tables import ImportState, LedgerImport, LedgerImportRow
from models.labourers.labourer import Labourer

# So many rows are looked at in one transaction.
LOOKED_AT = 60


@dataclass(frozen=True)
class Difference:
    """One person in two lists: by fact what this list says, and the other; both rows."""

    row: LedgerImportRow
    other: LedgerImportRow
    facts: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Differences:
    """Those found, and where to go on from; None after the last row."""

    found: list[Difference]
    following: int | None


async def list_only_in_ledger(
    session: Session, actor: Actor, import_id: int, area: str = "", page: int = 1
) -> Page[Labourer] | Refusal:
    """Entries of the county, or an area of it, whom no row of the list names by ID number.

    Who has none in the ledger is not compared. Refusals: not_yours, import_moved.
    """
    found = await _get_judged(session, actor, import_id)
    if isinstance(found, Refusal):
        return found
    within = area if area.startswith(found.county) else found.county
    query = select(Labourer).where(
        inside(col(Labourer.village_code), within),
        col(Labourer.id_index).is_not(None),
        col(Labourer.id_index).not_in(_numbers(import_id)),
    )
    shown = await paging.rows(session, query.order_by(col(Labourer.id)), page)
    people = [one.key() for one in shown.items]
    await audit.record_many(session, actor.now, Act.LISTED, by=actor.id, labourers=people)
    return shown


async def list_only_in(
    session: Session, actor: Actor, import_id: int, other_id: int, page: int = 1
) -> Page[LedgerImportRow] | Refusal:
    """Rows of one list whose ID number the other has not. Refusals: not_yours, import_moved."""
    both = await _get_both(session, actor, import_id, other_id)
    if isinstance(both, Refusal):
        return both
    query = select(LedgerImportRow).where(
        LedgerImportRow.import_id == import_id,
        col(LedgerImportRow.id_index).is_not(None),
        col(LedgerImportRow.id_index).not_in(_numbers(other_id)),
    )
    return await paging.rows(session, query.order_by(col(LedgerImportRow.id)), page)


async def list_differing(
    session: Session, actor: Actor, import_id: int, other_id: int, after: int = 0
) -> Differences | Refusal:
    """The people of both lists of whom these say different things, among the next rows.

    Refusals: not_yours, import_moved.
    """
    both = await _get_both(session, actor, import_id, other_id)
    if isinstance(both, Refusal):
        return both
    work, others_work = [await begin_work(session, one, actor.now) for one in both]
    rows = select(LedgerImportRow).where(
        LedgerImportRow.import_id == import_id,
        col(LedgerImportRow.id) > after,
        col(LedgerImportRow.id_index).is_not(None),
    )
    mine = (await session.exec(rows.order_by(col(LedgerImportRow.id)).limit(LOOKED_AT))).all()
    others = await _find_others(session, other_id, mine)
    found = []
    for row in mine:
        other = others.get(row.id_index or "")
        if other is not None:
            facts = _compare(work.read(row).facts, others_work.read(other).facts)
            found += [Difference(row, other, facts)] if facts else []
    return Differences(found, mine[-1].key() if len(mine) == LOOKED_AT else None)


def _compare(one: dict[str, Any], other: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        fact: (one.get(fact), other.get(fact))
        for fact in sorted({*one, *other})
        if is_different(one.get(fact), other.get(fact))
    }


async def _find_others(
    session: Session, other_id: int, rows: Sequence[LedgerImportRow]
) -> dict[str, LedgerImportRow]:
    query = select(LedgerImportRow).where(
        LedgerImportRow.import_id == other_id,
        col(LedgerImportRow.id_index).in_([row.id_index for row in rows]),
    )
    found = (await session.exec(query.order_by(col(LedgerImportRow.id).desc()))).all()
    return {row.id_index or "": row for row in found}


def _numbers(import_id: int) -> Any:
    return select(LedgerImportRow.id_index).where(
        LedgerImportRow.import_id == import_id, col(LedgerImportRow.id_index).is_not(None)
    )


async def _get_both(
    session: Session, actor: Actor, import_id: int, other_id: int
) -> tuple[LedgerImport, LedgerImport] | Refusal:
    one = await _get_judged(session, actor, import_id)
    other = await _get_judged(session, actor, other_id)
    if isinstance(one, Refusal):
        return one
    return other if isinstance(other, Refusal) else (one, other)


async def _get_judged(session: Session, actor: Actor, import_id: int) -> LedgerImport | Refusal:
    """An import whose rows were read, and so have the index of their number."""
    found = await get_import(session, actor, import_id)
    if isinstance(found, Refusal):
        return found
    unread = (ImportState.LOADING, ImportState.READY, ImportState.JOINING, ImportState.CHECKING)
    return Refusal("import_moved") if found.state in unread else found
