"""A wage as it was said, where that was not by the month: 150/day."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS = ("wage_said", "wanted_wage_said")


def upgrade() -> None:
    with op.batch_alter_table("labourer") as labourer:
        for name in COLUMNS:
            labourer.add_column(sa.Column(name, sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("labourer") as labourer:
        for name in COLUMNS:
            labourer.drop_column(name)
