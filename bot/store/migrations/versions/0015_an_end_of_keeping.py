"""An end of keeping: how far the sweep is, figures carried over, and a trail that may end."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# What is half a year older than the latest act may go, and nothing else (Cybersecurity Law).
DAYS = 184
SAID = "the audit trail can not be changed"
GOES_LATE = f"""
CREATE FUNCTION audit_record_goes_late() RETURNS trigger AS $$
BEGIN
    IF OLD.at > (SELECT max(at) FROM audit_record) - interval '{DAYS} days' THEN
        RAISE EXCEPTION '{SAID}';
    END IF;
    RETURN OLD;
END
$$ LANGUAGE plpgsql
"""  # noqa: S608
LATE_ON_SQLITE = f"""
CREATE TRIGGER audit_record_delete BEFORE DELETE ON audit_record
WHEN julianday(OLD.at) > (SELECT julianday(max(at)) FROM audit_record) - {DAYS}
BEGIN SELECT RAISE(ABORT, '{SAID}'); END
"""  # noqa: S608
NEVER_ON_SQLITE = f"""
CREATE TRIGGER audit_record_delete BEFORE DELETE ON audit_record
BEGIN SELECT RAISE(ABORT, '{SAID}'); END
"""
ON_POSTGRESQL = "CREATE TRIGGER audit_record_delete BEFORE DELETE ON audit_record FOR EACH ROW"


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _let_the_old_go() -> None:
    if _is_postgresql():
        op.execute(GOES_LATE)
        op.execute("DROP TRIGGER audit_record_delete ON audit_record")
        op.execute(f"{ON_POSTGRESQL} EXECUTE FUNCTION audit_record_goes_late()")
    else:
        op.execute("DROP TRIGGER audit_record_delete")
        op.execute(LATE_ON_SQLITE)


def _let_none_go() -> None:
    if _is_postgresql():
        op.execute("DROP TRIGGER audit_record_delete ON audit_record")
        op.execute(f"{ON_POSTGRESQL} EXECUTE FUNCTION audit_record_stays()")
        op.execute("DROP FUNCTION audit_record_goes_late()")
    else:
        op.execute("DROP TRIGGER audit_record_delete")
        op.execute(NEVER_ON_SQLITE)


def upgrade() -> None:
    op.create_table(
        "sweep",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("reached", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("kind"),
    )
    none_yet = sa.text("0")
    op.add_column(
        "placement", sa.Column("told_wages", BIG_ID, nullable=False, server_default=none_yet)
    )
    op.add_column(
        "placement", sa.Column("told_times", sa.Integer(), nullable=False, server_default=none_yet)
    )
    op.add_column("notice", sa.Column("swept", sa.JSON(), nullable=True))
    _let_the_old_go()


def downgrade() -> None:
    _let_none_go()
    op.drop_column("notice", "swept")
    op.drop_column("placement", "told_times")
    op.drop_column("placement", "told_wages")
    op.drop_table("sweep")
