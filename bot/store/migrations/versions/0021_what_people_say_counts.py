"""Trouble told without an entry; households known by a person or by a year; erasing later."""

import re

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.rebuilding import is_sqlite, rebuild

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TOLD = ("called", "phone")
# What was taken for the name of a head.
ONESELF = (
    "我",
    "我自己",
    "自己",
    "本人",
    "是我",
    "我是户主",
    "户主",
    "俺",
    "俺自己",
    "나",
    "본인",
    "me",
    "myself",
)
NOBODY = (
    "不是",
    "没有",
    "无",
    "不知道",
    "不清楚",
    "好的",
    "是",
    "아니요",
    "없음",
    "모름",
    "no",
    "none",
)
ERASE_LATER = sa.text("erase_when_done IS NOT NULL")


def _name_tellers() -> None:
    """A grievance may have no entry: its teller is an account."""
    if is_sqlite():
        new = r"\1,\n\tteller_id INTEGER REFERENCES account (id)"
        rebuild("grievance", lambda made: re.sub(r"(\blabourer_id \w+) NOT NULL", new, made))
        return
    op.alter_column("grievance", "labourer_id", nullable=True)
    account = sa.ForeignKey("account.id")
    op.add_column("grievance", sa.Column("teller_id", BIG_ID, account, nullable=True))


def _forget_tellers() -> None:
    if is_sqlite():
        told = re.compile(r"(\blabourer_id \w+),\s*teller_id INTEGER REFERENCES account \(id\)")
        rebuild("grievance", lambda made: told.sub(r"\1 NOT NULL", made))
        return
    op.drop_column("grievance", "teller_id")
    op.alter_column("grievance", "labourer_id", nullable=False)


def _let_heads_be_namesakes(*, allowed: bool) -> None:
    if is_sqlite():
        if allowed:
            unique = re.compile(r",\s*UNIQUE \(village_code, head_name\)")
            rebuild("household", lambda made: unique.sub("", made))
        else:
            end = ", UNIQUE (village_code, head_name))"
            rebuild("household", lambda made: made.rstrip().removesuffix(")") + end)
    elif allowed:
        op.drop_constraint("household_village_code_head_name_key", "household", type_="unique")
    else:
        op.create_unique_constraint(
            "household_village_code_head_name_key", "household", ["village_code", "head_name"]
        )


def upgrade() -> None:
    for column in ("trouble_consented_at", "erase_when_done"):
        op.add_column("account", sa.Column(column, MOMENT, nullable=True))
    op.create_index(
        "account_erase_later",
        "account",
        ["erase_when_done"],
        sqlite_where=ERASE_LATER,
        postgresql_where=ERASE_LATER,
    )
    _name_tellers()
    for column in TOLD:
        op.add_column("grievance", sa.Column(column, sa.Text(), nullable=True))
    op.add_column("grievance", sa.Column("erased_at", MOMENT, nullable=True))
    op.create_index("ix_grievance_teller_id", "grievance", ["teller_id"])
    _let_heads_be_namesakes(allowed=True)
    op.add_column("household", sa.Column("head_id", BIG_ID, nullable=True))
    op.add_column("household", sa.Column("head_birth_year", sa.Integer(), nullable=True))
    op.create_index("ix_household_head_id", "household", ["head_id"])
    op.create_index("household_head", "household", ["village_code", "head_name"])
    _part_strangers()


def _part_strangers() -> None:
    """Whoever said "myself", or that they are none, was put into one household: each has their own.

    Who said that they are the head is the head; of the others the head is still to be told.
    """
    columns = ("village_code", "head_name", "head_birth_year", "head_id", "id")
    home = sa.table("household", *map(sa.column, columns))
    people = ("id", "name", "birth_year", "household_id")
    labourer = sa.table("labourer", *map(sa.column, people))
    both = sa.select(labourer, home.c.village_code, home.c.head_name).join(
        home, home.c.id == labourer.c.household_id
    )
    connection = op.get_bind()
    said = sa.func.lower(home.c.head_name).in_([*ONESELF, *NOBODY])
    for one in connection.execute(both.where(said).order_by(labourer.c.id)).all():
        heads = one.head_name.lower() in ONESELF
        made = sa.insert(home).values(
            village_code=one.village_code,
            head_name=one.name if heads else one.head_name,
            head_birth_year=one.birth_year if heads else None,
            head_id=one.id if heads else None,
        )
        number = connection.execute(made.returning(home.c.id)).scalar_one()
        own = sa.update(labourer).where(labourer.c.id == one.id)
        connection.execute(own.values(household_id=number))
    op.execute(
        "DELETE FROM household WHERE id NOT IN"
        " (SELECT household_id FROM labourer WHERE household_id IS NOT NULL)"
    )


def downgrade() -> None:
    op.drop_index("household_head", "household")
    op.drop_index("ix_household_head_id", "household")
    op.drop_column("household", "head_birth_year")
    op.drop_column("household", "head_id")
    # The first of a village's households under one name has them all.
    op.execute(
        "UPDATE labourer SET household_id = (SELECT min(first.id) FROM household first"
        " JOIN household mine ON first.village_code = mine.village_code"
        " AND first.head_name = mine.head_name WHERE mine.id = labourer.household_id)"
        " WHERE household_id IS NOT NULL"
    )
    op.execute(
        "DELETE FROM household WHERE id NOT IN"
        " (SELECT household_id FROM labourer WHERE household_id IS NOT NULL)"
    )
    _let_heads_be_namesakes(allowed=False)
    op.drop_index("ix_grievance_teller_id", "grievance")
    gone = "(SELECT id FROM grievance WHERE labourer_id IS NULL)"
    for table in ("grievance_note", "evidence"):
        op.execute(f"DELETE FROM {table} WHERE grievance_id IN {gone}")  # noqa: S608
    op.execute("DELETE FROM grievance WHERE labourer_id IS NULL")
    for column in (*TOLD, "erased_at"):
        op.drop_column("grievance", column)
    _forget_tellers()
    op.drop_index("account_erase_later", "account")
    for column in ("erase_when_done", "trouble_consented_at"):
        op.drop_column("account", column)
