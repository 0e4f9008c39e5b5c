"""What several processes share."""

from collections.abc import AsyncIterator, Callable

import pytest

from tests.machines.server import Server, server_of_its_own


@pytest.fixture
def url(postgresql: Callable[[str], str]) -> str:
    """A furnished database of a real PostgreSQL."""
    return postgresql("furnished")


@pytest.fixture
async def server(postgresql: Callable[[str], str]) -> AsyncIterator[Server]:
    """A PostgreSQL of the test's own, beside the one of all tests.

    That one comes first: the package keeps for good what folder it was imported with.
    """
    async with server_of_its_own() as own:
        yield own
