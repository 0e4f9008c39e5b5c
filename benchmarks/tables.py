"""The tables of docs/benchmarks.md and docs/operations.md: `python -m benchmarks.tables`.

From results.json alone: what was not measured has no line.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks import counties
from benchmarks.counties import Results
from benchmarks.result import RESULTS

DOCS = Path(__file__).parents[1] / "docs"
BOTS = {
    "chunfeng_sqlite": "**Chunfeng on SQLite**, every answer committed with full sync",
    "chunfeng_postgresql": "**Chunfeng on PostgreSQL**, the same",
    "echo": "(a) stock aiogram echo, stores nothing",
    "echo_tamed": "(a) with the collector tamed",
    "fsm_memory": "(b) twelve questions in aiogram's FSM, in memory",
    "aiogram_dialog": "(c) twelve questions in aiogram-dialog, in memory",
    "ptb_pickle_each": "(d) twelve questions in PTB, a pickle flushed at each answer",
    "ptb_pickle_60s": "(d) flushed every 60 s, as it comes",
    "floor": "(e) the floor: aiohttp, one upsert, one commit",
    "null": "(f) nothing: a canned 200, which is how fast the load can go",
}


def turns(results: Results, tail: str) -> Iterator[str]:
    """A line a bot: turns a second, 99 of 100 within, processor time; each with its ratio."""
    if f"turns{tail}_echo" not in results:
        return
    yield "| | turns a second | to (a) | 99 of 100 within | processor time a turn | to (a) |"
    yield "|---|---|---|---|---|---|"
    for bot, what in BOTS.items():
        rate = results.get(f"turns{tail}_{bot}")
        if rate is None:
            continue
        slow, cost = (results[f"{sort}{tail}_{bot}"] for sort in ("p99", "processor"))
        yield (
            f"| {what} | {rate['value']:,.0f} ({rate['least']:,.0f} to {rate['greatest']:,.0f}) "
            f"| {rate['ratio']:.2f} | {slow['value']:,.0f} ms "
            f"| {cost['value']:,.0f} µs | {cost['ratio']:.2f} |"
        )


ACTS = {
    "quiet": "nobody else",
    "menu": "staff open their menu",
    "calls": "staff list who is to be called",
    "preview": "staff see whom a notice to everybody reaches",
    "publish": "it is published",
    "sending": "it goes out at 30 a second",
    "rekey": "`chunfeng db rekey`, the first minute",
    "sheet": "staff take the sheet of 10,000 whom a notice did not reach",
    "cancel": "the notice is cancelled",
}


def office(results: Results) -> Iterator[str]:
    """A line an act: the longest turn and the 99th of a hundred, to the quiet median."""
    if "office_quiet_median_sqlite" not in results:
        return
    yield "| beside it | SQLite: longest | 99 of 100 | PostgreSQL: longest | 99 of 100 |"
    yield "|---|---|---|---|---|"
    for act, what in ACTS.items():
        names = [
            f"office_{act}_{sort}_{store}"
            for store in ("sqlite", "postgresql")
            for sort in ("longest", "p99")
        ]
        if all(name in results for name in names):
            ratios = [f"{results[name]['ratio']:.1f}" for name in names]
            yield f"| {what} | {' | '.join(ratios)} |"


def singles(results: Results, names: dict[str, str]) -> Iterator[str]:
    """A line a figure, with its ratio where it has one."""
    yield "| | | ratio |"
    yield "|---|---|---|"
    for name, what in names.items():
        one = results.get(name)
        if one is None:
            continue
        ratio = f"{one['ratio']:.2f}" if "ratio" in one else ""
        yield f"| {what} | {_short(one['value'])} {one['unit']} | {ratio} |"


def _short(value: float) -> str:
    """Four digits, and whole thousands."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"


SINGLES = {
    "start": {
        "start_import_aiogram": "`import aiogram` alone",
        "start_first_answer": "from the start to the first answer",
        **{
            f"memory_over_import_after_{turns}": f"memory over that import after {turns:,} turns"
            for turns in (20_000, 100_000, 200_000)
        },
        "memory_grown_from_100000_to_200000": "of it grown in the last 100,000",
    },
    "ledger": {
        f"ledger_{size}_{sort}_{store}": f"{what} with {people:,} labourers, {store}"
        for store in ("sqlite", "postgresql")
        for sort, what in (("processor_us", "processor time"), ("p99", "99 of 100 turns within"))
        for size, people in (("few", 1_000), ("many", 1_000_000))
    },
    "planning": {
        f"{name}_{store}": f"{what}, {store}"
        for store in ("sqlite", "postgresql")
        for name, what in (
            ("planning_floor", "the floor"),
            ("planning", "the plan"),
            ("planning_memory_grown", "memory grown"),
            ("preview", "the preview"),
        )
    },
    "pace": {
        f"delivery_{name}_at_{rate}": f"at {rate} a second: {what}"
        for rate in (30, 1000)
        for name, what in (
            ("rate", "delivered, to the limit"),
            ("sender_alone", "the sender alone, to delivery"),
            ("sender_alone_at_stub", "the same at a Bot API that costs nothing, to that"),
            ("fullest_second", "fullest second, whenever it begins"),
            ("first_second", "first second"),
            ("refused", "429 provoked"),
        )
    },
    "under_fire": {
        "under_fire_people": "reachable people",
        "under_fire_missed": "of them without it",
        "under_fire_doubled_a_kill": "with it twice, a kill (at most 15 are in flight)",
    },
}


def pages(results: Results) -> dict[str, dict[str, Iterator[str]]]:
    """The lines of each block of each page."""
    tails = ("_at_1", "_at_50", "_at_500", "_at_50_latency_50ms")
    taps = ("_at_50_taps", "_at_50_taps_latency_50ms")
    return {
        "benchmarks.md": {
            **{f"turns{tail}": turns(results, tail) for tail in (*tails, *taps)},
            **{name: singles(results, names) for name, names in SINGLES.items()},
            "office": office(results),
        },
        "operations.md": {
            "measured": counties.measured(results),
            "needed": counties.needed(results),
        },
    }


def written(page: str, blocks: dict[str, Iterator[str]]) -> str:
    """The page with each block between its two markers written anew."""
    for name, lines in blocks.items():
        before, found, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        assert found, name
        assert end, name
        page = before + found + "".join(f"{line}\n" for line in lines) + end + after
    return page


def main() -> None:
    """Both pages."""
    results: Results = json.loads(RESULTS.read_text())
    for name, blocks in pages(results).items():
        page = DOCS / name
        page.write_text(written(page.read_text(), blocks))


if __name__ == "__main__":
    main()
