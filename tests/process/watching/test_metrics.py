"""What Prometheus is told, and that the dashboard asks for nothing else."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.addresses import telegram_address
from bot.web.metrics import render_metrics
from models.accounts import account as accounts
from models.outbox.outbox import LEASE
from models.outbox.row import RowState
from tests.outbox.test_monitor import waits
from tests.process.watching.exposition import named, names, samples, told
from tests.resilience.serving.test_polling import spoil
from tests.resilience.serving.test_store_away import away
from tests.support.labourers.intake import arrive, register
from tests.support.town import ANA, BEN, Town, open_town, until

DASHBOARD = Path(__file__).parents[3] / "deploy" / "grafana.json"


@pytest.fixture(params=["polling", "webhook"])
async def town(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Town]:
    """A town on SQLite, served each way."""
    async with open_town(sqlite_url, by=request.param) as opened:
        yield opened


async def count(town: Town, outcome: str) -> float:
    """How many turns came to this."""
    return (await samples(town))[f"chunfeng_turns_total outcome={outcome}"]


async def test_each_turn_is_counted_once_with_how_long_it_took(town: Town) -> None:
    await arrive(town.ana)
    before = await samples(town)
    await town.ana.says("Ann Lee")
    await town.ana.says("skip")
    after = await samples(town)
    for name in ("chunfeng_turns_total outcome=answered", "chunfeng_turn_seconds_count"):
        assert after[name] == before[name] + 2
    assert after["chunfeng_turn_seconds_sum"] > before["chunfeng_turn_seconds_sum"]


async def test_a_turn_that_fails_is_counted_as_such(town: Town) -> None:
    await arrive(town.ana)
    await spoil(town)
    await town.ana.says("Ann Lee")
    assert await count(town, "failed") == 1


async def test_what_comes_again_is_counted_as_such(town: Town) -> None:
    await arrive(town.ana)
    answered = await count(town, "answered")
    await town.fault("twice")
    await town.ana.says("Ann Lee")

    async def came_again() -> bool:
        return await count(town, "again") == 1

    await until(came_again)
    assert await count(town, "answered") == answered + 1


async def test_what_is_passed_over_is_counted_as_such(
    sqlite_url: str,
) -> None:
    async with open_town(sqlite_url, quick=1) as town:
        for text in ("one", "two"):
            await town.ben.says(text)
        assert await count(town, "flood") == 1


async def test_how_the_outbox_stands_and_since_when(town: Town) -> None:
    await arrive(town.ana)
    async with town.store() as session:
        ben = await accounts.open_account(session, telegram_address(BEN.id), town.clock.now())
        ben.address.blocked_at = town.clock.now()
    await waits(town, state=RowState.PARKED)
    found = await samples(town)
    assert found["chunfeng_outbox_rows state=parked"] == 1
    assert found["chunfeng_outbox_rows state=waiting"] == 0
    assert found["chunfeng_unreachable_accounts"] == 1
    assert found["chunfeng_outbox_oldest_seconds state=waiting"] == 0
    assert found["chunfeng_store_reachable"] == 1


async def test_the_age_of_the_oldest_is_told_by_state(database_url: str) -> None:
    async with open_town(database_url, served=False) as town:
        began = town.clock.now()
        await waits(town, timedelta(minutes=-2))
        await waits(town)
        for minutes in (-3, -7):
            await waits(town, timedelta(minutes=minutes), state=RowState.PARKED)
        for minutes in (-5, -4):
            leased = began + timedelta(minutes=minutes) + LEASE
            await waits(town, state=RowState.LEASED, lease_until=leased)
        async with town.store() as session:
            text = (await render_metrics(session, began, town.settings.zone)).decode()
    ages = re.findall(
        r'^chunfeng_outbox_oldest_seconds\{state="(\w+)"\} (\S+)$', text, re.MULTILINE
    )
    whole = {state: round(float(age) / 60) for state, age in ages}
    assert whole == {"waiting": 2, "claimed": 5, "parked": 3}


async def test_while_the_store_is_away_that_is_told_and_what_this_process_did(
    sqlite_url: str,
) -> None:
    async with open_town(sqlite_url, busy_seconds=0) as town:
        await arrive(town.ana)
        async with away(sqlite_url):
            found = await samples(town)
    assert found["chunfeng_store_reachable"] == 0
    assert found["chunfeng_turns_total outcome=answered"] == 3
    assert not any(name.startswith("chunfeng_outbox") for name in found)


def dashboard() -> dict[str, Any]:
    """The file that Grafana reads."""
    read: dict[str, Any] = json.loads(DASHBOARD.read_text())
    return read


def asked_for() -> set[str]:
    """Every metric that a panel of the dashboard names."""
    queries = [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]
    assert all(named([query]) for query in queries)
    return named(queries)


async def test_the_dashboard_asks_only_for_what_there_is_and_for_all_of_it(town: Town) -> None:
    await register(town.ana)
    await town.wait(minutes=1)
    ours = {name for name in await names(town) if name.startswith("chunfeng_")}
    assert asked_for() == {name for name in ours if not name.endswith("_created")}


def test_the_panels_of_the_dashboard_lie_side_by_side() -> None:
    places = [panel["gridPos"] for panel in dashboard()["panels"]]
    taken = [
        (x, y)
        for place in places
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24
    ids = [panel["id"] for panel in dashboard()["panels"]]
    assert len(ids) == len(set(ids))


async def test_nothing_of_a_person_is_told(town: Town) -> None:
    await register(town.ana)
    text = await told(town)
    for secret in ("Ann", "13800002001", "19850312", str(ANA.id)):
        # By itself: within a time in seconds any four digits can stand.
        assert not re.search(rf"(?<![\w.]){secret}", text)
