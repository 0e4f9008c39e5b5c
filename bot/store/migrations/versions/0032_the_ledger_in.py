"""The legal ground of an entry; imports of lists, their rows, and columns as a county chose."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.rebuilding import is_sqlite, rebuild

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OF_CONSENT = ("consented_at", "consent_version")


def _may_lack_consent(*, allowed: bool) -> None:
    if not is_sqlite():
        for column in OF_CONSENT:
            op.alter_column("labourer", column, nullable=allowed)
        return
    words = "|".join(OF_CONSENT)
    if allowed:
        told = re.compile(rf"(\b(?:{words}) \w+(?:\(\d+\))?) NOT NULL")
        rebuild("labourer", lambda made: told.sub(r"\1", made))
    else:
        told = re.compile(rf"(\b(?:{words}) \w+(?:\(\d+\))?)(?! NOT NULL)(?=,|\s)")
        rebuild("labourer", lambda made: told.sub(r"\1 NOT NULL", made))


def upgrade() -> None:
    _may_lack_consent(allowed=True)
    ground = sa.Column("ground", sa.String(16), server_default=sa.text("'consent'"), nullable=False)
    op.add_column("labourer", ground)
    op.add_column("labourer", sa.Column("ground_since", MOMENT, nullable=True))
    op.add_column("labourer", sa.Column("ground_by", BIG_ID, nullable=True))
    op.execute("UPDATE labourer SET ground_since = consented_at, ground_by = read_out_by")
    op.add_column("account", sa.Column("shared_phone_index", sa.String(64), nullable=True))
    _create_imports()
    _create_rows()
    op.create_table(
        "import_column_choice",
        sa.Column("county", sa.String(length=6), nullable=False),
        sa.Column("header", sa.String(length=60), nullable=False),
        sa.Column("fact", sa.String(length=32), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.Column("chosen_by", BIG_ID, nullable=True),
        sa.PrimaryKeyConstraint("county", "header"),
    )


def _create_imports() -> None:
    op.create_table(
        "ledger_import",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("county", sa.String(length=6), nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.Column("over_at", MOMENT, nullable=True),
        sa.Column("sheets", sa.Text(), nullable=False),
        sa.Column("constants", sa.Text(), nullable=True),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("reached", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ledger_import_county", "ledger_import", ["county"])


def _create_rows() -> None:
    op.create_table(
        "ledger_import_row",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("import_id", BIG_ID, nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("id_index", sa.String(length=64), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("decision", sa.String(length=16), nullable=True),
        sa.Column("faults", sa.JSON(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=True),
        sa.Column("labourer_id", BIG_ID, nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("kept", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["ledger_import.id"]),
        sa.ForeignKeyConstraint(["labourer_id"], ["labourer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    indexes: dict[str, list[Any]] = {
        "import_row_outcome": ["import_id", "outcome", "id"],
        "import_row_number": ["import_id", "id_index"],
        "ix_ledger_import_row_id_index": ["id_index"],
        "ix_ledger_import_row_labourer_id": ["labourer_id"],
    }
    for name, columns in indexes.items():
        op.create_index(name, "ledger_import_row", columns)


def downgrade() -> None:
    for table in ("import_column_choice", "ledger_import_row", "ledger_import"):
        op.drop_table(table)
    op.execute(
        "UPDATE labourer SET consented_at = registered_at, consent_version = 'register' "
        "WHERE consented_at IS NULL"
    )
    op.drop_column("account", "shared_phone_index")
    for column in ("ground_by", "ground_since", "ground"):
        op.drop_column("labourer", column)
    _may_lack_consent(allowed=False)
