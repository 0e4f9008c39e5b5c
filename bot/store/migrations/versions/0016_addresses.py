"""Messages known by their channel's number, and files named with their channel."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TELEGRAM = "telegram"
# References to files that lie with Telegram. A file that is kept no longer has none.
FILES = (("evidence", "file_id"), ("notice", "picture"))


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
    _number_messages()
    _name_channels()


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
