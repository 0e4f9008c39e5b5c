"""The rest of a loop between two looks, which ends at once when it is told to look or to stop."""

import asyncio


class Wakeup:
    """A loop's rest; whoever knows that there is something to do wakes it."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look now; where a look is under way, once more after it."""
        self._woken.set()

    async def over(self, stopping: asyncio.Event, seconds: float) -> None:
        """Until so many seconds are over, somebody wakes it, or it is to stop."""
        ends = [asyncio.ensure_future(event.wait()) for event in (stopping, self._woken)]
        try:
            await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()
        self._woken.clear()
