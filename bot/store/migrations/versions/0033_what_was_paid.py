"""What a county paid for placements."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STANDS = sa.text("undone_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "subsidy_payment",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("county", sa.String(6), nullable=False),
        sa.Column("placement_id", BIG_ID, sa.ForeignKey("placement.id"), nullable=False),
        sa.Column("yuan", sa.Integer(), nullable=False),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("voucher", sa.Text(), nullable=False),
        sa.Column("marked_at", MOMENT, nullable=False),
        sa.Column("marked_by", BIG_ID, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.Column("undone_by", BIG_ID),
        sa.Column("undone_why", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subsidy_payment_placement_id", "subsidy_payment", ["placement_id"])
    op.create_index("subsidy_payment_county", "subsidy_payment", ["county", "paid_on"])
    op.create_index(
        "subsidy_payment_once",
        "subsidy_payment",
        ["placement_id", "up_to"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def downgrade() -> None:
    op.drop_table("subsidy_payment")
