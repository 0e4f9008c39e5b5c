"""Keep a vacancy's wage as it was said, where that was not by the month: 150/day."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

COLUMNS = ("wage_from_said", "wage_to_said")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("vacancy", sa.Column(name, sa.String(length=20), nullable=True))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("vacancy", name)
