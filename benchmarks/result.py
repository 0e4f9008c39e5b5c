"""A figure: printed as one line, and kept beside the others in results.json."""

import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    ratio_to: str = "",
    ratio: float | None = None,
    spread: tuple[float, float] | None = None,
) -> None:
    """Print `name value unit  ratio-to NAME r`, and keep it, with its least and its greatest."""
    line = f"{name} {value:.4g} {unit}"
    if ratio is not None:
        line += f"  ratio-to {ratio_to} {ratio:.3f}"
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    known: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    known[name] = {"value": value, "unit": unit}
    if ratio is not None:
        known[name] |= {"ratio_to": ratio_to, "ratio": ratio}
    if spread is not None:
        known[name] |= {"least": spread[0], "greatest": spread[1]}
    RESULTS.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n")


def compared(
    name: str, values: Sequence[float], unit: str, *, beside: Sequence[float], ratio_to: str
) -> None:
    """The median of several rounds, and of each round's ratio to what was measured beside it."""
    ratios = [value / other for value, other in zip(values, beside, strict=True)]
    figure(
        name,
        statistics.median(values),
        unit,
        ratio_to=ratio_to,
        ratio=statistics.median(ratios),
        spread=(min(values), max(values)),
    )
