"""Addresses under accounts; messages known by their channel's number; files named by channel."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
BLOCKED = sa.text("blocked_at IS NOT NULL")
TELEGRAM = "telegram"
# References to files that lie with Telegram. A file that is kept no longer has none.
FILES = (("evidence", "file_id"), ("notice", "picture"))
KEPT = (
    *("id", "language", "consented_at", "consent_version", "labourer_id", "draft_id"),
    *("came_with", "created_at"),
)
MOVED = ("blocked_at", "offered", "keyboard")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _create_address() -> None:
    op.create_table(
        "address",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("offered", sa.JSON(), nullable=False),
        sa.Column("keyboard", sa.Boolean(), nullable=False),
        sa.Column("blocked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "external_id"),
    )
    op.create_index("ix_address_account_id", "address", ["account_id"])
    op.create_index(
        "address_blocked",
        "address",
        ["blocked_at"],
        sqlite_where=BLOCKED,
        postgresql_where=BLOCKED,
    )


def _account(*columns: Any) -> None:
    op.create_table(
        "account",
        sa.Column("id", BIG_ID, nullable=False),
        *columns,
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("consented_at", MOMENT, nullable=True),
        sa.Column("consent_version", sa.String(length=16), nullable=True),
        sa.Column("labourer_id", BIG_ID, nullable=True),
        sa.Column("draft_id", BIG_ID, nullable=True),
        sa.Column("came_with", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["labourer_id"], ["labourer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("labourer_id"),
        sqlite_autoincrement=True,
    )


def _made_anew(columns: tuple[Any, ...], filling: str) -> None:
    """SQLite cannot drop a unique column, so the table is rebuilt under its own name.

    Rows that refer to it hang in the air until it is filled: that is looked at by the commit. The
    counter is carried over, so that the number of an account that was deleted is given to nobody.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMP TABLE account_before AS SELECT * FROM account")
    op.execute(
        "CREATE TEMP TABLE counter AS SELECT seq FROM sqlite_sequence WHERE name = 'account'"
    )
    op.drop_table("account")
    _account(*columns)
    op.execute(filling)
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'account'")
    op.execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'account', seq FROM counter")
    op.execute("DROP TABLE temp.account_before")
    op.execute("DROP TABLE temp.counter")


def _name_channels() -> None:
    for table, column in FILES:
        op.execute(
            f"UPDATE {table} SET {column} = '{TELEGRAM}:' || {column}"  # noqa: S608
            f" WHERE {column} <> '' AND {column} NOT LIKE '{TELEGRAM}:%'"
        )


def _number_messages() -> None:
    """An update of before that is delivered again is known by the number that it has."""
    op.rename_table("seen_update", "seen_before")
    op.drop_index("ix_seen_update_at", "seen_before")
    op.create_table(
        "seen_update",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("channel", "message_id", name="seen_message_pkey"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO seen_update (channel, message_id, at)"
        " SELECT 'telegram', CAST(update_id AS VARCHAR(64)), at FROM seen_before"
    )
    op.drop_table("seen_before")
    op.create_index("ix_seen_update_at", "seen_update", ["at"])


def upgrade() -> None:
    _create_address()
    op.execute(
        "INSERT INTO address (account_id, channel, external_id, offered, keyboard, blocked_at)"
        " SELECT id, 'telegram', CAST(chat_id AS VARCHAR(64)), offered, keyboard, blocked_at"
        " FROM account ORDER BY id"
    )
    op.drop_index("account_blocked", "account")
    if _is_sqlite():
        kept = ", ".join(KEPT)
        _made_anew((), f"INSERT INTO account ({kept}) SELECT {kept} FROM account_before")  # noqa: S608
    else:
        for column in ("chat_id", *MOVED):
            op.drop_column("account", column)
    _number_messages()
    _name_channels()


def _chat_columns(*, filled: bool) -> tuple[Any, ...]:
    return (
        sa.Column("chat_id", BIG_ID, nullable=not filled),
        sa.Column("offered", sa.JSON(), nullable=not filled),
        sa.Column("keyboard", sa.Boolean(), nullable=not filled),
        sa.Column("blocked_at", MOMENT, nullable=True),
    )


def _bring_chats_back() -> None:
    columns = ("chat_id", *MOVED)
    if _is_sqlite():
        named = ", ".join((*KEPT, *columns))
        chats = ", ".join(
            ("CAST(address.external_id AS INTEGER)", *(f"address.{one}" for one in MOVED))
        )
        kept = ", ".join(f"account_before.{one}" for one in KEPT)
        _made_anew(
            (*_chat_columns(filled=True), sa.UniqueConstraint("chat_id")),
            f"INSERT INTO account ({named}) SELECT {kept}, {chats} FROM account_before"  # noqa: S608
            " JOIN address ON address.account_id = account_before.id",
        )
        return
    for column in _chat_columns(filled=False):
        op.add_column("account", column)
    op.execute(
        "UPDATE account SET chat_id = CAST(address.external_id AS BIGINT),"
        " offered = address.offered, keyboard = address.keyboard, blocked_at = address.blocked_at"
        " FROM address WHERE address.account_id = account.id"
    )
    for name in ("chat_id", "offered", "keyboard"):
        op.alter_column("account", name, nullable=False)
    op.create_unique_constraint("account_chat_id_key", "account", ["chat_id"])


def _number_updates() -> None:
    op.rename_table("seen_update", "seen_after")
    op.drop_index("ix_seen_update_at", "seen_after")
    op.create_table(
        "seen_update",
        sa.Column("update_id", BIG_ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("update_id"),
    )
    op.execute(
        "INSERT INTO seen_update (update_id, at)"
        " SELECT CAST(message_id AS BIGINT), at FROM seen_after WHERE channel = 'telegram'"
    )
    op.drop_table("seen_after")
    op.create_index("ix_seen_update_at", "seen_update", ["at"])


def downgrade() -> None:
    for table, column in FILES:
        op.execute(
            f"UPDATE {table} SET {column} = substr({column}, {len(TELEGRAM) + 2})"  # noqa: S608
            f" WHERE {column} LIKE '{TELEGRAM}:%'"
        )
    _number_updates()
    _bring_chats_back()
    op.drop_table("address")
    op.create_index(
        "account_blocked",
        "account",
        ["blocked_at"],
        sqlite_where=BLOCKED,
        postgresql_where=BLOCKED,
    )
