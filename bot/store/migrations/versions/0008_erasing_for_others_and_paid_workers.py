"""Erasing for others is a request; beside what was paid an index of the ID number stays."""

import sqlalchemy as sa
from alembic import op

from models.core.encryption import PAID_WORKER, Sealed, keyring

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LABOURERS = sa.table("labourer", sa.column("id", BIG_ID), sa.column("id_number", Sealed))
PLACEMENTS = sa.table(
    "placement", sa.column("labourer_id", BIG_ID), sa.column("worker_index", sa.String)
)


def _index_workers() -> None:
    connection = op.get_bind()
    placed = sa.select(PLACEMENTS.c.labourer_id).where(PLACEMENTS.c.labourer_id.is_not(None))
    people = sa.select(LABOURERS).where(
        LABOURERS.c.id.in_(placed), LABOURERS.c.id_number.is_not(None)
    )
    for person in connection.execute(people).all():
        theirs = sa.update(PLACEMENTS).where(PLACEMENTS.c.labourer_id == person.id)
        index = keyring.index(person.id_number, PAID_WORKER)
        connection.execute(theirs.values(worker_index=index))


def upgrade() -> None:
    op.create_table(
        "erasure_request",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("county", sa.String(length=6), nullable=False),
        sa.Column("labourer_id", BIG_ID, nullable=True),
        sa.Column("asked_by", BIG_ID, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", BIG_ID, nullable=True),
        sa.Column("erased", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["labourer_id"], ["labourer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_erasure_request_county", "erasure_request", ["county"])
    op.create_index("ix_erasure_request_labourer_id", "erasure_request", ["labourer_id"])
    op.add_column("placement", sa.Column("worker_index", sa.String(length=64), nullable=True))
    op.create_index("ix_placement_worker_index", "placement", ["worker_index"])
    _index_workers()


def downgrade() -> None:
    op.drop_index("ix_placement_worker_index", "placement")
    op.drop_column("placement", "worker_index")
    op.drop_table("erasure_request")
