"""A bell: whoever waits for a tick rings, and all ticks of this process come at once."""

from datetime import UTC, datetime
from typing import Any
from weakref import WeakSet

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_bells: WeakSet["Bell"] = WeakSet()


class Bell(AsyncIOScheduler):  # type: ignore[misc]  # APScheduler has no types
    """APScheduler's own, that can be rung beside its hours."""

    def start(self, *given: Any, **named: Any) -> None:
        """Begin, and hear the bell from now on."""
        super().start(*given, **named)
        _bells.add(self)


def ring() -> None:
    """Every tick comes now, and then by its hours again."""
    for bell in _bells:
        for job in bell.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))
