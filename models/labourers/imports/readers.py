"""Who reads what a cell says: the readers of what people type, which bot/hooks.py brings in."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from models.core.gazetteer import Gazetteer
from models.core.refusal import Refusal


@dataclass(frozen=True)
class ListContext:
    """What a list is read within: the day, the regions, and the county whose list it is."""

    today: dt.date
    regions: Gazetteer
    county: str


class CellReader(Protocol):
    """Reads cells of one list."""

    def read(self, fact: str, text: str) -> Any | Refusal:
        """The fact's JSON value, as answers keep it; None where the cell says that there is none.

        Of `birth_day` a day in ISO text; of `relation` the head's own sign or any text.
        """
        ...

    def fit(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Those facts whose questions are asked once the others are settled."""
        ...


# One, brought in by bot/hooks.py.
MAKERS: list[Callable[[ListContext], CellReader]] = []


def make_reader(context: ListContext) -> CellReader:
    """The reader for one list."""
    return MAKERS[0](context)
