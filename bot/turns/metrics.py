"""The tally: what this process's turns came to and how long they took, for Prometheus and the log.

The log has a line a turn at the level debug alone, and never what somebody wrote.
"""

import logging
from collections.abc import Mapping, Sequence
from enum import StrEnum, auto
from time import perf_counter

import structlog
from aiogram.types import Update
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from bot.telegram.rendering import OutgoingCalls
from handlers.core.turn import Turn

# Seconds. A turn takes milliseconds; what takes longer than the last ones is a store in trouble.
STEPS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
# An answer waits besides for other commits, and for a Telegram that is slow or asks for a pause.
WAITS = (*STEPS[2:], 10, 30, 60)
REDELIVERED = "again"


class TurnOutcome(StrEnum):
    """What became of an update. `away` comes again; `flood` was passed over."""

    ANSWERED = auto()
    SILENT = auto()
    AGAIN = auto()
    FAILED = auto()
    AWAY = auto()
    FLOOD = auto()


class TurnMetrics:
    """Counts since the process began."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        turns = Counter(
            "chunfeng_turns",
            "Updates by what became of them.",
            ["outcome"],
            registry=self._registry,
        )
        self._turns = {outcome: turns.labels(outcome.value) for outcome in TurnOutcome}
        self._took = Histogram(
            "chunfeng_turn_seconds",
            "From the taking of an update, with others perhaps, to its commit.",
            buckets=STEPS,
            registry=self._registry,
        )
        self._waited = Histogram(
            "chunfeng_answer_seconds",
            "From an update's arrival to its answer, sent or in the response: as a person waits.",
            buckets=WAITS,
            registry=self._registry,
        )
        self._log = structlog.get_logger().bind()
        self._tells = self._log.is_enabled_for(logging.DEBUG)

    def exposition(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self._registry)

    def count(self, outcome: TurnOutcome, how_many: int = 1) -> None:
        """What never became a turn, or failed."""
        self._turns[outcome].inc(how_many)

    def answered(self, arrived: float) -> None:
        """Somebody has the answer; `arrived` is of the performance counter, in seconds."""
        self._waited.observe(perf_counter() - arrived)

    def committed(
        self,
        updates: Sequence[Update],
        spoken: Sequence[OutgoingCalls],
        turns: Mapping[int, Turn],
        began: float,
    ) -> None:
        """Turns of one commit; `began` is of the performance counter, in seconds."""
        took = perf_counter() - began
        for update, said in zip(updates, spoken, strict=True):
            turn = turns.get(update.update_id)
            outcome = _outcome(said, turn)
            self._turns[outcome].inc()
            self._took.observe(took)
            if self._tells:
                self._tell(update, turn, outcome, took)

    def _tell(self, update: Update, turn: Turn | None, outcome: TurnOutcome, took: float) -> None:
        self._log.debug(
            "turn",
            update_id=update.update_id,
            kind=_kind(update),
            handler=turn.handler if turn else "",
            asked=turn.asked if turn else "",
            outcome=outcome.value,
            ms=round(took * 1000, 1),
        )


def _kind(update: Update) -> str:
    """What Telegram calls this kind; aiogram's own look-up raises where it knows none."""
    return ", ".join(sorted(update.model_fields_set - {"update_id"}))


def _outcome(said: OutgoingCalls, turn: Turn | None) -> TurnOutcome:
    if turn is not None and turn.handler == REDELIVERED:
        return TurnOutcome.AGAIN
    return TurnOutcome.ANSWERED if said.calls else TurnOutcome.SILENT
