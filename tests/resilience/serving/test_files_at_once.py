"""A poison file, a bomb and thirty honest photos come at once to a real process."""

from collections.abc import Awaitable, Callable

from models.placements.evidence import EvidenceState
from tests.delivery.inspecting.crowd import poisoned, states
from tests.resilience.serving.process import running
from tests.support.files import MB
from tests.support.town import open_town, until

LOOKS = 3_000


async def patiently(are_over: Callable[[], Awaitable[bool]]) -> None:
    """Look until they are."""
    await until(are_over, looks=LOOKS, every=0.04)


async def test_honest_photos_are_kept_in_little_memory(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town, running(town) as process:
        await town.chen.start()
        assert process.pid is not None
        bad, good, most = await poisoned(town, process.pid, patiently)
        assert set(await states(town, bad)) == {EvidenceState.REFUSED}
        assert set(await states(town, good)) == {EvidenceState.KEPT}
        assert most < 200 * MB
