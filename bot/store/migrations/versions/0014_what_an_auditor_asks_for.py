"""What an auditor asks for outlives an erasure and a change, and is found by indexes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.core.encryption import LABOURER_PHONE, Sealed, keyring
from models.grievances.grievance import employer_index

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PIECE = 1000
CODES = "act IN ('code_issued', 'claimed')"
OVERSEEN = (
    "act IN ('code_issued', 'claimed', 'ended', 'erased', "
    "'poor_confirmed', 'poor_told', 'poor_denied')"
)
PHONE = "fact = 'phone'"
CHANGES = sa.table(
    "ledger_change",
    *(sa.column("id", BIG_ID), sa.column("labourer_id", BIG_ID), sa.column("fact", sa.String)),
    *(sa.column("account_id", BIG_ID), sa.column("at", sa.DateTime(timezone=True))),
    *(sa.column("before", Sealed), sa.column("after", Sealed)),
    sa.column("phone_index", sa.String),
)
GRIEVANCES = sa.table(
    "grievance",
    *(sa.column("id", BIG_ID), sa.column("employer", Sealed)),
    sa.column("employer_index", sa.String),
)
TRAIL = sa.table(
    "audit_record",
    *(sa.column("at", sa.DateTime(timezone=True)), sa.column("act", sa.String)),
    *(sa.column("account_id", BIG_ID), sa.column("labourer_id", BIG_ID)),
)


def upgrade() -> None:
    # Column by column: a rebuilt table would give the numbers of deleted rows again.
    op.add_column("audit_record", sa.Column("county", sa.String(length=6), nullable=True))
    op.add_column("ledger_change", sa.Column("phone_index", sa.String(length=64), nullable=True))
    op.add_column("grievance", sa.Column("employer_index", sa.String(length=64), nullable=True))
    op.add_column("placement", sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE placement SET reported_at = filed_at")
    _compute_indexes()
    _tell_poor()
    op.create_index("ix_grievance_employer_index", "grievance", ["employer_index"])
    op.create_index(
        "placement_words",
        "placement",
        [
            *("said_how", "said_by", "state", "reviewed_by", "county", "broker_id", "labourer_id"),
            *("said_at", "reported_at", "filed_at"),
        ],
    )
    _partial("audit_record_codes", "audit_record", CODES, "labourer_id", "act", "at", "account_id")
    _partial("audit_record_codes_of", "audit_record", CODES, "account_id", "act", "labourer_id")
    _partial("audit_record_overseen", "audit_record", OVERSEEN, "act", "at")
    _partial("ledger_change_phone", "ledger_change", PHONE, "phone_index", "labourer_id")
    _partial(
        *("ledger_change_phones", "ledger_change", PHONE),
        *("labourer_id", "at", "account_id", "phone_index"),
    )


def _partial(name: str, table: str, which: str, *columns: str) -> None:
    where = sa.text(which)
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)


def _pieces(table: Any, *where: Any) -> Any:
    """The rows of a table in pieces, by their numbers."""
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(table).where(table.c.id > last, *where).order_by(table.c.id)
        rows = connection.execute(query.limit(PIECE)).all()
        if not rows:
            return
        last = rows[-1].id
        yield rows


def _compute_indexes() -> None:
    """Compute the indexes from the sealed columns beside them."""
    connection = op.get_bind()
    number: sa.BindParameter[int] = sa.bindparam("number")
    for rows in _pieces(CHANGES, CHANGES.c.fact == "phone"):
        given = [
            {"number": row.id, "index": row.after and keyring.index(row.after, LABOURER_PHONE)}
            for row in rows
        ]
        its = sa.update(CHANGES).where(CHANGES.c.id == number)
        connection.execute(its.values(phone_index=sa.bindparam("index")), given)
    for rows in _pieces(GRIEVANCES):
        given = [{"number": row.id, "index": employer_index(row.employer)} for row in rows]
        its = sa.update(GRIEVANCES).where(GRIEVANCES.c.id == number)
        connection.execute(its.values(employer_index=sa.bindparam("index")), given)


def _tell_poor() -> None:
    """What the history tells of registered poor households goes into the trail too."""
    connection = op.get_bind()
    for rows in _pieces(CHANGES, CHANGES.c.fact == "registered_poor"):
        told = [
            {
                **{"at": row.at, "account_id": row.account_id, "labourer_id": row.labourer_id},
                "act": "poor_told" if row.after else "poor_denied",
            }
            for row in rows
            if row.after or row.before
        ]
        if told:
            connection.execute(sa.insert(TRAIL), told)


def downgrade() -> None:
    for name in ("ledger_change_phones", "ledger_change_phone"):
        op.drop_index(name, "ledger_change")
    for name in ("audit_record_overseen", "audit_record_codes_of", "audit_record_codes"):
        op.drop_index(name, "audit_record")
    op.drop_index("placement_words", "placement")
    op.drop_index("ix_grievance_employer_index", "grievance")
    op.drop_column("placement", "reported_at")
    op.drop_column("grievance", "employer_index")
    op.drop_column("ledger_change", "phone_index")
    op.drop_column("audit_record", "county")
