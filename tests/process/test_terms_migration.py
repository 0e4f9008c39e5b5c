"""A store of before: present roles get their terms, and words about brokers are sealed in place."""

from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text

from bot.store import engine as database
from bot.store.migrate import alembic_config
from models.core.encryption import keyring
from tests.support.town import KEY

AT = "2026-11-01 04:00:00"
BEFORE = (
    "INSERT INTO account (id, chat_id, offered, keyboard, created_at, consented_at)"
    f" VALUES (1, 77, '[]', false, '{AT}', '{AT}'), (2, 78, '[]', false, '{AT}', NULL)",
    "INSERT INTO role (account_id, name, area, granted_at, granted_by)"
    f" VALUES (1, 'staff', '222424', '{AT}', NULL), (2, 'broker', '222424101', '{AT}', 1)",
    "INSERT INTO broker (account_id, county, name, id_number, id_index, phone, villages, trained,"
    " state, why, known_how, applied_at, version)"
    " VALUES (2, '222424', '王大山', :sealed, 'x', :sealed, '[]', false, 'suspended', '收费', NULL,"
    f" '{AT}', 1)",
)

AFTER = (
    "SELECT * FROM role_term ORDER BY account_id",
    "SELECT * FROM broker",
    "SELECT * FROM account ORDER BY id",
)


@pytest.fixture
def _keys() -> None:
    keyring.load([KEY])
    return


@pytest.mark.usefixtures("_keys")
async def test_roles_of_before_get_terms_and_words_are_sealed(empty_url: str) -> None:
    engine = database.open_engine(empty_url)

    def before(connection: Connection) -> None:
        command.upgrade(alembic_config(connection), "0005")
        for statement in BEFORE:
            given = {"sealed": keyring.seal('"x"')} if ":sealed" in statement else {}
            connection.execute(text(statement), given)

    def after(connection: Connection) -> list[list[Any]]:
        command.upgrade(alembic_config(connection), "0010")
        return [list(connection.execute(text(query)).mappings()) for query in AFTER]

    async with engine.begin() as connection:
        await connection.run_sync(before)
    async with engine.begin() as connection:
        (staff, broker), (applied,), accounts = await connection.run_sync(after)
    await engine.dispose()
    assert (staff["role"], staff["area"], staff["name"]) == ("staff", "222424", None)
    assert keyring.open(staff["chat_id"]) == "77"
    assert (broker["role"], broker["granted_by"], broker["chat_id"]) == ("broker", 1, None)
    assert keyring.open(broker["name"]) == '"王大山"'
    assert keyring.open(applied["why"]) == '"收费"'
    assert [one["consent_version"] for one in accounts] == ["2026-11", None]
