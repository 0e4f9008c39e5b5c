"""The long run: `python -m tests.resilience.chaos [--people 200] [--seed 7] [--minutes 5]`."""

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path
from random import SystemRandom

from benchmarks.under_fire import furnished
from tests.resilience.chaos.run import Given, run

KILL_EVERY, PATIENCE_SECONDS = (8.0, 20.0), 10.0


async def live(url: str, given: Given) -> int:
    """One run; what is wrong, a line each, and 1 where something is."""
    await furnished(url)
    outcome = await run(url, given)
    wrong = [*outcome.lost, *outcome.double, *outcome.crooked, *outcome.stuck]
    wrong += [f"sorry {outcome.sorry} times"] * bool(outcome.sorry)
    wrong += [f"ended by itself: {code}" for code in outcome.fell]
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return int(bool(wrong))


def main() -> None:
    """With 200 people and five minutes of storm."""
    parser = argparse.ArgumentParser(prog="tests.resilience.chaos", description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10_000))
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--by", choices=("polling", "webhook"), default="polling")
    parser.add_argument("--url", help="an empty PostgreSQL database; without it SQLite")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    url = given.url or f"sqlite:///{folder}/chaos.db"
    many = Given(
        given.people, given.seed, given.minutes * 60, given.by, KILL_EVERY, PATIENCE_SECONDS
    )
    code = asyncio.run(live(url, many))
    shutil.rmtree(folder)
    sys.exit(code)


if __name__ == "__main__":
    main()
