"""What a row comes to for an entry, or as a new one. Pure: nothing is read or written."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from models.core import age
from models.core.person_names import name_key
from models.labourers.facts import PRESENT_WORK, Facts, is_different
from models.labourers.imports.readers import CellReader
from models.labourers.imports.row_reading import RowRead

OVERWRITE = "overwrite"
# Together they say which household it is.
OF_HOUSEHOLD = frozenset({"registered_poor", "household_head", "head_birth_year"})


def find_new_facts(row: RowRead, now: dt.datetime, reader: CellReader) -> dict[str, Any]:
    """The facts that open an entry; what is missing for that becomes faults of the row."""
    told = row.facts
    known = {fault.fact for fault in row.faults}
    needed = ["name", "village", "status"]
    # What a number that is wrong would have told is not asked for beside it.
    needed += [] if "id_number" in {*told, *known} else ["sex", "birth_year"]
    for fact in needed:
        if fact not in told and fact not in known:
            row.fault("cell_needed", fact)
    opening: dict[str, Any] = {"id_number": None, "registered_poor": False, "notices": []}
    facts = reader.fit({**opening, **told})
    if not row.faults and (refusal := age.unfit(facts, now)):
        row.fault(refusal.name, "id_number" if told.get("id_number") else "birth_year")
    return facts


def find_changes(
    known: Facts, row: RowRead, policy: Mapping[str, str], reader: CellReader
) -> dict[str, Any]:
    """The facts of an entry that a row changes, and to what.

    Blanks are filled; what is told is changed only where the policy of the fact is to overwrite.
    """
    if name_key(known["name"]) != name_key(row.facts.get("name", known["name"])):
        row.fault("cell_other_name", "name")
        return {}
    offered = {fact: value for fact, value in row.facts.items() if fact != "name"}
    if known.get("id_number"):
        offered.pop("id_number", None)
    taken = {
        fact: value
        for fact, value in offered.items()
        if _is_taken(known.get(fact), value, policy.get(fact, ""))
    }
    if known.get("registered_poor") and "village" not in taken:
        # Its household is known; whose head is another is not settled by a list.
        taken = _without_other_head(known, taken)
    if taken.get("status", known["status"]) != known["status"]:
        # Other work has another place and wage.
        gone = {fact for fact in PRESENT_WORK if known.get(fact) is not None} - taken.keys()
        taken |= dict.fromkeys(gone - {"status"})
    fitting = reader.fit({**known, **taken})
    return {fact: value for fact, value in taken.items() if value is None or fact in fitting}


def _is_taken(known: Any, value: Any, policy: str) -> bool:
    if not is_different(known, value):
        return False
    return known in (None, []) or policy == OVERWRITE


def _without_other_head(known: Facts, taken: dict[str, Any]) -> dict[str, Any]:
    if known.get("household_head") is None or "household_head" in taken:
        return taken
    return {fact: value for fact, value in taken.items() if fact != "head_birth_year"}
