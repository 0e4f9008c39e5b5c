"""Choosing: what the columns hold, what holds for every row, what may be overwritten; and going."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, or_, update
from sqlmodel import col, func, select

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.imports.cells import header_key
from models.labourers.imports.changes import OVERWRITE
from models.labourers.imports.columns import NOTHING, Sheet, list_facts, read_sheet
from models.labourers.imports.opening import get_import
from models.labourers.imports.row_reading import NEVER
from models.labourers.imports.tables import (
    DRY_RUN,
    OVER,
    ColumnChoice,
    ImportState,
    LedgerImport,
    LedgerImportRow,
    RowDecision,
    RowOutcome,
)

FILL = "fill"
TEXT_MOST = 60


@dataclass(frozen=True)
class ColumnChoices:
    """By sheet and column the fact, "" for nothing; by fact a text that holds for every row; by
    fact "fill" or "overwrite"; and the sheets that join another.
    """

    columns: Mapping[tuple[int, int], str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    policy: Mapping[str, str] = field(default_factory=dict)
    joins: frozenset[int] | None = None


async def choose_columns(
    session: Session, actor: Actor, import_id: int, chosen: ColumnChoices
) -> LedgerImport | Refusal:
    """Take the choices; those of columns are remembered for the county. A dry run is begun anew.

    Refusals: not_yours, import_moved, import_fact_unknown, import_fact_twice {fact}.
    """
    found = await _get_still(session, actor, import_id, ImportState.READY, ImportState.CHECKED)
    if isinstance(found, Refusal):
        return found
    facts = set(list_facts()) | {NOTHING}
    named = {*chosen.columns.values(), *chosen.constants, *chosen.policy}
    if not named <= facts or named & NEVER or not set(chosen.policy.values()) <= {FILL, OVERWRITE}:
        return Refusal("import_fact_unknown")
    sheets = [read_sheet(one) for one in found.sheets]
    for (sheet, column), fact in chosen.columns.items():
        if not 0 <= sheet < len(sheets) or column not in sheets[sheet].columns:
            return Refusal("import_fact_unknown")
        sheets[sheet].columns[column] = fact
    if twice := _find_twice(sheets):
        return Refusal("import_fact_twice", {"fact": twice})
    for number, sheet_found in enumerate(sheets):
        if chosen.joins is not None:
            sheet_found.joins = number in chosen.joins
    await _remember(session, actor, found.county, sheets, chosen.columns)
    found.sheets = [one.as_json() for one in sheets]
    found.constants = {fact: said[:TEXT_MOST] for fact, said in chosen.constants.items() if said}
    found.policy = dict(chosen.policy)
    found.state, found.touched_at = ImportState.READY, actor.now
    await session.flush()
    return found


def _find_twice(sheets: list[Sheet]) -> str:
    """A fact that two columns of a sheet hold."""
    for sheet in sheets:
        held = [fact for fact in sheet.columns.values() if fact not in (NOTHING, "not_kept")]
        for fact in held:
            if held.count(fact) > 1:
                return fact
    return ""


async def _remember(
    session: Session,
    actor: Actor,
    county: str,
    sheets: list[Sheet],
    chosen: Mapping[tuple[int, int], str],
) -> None:
    for (sheet, column), fact in chosen.items():
        key = header_key(sheets[sheet].headers[column])
        if key:
            known = await session.get(ColumnChoice, (county, key))
            choice = known or ColumnChoice(
                county=county, header=key, fact=fact, chosen_at=actor.now
            )
            choice.fact, choice.chosen_at, choice.chosen_by = fact, actor.now, actor.id
            session.add(choice)
            await session.flush()


async def dry_run(session: Session, actor: Actor, import_id: int) -> LedgerImport | Refusal:
    """Begin to judge every row, by `step`; nothing of the ledger changes.

    Refusals: not_yours, import_moved, import_no_headers.
    """
    found = await _get_still(session, actor, import_id, ImportState.READY, ImportState.CHECKED)
    if isinstance(found, Refusal):
        return found
    joins = any(one["joins"] for one in found.sheets)
    found.state = ImportState.JOINING if joins else ImportState.CHECKING
    found.done = found.reached = 0
    found.counts, found.report, found.touched_at = {}, {}, actor.now
    await session.flush()
    return found


async def decide_row(
    session: Session, actor: Actor, row_id: int, decision: RowDecision
) -> Refusal | None:
    """Whether a possible double is that person or somebody else; or whether a row stays out.

    Refusals: not_yours, import_moved.
    """
    row = await session.get(LedgerImportRow, row_id)
    if row is None:
        return Refusal("not_yours")
    found = await _get_still(session, actor, row.import_id, ImportState.CHECKED)
    if isinstance(found, Refusal):
        return found
    leaves = decision is RowDecision.LEAVE and row.outcome in (RowOutcome.NEW, RowOutcome.CHANGES)
    if row.outcome is not RowOutcome.DOUBLE and not leaves:
        return Refusal("import_moved")
    row.decision = decision
    await session.flush()
    return None


async def decide_all(
    session: Session,
    actor: Actor,
    import_id: int,
    decision: RowDecision,
    outcome: RowOutcome = RowOutcome.DOUBLE,
) -> int | Refusal:
    """The same of all rows that come to this and nobody decided; gives how many.

    Refusals: as above.
    """
    leaves = decision is RowDecision.LEAVE and outcome in (RowOutcome.NEW, RowOutcome.CHANGES)
    if outcome is not RowOutcome.DOUBLE and not leaves:
        return Refusal("import_moved")
    found = await _get_still(session, actor, import_id, ImportState.CHECKED)
    if isinstance(found, Refusal):
        return found
    undecided = update(LedgerImportRow).where(
        col(LedgerImportRow.import_id) == import_id,
        col(LedgerImportRow.outcome) == outcome,
        col(LedgerImportRow.decision).is_(None),
    )
    return (await session.exec(undecided.values(decision=decision))).rowcount


def goes_in() -> ColumnElement[bool]:
    """The rows that go in: new ones, changes, and doubles that were decided."""
    outcome, decision = col(LedgerImportRow.outcome), col(LedgerImportRow.decision)
    decided = (outcome == RowOutcome.DOUBLE) & decision.in_((RowDecision.SAME, RowDecision.NEW))
    good = outcome.in_((RowOutcome.NEW, RowOutcome.CHANGES)) & decision.is_(None)
    return or_(good, decided)


async def start(session: Session, actor: Actor, import_id: int) -> LedgerImport | Refusal:
    """Let the good rows go in, by `step`. Refusals: not_yours, import_moved, import_nothing."""
    found = await _get_still(session, actor, import_id, ImportState.CHECKED)
    if isinstance(found, Refusal):
        return found
    rows = select(func.count()).where(LedgerImportRow.import_id == import_id, goes_in())
    found.rows = (await session.exec(rows)).one()
    if not found.rows:
        return Refusal("import_nothing")
    found.state, found.account_id = ImportState.ENTERING, actor.id
    found.done = found.reached = 0
    found.touched_at = actor.now
    of = (Subject.LEDGER_IMPORT, found.key())
    audit.record(session, actor.now, Act.TAKEN, by=actor.id, of=of, village=found.county)
    await session.flush()
    return found


async def cancel(session: Session, actor: Actor, import_id: int) -> LedgerImport | Refusal:
    """Stop. A dry run can be begun again; what went in stays in, and can be undone.

    Refusals: not_yours, import_moved.
    """
    stoppable = (*DRY_RUN, ImportState.LOADING, ImportState.READY, ImportState.CHECKED)
    found = await _get_still(session, actor, import_id, *stoppable, ImportState.ENTERING)
    if isinstance(found, Refusal):
        return found
    is_dry = found.state in DRY_RUN
    found.state = ImportState.READY if is_dry else ImportState.CANCELLED
    found.touched_at = actor.now
    found.over_at = None if is_dry else actor.now
    of = (Subject.LEDGER_IMPORT, found.key())
    audit.record(session, actor.now, Act.CANCELLED, by=actor.id, of=of, village=found.county)
    await session.flush()
    return found


async def undo(session: Session, actor: Actor, import_id: int) -> LedgerImport | Refusal:
    """Revert what nobody touched since, by `step`. Refusals: not_yours, import_moved."""
    found = await _get_still(session, actor, import_id, *OVER)
    if isinstance(found, Refusal):
        return found
    if found.state is ImportState.UNDONE:
        return Refusal("import_moved")
    went_in = select(func.count()).where(
        LedgerImportRow.import_id == import_id,
        col(LedgerImportRow.outcome).in_((RowOutcome.OPENED, RowOutcome.CHANGED)),
    )
    found.rows = (await session.exec(went_in)).one()
    found.state, found.account_id = ImportState.UNDOING, actor.id
    found.done, found.reached, found.touched_at = 0, 0, actor.now
    of = (Subject.LEDGER_IMPORT, found.key())
    audit.record(session, actor.now, Act.IMPORT_UNDONE, by=actor.id, of=of, village=found.county)
    await session.flush()
    return found


async def _get_still(
    session: Session, actor: Actor, import_id: int, *states: ImportState
) -> LedgerImport | Refusal:
    """An import in one of these states. Refusals: not_yours, import_moved."""
    found = await get_import(session, actor, import_id, lock=True)
    if isinstance(found, Refusal):
        return found
    return found if found.state in states else Refusal("import_moved")
