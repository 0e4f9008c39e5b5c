"""Logs: what happened as the event, the rest as keys. Never personal data, nor a trace's values."""

import logging
import sys
from typing import Any, Literal

import structlog

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
    for name in ("aiogram", "aiohttp.access", "apscheduler", "stamina"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # It lays out a trace, with what Telegram answered, for every gateway's error page.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
