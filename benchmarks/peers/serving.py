"""How a bot of the benchmark is started, and how its collector may be tamed as ours is."""

import argparse
import gc
from dataclasses import dataclass

TOKEN = "1:bench"  # noqa: S105
SECRET = "bench-secret"  # noqa: S105


@dataclass(frozen=True)
class Place:
    """Where a bot serves, and the Bot API that it calls."""

    port: int
    telegram: str
    tamed: bool
    store: str
    flush: bool


def place() -> Place:
    """What the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--telegram", default="")
    parser.add_argument("--tamed", action="store_true")
    parser.add_argument("--store", default="")
    parser.add_argument("--flush", action="store_true")
    return Place(**vars(parser.parse_args()))


def tame(wanted: bool) -> None:
    """The garbage collector as bot.cli tames it."""
    if wanted:
        gc.collect()
        gc.freeze()
        gc.set_threshold(10_000, 10, 20)
