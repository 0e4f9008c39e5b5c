"""What is watched is counted by small indexes; guesses outlive an account; links are sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PARKED, BLOCKED = sa.text("state = 'parked'"), sa.text("blocked_at IS NOT NULL")


def _guesses() -> None:
    """Wrong codes outlive the account. What came with a link is sealed; who is at it now taps it
    again, since what was kept in plain is dropped."""
    op.create_table(
        "wrong_code",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("chat_index", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_wrong_code_chat_index", "wrong_code", ["chat_index"])
    op.create_index("ix_wrong_code_at", "wrong_code", ["at"])
    op.drop_column("account", "wrong_codes")
    op.drop_column("account", "came_with")
    op.add_column("account", sa.Column("came_with", sa.Text(), nullable=True))


def upgrade() -> None:
    _guesses()
    op.create_index("outbox_parked", "outbox", ["id"], sqlite_where=PARKED, postgresql_where=PARKED)
    op.create_index(
        "account_blocked",
        "account",
        ["blocked_at"],
        sqlite_where=BLOCKED,
        postgresql_where=BLOCKED,
    )


def downgrade() -> None:
    op.drop_column("account", "came_with")
    op.add_column("account", sa.Column("came_with", sa.String(length=64), nullable=True))
    none = sa.Column("wrong_codes", sa.JSON(), server_default="[]", nullable=False)
    op.add_column("account", none)
    op.drop_table("wrong_code")
    op.drop_index("account_blocked", "account")
    op.drop_index("outbox_parked", "outbox")
