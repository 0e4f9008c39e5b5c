"""Sessions of staff at the console."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "console_session",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("account_id", BIG_ID, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("code_index", sa.String(64), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("token_index", sa.String(64), unique=True),
        sa.Column("opened_at", MOMENT),
        sa.Column("seen_at", MOMENT),
        sa.Column("ended_at", MOMENT),
    )
    for column in ("account_id", "code_index"):
        op.create_index(f"ix_console_session_{column}", "console_session", [column])


def downgrade() -> None:
    op.drop_table("console_session")
