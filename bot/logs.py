"""Logs: what happened as the event, the rest as keys. Never personal data."""

import logging
import sys
from typing import Any, Literal

import structlog


def configure(log_format: Literal["console", "json"]) -> None:
    """Set up structlog, and quieten libraries that log what people write."""
    last: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if log_format == "console":
        last = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    before_json = [structlog.processors.format_exc_info] if log_format == "json" else []
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *before_json,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    for name in ("aiogram", "aiohttp.access", "apscheduler", "stamina"):
        logging.getLogger(name).setLevel(logging.ERROR)
