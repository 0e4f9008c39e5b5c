"""The timeline: acts in the order of their moments, up to a moment; what lies later is left out."""

import datetime as dt
import heapq
from collections.abc import Awaitable, Callable
from itertools import count
from typing import TypeAlias

Act: TypeAlias = Callable[[dt.datetime], Awaitable[None]]


class Timeline:
    """Acts that are still to be done; an act may put further ones on it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[dt.datetime, int, Act]] = []
        self._numbers = count()

    def put(self, moment: dt.datetime, act: Act) -> None:
        """Two of one moment are done in the order in which they were put."""
        heapq.heappush(self._waiting, (moment, next(self._numbers), act))

    async def run(self, until: dt.datetime, after_each: Callable[[], Awaitable[None]]) -> None:
        """Do them; `after_each` ends what would be a turn of its own."""
        while self._waiting and self._waiting[0][0] <= until:
            moment, _, act = heapq.heappop(self._waiting)
            await act(moment)
            await after_each()
