"""A store of before: an auditor's indexes and acts are computed from what is sealed."""

import json
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text

from bot.store import engine as database
from bot.store.migrate import alembic_config
from models.core.encryption import LABOURER_PHONE, keyring
from models.grievances.grievance import employer_index
from tests.support.town import KEY

AT, LATER = "2026-11-01 04:00:00", "2026-11-02 04:00:00"
PHONE = "+8613812340001"
PERSON = (
    "INSERT INTO labourer (id, name, sex, birth_year, village_code, ethnicity, schooling, status,"
    " skills, wishes, wanted_work, courses, consented_at, consent_version, registered_at,"
    " changed_at) VALUES (1, '王甲', 'male', 1985, '222424101001', 'han', 'junior', 'farming',"
    f" '[]', '[]', '[]', '[]', '{AT}', '2026-11', '{AT}', '{AT}')"
)
CHANGE = (
    "INSERT INTO ledger_change (labourer_id, at, account_id, fact, before, after)"
    " VALUES (1, '{}', 7, :fact, :before, :after)"
)
CHANGES = (
    ("phone", AT, None, PHONE),
    ("registered_poor", AT, None, False),
    ("registered_poor", LATER, False, True),
    ("phone", LATER, PHONE, None),
)
GRIEVANCE = (
    "INSERT INTO grievance (county, labourer_id, employer, kind, state, step, opened_at, due_at)"
    f" VALUES ('222424', 1, :employer, 'unpaid', 'open', 0, '{AT}', '{AT}')"
)


@pytest.fixture
def _keys() -> None:
    keyring.load([KEY])
    return


def sealed(value: Any) -> str | None:
    """As a column holds it."""
    return None if value is None else keyring.seal(json.dumps(value))


@pytest.mark.usefixtures("_keys")
async def test_indexes_and_acts_of_before_are_there(empty_url: str) -> None:
    engine = database.open_engine(empty_url)

    def before(connection: Connection) -> None:
        command.upgrade(alembic_config(connection), "0013")
        place = text("INSERT INTO region (code, name, import_number) VALUES (:code, '村', 1)")
        connection.execute(place, {"code": "222424101001"})
        connection.execute(text(PERSON))
        for fact, at, old, new in CHANGES:
            told = {"fact": fact, "before": sealed(old), "after": sealed(new)}
            connection.execute(text(CHANGE.format(at)), told)
        connection.execute(text(GRIEVANCE), {"employer": sealed("赵老板 砖厂")})

    def after(connection: Connection) -> list[list[Any]]:
        command.upgrade(alembic_config(connection), "0014")
        return [
            list(connection.execute(text(query)).all())
            for query in (
                "SELECT fact, phone_index FROM ledger_change ORDER BY id",
                "SELECT act, account_id, labourer_id FROM audit_record",
                "SELECT employer_index FROM grievance",
            )
        ]

    async with engine.begin() as connection:
        await connection.run_sync(before)
    async with engine.begin() as connection:
        changes, acts, grievances = await connection.run_sync(after)
    await engine.dispose()
    index = keyring.index(PHONE, LABOURER_PHONE)
    assert [one for _, one in changes] == [index, None, None, None]
    assert [tuple(one) for one in acts] == [("poor_told", 7, 1)]
    assert [tuple(one) for one in grievances] == [(employer_index("赵老板砖厂"),)]
