"""The storm: every fault of the sandbox, one after the other, and kill -9 again and again."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from multiprocessing.process import BaseProcess
from random import Random
from signal import SIGKILL
from typing import Any

from tests.serving.process import begin, kill
from tests.town import Town

ANSWERS = ("sendMessage", "editMessageText", "answerCallbackQuery")
# A fault a second, as they come by turns; what is said of times and methods is drawn.
FAULTS: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("429", ("*", "sendMessage"), 1),
    ("403", ANSWERS, 1),
    ("5xx", ("*", *ANSWERS), 3),
    ("hang", ANSWERS, 2),
    ("drop", ("*", "getUpdates", *ANSWERS), 3),
    ("twice", ("*",), 5),
)
FAULT_EVERY = (0.3, 1.2)


class Storm:
    """What goes wrong, and the process that it goes wrong with; `kill_every` in seconds."""

    def __init__(self, town: Town, chance: Random, kill_every: tuple[float, float]) -> None:
        self._town, self._chance, self._kill_every = town, chance, kill_every
        self._process: BaseProcess | None = None
        self._alone = asyncio.Lock()
        self.ordered: Counter[str] = Counter()
        self.fell: list[int] = []

    @asynccontextmanager
    async def rages(self, seconds: float) -> AsyncIterator[None]:
        """The bot serves within the block; for so long nothing is spared it, then all is calm."""
        self._begin()
        raging = asyncio.create_task(self._rages(seconds))
        try:
            yield
        finally:
            raging.cancel()
            with suppress(asyncio.CancelledError):
                await raging
            await self._kill()

    async def leaps(self, span: timedelta) -> None:
        """The clock leaps while the process is down."""
        async with self._alone:
            await self._kill()
            self._town.clock.move(span)
            self._begin()

    async def _rages(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
                tasks.create_task(self._faults())
                tasks.create_task(self._kills())
        except TimeoutError:
            await self._town.mend()
            await self.leaps(timedelta())

    async def _faults(self) -> None:
        while True:
            for kind, methods, most in FAULTS:
                await asyncio.sleep(self._chance.uniform(*FAULT_EVERY))
                await self._strike(kind, methods, most)

    async def _strike(self, kind: str, methods: tuple[str, ...], most: int) -> None:
        order: dict[str, Any] = {"times": self._chance.randint(1, most)}
        method = self._chance.choice(methods)
        await self._town.fault(kind, method=method, **order)
        self.ordered[kind] += order["times"]

    async def _kills(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*self._kill_every))
            await self.leaps(timedelta())
            self.ordered["kill -9"] += 1

    def _begin(self) -> None:
        self._process = begin(self._town)

    async def _kill(self) -> None:
        assert self._process is not None
        await kill(self._process)
        if self._process.exitcode != -SIGKILL:
            self.fell.append(self._process.exitcode or 0)
