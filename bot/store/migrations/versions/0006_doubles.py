"""ID numbers may stand twice until the office decides; what it decides on is a table."""

import re
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNIQUE = "labourer_id_index_key"  # as PostgreSQL names it; SQLite has no name for it
IN_SQLITE = re.compile(r",\s*UNIQUE \(id_index\)")


def _without_unique() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(UNIQUE, "labourer", type_="unique")
    else:
        _rebuild(lambda sql: IN_SQLITE.sub("", sql))


def _with_unique() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.create_unique_constraint(UNIQUE, "labourer", ["id_index"])
    else:
        _rebuild(lambda sql: f"{sql.rstrip().removesuffix(')')}, UNIQUE (id_index))")


def _rebuild(change: Callable[[str], str]) -> None:
    """SQLite can't change a constraint: drop the table and create it again, with its rows.

    Other tables refer to it, and a rename would leave those references counted as broken: so its
    rows are put into it again before the commit. No number is given twice: the count goes on.
    """
    run = op.get_bind().exec_driver_sql
    run("PRAGMA defer_foreign_keys = ON")
    found = run(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'labourer' AND sql > ''"
    ).all()
    (table,) = [sql for sort, sql in found if sort == "table"]
    count = run("SELECT seq FROM sqlite_sequence WHERE name = 'labourer'").scalar()
    changed = change(table)
    assert changed != table
    run("CREATE TABLE labourer_before AS SELECT * FROM labourer")
    run("DROP TABLE labourer")
    run(changed)
    run("INSERT INTO labourer SELECT * FROM labourer_before")
    run("DROP TABLE labourer_before")
    run("DELETE FROM sqlite_sequence WHERE name = 'labourer'")
    if count is not None:
        run("INSERT INTO sqlite_sequence (name, seq) VALUES ('labourer', ?)", (count,))
    for sort, sql in found:
        if sort == "index":
            run(sql)


def upgrade() -> None:
    _without_unique()
    op.create_index("ix_labourer_id_index", "labourer", ["id_index"])
    op.create_index("labourer_alike", "labourer", ["name", "birth_year", "village_code"])
    op.create_table(
        "double_entry",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("first_id", BIG_ID, nullable=False),
        sa.Column("second_id", BIG_ID, nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", BIG_ID, nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("double_pair", "double_entry", ["first_id", "second_id"])
    op.create_index("ix_double_entry_second_id", "double_entry", ["second_id"])
    waits = sa.text("resolved_at IS NULL")
    op.create_index(
        "double_open", "double_entry", ["id"], sqlite_where=waits, postgresql_where=waits
    )
    _pair_the_alike()


def _pair_the_alike() -> None:
    """Entries of one name, year and village, and not two numbers: the office is shown them."""
    op.execute(
        sa.text(
            "INSERT INTO double_entry (first_id, second_id, why, opened_at) "
            "SELECT min(one.id), two.id, 'alike', CURRENT_TIMESTAMP "
            "FROM labourer AS one JOIN labourer AS two ON two.name = one.name "
            "AND two.birth_year = one.birth_year AND two.village_code = one.village_code "
            "AND one.id < two.id AND (one.id_index IS NULL OR two.id_index IS NULL) "
            "GROUP BY two.id"
        )
    )


def downgrade() -> None:
    # Of who has one number the first keeps it, as it was when numbers were unique.
    op.execute(
        sa.text(
            "UPDATE labourer SET id_number = NULL, id_index = NULL WHERE EXISTS (SELECT 1 FROM "
            "labourer AS older WHERE older.id_index = labourer.id_index AND older.id < labourer.id)"
        )
    )
    op.drop_table("double_entry")
    op.drop_index("labourer_alike", table_name="labourer")
    op.drop_index("ix_labourer_id_index", table_name="labourer")
    _with_unique()
