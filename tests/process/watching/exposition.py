"""What a bot tells Prometheus, and what a file of ours asks Prometheus for."""

import re
from collections.abc import Iterable

from prometheus_client.parser import text_string_to_metric_families

from tests.support.town import Town

NAMES = re.compile(r"chunfeng_\w+")
CHOSEN = re.compile(r"(chunfeng_\w+)\{([^}]*)\}")
LABEL = re.compile(r'(\w+)=(~?)"([^"]*)"')


async def told(town: Town) -> str:
    host, port = town.settings.address
    async with town.web.get(f"http://{host}:{port}/metrics") as response:
        assert response.status == 200
        return await response.text()


async def samples(town: Town) -> dict[str, float]:
    """Every figure, by its name and labels."""
    return {
        sample.name + "".join(f" {key}={value}" for key, value in sorted(sample.labels.items())): (
            sample.value
        )
        for family in text_string_to_metric_families(await told(town))
        for sample in family.samples
    }


async def names(town: Town) -> set[str]:
    """Every metric that is told of, those too that have no figure in a town where all is well."""
    return {
        name
        for family in text_string_to_metric_families(await told(town))
        for name in ([sample.name for sample in family.samples] or [family.name])
    }


def named(queries: Iterable[str]) -> set[str]:
    """Every metric of ours that the queries name."""
    return {name for query in queries for name in NAMES.findall(query)}


def chosen(queries: Iterable[str]) -> set[tuple[str, str]]:
    """Every metric with a label that the queries choose by, as in the keys of `samples`."""
    return {
        (name, f"{key}={value}")
        for query in queries
        for name, labels in CHOSEN.findall(query)
        for key, several, values in LABEL.findall(labels)
        for value in (values.split("|") if several else [values])
    }
