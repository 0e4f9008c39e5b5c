"""What is watched is counted by small indexes, never by reading a whole table."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PARKED, BLOCKED = sa.text("state = 'parked'"), sa.text("blocked_at IS NOT NULL")


def upgrade() -> None:
    op.create_index("outbox_parked", "outbox", ["id"], sqlite_where=PARKED, postgresql_where=PARKED)
    op.create_index(
        "account_blocked",
        "account",
        ["blocked_at"],
        sqlite_where=BLOCKED,
        postgresql_where=BLOCKED,
    )


def downgrade() -> None:
    op.drop_index("account_blocked", "account")
    op.drop_index("outbox_parked", "outbox")
