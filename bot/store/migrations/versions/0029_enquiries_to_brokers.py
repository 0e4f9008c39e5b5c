"""An enquiry may be written to one's broker."""

from alembic import op

from bot.store.migrations.rebuilding import is_sqlite

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = "INTEGER" if is_sqlite() else "BIGINT"
    op.execute(f"ALTER TABLE enquiry ADD COLUMN broker_id {kind} REFERENCES account (id)")
    op.create_index("ix_enquiry_broker_id", "enquiry", ["broker_id"])


def downgrade() -> None:
    op.drop_index("ix_enquiry_broker_id", "enquiry")
    with op.batch_alter_table("enquiry") as table:
        table.drop_column("broker_id")
