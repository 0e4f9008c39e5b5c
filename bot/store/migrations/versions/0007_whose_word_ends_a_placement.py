"""Who said that somebody left, the words on earlier reports, and calls for the office."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("placement", sa.Column("said_before", sa.Text(), nullable=True))
    op.add_column("placement", sa.Column("ended_by", BIG_ID, nullable=True))
    op.add_column("phone_call", sa.Column("told_by", BIG_ID, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("phone_call") as batch_op:
        batch_op.drop_column("told_by")
    with op.batch_alter_table("placement") as batch_op:
        batch_op.drop_column("ended_by")
        batch_op.drop_column("said_before")
