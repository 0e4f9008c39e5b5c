"""Logs: what happened as the event, the rest as keys. Never personal data, nor a trace's values."""

import logging
import os
import sys
from contextlib import suppress
from math import inf
from time import monotonic
from typing import Any, Literal, TextIO, cast

import structlog
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from bot import traces
from bot.store.outages import cause, is_known

# What is told of an outage again and again, by everything that meets it.
OF_OUTAGES = ("store away", "failure not noted", "lead out of reach")
TOLD_EVERY = 60.0


class LogStream:
    """A stream that takes every line; one that can't be written is lost, and the process goes on.

    The reader of a pipe may end, a disk may be full, and a process may have no stderr at all.
    """

    def __init__(self, out: TextIO | None) -> None:
        self._out = out

    def write(self, text: str) -> int:
        if self._out is not None:
            with suppress(OSError, ValueError):  # a stream that is closed raises ValueError
                self._out.write(text)
        return len(text)

    def flush(self) -> None:
        if self._out is not None:
            with suppress(OSError, ValueError):
                self._out.flush()

    def isatty(self) -> bool:
        """Whether somebody reads it as it comes."""
        with suppress(OSError, ValueError):
            return self._out is not None and self._out.isatty()
        return False


class OutageLimit:
    """Of an outage of the store one line a minute is told, with the cause and without a trace.

    `left_out` counts the lines in between. What is no outage passes.
    """

    def __init__(self) -> None:
        self._told_at, self._left_out = -inf, 0

    def __call__(self, _logger: Any, _method: str, line: Any) -> Any:
        """As a processor of structlog's."""
        problem = _problem_of(line)
        if problem is None and line["event"] not in OF_OUTAGES:
            return line
        if monotonic() - self._told_at < TOLD_EVERY:
            self._left_out += 1
            raise structlog.DropEvent
        why = line.get("why") if problem is None else cause(problem)
        told = {"event": "store away", "why": why, "left_out": self._left_out}
        self._told_at, self._left_out = monotonic(), 0
        return told


def _problem_of(line: Any) -> Exception | None:
    """The outage whose trace the line would show."""
    given = line.get("exc_info")
    problem = sys.exc_info()[1] if given is True else given
    return problem if isinstance(problem, Exception) and is_known(problem) else None


def let_go_of_stderr() -> None:
    """Before the end: a last line that can't be written is no failure of the process."""
    try:
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def configure(
    log_format: Literal["console", "json"], level: Literal["debug", "info", "warning"] = "info"
) -> None:
    """Set up structlog, pass libraries' warnings through it, quieten those that log messages."""
    console, out = log_format == "console", LogStream(sys.stderr)
    common: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [_to_console(out)] if console else _to_json()
    structlog.configure(
        processors=[OutageLimit(), *common, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", out)),
    )
    _libraries(common, last, out)


def _to_console(out: LogStream) -> Any:
    return structlog.dev.ConsoleRenderer(colors=out.isatty(), exception_formatter=traces.to_console)


def _to_json() -> list[Any]:
    return [
        structlog.processors.ExceptionRenderer(traces.bare),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def _libraries(common: list[Any], last: list[Any], out: LogStream) -> None:
    handler = logging.StreamHandler(out)
    drop_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*common, structlog.stdlib.add_logger_name],
            processors=[drop_meta, *last],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    # Its own words hold what Telegram answered, and so what it was told to say.
    set_on_retry_hooks((_tried_again,))
    for name in ("aiogram", "aiohttp.access", "apscheduler"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # It lays out a trace, with what Telegram answered, for every gateway's error page.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


def _tried_again(details: RetryDetails) -> None:
    why, seconds = type(details.caused_by).__name__, round(details.wait_for, 2)
    structlog.get_logger().warning("tried again", why=why, pause=seconds)
