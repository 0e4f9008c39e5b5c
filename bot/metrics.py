"""Metrics for Prometheus, read from the rows: any process can show what another did."""

from typing import Any

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlmodel.ext.asyncio.session import AsyncSession

from models import job, outbox

TICK = ["tick"]


async def metrics(session: AsyncSession) -> bytes:
    """The exposition: each tick's last run, failures and counts; the outbox by state."""
    registry = CollectorRegistry()

    def gauge(name: str, what: str, labels: list[str]) -> Any:
        return Gauge(f"chunfeng_{name}", what, labels, registry=registry)

    ran = gauge("tick_last_run_seconds", "When the tick ran last.", TICK)
    following = gauge("tick_next_run_seconds", "When the tick runs next.", TICK)
    failures = gauge("tick_failures", "How often the tick failed in a row.", TICK)
    counts = gauge("tick_count", "What the tick did since the store is there.", [*TICK, "what"])
    rows = gauge("outbox_rows", "Rows of the outbox.", ["state"])
    for one in await job.every(session):
        ran.labels(one.name).set(one.ran_at.timestamp())
        following.labels(one.name).set(one.next_at.timestamp())
        failures.labels(one.name).set(one.failures)
        for what, count in one.total.items():
            counts.labels(one.name, what).set(count)
    for state, count in (await outbox.by_state(session)).items():
        rows.labels(state).set(count)
    return generate_latest(registry)
