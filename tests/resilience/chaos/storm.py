"""The storm: each fault of the sandbox and of the store by turns, and kill -9 again and again."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from multiprocessing.process import BaseProcess
from random import Random
from signal import SIGKILL

from tests.resilience.chaos.store import goes_wrong
from tests.resilience.serving.process import begin, kill
from tests.support.town import Town, until

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
# SQLite's own patience is longer: whoever waits for the lock has it in the end.
STORE_EVERY, STORE_SECONDS = (3.0, 6.0), (1.0, 2.0)
KILL, STORE = "kill -9", "store"
KINDS = (*(kind for kind, _, _ in FAULTS), KILL, STORE)


class Storm:
    """What goes wrong, and the process that it goes wrong with; `kill_every` in seconds."""

    def __init__(self, town: Town, chance: Random, kill_every: tuple[float, float]) -> None:
        self._town, self._chance, self._kill_every = town, chance, kill_every
        self._process: BaseProcess | None = None
        self._alone = asyncio.Lock()
        self._own: Counter[str] = Counter()
        self.fell: list[int] = []

    @property
    def struck(self) -> Counter[str]:
        """How often each kind really struck."""
        return self._own + self._town.sandbox.exchange.faults.struck

    @asynccontextmanager
    async def rages(self, seconds: float) -> AsyncIterator[None]:
        """The bot serves within the block; for so long nothing is spared it, then all is calm.

        It is calm no sooner than each kind has struck.
        """
        self._begin()
        raging = asyncio.create_task(self._rages(seconds))
        try:
            yield
        finally:
            raging.cancel()
            try:
                with suppress(asyncio.CancelledError):
                    await raging
            finally:
                await self._kill()

    async def leaps(self, span: timedelta) -> None:
        """The clock leaps while the process is down."""
        async with self._alone:
            await self._kill()
            self._town.clock.move(span)
            self._begin()

    async def _rages(self, seconds: float) -> None:
        acts = (self._faults(), self._kills(), self._store_goes_wrong())
        tasks = [asyncio.create_task(act) for act in acts]
        try:
            await asyncio.sleep(seconds)
            await until(self._has_struck)
        finally:
            for task in tasks:
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
        wrong = [end for end in ends if not isinstance(end, asyncio.CancelledError)]
        assert wrong == []
        await self._town.mend()
        await self.leaps(timedelta())

    async def _has_struck(self) -> bool:
        return set(self.struck) >= set(KINDS)

    async def _faults(self) -> None:
        while True:
            for kind, methods, most in FAULTS:
                await asyncio.sleep(self._chance.uniform(*FAULT_EVERY))
                await self._strike(kind, methods, most)

    async def _strike(self, kind: str, methods: tuple[str, ...], most: int) -> None:
        times, method = self._chance.randint(1, most), self._chance.choice(methods)
        await self._town.fault(kind, method=method, times=times)

    async def _store_goes_wrong(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*STORE_EVERY))
            self._own[STORE] += 1
            await goes_wrong(self._town.settings.store, self._chance.uniform(*STORE_SECONDS))

    async def _kills(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*self._kill_every))
            await self.leaps(timedelta())
            self._own[KILL] += 1

    def _begin(self) -> None:
        self._process = begin(self._town)

    async def _kill(self) -> None:
        assert self._process is not None
        await kill(self._process)
        if self._process.exitcode != -SIGKILL:
            self.fell.append(self._process.exitcode or 0)
