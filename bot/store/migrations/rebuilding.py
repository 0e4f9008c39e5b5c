"""Shared by revisions: change a constraint on SQLite, which cannot do it itself."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def rebuild(table: str, change: Callable[[str], str]) -> None:
    """SQLite cannot change a constraint: the table is created again from its own definition.

    Rows that refer to it hang in the air until it is filled: that is looked at by the commit.
    """
    connection = op.get_bind()
    master = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :t AND sql IS NOT NULL")
    found = connection.execute(master, {"t": table}).all()
    (made,) = [sql for kind, sql in found if kind == "table"]
    counter = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :t")
    number = connection.execute(counter, {"t": table}).scalar()
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute(f"CREATE TEMP TABLE before AS SELECT * FROM {table}")  # noqa: S608
    op.drop_table(table)
    op.execute(change(made))
    columns = ", ".join(sorted(_columns("before") & _columns(table)))
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM temp.before")  # noqa: S608
    op.execute("DROP TABLE temp.before")
    if number is not None:
        connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :t"), {"t": table})
        kept = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:t, :n)")
        connection.execute(kept, {"t": table, "n": number})
    for kind, sql in found:
        if kind == "index":
            op.execute(sql)


def _columns(table: str) -> set[str]:
    info = sa.text("SELECT name FROM pragma_table_info(:t)")
    return set(op.get_bind().execute(info, {"t": table}).scalars())
