"""Ends of work without a day."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    yes = sa.true()
    told: sa.Column[bool] = sa.Column(
        "end_day_told", sa.Boolean(), nullable=False, server_default=yes
    )
    op.add_column("placement", told)


def downgrade() -> None:
    op.drop_column("placement", "end_day_told")
