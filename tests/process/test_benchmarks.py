"""The benchmark of turns in a short form: every bot answers every turn, and each figure is kept."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from benchmarks import result, tables
from benchmarks.tables import BOTS
from benchmarks.turns import __main__ as turns
from benchmarks.turns.labourers import ID_NUMBER, TYPED, Labourers

SHORT = {"rounds": 1, "seconds": 1.0, "latency": 0.0, "phones": (2,), "only": ()}


def test_each_of_them_is_somebody_else() -> None:
    (phone,) = Labourers().phones(1)
    words = [json.loads(next(phone))["message"]["text"] for _ in range(40)]
    numbers = {word for word in words if len(word) == len("222424198503120026")}
    assert len(numbers) == (40 - 1 - ID_NUMBER) // len(TYPED) + 1


async def test_every_bot_answers_every_turn_and_each_figure_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(turns, "WARM_SECONDS", 0.2)
    await turns.measure(Namespace(**SHORT))
    kept = json.loads((tmp_path / "results.json").read_text())
    assert {name.rpartition("_at_2_")[2] for name in kept} == set(BOTS)
    assert all(kept[f"turns_at_2_{bot}"]["value"] > 0 for bot in BOTS)
    assert "\n".join(tables.turns(kept, "_at_2")).count("\n") == len(BOTS) + 1
