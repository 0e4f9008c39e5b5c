"""A store of before: why a person denies a report was kept where brokers read what staff wrote."""

import pytest
from alembic import command
from sqlalchemy import Connection, text

from bot.store import engine as database
from bot.store.migrate import alembic_config
from models.core.encryption import keyring
from tests.support.town import KEY

AT = "2026-11-01 04:00:00"
EMPLOYER = (
    "INSERT INTO employer (id, county, name, kind, destination, region, opened_at)"
    f" VALUES (1, '222424', '砖厂', 'enterprise', 'in_county', '汪清镇', '{AT}')"
)
PLACEMENT = (
    "INSERT INTO placement (id, county, employer_id, state, version, post, starts_on, reported_on,"
    " wage, has_contract, has_insurance, destination, region, brought, reported, filed_at, asked,"
    " why, end_day_told, told_wages, told_times)"
    " VALUES (:id, '222424', 1, :state, 1, 'x', '2026-11-01', '2026-11-01', 3000, false, false,"
    f" 'in_county', '汪清镇', 'alone', :sealed, '{AT}', 1, :why, true, 0, 0)"
)


@pytest.fixture
def _keys() -> None:
    keyring.load([KEY])
    return


@pytest.mark.usefixtures("_keys")
async def test_only_what_staff_wrote_is_left(empty_url: str) -> None:
    engine = database.open_engine(empty_url)

    def before(connection: Connection) -> None:
        command.upgrade(alembic_config(connection), "0022")
        connection.execute(text(EMPLOYER))
        for number, state in enumerate(("disputed", "returned"), start=1):
            why, reported = keyring.seal('"never"'), keyring.seal("{}")
            given = {"id": number, "state": state, "why": why, "sealed": reported}
            connection.execute(text(PLACEMENT), given)

    def after(connection: Connection) -> list[str | None]:
        command.upgrade(alembic_config(connection), "0024")
        return list(connection.execute(text("SELECT why FROM placement ORDER BY id")).scalars())

    async with engine.begin() as connection:
        await connection.run_sync(before)
    async with engine.begin() as connection:
        disputed, returned = await connection.run_sync(after)
    await engine.dispose()
    assert disputed is None
    assert keyring.open(returned or "") == '"never"'
