"""How often a process does what nobody asks it to, and how long it waits. Tests pass their own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.sqlite import BUSY_SECONDS
from bot.telegram.webhook import MOST_TOGETHER
from bot.turns.flood_limit import QUICK

if TYPE_CHECKING:
    from scheduler.timing import ClockTiming


@dataclass(frozen=True)
class Timing:
    """Pauses in seconds, and how much at once.

    `lead_asked_every` is how often the leader shows that it lives, and others ask whether it does;
    `keys_asked_every` how often a process sees that its keys are still the store's.
    PostgreSQL undoes a turn in which nothing happens for `idle_seconds`; SQLite waits for a lock
    for `busy_seconds`. One person may send `quick` updates as fast as they come
    (docs/decisions/0015-a-flood.md); one commit takes `together` at most. A converse process asks
    Telegram every `telegram_asked_every` what it says of the bot. `clockwork` is the usual one
    where it is None: a process that only converses imports nothing of the scheduler.
    """

    lead_asked_every: float = 1.0
    keys_asked_every: float = 10.0
    idle_seconds: float = 30.0
    busy_seconds: float = BUSY_SECONDS
    telegram_asked_every: float = 60.0
    quick: int = QUICK
    together: int = MOST_TOGETHER
    clockwork: "ClockTiming | None" = None


TIMING = Timing()
