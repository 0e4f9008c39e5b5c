"""The ledger for the office: last digits, findings, monthly snapshots, exports and visits."""

import sqlalchemy as sa
from alembic import op

from models.core.encryption import LABOURER_ID_END, LABOURER_PHONE_END, Sealed, keyring

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(length=16)
HELD = sa.text("gone_at IS NULL")
ENDS = ("id_end_index", "phone_end_index")
DATED = ("status_told_at", "registered_at")
LABOURERS = sa.table(
    "labourer",
    sa.column("id", BIG_ID),
    sa.column("id_number", Sealed),
    sa.column("phone", Sealed),
    *(sa.column(name, sa.String) for name in ENDS),
)
PIECE = 1000


def _compute_ends() -> None:
    """Compute the indexes of the last four digits from the sealed numbers, in pieces."""
    connection, columns, last = op.get_bind(), LABOURERS.c, 0
    writing = (
        sa.update(LABOURERS)
        .where(columns.id == sa.bindparam("number"))
        .values(id_end_index=sa.bindparam("of_id"), phone_end_index=sa.bindparam("of_phone"))
    )
    while True:
        piece = (
            sa.select(columns.id, columns.id_number, columns.phone)
            .where(columns.id > last)
            .order_by(columns.id)
            .limit(PIECE)
        )
        rows = connection.execute(piece).all()
        if not rows:
            return
        last = rows[-1].id
        indexes = [
            {
                "number": row.id,
                "of_id": row.id_number and keyring.index(row.id_number[-4:], LABOURER_ID_END),
                "of_phone": row.phone and keyring.index(row.phone[-4:], LABOURER_PHONE_END),
            }
            for row in rows
        ]
        connection.execute(writing, indexes)


def _create_findings() -> None:
    op.create_table(
        "ledger_finding",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("labourer_id", BIG_ID, nullable=False),
        sa.Column("facts", sa.String(length=64), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("gone_at", MOMENT, nullable=True),
        sa.Column("dismissed_at", MOMENT, nullable=True),
        sa.Column("dismissed_by", BIG_ID, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["labourer_id"], ["labourer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ledger_finding_held",
        "ledger_finding",
        ["labourer_id", "kind"],
        unique=True,
        sqlite_where=HELD,
        postgresql_where=HELD,
    )
    op.create_index("ledger_finding_kind", "ledger_finding", ["kind", "gone_at", "dismissed_at"])
    for name in ("labourer_id", "found_at"):
        op.create_index(f"ix_ledger_finding_{name}", "ledger_finding", [name])


def _create_snapshots() -> None:
    op.create_table(
        "monthly_snapshot",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("labourer_id", BIG_ID, nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("destination", WORD, nullable=True),
        sa.Column("employer_id", BIG_ID, nullable=True),
        sa.Column("employer", sa.String(length=120), nullable=True),
        sa.Column("wage", sa.Integer(), nullable=True),
        sa.Column("village_code", sa.String(length=12), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["labourer_id"], ["labourer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "monthly_snapshot_once", "monthly_snapshot", ["month", "labourer_id"], unique=True
    )
    op.create_index("monthly_snapshot_place", "monthly_snapshot", ["month", "village_code"])
    op.create_index("ix_monthly_snapshot_labourer_id", "monthly_snapshot", ["labourer_id"])


def _create_exports() -> None:
    op.create_table(
        "ledger_export",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("layout", sa.String(length=32), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("whole_id_numbers", sa.Boolean(), nullable=False),
        sa.Column("whole_phones", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("at", "account_id"):
        op.create_index(f"ix_ledger_export_{name}", "ledger_export", [name])


def _create_visits() -> None:
    op.create_table(
        "visit",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("labourer_id", BIG_ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visitor", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("written_by", BIG_ID, nullable=True),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["labourer_id"], ["labourer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("visit_of", "visit", ["labourer_id", "day"])
    for name in ("labourer_id", "written_by"):
        op.create_index(f"ix_visit_{name}", "visit", [name])


def upgrade() -> None:
    for name in ENDS:
        op.add_column("labourer", sa.Column(name, sa.String(length=64), nullable=True))
    _compute_ends()
    for name in (*ENDS, *DATED):
        op.create_index(f"ix_labourer_{name}", "labourer", [name])
    op.create_index("labourer_listed", "labourer", ["name_key", "id", "village_code"])
    _create_findings()
    _create_snapshots()
    _create_exports()
    _create_visits()


def downgrade() -> None:
    for table in ("visit", "ledger_export", "monthly_snapshot", "ledger_finding"):
        op.drop_table(table)
    op.drop_index("labourer_listed", "labourer")
    for name in (*ENDS, *DATED):
        op.drop_index(f"ix_labourer_{name}", "labourer")
    for name in ENDS:
        op.drop_column("labourer", name)
