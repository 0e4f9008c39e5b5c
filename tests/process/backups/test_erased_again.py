"""Who was erased after a backup was taken is erased again where it is restored."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlmodel import col, select

from bot import settings as configured
from bot.backups.folder import list_backups
from bot.erasures import FILE, keep_erasures
from bot.sealed_list import read_sealed_list
from bot.store import engine as database
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.address import AccountAddress
from models.accounts.roles import Roles
from models.core.clock import SystemClock
from models.core.encryption import keyring
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.privacy import consent, erasure
from models.privacy.erased_again import ErasedAgain, Erasure, erase_again
from tests.process.test_cli import Environment, chunfeng
from tests.support.labourers.facts import farmer_facts
from tests.support.notices.factory import ZONE
from tests.support.postgresql import PostgreSQL
from tests.support.store import NOON, consenting_account, register_labourer
from tests.support.town import KEY

T = TypeVar("T")
ANA, BEN, CAI, EVA, CHEN = PEOPLE = range(101, 106)


def turn(url: str, work: Callable[[Session], Awaitable[T]]) -> T:
    async def alone() -> T:
        engine = database.open_engine(url)
        async with database.open_sessions(engine)() as session, session.begin():
            done = await work(session)
        await engine.dispose()
        return done

    keyring.load([KEY])
    return asyncio.run(alone())


async def settle(session: Session) -> None:
    """Ana and Eva have entries of their own, Ben one that Chen wrote, Cai an account only."""
    for chat in (ANA, EVA):
        person = await consenting_account(session, chat)
        await register_labourer(session, person, farmer_facts(name=f"安{chat}", id_number=None))
    chen = await consenting_account(session, CHEN)
    facts = farmer_facts(name="本", id_number=None)
    await register_labourer(session, chen, facts, own=False)
    await consenting_account(session, CAI)


async def acting(session: Session, chat: int) -> Actor:
    query = select(Account).join(AccountAddress, col(AccountAddress.account_id) == Account.id)
    found = await session.exec(query.where(AccountAddress.external_id == str(chat)))
    return Actor(found.one(), Roles(), SystemClock().now(), ZONE)


async def erase(session: Session) -> None:
    for chat in (ANA, CAI):
        await erasure.erase_own_entry(session, await acting(session, chat))
    ben = (await session.exec(select(Labourer).where(Labourer.name == "本"))).one()
    chen = await acting(session, CHEN)
    await consent.erase_entry(session, ben, chen.now, ZONE, by=chen.id)


async def who_is_there(session: Session) -> tuple[set[str], set[str]]:
    """The names in the ledger, and the chats of these people."""
    names = set(await session.exec(select(Labourer.name)))
    chats = set(await session.exec(select(AccountAddress.external_id)))
    return names, chats & set(map(str, PEOPLE))


def write_list(url: str) -> None:
    async def write() -> None:
        engine = database.open_engine(url)
        await keep_erasures(database.open_sessions(engine), configured.load(), SystemClock())
        await engine.dispose()

    asyncio.run(write())


def test_nobody_who_was_erased_comes_back_with_a_backup(
    environment: Environment,
    database_url: str,
    postgresql: PostgreSQL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The list lies with the data folder, and with the backups, which may be all that is left."""
    monkeypatch.setenv("PATH", f"{postgresql.bin}:{os.environ['PATH']}")
    folders = {"data_dir": str(tmp_path / "data"), "backup_dir": str(tmp_path / "backups")}
    environment(database_url=database_url, secret_keys=KEY, **folders)
    turn(database_url, settle)
    everybody = ({f"安{ANA}", f"安{EVA}", "本"}, {str(ANA), str(EVA), str(CHEN), str(CAI)})
    assert turn(database_url, who_is_there) == everybody
    assert chunfeng("backup", "take").exit_code == 0
    turn(database_url, erase)
    left = ({f"安{EVA}"}, {str(EVA), str(CHEN)})
    assert turn(database_url, who_is_there) == left
    write_list(database_url)
    rows = read_sealed_list(tmp_path / "data" / FILE)
    assert len(rows) == 3
    for told in (value for row in rows for value in row if isinstance(value, str)):
        datetime.fromisoformat(told)
    while len(list_backups(tmp_path / "backups")) < 2:  # a backup has its second for a name
        chunfeng("backup", "take")
        time.sleep(0.1)
    newest, first = list_backups(tmp_path / "backups")
    for backup, again in ((first, 3), (newest, 0)):
        to = f"sqlite:///{tmp_path}/there{again}/chunfeng.db"
        if not database_url.startswith("sqlite"):
            to = postgresql.new(f"again{again}")
        environment(database_url=to, data_dir=str(tmp_path / f"there{again}"))
        said = chunfeng("backup", "restore", backup.name).stdout
        assert f"Erased again, who was erased after it was taken: {again}\n" in said
        assert turn(to, who_is_there) == left
        # It is known there too, for the next restore.
        assert len(read_sealed_list(tmp_path / f"there{again}" / FILE)) >= 3


async def test_a_number_that_is_somebody_elses_by_now_erases_nobody(session: Session) -> None:
    """After an older backup was restored, numbers were given anew."""
    await settle(session)
    later = NOON + timedelta(days=2)
    ana = (await session.exec(select(Labourer).where(Labourer.name == f"安{ANA}"))).one()
    cai = await acting(session, CAI)
    other = Erasure(ana.key(), cai.id, later, NOON - timedelta(days=1), None)
    elsewhere = Erasure(None, cai.id, later, None, NOON + timedelta(days=1))
    found = await erase_again(session, [other, elsewhere], NOON, later, ZONE)
    assert found == ErasedAgain(done=0, unsure=2)
    same = Erasure(ana.key(), None, later, NOON, NOON + timedelta(days=1))
    before = Erasure(None, cai.id, NOON, None, None)
    assert await erase_again(session, [same, before], NOON, later, ZONE) == ErasedAgain(1, 0)
    names, chats = await who_is_there(session)
    assert f"安{ANA}" not in names
    assert str(CAI) in chats
