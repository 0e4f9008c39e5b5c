"""A publication of ten thousand under fire: `python -m benchmarks.under_fire [--people 10000]`.

Telegram says 429 and 30 seconds, then fails twenty times in a row; 3 in 100 people blocked the
bot; the process is killed three times with -9; the clock jumps by a day. On SQLite.
"""

import argparse
import asyncio
import shutil
import tempfile
from pathlib import Path

from benchmarks.result import figure
from bot import opening
from bot.store import engine as database
from models.core.clock import SystemClock
from tests.delivery.fire import KILLS, burn
from tests.support.town import settings_for


async def furnished(url: str) -> None:
    """The store with its tables and villages."""
    settings = settings_for("http://nowhere", url, by="polling")
    engine = database.open_engine(url)
    await database.upgrade(engine)
    await engine.dispose()
    async with opening.open_store(settings, SystemClock()):
        pass


async def measure(people: int, rate: int) -> None:
    """Burn it, and say what became of it."""
    folder = Path(tempfile.mkdtemp(prefix="fire-"))
    url = f"sqlite:///{folder}/fire.db"
    await furnished(url)
    outcome = await burn(url, people, rate=rate)
    shutil.rmtree(folder)
    figure("under_fire_people", outcome.people, "people")
    figure("under_fire_missed", outcome.missed, "people")
    figure("under_fire_doubled_a_kill", outcome.doubled / KILLS, "people")
    assert outcome.missed == 0


def main() -> None:
    """At Telegram's pace it takes some six minutes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rate", type=int, default=30)
    given = parser.parse_args()
    asyncio.run(measure(given.people, given.rate))


if __name__ == "__main__":
    main()
