"""Logs: what happened as the event, the rest as keys. Never personal data, nor a trace's values."""

import logging
import sys
from typing import Any, Literal

import structlog
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from bot import traces


def configure(
    log_format: Literal["console", "json"], level: Literal["debug", "info", "warning"] = "info"
) -> None:
    """Set up structlog, pass libraries' warnings through it, quieten those that log messages."""
    console = log_format == "console"
    common: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [_to_console()] if console else _to_json()
    structlog.configure(
        processors=[*common, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    _libraries(common, last)


def _to_console() -> Any:
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=traces.to_console
    )


def _to_json() -> list[Any]:
    return [
        structlog.processors.ExceptionRenderer(traces.bare),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def _libraries(common: list[Any], last: list[Any]) -> None:
    handler = logging.StreamHandler(sys.stderr)
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
