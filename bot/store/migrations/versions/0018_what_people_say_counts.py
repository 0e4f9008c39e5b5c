"""Ends of work without a day; answers that another brought; what is told of money."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    yes = sa.true()
    told: sa.Column[bool] = sa.Column(
        "end_day_told", sa.Boolean(), nullable=False, server_default=yes
    )
    op.add_column("placement", told)
    at = sa.DateTime(timezone=True)
    op.add_column("labourer", sa.Column("change_told_at", at, nullable=True))
    op.add_column("placement", sa.Column("added_by", BIG_ID, nullable=True))
    op.add_column("placement", sa.Column("added_version", sa.Integer(), nullable=True))
    op.create_table(
        "told_forecast",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account_id"),
    )
    op.add_column("draft", sa.Column("derived", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_table("told_forecast")
    op.drop_column("labourer", "change_told_at")
    op.drop_column("draft", "derived")
    for column in ("added_version", "added_by", "end_day_told"):
        op.drop_column("placement", column)
