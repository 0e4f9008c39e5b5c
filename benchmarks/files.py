"""How long thirty honest photos wait beside a poison file and a bomb, and the memory it takes.

`python -m benchmarks.files`

The bad ones come first. Twenty-two photos are as Telegram sends them, six have 12 megapixels, two
24. The memory is that of the process and of its inspections together (their proportional set
sizes, looked at every 40 ms), over what the process had before.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter

from benchmarks.result import figure
from bot.store import engine as database
from tests.delivery.inspecting.crowd import poisoned
from tests.resilience.serving.process import running
from tests.support.files import MB
from tests.support.town import open_town, until


async def measure(folder: Path) -> None:
    """Once, on SQLite."""
    url = f"sqlite:///{folder / 'files.db'}"
    engine = database.open_engine(url)
    await database.upgrade(engine)
    await engine.dispose()
    async with open_town(url, served=False) as town, running(town) as process:
        await town.chen.start()
        assert process.pid is not None
        began = perf_counter()

        async def patiently(are_over: Callable[[], Awaitable[bool]]) -> None:
            await until(are_over, looks=10_000, every=0.04)

        _, _, most = await poisoned(town, process.pid, patiently)
        seconds = perf_counter() - began
    figure("files_all_done", seconds, "s")
    figure("files_memory", most / MB, "MB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        asyncio.run(measure(Path(made)))
