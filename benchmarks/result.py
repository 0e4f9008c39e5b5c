"""A figure: printed as one line, and kept as one beside the others in results.json.

With it the commit that it is of, and the day on which it was taken.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
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
    known[name] = {"value": _digits(value), "unit": unit}
    if spread is not None:
        known[name] |= {"least": _digits(spread[0]), "greatest": _digits(spread[1])}
    if ratio is not None:
        known[name] |= {"ratio": _digits(ratio), "ratio_to": ratio_to}
    known[name]["taken"] = f"{_commit()} {datetime.now(UTC):%Y-%m-%d}".strip()
    lines = (f"{json.dumps(one)}: {json.dumps(known[one])}" for one in sorted(known))
    RESULTS.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def _digits(value: float) -> float:
    """As many as tell anything."""
    return float(f"{value:.6g}")


@cache
def _commit() -> str:
    """The commit of this folder; empty without git."""
    ask = ("git", "rev-parse", "--short=8", "HEAD")
    try:
        return subprocess.check_output(ask, cwd=Path(__file__).parent, text=True).strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""


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


def side_by_side(
    form: str, taken: Mapping[str, Sequence[T]], of: Callable[[T], float], unit: str, standard: str
) -> None:
    """`compared` for each of several, beside one of them; `form` makes a name's figure of it."""
    beside = [of(one) for one in taken[standard]]
    for name, rounds in taken.items():
        values = [of(one) for one in rounds]
        ratio_to = form.format(standard)
        compared(form.format(name), values, unit, beside=beside, ratio_to=ratio_to)
