"""What each row of a piece comes to: new, the same, changes, a possible double, or refused."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.labourers.imports.changes import find_changes, find_new_facts
from models.labourers.imports.matching import Known
from models.labourers.imports.readers import CellReader
from models.labourers.imports.row_reading import RowRead
from models.labourers.imports.tables import RowDecision, RowOutcome
from models.labourers.labourer import Labourer


@dataclass(frozen=True)
class Judgement:
    """What a row comes to: the facts that open an entry, or those of `labourer` that change.

    `alike` are the entries that it may be a double of.
    """

    outcome: RowOutcome
    labourer: Labourer | None = None
    facts: Mapping[str, Any] | None = None
    alike: tuple[int, ...] = ()


@dataclass(frozen=True)
class Judge:
    """How the rows of one import are judged."""

    reader: CellReader
    policy: Mapping[str, str]
    now: dt.datetime

    def judge(
        self,
        row: RowRead,
        known: Known,
        decision: RowDecision | None = None,
        theirs: Labourer | None = None,
    ) -> Judgement:
        """What the row comes to; further faults are added to it.

        Args:
            decision: what staff said of a possible double, and `theirs` the entry that it is.
        """
        same = known.list_with_number(row)
        if decision is RowDecision.SAME and theirs is not None:
            same = [theirs]
        if len(same) > 1:
            # Whose number it is the office has still to settle.
            row.fault("cell_contested", "id_number")
        if len(same) == 1:
            return self._judge_known(row, known, same[0])
        return self._judge_new(row, known, decision)

    def find_changes(self, row: RowRead, known: Known, labourer: Labourer) -> dict[str, Any]:
        """What the row changes of an entry; more faults may be added to it."""
        return find_changes(known.get_facts(labourer), row, self.policy, self.reader)

    def _judge_known(self, row: RowRead, known: Known, labourer: Labourer) -> Judgement:
        changes = self.find_changes(row, known, labourer)
        if row.faults:
            return Judgement(RowOutcome.REFUSED, labourer)
        outcome = RowOutcome.CHANGES if changes else RowOutcome.SAME
        return Judgement(outcome, labourer, changes)

    def _judge_new(self, row: RowRead, known: Known, decision: RowDecision | None) -> Judgement:
        facts = find_new_facts(row, self.now, self.reader)
        if row.faults:
            return Judgement(RowOutcome.REFUSED)
        alike = tuple(known.list_alike(row))
        if alike and decision is not RowDecision.NEW:
            return Judgement(RowOutcome.DOUBLE, None, facts, alike)
        return Judgement(RowOutcome.NEW, None, facts, alike)
