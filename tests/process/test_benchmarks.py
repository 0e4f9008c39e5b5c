"""The benchmark of turns in a short form: every bot answers rightly, and each figure is kept."""

import json
import re
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import result, tables
from benchmarks.tables import BOTS
from benchmarks.turns import __main__ as turns
from benchmarks.turns import phones
from benchmarks.turns.bots import peer, started
from benchmarks.turns.labourers import Labourers
from benchmarks.turns.phones import play
from benchmarks.turns.scripts import OURS
from benchmarks.turns.telegram import Telegram, open_telegram

NULL = peer("null", "null")
SHORT: dict[str, Any] = {
    "rounds": 1,
    "seconds": 0.3,
    "latency": 0.0,
    "beside": None,
    "phones": (2,),
    "only": (),
    "taps": False,
}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the figures of a run go."""
    monkeypatch.setattr(result, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(turns, "WARM_SECONDS", 0.2)
    return tmp_path / "results.json"


def figures_in(kept: Path) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(kept.read_text())
    return figures


def test_each_of_them_is_somebody_else() -> None:
    (phone,) = Labourers(OURS, Telegram()).phones(1)
    words = [json.loads(next(phone).update)["message"]["text"] for _ in range(40)]
    numbers = {word for word in words if len(word) == len("222424198503120026")}
    asked = [step.key for step in OURS].index("id_number")
    assert len(numbers) == (40 - 1 - asked) // len(OURS) + 1


async def test_every_bot_answers_every_turn_and_each_figure_is_kept(kept: Path) -> None:
    await turns.measure(Namespace(**SHORT))
    figures = figures_in(kept)
    assert {name.rpartition("_at_2_")[2] for name in figures} == set(BOTS)
    assert all(figures[f"turns_at_2_{bot}"]["value"] > 0 for bot in BOTS)
    assert "\n".join(tables.turns(figures, "_at_2")).count("\n") == len(BOTS) + 1


async def test_who_taps_is_answered_too_though_telegram_is_far_away(kept: Path) -> None:
    only = ("chunfeng_sqlite",)
    await turns.measure(Namespace(**SHORT | {"taps": True, "latency": 0.05, "only": only}))
    figures = figures_in(kept)
    assert set(figures) == {
        f"{sort}_at_2_taps_latency_50ms_{bot}"
        for sort in ("turns", "p99", "processor")
        for bot in ("chunfeng_sqlite", "echo")
    }


async def test_another_reply_than_the_right_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phones, "PATIENCE_SECONDS", 0.1)
    async with open_telegram() as telegram, started(NULL, telegram.address, tmp_path) as null:
        crowd = Labourers(OURS, telegram).phones(2)
        answered = await play(null.port, 2, 60, crowd)
    assert (answered.failed, answered.took) == (2, [])
    assert OURS[0].reply in answered.wrong


def test_the_tables_of_the_docs_are_what_was_measured() -> None:
    for name, blocks in tables.pages(json.loads(result.RESULTS.read_text())).items():
        page = (tables.DOCS / name).read_text()
        assert tables.written(page, blocks) == page


def test_a_figure_says_of_which_commit_and_day_it_is(kept: Path) -> None:
    result.figure("some", 1.23456789, "s")
    result.figure("other", 2, "s", ratio_to="some", ratio=1.62)
    figures = figures_in(kept)
    taken = figures["some"].pop("taken")
    assert re.fullmatch(r"([0-9a-f]{8,} )?\d{4}-\d\d-\d\d", taken)
    assert figures["some"] == {"value": 1.23457, "unit": "s"}
    assert figures["other"]["ratio"] == 1.62
    assert len(kept.read_text().splitlines()) == 2 + len(figures)
