"""How far a notice's audience is frozen; indexes for the calls that wait and for who covers."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    for name in ("frozen_to", "freezes_to"):
        op.add_column("notice", sa.Column(name, BIG_ID, nullable=True))
    op.create_index("role_area", "role", ["name", "area", "account_id"])
    op.create_index(
        "phone_call_open",
        "phone_call",
        ["tries", "id", "labourer_id", "opened_at", "told_by"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(
        "outbox_notice",
        "outbox",
        ["topic", "about", "state", "why"],
        sqlite_where=sa.text("topic = 'notice'"),
        postgresql_where=sa.text("topic = 'notice'"),
    )


def downgrade() -> None:
    op.drop_index("outbox_notice", "outbox")
    op.drop_index("phone_call_open", "phone_call")
    op.drop_index("role_area", "role")
    for name in ("freezes_to", "frozen_to"):
        op.drop_column("notice", name)
