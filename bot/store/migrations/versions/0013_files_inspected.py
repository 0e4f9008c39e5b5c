"""Files are inspected before they are shown, and each try is counted before it is made."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Column by column: a rebuilt table would give the numbers of deleted rows again.
    count = sa.Column("inspections", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("evidence", count)
    op.add_column("evidence", sa.Column("inspected_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("evidence", sa.Column("fault", sa.String(length=16), nullable=True))
    # What was refused is looked at no more; what was kept has still to be inspected.
    op.execute("UPDATE evidence SET inspected_at = added_at WHERE state = 'refused'")
    op.execute("UPDATE evidence SET tries = 0")
    op.create_index(
        "evidence_uninspected",
        "evidence",
        ["inspections", "tries", "next_try_at"],
        sqlite_where=sa.text("inspected_at IS NULL"),
        postgresql_where=sa.text("inspected_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("evidence_uninspected", "evidence")
    for name in ("fault", "inspected_at", "inspections"):
        op.drop_column("evidence", name)
