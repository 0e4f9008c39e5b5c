"""Whether an alert fires on what a process told while something was wrong, and ends after it.

promtool plays the rules over an invented day: what a scrape told stands for as long as a phase
lasts. A counter that grew by the fault grows by as much each minute.
"""

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from prometheus_client.parser import text_string_to_metric_families

DEPLOY = Path(__file__).parents[3] / "deploy"
# In minutes.
QUIET, FAULTY, AFTER = 30, 140, 30
UP = "up"
MOMENTS = ("chunfeng_tick_last_run_seconds",)
COUNTERS = ("_total", "_bucket", "_count", "_sum")
# promtool knows no sign for what is endless.
GONE, ENDLESS = "_", "1e300"

Key = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Scrape:
    """What a process told; `at` is when, in its own seconds."""

    text: str
    at: float

    def values(self) -> dict[Key, float]:
        """Each sample; that Prometheus reached the process is one of them."""
        found: dict[Key, float] = {(UP, ()): 1.0}
        for family in text_string_to_metric_families(self.text):
            for sample in family.samples:
                found[sample.name, tuple(sorted(sample.labels.items()))] = sample.value
        return found


@dataclass(frozen=True)
class Fault:
    """What was told before, during and after it; all was well for `minutes` before."""

    alert: str
    quiet: Scrape
    faulty: Scrape | None
    after: Scrape
    minutes: int = QUIET


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


def play(folder: Path, faults: Iterable[Fault]) -> str:
    """What promtool finds otherwise than that each fires during its fault, and nothing else ever.

    Others may fire during the fault too: an outage has several signs.
    """
    tests = [_test(fault) for fault in faults]
    file = folder / "played.yml"
    played = {
        "rule_files": [str(DEPLOY / "alerts.yml")],
        "evaluation_interval": "1m",
        "tests": tests,
    }
    file.write_text(yaml.safe_dump(played))
    command = ["promtool", "test", "rules", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def _test(fault: Fault) -> dict[str, Any]:
    began, ended = fault.minutes, fault.minutes + FAULTY
    firing = f"ALERTS{{alertname='{fault.alert}',alertstate='firing'}}"
    return {
        "interval": "1m",
        "name": fault.alert,
        "input_series": list(_series(fault)),
        "promql_expr_test": [
            _expects("ALERTS{alertstate='firing'}", began - 1),
            _expects(f"count({firing}) > bool 0", ended - 1, 1),
            _expects(firing, ended + AFTER - 1),
        ],
    }


def _expects(query: str, minute: int, *values: float) -> dict[str, Any]:
    samples = [{"labels": "{}", "value": value} for value in values]
    return {"expr": query, "eval_time": f"{minute}m", "exp_samples": samples}


def _series(fault: Fault) -> Iterator[dict[str, str]]:
    wanted = " ".join(rule["expr"] for rule in rules())
    before, after = fault.quiet.values(), fault.after.values()
    away: dict[Key, float] = {(UP, ()): 0.0}
    during = fault.faulty.values() if fault.faulty else away
    for key in sorted(before.keys() | during.keys() | after.keys()):
        name, labels = key
        if name not in wanted:
            continue
        shown = ",".join(f'{label}="{value}"' for label, value in (*labels, ("job", "chunfeng")))
        phases = _phases(fault, name, before.get(key), during.get(key), after.get(key))
        yield {"series": f'{name}{{{shown},instance="a:1"}}', "values": " ".join(phases)}


def _phases(
    fault: Fault, name: str, before: float | None, during: float | None, after: float | None
) -> tuple[str, str, str]:
    """The three parts of a series, in promtool's notation."""
    if name in MOMENTS:
        return _moments(fault, before, during, after)
    if name.endswith(COUNTERS) and None not in (before, during, after):
        assert before is not None
        assert during is not None
        grows = max(0.0, during - before)
        return (
            f"{before}x{fault.minutes - 1}",
            f"{before}+{grows}x{FAULTY - 1}",
            f"{before + grows * FAULTY}x{AFTER - 1}",
        )
    return _stands(before, fault.minutes), _stands(during, FAULTY), _stands(after, AFTER)


def _moments(
    fault: Fault, before: float | None, during: float | None, after: float | None
) -> tuple[str, str, str]:
    """While all is well a moment is as long ago as it was; during a fault it stays where it was."""
    began = 60 * fault.minutes
    since = fault.faulty.at if fault.faulty else 0.0
    stands = _stands(None if during is None else began - (since - during), FAULTY)
    return (
        _moves(before, fault.quiet.at, 0, fault.minutes),
        stands,
        _moves(after, fault.after.at, 60 * (fault.minutes + FAULTY), AFTER),
    )


def _moves(moment: float | None, at: float, since: int, minutes: int) -> str:
    if moment is None:
        return f"{GONE}x{minutes}"
    return f"{since - (at - moment)}+60x{minutes - 1}"


def _stands(value: float | None, minutes: int) -> str:
    shown = GONE if value is None else ENDLESS if value == float("inf") else f"{value}"
    return f"{shown}x{minutes - 1}" if shown != GONE else f"{GONE}x{minutes}"
