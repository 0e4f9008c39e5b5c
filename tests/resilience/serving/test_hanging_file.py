"""A real process is told to end, or dies, while a file that never ends is inspected."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from multiprocessing.process import BaseProcess

from models.core.audit import Subject
from models.core.media import Fault
from models.placements import evidence
from models.placements.evidence import Evidence, EvidenceState
from models.placements.inspections import ENDED
from tests.delivery.inspecting.children import inspecting, is_shut_in, parent_of
from tests.privacy.test_for_others import begins
from tests.resilience.serving.process import begin, kill
from tests.resilience.serving.test_evidence import adds
from tests.support import poison
from tests.support.town import Town, open_town, until


async def only_file(town: Town, placement: int) -> Evidence:
    async with town.store() as session:
        (file,) = await evidence.list_evidence(session, (Subject.PLACEMENT, placement))
        return file


async def test_a_file_that_hangs_holds_no_stop_and_is_given_up(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town, AsyncExitStack() as stack:

        def serves() -> BaseProcess:
            process = begin(town)
            stack.push_async_callback(kill, process)
            return process

        process = serves()
        await begins(town.chen)
        await town.chen.uploads("document", poison.hanging(), "x.pdf", "application/pdf")
        placement = await adds(town)

        async def is_in_work(tries: int) -> bool:
            file = await only_file(town, placement)
            return file.inspections == tries and any(map(is_shut_in, inspecting(process.pid)))

        await until(partial(is_in_work, 1))
        begun = await only_file(town, placement)
        (child,) = inspecting(process.pid)
        process.terminate()
        await asyncio.to_thread(process.join)
        assert process.exitcode == 0
        # It waited for no end of the inspection, whose limits are longer, and left none behind.
        assert await only_file(town, placement) == begun
        assert parent_of(child) is None
        for tries in range(2, ENDED + 1):
            process = serves()
            await until(partial(is_in_work, tries))
            (child,) = inspecting(process.pid)
            await kill(process)
            await until(partial(ended, child), looks=250)
        process = serves()
        await until(lambda: is_given_up(town, placement))
        assert (await only_file(town, placement)).fault is Fault.LIMIT


async def is_given_up(town: Town, placement: int) -> bool:
    return (await only_file(town, placement)).state is EvidenceState.REFUSED


async def ended(child: int) -> bool:
    """Whether a process is there no more."""
    return parent_of(child) is None
