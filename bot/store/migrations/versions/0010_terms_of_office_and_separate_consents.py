"""Terms of office; consents of their own and in which words; more of what is written is sealed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.core.encryption import CHAT, Sealed, keyring

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
# Free words about a broker, which lay in plain; each with its greatest length.
WORDS = {"why": 200, "known_how": 60}
LOOKS = sa.text("act IN ('viewed', 'listed', 'exported', 'called')")
BEFORE, STAFF = "2026-11", "staff"


def _fill_terms() -> None:
    """A term for each present role, under the name that the holder is known by."""
    role = sa.table(
        "role", *map(sa.column, ("account_id", "name", "area", "granted_at", "granted_by"))
    )
    account = sa.table("account", *map(sa.column, ("id", "chat_id", "labourer_id")))
    labourer = sa.table("labourer", *map(sa.column, ("id", "name")))
    broker = sa.table("broker", *map(sa.column, ("account_id", "name")))
    term = sa.table(
        "role_term",
        *map(sa.column, ("account_id", "chat_index", "role", "area", "begun", "granted_by")),
        sa.column("granted_at", MOMENT),
        sa.column("chat_id", Sealed),
        sa.column("name", Sealed),
    )
    granted = sa.type_coerce(role.c.granted_at, MOMENT)
    query = (
        sa.select(
            *(role.c.account_id, role.c.name, role.c.area, role.c.granted_by, account.c.chat_id),
            granted.label("granted_at"),
            sa.func.coalesce(sa.func.nullif(broker.c.name, ""), labourer.c.name).label("called"),
        )
        .join(account, account.c.id == role.c.account_id)
        .outerjoin(broker, broker.c.account_id == account.c.id)
        .outerjoin(labourer, labourer.c.id == account.c.labourer_id)
    )
    connection = op.get_bind()
    for row in connection.execute(query).all():
        connection.execute(
            sa.insert(term).values(
                account_id=row.account_id,
                chat_id=row.chat_id if row.name == STAFF else None,
                chat_index=keyring.index(str(row.chat_id), CHAT) if row.name == STAFF else None,
                role=row.name,
                area=row.area,
                name=row.called,
                begun="granted",
                granted_at=row.granted_at,
                granted_by=row.granted_by,
            )
        )


def _move(column: str, was: Any, to: Any) -> None:
    """Change what a column of the brokers is made of: a new one takes what the old one held."""
    op.add_column("broker", sa.Column("moved", sa.Text() if to is SEALED else to, nullable=True))
    broker = sa.table("broker", sa.column("id"), sa.column(column, was), sa.column("moved", to))
    connection = op.get_bind()
    held = sa.select(broker.c.id, broker.c[column]).where(broker.c[column].is_not(None))
    for number, words in connection.execute(held).all():
        connection.execute(sa.update(broker).where(broker.c.id == number).values(moved=words))
    op.drop_column("broker", column)
    op.execute(f"ALTER TABLE broker RENAME COLUMN moved TO {column}")


SEALED = Sealed()


def upgrade() -> None:
    op.create_table(
        "role_term",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=True),
        sa.Column("chat_index", sa.String(length=64), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("area", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("begun", sa.String(length=16), nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("granted_by", BIG_ID, nullable=True),
        sa.Column("ended", sa.String(length=16), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", BIG_ID, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_role_term_account_id", "role_term", ["account_id"])
    op.create_index("ix_role_term_chat_index", "role_term", ["chat_index"])
    _fill_terms()
    op.create_index(
        "audit_record_looks",
        "audit_record",
        ["account_id", "id"],
        sqlite_where=LOOKS,
        postgresql_where=LOOKS,
    )
    op.add_column("one_time_code", sa.Column("called", sa.Text(), nullable=True))
    op.add_column("account", sa.Column("consent_version", sa.String(length=16), nullable=True))
    op.execute(
        f"UPDATE account SET consent_version = '{BEFORE}' WHERE consented_at IS NOT NULL"  # noqa: S608
    )
    op.add_column("labourer", sa.Column("health_agreed", sa.Boolean(), nullable=True))
    # The question was one of its own, and said "only if you like".
    op.execute("UPDATE labourer SET health_agreed = TRUE WHERE limits IS NOT NULL")
    for column, length in WORDS.items():
        _move(column, sa.String(length=length), SEALED)


def downgrade() -> None:
    for column, length in WORDS.items():
        _move(column, SEALED, sa.String(length=length))
    op.drop_column("labourer", "health_agreed")
    op.drop_column("account", "consent_version")
    op.drop_column("one_time_code", "called")
    op.drop_index("audit_record_looks", "audit_record")
    op.drop_table("role_term")
