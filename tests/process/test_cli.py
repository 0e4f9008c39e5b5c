"""The command line."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.store import engine as database
from models.core import regions
from models.core.encryption import keyring
from models.core.file_store import FileStore
from models.core.regions import SHIPPED
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.subsidies.rule import list_rules
from tests.support.files import PDF
from tests.support.labourers.facts import farmer_facts
from tests.support.ports import free_port
from tests.support.postgresql import PostgreSQL
from tests.support.store import NOON, Store, consenting_account, register_labourer
from tests.support.subsidy_rules import FOLDER, example_text
from tests.support.town import KEY, TOKEN

Environment = Callable[..., None]
T = TypeVar("T")

HEAD = SHIPPED.read_text().splitlines()[0]
WAFANG = "220881,洮南市,220881100,瓦房镇,220881100201,瓦房村委会"


def chunfeng(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def ended(result: Result) -> str:
    """The sentence that a refused start ends with."""
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def looked_up(url: str, code: str) -> str:
    async def look() -> str:
        engine = database.open_engine(url)
        async with database.open_sessions(engine)() as session:
            name = (await regions.get_gazetteer(session)).name(code)
        await engine.dispose()
        return name

    return asyncio.run(look())


def test_without_a_command_the_commands_are_listed() -> None:
    listed = chunfeng()
    for command in ("demo", "run", "key", "dismiss", "db", "import"):
        assert command in listed.output


def test_run_without_a_token_says_so(environment: Environment) -> None:
    assert ended(chunfeng("run")).startswith("CHUNFENG_BOT_TOKEN is missing")


def test_run_without_a_key_says_so(environment: Environment) -> None:
    environment(bot_token=TOKEN)
    assert ended(chunfeng("run")).startswith("CHUNFENG_SECRET_KEYS is missing")


def test_a_wrong_setting_stops_every_command_with_one_line(environment: Environment) -> None:
    environment(listen="nowhere")
    for command in (["run"], ["db", "upgrade"], ["db", "rekey"], ["import", "villages", "x"]):
        assert ended(chunfeng(*command)).startswith("CHUNFENG_LISTEN: ")


def test_a_silent_run_needs_no_token(environment: Environment, sqlite_url: str) -> None:
    """It opens the store and comes to the port, which somebody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment(database_url=sqlite_url, secret_keys=KEY, listen=f"127.0.0.1:{port}")
        assert ended(chunfeng("run", "--silent")).startswith("CHUNFENG_LISTEN: ")


def test_key_makes_a_new_key_each_time(environment: Environment) -> None:
    made = [chunfeng("key").stdout.strip() for _ in range(2)]
    assert [Fernet(key) for key in made]
    assert made[0] != made[1]


def test_upgrade_makes_the_tables(environment: Environment, empty_url: str) -> None:
    environment(database_url=empty_url, secret_keys=KEY)
    assert chunfeng("db", "upgrade").exit_code == 0

    async def current() -> bool:
        engine = database.open_engine(empty_url)
        try:
            return await database.is_current(engine)
        finally:
            await engine.dispose()

    assert asyncio.run(current())


def test_a_store_that_is_away_is_named(environment: Environment) -> None:
    environment(database_url=f"postgresql://u:passw0rd@127.0.0.1:{free_port()}/x", secret_keys=KEY)
    for command in (["db", "upgrade"], ["db", "rekey"]):
        said = ended(chunfeng(*command))
        assert said == "CHUNFENG_DATABASE_URL: it can't be opened (PostgreSQL can't be reached)\n"


def test_a_file_that_is_no_database_is_named(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "novel.db").write_text("Once upon a time" * 99)
    environment(database_url=f"sqlite:///{tmp_path}/novel.db", secret_keys=KEY)
    assert ended(chunfeng("db", "upgrade")).startswith("CHUNFENG_DATABASE_URL: it can't be opened")


def test_a_store_that_is_not_upgraded_stops_the_start(
    environment: Environment, postgresql: PostgreSQL
) -> None:
    with postgresql.copied("template1") as url:
        environment(database_url=url, bot_token=TOKEN, secret_keys=KEY)
        said = ended(chunfeng("db", "rekey"))
    assert said == "CHUNFENG_DATABASE_URL: run `chunfeng db upgrade` first\n"


def test_villages_of_another_county_are_imported(
    environment: Environment, database_url: str, tmp_path: Path
) -> None:
    environment(database_url=database_url, secret_keys=KEY)
    file = tmp_path / "taonan.csv"
    file.write_text(f"{HEAD}\n{WAFANG}\n")
    assert chunfeng("import", "villages", str(file)).stdout == "3 regions read, 3 of them new\n"
    assert looked_up(database_url, "220881100201") == "瓦房村"
    assert chunfeng("import", "villages", str(file)).stdout == "3 regions read, 0 of them new\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("county,village\n", "The file lacks these columns: county_code, township_code"),
        (f"{HEAD}\n{WAFANG}\nx\n", "1 lines are not villages, and nothing was taken in."),
        (None, "The file can't be read: FileNotFoundError"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(
    environment: Environment, tmp_path: Path, content: str | None, said: str
) -> None:
    environment(secret_keys=KEY)
    if content is not None:
        (tmp_path / "bad.csv").write_text(content)
    assert ended(chunfeng("import", "villages", "bad.csv")).startswith(said)
    assert not (tmp_path / "data").exists()


def kept_rules(url: str, county: str) -> list[str]:
    async def look() -> list[str]:
        engine = database.open_engine(url)
        async with database.open_sessions(engine)() as session:
            rules = await list_rules(session, county)
        await engine.dispose()
        return [rule.source for rule in rules]

    return asyncio.run(look())


def test_a_countys_rule_is_imported(environment: Environment, database_url: str) -> None:
    environment(database_url=database_url, secret_keys=KEY)
    file = FOLDER / "yongning_2024.toml"
    source = "Yongning county, service subsidy of labour brokers 2024 (nxyn.gov.cn)"
    for _ in range(2):
        said = chunfeng("import", "rule", str(file)).stdout
        assert said == f"640121 from 2024-01-01: {source}\n"
    assert kept_rules(database_url, "640121") == [source]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (example_text("tongxin_2025"), "The rule leaves rate.1.tiers.1.yuan open."),
        ("", "The rule lacks county."),
        ("county = 640121", "county of the rule does not fit."),
        ("wage = 1", "The rule has wage, which is not known."),
        ("county", "The file can't be read: "),
        (None, "The file can't be read: FileNotFoundError"),
    ],
)
def test_a_file_that_is_no_rule_is_refused_with_a_sentence(
    environment: Environment, tmp_path: Path, content: str | None, said: str
) -> None:
    environment(secret_keys=KEY)
    if content is not None:
        (tmp_path / "bad.toml").write_text(content)
    assert ended(chunfeng("import", "rule", "bad.toml")).startswith(said)
    assert not (tmp_path / "data").exists()


def test_importing_without_a_key_says_so(environment: Environment) -> None:
    said = ended(chunfeng("import", "villages", str(SHIPPED)))
    assert said.startswith("CHUNFENG_SECRET_KEYS is missing")


def test_rekeying_lets_the_old_key_go(
    environment: Environment, database_url: str, tmp_path: Path
) -> None:
    new = Fernet.generate_key().decode()

    async def turn(work: Callable[[Session], Awaitable[T]]) -> T:
        engine = database.open_engine(database_url)
        done = await Store(database.open_sessions(engine)).turn(work)
        await engine.dispose()
        return done

    async def register(session: Session) -> None:
        await register_labourer(session, await consenting_account(session, 1), farmer_facts())

    keyring.load([KEY])
    asyncio.run(turn(register))
    vault = FileStore(tmp_path)
    path = vault.put(PDF, NOON)
    environment(database_url=database_url, secret_keys=f"{new},{KEY}", data_dir=str(tmp_path))
    said = chunfeng("db", "rekey").stdout
    assert said.endswith(" rows and 1 files encrypted anew\n")
    assert int(said.split()[0]) > 1
    keyring.load([new])
    assert vault.get(path) == PDF
    assert asyncio.run(turn(lambda s: s.get_one(Labourer, 1))).phone == farmer_facts()["phone"]


def test_a_file_that_no_key_opens_is_said_before_a_key_is_dropped(
    environment: Environment, sqlite_url: str, tmp_path: Path
) -> None:
    keyring.load([Fernet.generate_key().decode()])
    FileStore(tmp_path).put(PDF, NOON)
    environment(database_url=sqlite_url, secret_keys=KEY, data_dir=str(tmp_path))
    said = ended(chunfeng("db", "rekey")).splitlines()
    assert said[-1] == f"CHUNFENG_SECRET_KEYS: no key opens 1 files in {tmp_path}"


def test_a_store_is_copied_into_a_new_file(
    environment: Environment, sqlite_url: str, tmp_path: Path
) -> None:
    environment(database_url=sqlite_url)
    said = chunfeng("db", "backup", "copy.db").stdout
    assert said == f"{(tmp_path / 'copy.db').stat().st_size} bytes in copy.db\n"
    assert looked_up(f"sqlite:///{tmp_path}/copy.db", "222424101") == "大兴沟镇"
    assert ended(chunfeng("db", "backup", "copy.db")) == (
        "The file can't be written: FileExistsError\n"
    )


def test_a_copy_that_fails_leaves_nothing_behind(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "novel.db").write_text("Once upon a time" * 99)
    for url, said in (
        (f"sqlite:///{tmp_path}/novel.db", "it can't be copied (DatabaseError)"),
        (f"sqlite:///{tmp_path}/none.db", "there is no such file yet"),
        ("postgresql://u@127.0.0.1/x", "pg_dump backs up PostgreSQL (see the docs)"),
    ):
        environment(database_url=url)
        assert ended(chunfeng("db", "backup", "copy.db")) == f"CHUNFENG_DATABASE_URL: {said}\n"
    environment(database_url=f"sqlite:///{tmp_path}/novel.db", secret_keys=KEY)
    said = ended(chunfeng("db", "backup", "no/folder/copy.db"))
    assert said == "The file can't be written: FileNotFoundError\n"
    assert [file.name for file in tmp_path.iterdir()] == ["novel.db"]
