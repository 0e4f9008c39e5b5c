"""Logs: what happened as the event, the rest as keys. Never personal data, nor a trace's values."""

import logging
import os
import sys
from contextlib import suppress
from typing import Any, Literal, TextIO, cast

import structlog
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from bot import traces


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
        processors=[*common, *last],
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
