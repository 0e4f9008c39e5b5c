"""Where people of the ledger are placed now. The placements' own domain says so: bot/hooks.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement


@dataclass(frozen=True)
class PresentPlacements:
    """The one placement of each person that is going on, the latest where there are several.

    `join` adds it to a SELECT from Labourer, where there is one; its columns by name are
    placement_id, post, starts_on, destination, wage, has_contract, brought, employer_id, employer,
    employer_kind and region. `is_placed` is a condition over Labourer.
    """

    columns: Mapping[str, Any]
    join: Callable[[Any], Any]
    is_placed: ColumnElement[bool]


SOURCES: list[PresentPlacements] = []


def present_placements() -> PresentPlacements:
    """What the domain of placements has registered."""
    return SOURCES[0]
