"""A store of before: names are brought into one form, and no village is retired."""

from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from bot.store import engine as database
from bot.store.migrate import alembic_config

AT = "2026-11-01 04:00:00"
VILLAGE = "222424101216"
LABOURER = (
    "INSERT INTO labourer (id, name, sex, birth_year, village_code, ethnicity, schooling, status,"
    " skills, wishes, wanted_work, courses, consented_at, consent_version, registered_at,"
    " changed_at) VALUES (:id, :name, 'female', 1985, :village, 'han', 'junior', 'farming', '[]',"
    f" '[]', '[]', '[]', '{AT}', '1', '{AT}', '{AT}')"
)
HOUSEHOLD = "INSERT INTO household (id, village_code, head_name) VALUES (:id, :village, :name)"
NAMES = {1: "王 芳", 2: "⻢丽", 3: "阿里・买买提", 4: "Ann Lee", 5: "王芳"}
HEADS = {1: "王 大山", 2: "李 强", 3: "李强"}
AFTER = (
    "SELECT id, name, name_key FROM labourer ORDER BY id",
    "SELECT id, head_name FROM household ORDER BY id",
    "SELECT code, retired FROM region",
)


async def test_names_of_before_are_kept_in_one_form(empty_url: str) -> None:
    engine = database.open_engine(empty_url)

    def before(connection: Connection) -> None:
        command.upgrade(alembic_config(connection), "0016")
        region = "INSERT INTO region (code, name, import_number) VALUES (:code, '和盛村', 1)"
        connection.execute(text(region), {"code": VILLAGE})
        for statement, names in ((LABOURER, NAMES), (HOUSEHOLD, HEADS)):
            for number, name in names.items():
                given = {"id": number, "name": name, "village": VILLAGE}
                connection.execute(text(statement), given)

    def after(connection: Connection) -> list[list[Any]]:
        command.upgrade(alembic_config(connection), "0020")
        return [[tuple(row) for row in connection.execute(text(query))] for query in AFTER]

    async with engine.begin() as connection:
        await connection.run_sync(before)
    async with engine.begin() as connection:
        labourers, households, regions = await connection.run_sync(after)
        await connection.run_sync(lambda c: command.downgrade(alembic_config(c), "0016"))
    await engine.dispose()
    assert labourers == [
        (1, "王芳", "王芳"),
        (2, "马丽", "马丽"),
        (3, "阿里·买买提", "阿里买买提"),
        (4, "Ann Lee", "annlee"),
        (5, "王芳", "王芳"),
    ]
    # 李 强 and 李强 were two households; which of them is which nobody can say from here.
    assert households == [(1, "王大山"), (2, "李 强"), (3, "李强")]
    assert [bool(retired) for _, retired in regions] == [False]
