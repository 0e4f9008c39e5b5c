"""Where the processor time of a turn goes, by package.

`python -m benchmarks.profile [--phones 24] [--rounds 200] [--url postgresql://...]`

Batches of so many labourers, no two at the same place of the intake, go through
bot.turns.batch.Turns: from Telegram's JSON to the answer's, without HTTP, under cProfile,
on SQLite unless told otherwise.
Printed are parts of a hundred of own time; what is written in C is its callers'. cProfile makes
calls dearer than they are, so packages of many small functions look a little larger.
"""

import argparse
import asyncio
import cProfile
import json
import logging
import pstats
import site
import sys
import tempfile
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import structlog

from benchmarks.peers.serving import tame
from benchmarks.turns.labourers import Labourers
from benchmarks.turns.scripts import OURS
from benchmarks.turns.telegram import Telegram
from benchmarks.under_fire import furnished
from bot import opening
from bot.telegram.turns import TelegramTurns
from bot.telegram.updates import parse_update
from bot.turns.batch import Turns
from bot.turns.flood_limit import FloodLimit
from bot.turns.turn_batch import TurnContext
from models.core.clock import SystemClock
from models.core.file_store import FileStore
from models.core.vocabulary import Language
from tests.support.town import settings_for

HOUSE = Path(__file__).parents[1]
PACKAGES = [Path(folder) for folder in site.getsitepackages()]


def package(file: str) -> str:
    """Whose code a file is: a package's, a room of the house, or Python's own; json by itself."""
    path = Path(file)
    for folder in (*PACKAGES, HOUSE):
        if path.is_relative_to(folder):
            room = path.relative_to(folder).parts[0]
            return f"ours: {room}" if folder == HOUSE else room.removesuffix(".py")
    return "json" if path.parent.name == "json" else "stdlib"


def shares(profile: cProfile.Profile) -> Counter[str]:
    """Seconds of own time by package; what is written in C counts to who calls it."""
    seconds: Counter[str] = Counter()
    stats: dict[Any, Any] = vars(pstats.Stats(profile))["stats"]
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        if file != "~":
            seconds[package(file)] += own
            continue
        for (caller, _, _), (_, _, part, _) in callers.items():
            seconds[package(caller)] += part
    return seconds


async def batch(turns: TelegramTurns, raw: list[bytes]) -> None:
    """One word of everybody, from JSON to JSON."""
    updates = [parse_update(json.loads(one)) for one in raw]
    spoken = await turns.take([update for update in updates if update is not None])
    for one in spoken:
        json.dumps(one.calls[-1].in_response())


async def measure(given: argparse.Namespace, url: str, folder: Path) -> None:
    """Two whole rounds of the intake to warm, then the profile."""
    await furnished(url)
    settings, clock = settings_for("http://nowhere", url, by="polling"), SystemClock()
    async with opening.open_store(settings, clock) as store:
        context = TurnContext(clock, settings.zone, Language.ZH, 30, FileStore(folder))
        limit = FloodLimit(clock, Language.ZH)
        turns = TelegramTurns(Turns(store.sessions, context), limit, "bench")
        phones = Labourers(OURS, Telegram()).phones(given.phones)

        async def rounds(count: int, profile: AbstractContextManager[Any]) -> float:
            seconds = 0.0
            for _ in range(count):
                raw = [next(phone).update for phone in phones]
                began = time.process_time()
                with profile:
                    await batch(turns, raw)
                seconds += time.process_time() - began
            return float(1e6 * seconds / (count * given.phones))

        await rounds(2 * len(OURS), nullcontext())
        tame(True)
        profile = cProfile.Profile()
        bare, under = [await rounds(given.rounds, by) for by in (nullcontext(), profile)]
        say(f"{bare:,.0f} us a turn, {under:,.0f} under the profiler")
    seconds = shares(profile)
    for name, part in seconds.most_common():
        say(f"{100 * part / seconds.total():5.1f} {name}")


def say(line: str) -> None:
    """A line."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """A minute or so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--url", default="")
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{folder}/profile.db"
        asyncio.run(measure(given, url, Path(folder)))


if __name__ == "__main__":
    main()
