"""Who is dismissed stays so: against other settings, restarts, old links and old backups."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.backups.folder import list_backups
from bot.store import engine as database
from bot.telegram.addresses import telegram_address
from models.accounts import dismissal, invitations
from models.accounts.account import get_account, open_account
from models.accounts.invitations import Invitation
from models.accounts.roles import get_roles
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from tests.process.test_cli import Environment, chunfeng
from tests.resilience.machines.fleet import WAITING
from tests.support.store import DAY, NOON
from tests.support.stored_actors import clerk, load_actor
from tests.support.town import KEY, until

WHO, COUNTY = 77, "222424"
THERE = telegram_address(WHO)


def staff_now() -> set[str]:
    listed = chunfeng("staff", "list").stdout.splitlines()
    return {line.split()[0] for line in listed if line.endswith("- now")}


@pytest.fixture
def named(environment: Environment, sqlite_url: str, tmp_path: Path) -> Environment:
    """The settings of a store; those of another process name staff besides."""
    folders = {"data_dir": str(tmp_path / "data"), "backup_dir": str(tmp_path / "backups")}
    environment(database_url=sqlite_url, secret_keys=KEY, **folders)
    return environment


@pytest.mark.parametrize("known_by_the_backup", [True, False])
def test_not_by_a_restore_of_an_older_backup_nor_by_settings_besides(
    named: Environment, tmp_path: Path, known_by_the_backup: bool
) -> None:
    if known_by_the_backup:
        named(staff_ids=f"{WHO}@{COUNTY}")
        assert str(WHO) in staff_now()
    assert chunfeng("backup", "take").exit_code == 0
    named(staff_ids=f"{WHO}@{COUNTY}")
    assert str(WHO) in staff_now()
    named(staff_ids="")
    assert chunfeng("dismiss", str(WHO)).exit_code == 0
    named(database_url=f"sqlite:///{tmp_path}/restored/chunfeng.db")
    name = list_backups(tmp_path / "backups")[0].name
    assert chunfeng("backup", "restore", name).exit_code == 0
    for ids in ("", f"{WHO}@{COUNTY}", f"{WHO}@{COUNTY}"):
        named(staff_ids=ids)
        assert str(WHO) not in staff_now()
    # Made staff anew on purpose, that stands as well.
    assert chunfeng("dismiss", "--undo", str(WHO)).exit_code == 0
    assert str(WHO) in staff_now()
    assert str(WHO) in staff_now()


async def test_not_by_an_undoing_that_is_taken_back(session: Session) -> None:
    await dismissal.appoint_staff(session, THERE, COUNTY, NOON)
    assert await dismissal.dismiss_address(session, THERE, NOON + DAY) == 1
    assert await dismissal.dismiss_address(session, THERE, NOON + DAY) == 0
    assert await dismissal.reinstate_staff(session, THERE, NOON + DAY)
    assert await dismissal.dismiss_address(session, THERE, NOON + 2 * DAY) == 1
    await dismissal.appoint_staff(session, THERE, COUNTY, NOON + 3 * DAY)
    account = await get_account(session, THERE)
    assert account is not None
    assert RoleName.STAFF not in await get_roles(session, account)


async def test_not_by_a_link_that_was_given_out_before(session: Session) -> None:
    await dismissal.appoint_staff(session, THERE, COUNTY, NOON)
    account = await get_account(session, THERE)
    assert account is not None
    other = await open_account(session, telegram_address(78), NOON)
    colleague = clerk(other.key(), COUNTY, now=NOON + DAY)
    links = [
        await invitations.invite(session, colleague, Invitation(RoleName.STAFF, "王芳"))
        for _ in range(2)
    ]
    await dismissal.dismiss_address(session, THERE, NOON + 2 * DAY)
    for link in links:
        assert isinstance(link, str)
        actor = await load_actor(session, account, NOON + 3 * DAY)
        refused = await invitations.accept_invitation(session, actor, link)
        assert refused == Refusal("invitation_unknown")
    assert RoleName.STAFF not in await get_roles(session, account)


async def test_not_by_a_start_at_the_same_moment(database_url: str) -> None:
    """The process that starts has seen no dismissal when it begins."""
    engine = database.open_engine(database_url)
    sessions = database.open_sessions(engine)

    async def start() -> None:
        async with sessions() as session, session.begin():
            await dismissal.appoint_staff(session, THERE, COUNTY, NOON)

    await start()
    async with sessions() as session, session.begin():
        await dismissal.dismiss_address(session, THERE, NOON + DAY)
        starting = None
        if engine.dialect.name != "sqlite":
            starting = asyncio.create_task(start())
            await until(lambda: waits(engine))
    await (starting or start())
    async with sessions() as session:
        account = await get_account(session, THERE)
        assert account is not None
        assert RoleName.STAFF not in await get_roles(session, account)
    await engine.dispose()


async def waits(engine: AsyncEngine) -> bool:
    """Whether somebody waits for another's row."""
    async with engine.connect() as connection:
        return bool((await connection.execute(WAITING)).scalar_one())


def test_a_code_for_the_console_is_given_to_staff_alone(named: Environment) -> None:
    assert chunfeng("console-code", str(WHO)).exit_code == 2
    named(staff_ids=f"{WHO}@{COUNTY}")
    given = chunfeng("console-code", str(WHO))
    assert given.exit_code == 0
    code, *_ = given.stdout.split()
    assert len(code) == 8
    assert code.isdecimal()
    assert code not in given.stderr
    named(staff_ids="")
    assert chunfeng("dismiss", str(WHO)).exit_code == 0
    assert chunfeng("console-code", str(WHO)).exit_code == 2
    assert chunfeng("console-code", "-1").exit_code == 2
