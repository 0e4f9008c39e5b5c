"""A figure: printed as one line, and kept beside the others in results.json."""

import json
import sys
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"


def figure(
    name: str, value: float, unit: str, *, ratio_to: str = "", ratio: float | None = None
) -> None:
    """Print `name value unit  ratio-to NAME r`, and keep it."""
    line = f"{name} {value:.4g} {unit}"
    if ratio is not None:
        line += f"  ratio-to {ratio_to} {ratio:.3f}"
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    known: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    known[name] = {"value": value, "unit": unit}
    if ratio is not None:
        known[name] |= {"ratio_to": ratio_to, "ratio": ratio}
    RESULTS.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n")
