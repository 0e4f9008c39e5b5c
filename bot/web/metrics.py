"""Metrics for Prometheus, read from the rows: any process can show what another did."""

import datetime as dt
from pathlib import Path
from shutil import disk_usage
from typing import Any
from zoneinfo import ZoneInfo

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.version import VERSION
from models.accounts import account, attempts, processed_updates
from models.core import tick_runs
from models.core.quiet_hours import is_quiet, last_opened
from models.core.session import Session
from models.core.tick_runs import TickRun
from models.outbox import monitor, outbox

TICK = ["tick"]
SQLITE = "sqlite:///"
EPOCH = dt.datetime.fromtimestamp(0, dt.UTC)


async def render_metrics(session: Session, now: dt.datetime, zone: ZoneInfo) -> bytes:
    """The exposition: what each tick did, how the outbox stands, whom nobody can reach."""
    registry = _of_store(reachable=True)
    jobs = await tick_runs.every(session)
    _ticks(registry, jobs)
    _backup(registry, jobs, now)
    rows = _gauge(
        registry,
        "outbox_rows",
        "Rows that wait, are sent, or wait for staff, up to 50,000.",
        ["state"],
    )
    for state, count in (await outbox.count_unfinished(session)).items():
        rows.labels(state).set(count)
    oldest = _gauge(
        registry,
        "outbox_oldest_seconds",
        "How long the oldest that may go is due, has been on its way, has waited for staff.",
        ["state"],
    )
    for state, age in (await monitor.get_ages_by_state(session, now, zone)).items():
        oldest.labels(state).set(age.total_seconds())
    tries = _gauge(
        registry,
        "attempts",
        "What can be guessed at, tried within the last hour.",
        ["what"],
    )
    for what, count in (await attempts.count_recent_attempts(session, now)).items():
        tries.labels(what).set(count)
    silence = _gauge(
        registry,
        "update_silence_seconds",
        "How long nobody has written, counted from the morning on; at night 0.",
    )
    silence.set(await _silence(session, now, zone))
    unreachable = _gauge(
        registry, "unreachable_accounts", "Who blocked the bot and did not return."
    )
    unreachable.set(await account.count_unreachable(session))
    return generate_latest(registry)


def render_metrics_without_store() -> bytes:
    """What is left to tell while the store is away."""
    return generate_latest(_of_store(reachable=False))


def render_free_space(data_dir: Path, store: str) -> bytes:
    """Room on the disks of this machine that the bot writes on; a folder may not be there yet."""
    registry = CollectorRegistry()
    free = _gauge(registry, "disk_free_bytes", "Free space where it lies.", ["what"])
    lies = {"files": data_dir}
    if store.startswith(SQLITE):
        lies["store"] = Path(store.removeprefix(SQLITE)).parent
    for what, folder in lies.items():
        there = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
        free.labels(what).set(disk_usage(there).free)
    return generate_latest(registry)


async def _silence(session: Session, now: dt.datetime, zone: ZoneInfo) -> float:
    if is_quiet(now, zone):
        return 0.0
    since = max(last_opened(now, zone), await processed_updates.get_last(session) or EPOCH)
    return max(0.0, (now - since).total_seconds())


def _of_store(*, reachable: bool) -> CollectorRegistry:
    registry = CollectorRegistry()
    build = _gauge(registry, "build_info", "1, with the version that runs.", ["version"])
    build.labels(VERSION).set(1)
    _gauge(registry, "store_reachable", "1, or 0 while the store is away.").set(reachable)
    return registry


def _ticks(registry: CollectorRegistry, jobs: list[TickRun]) -> None:
    ran = _gauge(registry, "tick_last_run_seconds", "When the tick ran last.", TICK)
    following = _gauge(registry, "tick_next_run_seconds", "When the tick runs next.", TICK)
    failures = _gauge(registry, "tick_failures", "How often the tick failed in a row.", TICK)
    counts = _gauge(
        registry, "tick_count", "What it did since the store is there.", [*TICK, "what"]
    )
    for one in jobs:
        ran.labels(one.name).set(one.ran_at.timestamp())
        following.labels(one.name).set(one.next_at.timestamp())
        failures.labels(one.name).set(one.failures)
        for what, count in one.total.items():
            counts.labels(one.name, what).set(count)


def _backup(registry: CollectorRegistry, jobs: list[TickRun], now: dt.datetime) -> None:
    age = _gauge(
        registry, "backup_age_seconds", "How long ago the last backup was taken; +Inf: never."
    )
    taken = tick_runs.get_last_success(jobs, tick_runs.BACKUP)
    age.set((now - taken).total_seconds() if taken else float("inf"))


def _gauge(
    registry: CollectorRegistry, name: str, what: str, labels: list[str] | None = None
) -> Any:
    return Gauge(f"chunfeng_{name}", what, labels or [], registry=registry)
