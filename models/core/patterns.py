"""Tables of patterns as one pattern."""

import re
from collections.abc import Mapping
from functools import cached_property


class Patterns:
    """The patterns of a table, of which any may match; "_" in them is a space or none."""

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        self._table = table

    @cached_property
    def any(self) -> re.Pattern[str]:
        """Put together for the first who needs it: the largest takes half a second."""
        every = (pattern for reason in self._table.values() for pattern in reason)
        return re.compile("|".join(every).replace("_", " ?"))
