"""The tables of docs/benchmarks.md, from results.json: `python -m benchmarks.tables`."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.result import RESULTS

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
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
Results = dict[str, dict[str, Any]]


def turns(results: Results, tail: str) -> Iterator[str]:
    """A line a bot: turns a second, 99 of 100 within, processor time; each with its ratio."""
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


def singles(results: Results, names: dict[str, str]) -> Iterator[str]:
    """A line a figure, with its ratio where it has one."""
    yield "| | | ratio |"
    yield "|---|---|---|"
    for name, what in names.items():
        one = results[name]
        ratio = f"{one['ratio']:.2f}" if "ratio" in one else ""
        yield f"| {what} | {_short(one['value'])} {one['unit']} | {ratio} |"


def _short(value: float) -> str:
    """Four digits, and whole thousands."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"


SINGLES = {
    "start": {
        "start_import_aiogram": "`import aiogram` alone",
        "start_first_answer": "from the start to the first answer",
        "memory_over_import_after_some": "memory over that import after 20,000 turns",
        "memory_over_import_after_all": "after 100,000 turns",
    },
    "ledger": {
        "ledger_few_processor_us": "a turn with 1,000 labourers in the ledger",
        "ledger_many_processor_us": "with 1,000,000",
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


def main() -> None:
    """Each block between its two markers is written anew."""
    results: Results = json.loads(RESULTS.read_text())
    blocks = {
        **{f"turns{tail}": turns(results, tail) for tail in ("_at_1", "_at_50", "_at_500")},
        "latency": turns(results, "_at_50_latency_50ms"),
        **{name: singles(results, names) for name, names in SINGLES.items()},
    }
    page = PAGE.read_text()
    for name, lines in blocks.items():
        block = f"<!-- {name} -->\n" + "\n".join(lines) + f"\n<!-- /{name} -->"
        pattern = rf"<!-- {name} -->.*?<!-- /{name} -->"
        page, count = re.subn(pattern, block.replace("\\", r"\\"), page, flags=re.DOTALL)
        assert count == 1, name
    PAGE.write_text(page)


if __name__ == "__main__":
    main()
