"""Attempts of every kind are counted in one table; blind indexes of different columns differ."""

import sqlalchemy as sa
from alembic import op

from models.core.encryption import LABOURER_ID, LABOURER_PHONE, Sealed, keyring

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LABOURERS = sa.table(
    "labourer",
    sa.column("id", BIG_ID),
    sa.column("id_number", Sealed),
    sa.column("id_index", sa.String),
    sa.column("phone", Sealed),
    sa.column("phone_index", sa.String),
)
PIECE = 1000


def _compute_indexes(id_label: str, phone_label: str) -> None:
    """Compute the indexes from the sealed columns beside them, in pieces."""
    connection, last = op.get_bind(), 0
    columns = LABOURERS.c
    writing = (
        sa.update(LABOURERS)
        .where(columns.id == sa.bindparam("number"))
        .values(id_index=sa.bindparam("of_id"), phone_index=sa.bindparam("of_phone"))
    )
    while True:
        piece = (
            sa.select(columns.id, columns.id_number, columns.phone)
            .where(columns.id > last)
            .order_by(columns.id)
            .limit(PIECE)
        )
        rows = connection.execute(piece).all()
        if not rows:
            return
        last = rows[-1].id
        indexes = [
            {
                "number": row.id,
                "of_id": row.id_number and keyring.index(row.id_number, id_label),
                "of_phone": row.phone and keyring.index(row.phone, phone_label),
            }
            for row in rows
        ]
        connection.execute(writing, indexes)


def upgrade() -> None:
    op.drop_table("wrong_code")
    op.create_table(
        "attempt",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("chat_index", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("attempt_of_chat", "attempt", ["what", "chat_index", "at"])
    op.create_index("ix_attempt_at", "attempt", ["at"])
    _compute_indexes(LABOURER_ID, LABOURER_PHONE)


def downgrade() -> None:
    _compute_indexes("", "")
    op.drop_table("attempt")
    op.create_table(
        "wrong_code",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("chat_index", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_wrong_code_chat_index", "wrong_code", ["chat_index"])
    op.create_index("ix_wrong_code_at", "wrong_code", ["at"])
