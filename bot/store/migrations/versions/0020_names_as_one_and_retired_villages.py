"""Names in one form with a key to compare them by, and villages that a new list leaves out."""

import sqlalchemy as sa
from alembic import op

from models.core.person_names import name_key, person_name

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LABOURERS = sa.table(
    "labourer",
    sa.column("id", BIG_ID),
    sa.column("name", sa.String),
    sa.column("name_key", sa.String),
)
HOUSEHOLDS = sa.table(
    "household",
    sa.column("id", BIG_ID),
    sa.column("village_code", sa.String),
    sa.column("head_name", sa.String),
)


def _write_names() -> None:
    connection, columns = op.get_bind(), LABOURERS.c
    for number, name in connection.execute(sa.select(columns.id, columns.name)).all():
        values = {"name": person_name(name) or name, "name_key": name_key(name)}
        connection.execute(sa.update(LABOURERS).where(columns.id == number).values(**values))


def _write_heads() -> None:
    """Two households that were told apart by the writing of a name alone stay two."""
    connection, columns = op.get_bind(), HOUSEHOLDS.c
    rows = connection.execute(sa.select(columns.id, columns.village_code, columns.head_name)).all()
    taken = {(village, head) for _, village, head in rows}
    for number, village, head in rows:
        written = (village, person_name(head) or head)
        if written not in taken:
            taken.add(written)
            of_it = sa.update(HOUSEHOLDS).where(columns.id == number)
            connection.execute(of_it.values(head_name=written[1]))


def upgrade() -> None:
    op.add_column(
        "labourer",
        sa.Column("name_key", sa.String(length=40), nullable=False, server_default=sa.text("''")),
    )
    _write_names()
    _write_heads()
    op.drop_index("labourer_alike", "labourer")
    op.create_index("labourer_alike", "labourer", ["name_key", "birth_year", "village_code"])
    op.add_column(
        "region", sa.Column("retired", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_index("labourer_alike", "labourer")
    op.create_index("labourer_alike", "labourer", ["name", "birth_year", "village_code"])
    op.drop_column("region", "retired")
    op.drop_column("labourer", "name_key")
