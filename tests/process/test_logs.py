"""What the process writes down, and what it never does."""

import json
import subprocess
import sys
from functools import cache

import pytest

# A process of its own: logs are set up once in each.
SCRIPT = """
import logging, sys
import stamina
import structlog
from bot import logs

logs.configure(*sys.argv[1:])
log = structlog.get_logger()
log.debug("not worth it")
log.info("登记", count=2)
kept = "hidden" + "-in-a-local"
try:
    int(kept)
except ValueError:
    log.exception("tick failed", tick="housekeeping")
try:
    try:
        {}[kept]
    except KeyError as missing:
        raise RuntimeError(f"no entry {kept!r} for 222424198503120026") from missing
except RuntimeError:
    logging.getLogger("asyncio").exception("trouble")
logging.getLogger("asyncio").warning("%s is slow", "任务")
for name in ("aiogram", "aiohttp.access", "apscheduler"):
    logging.getLogger(name + ".deep").warning("what somebody wrote")
try:
    for attempt in stamina.retry_context(on=OSError, attempts=2, wait_initial=0, wait_jitter=0):
        with attempt:
            raise ConnectionError("an answer cut off, in which somebody wrote")
except ConnectionError:
    pass
"""

EVENTS = ["登记", "tick failed", "trouble", "任务 is slow", "tried again"]


@cache
def written(*settings: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *settings], check=True, capture_output=True, text=True
    )
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_each_line_of_json_is_an_event_with_its_keys() -> None:
    lines = [json.loads(line) for line in written("json")]
    assert [line["event"] for line in lines] == EVENTS
    assert [line["level"] for line in lines] == ["info", "error", "error", "warning", "warning"]
    assert (lines[0]["count"], lines[1]["tick"], lines[3]["logger"]) == (
        2,
        "housekeeping",
        "asyncio",
    )
    assert all(line["timestamp"].endswith("Z") for line in lines)


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_chinese_is_readable(log_format: str) -> None:
    assert "登记" in "".join(written(log_format))


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_a_trace_shows_where_and_never_the_locals(log_format: str) -> None:
    text = "".join(written(log_format))
    assert "Traceback" in text
    assert "ValueError: invalid literal" in text
    assert "hidden-in-a-local" not in text
    assert "line" in text


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_a_cause_is_shown_before_what_came_of_it_and_quotes_nothing_either(log_format: str) -> None:
    text = "".join(written(log_format))
    assert text.index("KeyError: …") < text.index("RuntimeError: no entry … for …")
    assert "hidden" not in text


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_libraries_that_log_what_people_write_are_quiet(log_format: str) -> None:
    text = "".join(written(log_format))
    assert "slow" in text
    assert "somebody wrote" not in text
    assert "not worth it" not in text
    assert "ConnectionError" in text


def test_the_console_has_no_colours_in_a_file() -> None:
    assert "\x1b" not in "".join(written("console"))


@pytest.mark.parametrize(
    ("level", "events"),
    [
        ("debug", ["not worth it", *EVENTS]),
        ("warning", EVENTS[1:]),
    ],
)
def test_the_level_says_what_is_worth_a_line(level: str, events: list[str]) -> None:
    assert [json.loads(line)["event"] for line in written("json", level)] == events
