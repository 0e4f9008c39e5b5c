"""The console on each database, and a browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.page.conftest import browser as browser
from tests.support.console.pc import PC, open_pc


@pytest.fixture
async def pc(database_url: str, tmp_path: Path) -> AsyncIterator[PC]:
    """The office's PC on each database."""
    async with open_pc(database_url, tmp_path) as opened:
        yield opened


@pytest.fixture
async def embedded_pc(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PC]:
    """The office's PC on SQLite, for what does not depend on the kind."""
    async with open_pc(sqlite_url, tmp_path) as opened:
        yield opened
