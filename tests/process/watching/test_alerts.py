"""The alerts ask for what is told, and each says in a line what to do."""

from pathlib import Path
from typing import Any

import yaml

from tests.process.watching.exposition import chosen, named, names, samples
from tests.support.labourers.intake import register
from tests.support.town import Town

ALERTS = Path(__file__).parents[3] / "deploy" / "alerts.yml"
# Prometheus's own.
SCRAPED = "up"


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(ALERTS.read_text())["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


async def test_they_ask_only_for_what_there_is(town: Town) -> None:
    await register(town.ana)
    await town.settled()
    there = await samples(town)
    queries = [rule["expr"] for rule in rules()]
    assert all(named([query]) or query.startswith(SCRAPED) for query in queries)
    assert named(queries) <= await names(town)
    labelled = [(key.partition(" ")[0], key.split(" ")[1:]) for key in there]
    absent = {
        (name, label)
        for name, label in chosen(queries)
        if not any(name == one and label in labels for one, labels in labelled)
    }
    assert absent == set()
    assert len(chosen(queries)) > 5


def test_each_says_in_a_line_what_to_do() -> None:
    for rule in rules():
        summary = rule["annotations"]["summary"]
        assert ": " in summary, rule["alert"]
        assert "\n" not in summary
    assert len({rule["alert"] for rule in rules()}) == len(rules())
