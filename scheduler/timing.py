"""How often what happens by the clock looks, and how long it rests. Tests pass their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from models.outbox.outbox import LEASE
from scheduler.delivery.wakeup import Wakeup


@dataclass(frozen=True)
class ClockTiming:
    """Pauses in seconds, and what is rested by.

    The delivery loop looks for rows that are due, and records more often while it sends; a chat
    rests between two messages. A row that a process has claimed is free again after the `lease`.
    `ending_seconds` is how long what was begun may take once the process is told to stop.
    """

    looks_for_rows_every: float = 0.5
    records_every: float = 0.1
    chat_rests: float = 1.0
    lease: timedelta = LEASE
    looks_for_files_every: float = 1.0
    ending_seconds: float = 5.0
    wakeup: Callable[[], Wakeup] = Wakeup
    # APScheduler's own where there is none: only a process that ticks imports it.
    scheduler: Callable[[], Any] | None = None
