"""chunfeng check, --version and staff list: what an operator asks before and after a start."""

import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.check import Finding, check
from bot.settings import Settings
from bot.store import engine as database
from bot.version import VERSION
from models.core.clock import SystemClock
from models.core.encryption import keyring
from tests.process.test_cli import Environment, chunfeng, ended
from tests.resilience.serving.test_store_away import ready
from tests.support.town import KEY, TOKEN, Town, until


async def _is_ready(town: Town) -> bool:
    return await ready(town) == 200


async def found(settings: Settings, **other: Any) -> dict[str, Finding]:
    changed = settings.model_copy(update=other)
    return {one.name: one async for one in check(changed, SystemClock())}


async def wrong(settings: Settings, **other: Any) -> dict[str, str]:
    """What does not fit, by name; the clock of a test stands still, so it is left out."""
    told = await found(settings, **other)
    return {name: one.found for name, one in told.items() if not one.fits and name != "clock"}


async def test_of_a_town_that_is_served_all_fits(town: Town) -> None:
    private(town)
    told = await found(town.settings)
    assert await wrong(town.settings) == {}
    assert list(told) == ["data folder", "room", "rights", "store", "Telegram", "webhook", "clock"]
    assert told["Telegram"].found == "@chunfeng_bot"


def private(town: Town) -> None:
    town.settings.data_dir.chmod(0o700)


async def test_each_thing_that_does_not_fit_is_said(town: Town, tmp_path: Path) -> None:
    private(town)
    await until(lambda: _is_ready(town))
    keys = (SecretStr(Fernet.generate_key().decode()),)
    try:
        assert "sealed with another key" in (await wrong(town.settings, secret_keys=keys))["store"]
    finally:
        keyring.load([KEY])
    away = "postgresql://u:s3cret@127.0.0.1:1/x"
    said = (await wrong(town.settings, database_url=away))["store"]
    assert "can't be opened" in said
    assert "s3cret" not in said
    nowhere = {"telegram_api": "http://127.0.0.1:1"}
    assert {"Telegram", "webhook"} <= (await wrong(town.settings, **nowhere)).keys()
    town.settings.data_dir.chmod(0o755)
    assert "others may read" in (await wrong(town.settings))["rights"]
    told = await wrong(town.settings, webhook_url="https://elsewhere.org/hook")
    assert "Telegram has" in told["webhook"]
    (tmp_path / "file").write_text("")
    assert "data folder" in await wrong(town.settings, data_dir=tmp_path / "file" / "below")


async def test_tables_of_another_version_are_said(town: Town, empty_url: str) -> None:
    told = await found(town.settings, database_url=empty_url)
    if empty_url.startswith("sqlite"):
        assert told["store"].found == "empty: the first start makes its tables"
    else:
        assert "chunfeng db upgrade" in told["store"].found


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_not_be_written_in_stops_the_start(
    environment: Environment, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    environment(data_dir=str(closed), secret_keys=KEY, bot_token=TOKEN)
    assert ended(chunfeng("run")).startswith("CHUNFENG_DATA_DIR: it can't be written in")


@pytest.mark.parametrize("command", [["run"], ["db", "rekey"], ["staff", "list"]], ids=" ".join)
def test_a_folder_that_can_not_be_made_stops_every_start(
    environment: Environment, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "file").write_text("")
    environment(data_dir=str(tmp_path / "file" / "data"), secret_keys=KEY, bot_token=TOKEN)
    assert ended(chunfeng(*command)).startswith("CHUNFENG_DATA_DIR: it can't be written in")


def test_the_exit_code_is_for_scripts(environment: Environment, tmp_path: Path) -> None:
    environment(
        bot_token=TOKEN, secret_keys=KEY, data_dir=str(tmp_path), telegram_api="http://127.0.0.1:1"
    )
    said = chunfeng("check")
    assert said.exit_code == 1
    assert "WRONG Telegram: it can't be asked" in said.stdout
    environment(bot_token="")
    assert ended(chunfeng("check")).startswith("CHUNFENG_BOT_TOKEN is missing")


def test_the_version_is_said() -> None:
    assert chunfeng("--version").stdout.strip() == VERSION


async def test_the_version_is_a_metric(town: Town) -> None:
    await until(lambda: _is_ready(town))
    host, port = town.settings.address
    async with town.web.get(f"http://{host}:{port}/metrics") as answer:
        assert f'chunfeng_build_info{{version="{VERSION}"}} 1.0' in await answer.text()


def test_staff_are_listed_with_what_made_them_so(
    environment: Environment, database_url: str, tmp_path: Path
) -> None:
    named = {"database_url": database_url, "secret_keys": KEY, "data_dir": str(tmp_path)}
    environment(**named, staff_ids="1001@220822")
    line = next(one for one in chunfeng("staff", "list").stdout.splitlines() if "1001" in one)
    assert "220822" in line
    assert line.endswith("(settings) - now")
    environment(**named, staff_ids="")
    assert chunfeng("dismiss", "1001").exit_code == 0
    line = next(one for one in chunfeng("staff", "list").stdout.splitlines() if "1001" in one)
    assert line.endswith("(dismissed)")
    environment(**named, staff_ids="1001@220822")
    line = next(one for one in chunfeng("staff", "list").stdout.splitlines() if "1001" in one)
    assert line.endswith("(dismissed)")


async def test_a_store_says_whether_it_has_tables(empty_url: str) -> None:
    engine = database.open_engine(empty_url)
    assert not await database.has_tables(engine)
    await engine.dispose()
