"""What several processes share."""

from collections.abc import Callable

import pytest


@pytest.fixture
def url(postgresql: Callable[[str], str]) -> str:
    """A furnished database of a real PostgreSQL."""
    return postgresql("furnished")
