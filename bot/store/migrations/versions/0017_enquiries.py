"""Enquiries; and what was typed while something else lay before a person, kept for their form."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("draft", sa.Column("kept_words", sa.Text(), nullable=True))
    op.create_table(
        "enquiry",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("county", sa.String(length=6), nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("labourer_id", BIG_ID, nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("waits_since", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["labourer_id"], ["labourer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    for column in ("county", "account_id", "labourer_id", "waits_since"):
        op.create_index(f"ix_enquiry_{column}", "enquiry", [column])
    op.create_table(
        "enquiry_message",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("enquiry_id", BIG_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_office", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_enquiry_message_enquiry_id", "enquiry_message", ["enquiry_id"])


def downgrade() -> None:
    op.drop_table("enquiry_message")
    op.drop_table("enquiry")
    op.drop_column("draft", "kept_words")
