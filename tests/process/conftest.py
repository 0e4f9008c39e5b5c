"""What the tests of the process stand on: empty databases and a clean environment."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from tests.support.postgresql import PostgreSQL


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind with nothing in it."""
    if request.param == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql")
        with server.copied("template1") as url:
            yield url
        return
    yield f"sqlite:///{tmp_path / 'new' / 'empty.db'}"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """An environment without settings and a folder without .env; called, it sets some."""
    for name in [name for name in os.environ if name.startswith("CHUNFENG_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def put(**given: str) -> None:
        for name, value in given.items():
            monkeypatch.setenv(f"CHUNFENG_{name.upper()}", value)

    logging = structlog.get_config()
    yield put
    structlog.configure(**logging)
