"""A bell: who waits for the clock rings, and all ticks and looks of this process come at once."""

from datetime import UTC, datetime
from typing import Any
from weakref import WeakSet

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.delivery.wakeup import Wakeup

_bells: WeakSet["Bell"] = WeakSet()
_rests: WeakSet["LightRest"] = WeakSet()


class Bell(AsyncIOScheduler):  # type: ignore[misc]  # APScheduler has no types
    """APScheduler's own, that can be rung beside its hours."""

    def start(self, *given: Any, **named: Any) -> None:
        """Begin, and hear the bell from now on."""
        super().start(*given, **named)
        _bells.add(self)


class LightRest(Wakeup):
    """A loop's own rest, that the bell ends."""

    def __init__(self) -> None:
        super().__init__()
        _rests.add(self)


def ring() -> None:
    """Every tick and look comes now, and then by its hours again."""
    for bell in _bells:
        for job in bell.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))
    wake()


def wake() -> None:
    """Every loop looks now: it takes one row for a chat, and then rests."""
    for rest in _rests:
        rest.wake()
