"""What several processes share."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.resilience.machines.server import Server, server_of_its_own
from tests.support.postgresql import PostgreSQL


@pytest.fixture
def url(postgresql: PostgreSQL) -> Iterator[str]:
    """A furnished database of a real PostgreSQL."""
    with postgresql.copied("furnished") as url:
        yield url


@pytest.fixture
async def server(postgresql: PostgreSQL) -> AsyncIterator[Server]:
    """A PostgreSQL of the test's own, beside the one of all tests.

    That one comes first: the package keeps for good what folder it was imported with.
    """
    async with server_of_its_own() as own:
        yield own
