"""What so many people take, from the measured figures: the tables of docs/operations.md."""

import math
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

Results = dict[str, dict[str, Any]]

COUNTY, PEOPLE = 300_000, (1_000_000, 30_000_000)
NOTICES, A_SECOND = 24, 30
TURNS, WITHIN, PEAK = 30, timedelta(days=30) / 2, 10
# Connections of a converse process and of one for the clock, at the most; two of each a bot.
CONNECTIONS = 2 * 15 + 2 * 17
MEASURED = {
    "bytes a labourer: everything answered, history, account": ("bytes_a_labourer_{}", "{:,.0f}"),
    "bytes a message in the outbox": ("bytes_an_outbox_row_{}", "{:,.0f}"),
    "turns a second a process, at 50 people at once": ("turns_at_50_chunfeng_{}", "{:,.0f}"),
    "planning a publication to 1,000,000 people": ("planning_{}", "{:,.1f} s"),
    "resident memory of a converse process, after 10,000 turns": ("converse_{}", "{:,.0f} MB"),
    "resident memory of a clock process, at rest": ("clock_{}", "{:,.0f} MB"),
}


def measured(results: Results) -> Iterator[str]:
    """A line a figure, on both stores; those that were measured."""
    yield "| figure | SQLite | PostgreSQL |"
    yield "|---|---|---|"
    for what, (name, form) in MEASURED.items():
        known = [results.get(name.format(store)) for store in ("sqlite", "postgresql")]
        if any(known):
            shown = (form.format(one["value"]) if one else "" for one in known)
            yield f"| {what} | {' | '.join(shown)} |"


def needed(results: Results) -> Iterator[str]:
    """A line a resource, for so many people on PostgreSQL."""
    value = {name: one["value"] for name, one in results.items()}
    labourer, row = value["bytes_a_labourer_postgresql"], value["bytes_an_outbox_row_postgresql"]
    rate = value["turns_at_50_chunfeng_postgresql"]
    processes = 2 * sum(value.get(f"{role}_postgresql", 0) for role in ("converse", "clock"))
    lines: tuple[tuple[str, str, Callable[[int], str]], ...] = (
        ("bots", "P / 300,000, a county's size", lambda p: f"{bots(p)}"),
        ("the ledger", "P × bytes a labourer", lambda p: gigabytes(p * labourer)),
        (
            f"the outbox, a year, N = {NOTICES}",
            "P × N × bytes a message",
            lambda p: gigabytes(p * NOTICES * row),
        ),
        ("one notice to everybody", "P / bots / 30 s", lambda p: hours(p / bots(p) / A_SECOND)),
        (
            "intake of everybody within 30 days of 12 hours, 30 turns each",
            "P × 30 / (30 × 12 × 3,600 s)",
            lambda p: f"{intake(p):,.0f} turns a second",
        ),
        ("its peak, ten times that", "", lambda p: f"{PEAK * intake(p):,.0f} turns a second"),
        (
            "converse processes for the peak",
            "peak / turns a second a process, at least 2 a bot",
            lambda p: conversing(p, rate),
        ),
        (
            "memory of all processes",
            "bots × (2 × a converse process's + 2 × a clock's)",
            lambda p: gigabytes(bots(p) * processes * 1e6) if processes else "",
        ),
        (
            "connections of PostgreSQL, at the most, with two converse processes",
            "bots × (15 × 2 + 17 × 2)",
            lambda p: f"{bots(p) * CONNECTIONS:,}",
        ),
    )
    yield "| what | formula | 1,000,000 people | 30,000,000 people |"
    yield "|---|---|---|---|"
    for what, formula, amount in lines:
        few, many = map(amount, PEOPLE)
        if few:
            yield f"| {what} | {formula} | {few} | {many} |"


def bots(people: int) -> int:
    """One a county."""
    return math.ceil(people / COUNTY)


def intake(people: int) -> float:
    """Turns a second, by day, while everybody is registered."""
    return people * TURNS / WITHIN.total_seconds()


def conversing(people: int, rate: float) -> str:
    """How many processes there are, and how many the peak alone would want."""
    enough = math.ceil(PEAK * intake(people) / rate)
    least = 2 * bots(people)
    return f"{least} ({enough} would do)" if enough < least else f"{enough}"


def gigabytes(size: float) -> str:
    """Two digits at least."""
    return f"{size / 1e9:.1f} GB" if size < 1e10 else f"{size / 1e9:,.0f} GB"


def hours(seconds: float) -> str:
    """Hours and minutes."""
    whole, minutes = divmod(round(seconds / 60), 60)
    return f"{whole} h {minutes} min"
