"""A bot in a process of its own, which can be killed; forked from one that has imported it all."""

import asyncio
import multiprocessing
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path

import certifi

import bot.worker  # noqa: F401  # what ticks is imported before the forks too
from bot import app, demo, logs
from bot.settings import Settings
from dialogue.core.i18n import Speech
from dialogue.parsing.answer_words import load_answer_words
from dialogue.parsing.person_name import judge
from models.core.vocabulary import Language
from sandbox.clock import MovableClock
from tests.support.bell import UNHURRIED
from tests.support.town import Town

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])

# Read once, before the forks. Nobody here speaks TLS.
vars(ssl).update(create_default_context=cache(ssl.create_default_context))
ssl.create_default_context(cafile=certifi.where())
for _language in Language:
    Speech(_language)("Menu")
load_answer_words()
judge("王芳")


def live(settings: Settings, offset: timedelta) -> None:
    """What the process does: serve until a signal. People type faster here than anybody can."""
    logs.configure("console")
    asyncio.run(app.serve(settings, MovableClock(offset), timing=UNHURRIED))


def live_demo(data: Path, port: int) -> None:
    """The demo of a county where nobody lives yet, until a signal."""
    asyncio.run(demo.run_demo(data, port, timing=UNHURRIED, empty=True))


def begin(town: Town) -> BaseProcess:
    """A bot process begins to serve the town."""
    process = FORKS.Process(target=live, args=(town.settings, town.clock.offset))
    process.start()
    return process


async def kill(process: BaseProcess) -> None:
    """SIGKILL: nothing is ended, nothing is said."""
    process.kill()
    await asyncio.to_thread(process.join)


@asynccontextmanager
async def running(town: Town) -> AsyncIterator[BaseProcess]:
    """A bot process within the block, killed at its end if it still lives."""
    process = begin(town)
    try:
        yield process
    finally:
        await kill(process)
