"""python -m tests.corpus [AREA …]: try the corpus and print the table."""

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.hooks import connect_domains
from models.core.encryption import keyring
from tests.conftest import _furnish
from tests.corpus.corpus import AREAS
from tests.corpus.desk import open_desk
from tests.corpus.trial import Told, report, try_area
from tests.support.town import KEY


async def run(areas: list[str]) -> list[Told]:
    """What became of every input of these areas."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'corpus.db'}"
        await asyncio.to_thread(_furnish_alone, url)
        async with open_desk(url) as desk:
            return [one for area in areas for one in await try_area(desk, area)]


def _furnish_alone(url: str) -> None:
    asyncio.run(_furnish(url))


if __name__ == "__main__":
    connect_domains()
    keyring.load([KEY])
    sys.stdout.write(report(asyncio.run(run(sys.argv[1:] or AREAS))) + "\n")
