"""What the tests of deliveries share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.core.file_store import FileStore
from scheduler.file_downloads import FileDownloads
from tests.delivery.desk import Desk
from tests.delivery.office import open_bureau


@pytest.fixture
async def desk(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """An office with one person, on each database."""
    async with open_bureau(database_url, 1) as bureau:
        vault = FileStore(tmp_path / "data")
        collection = FileDownloads(bureau.sessions, bureau.office, bureau.post, vault)
        yield Desk(bureau, vault, tmp_path / "data", collection)
