"""The day of birth, who confirmed a registered poor household, and a broker's phone to compare."""

import sqlalchemy as sa
from alembic import op

from models.core.encryption import LABOURER_PHONE, Sealed, keyring

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BROKERS = sa.table(
    "broker",
    sa.column("id", BIG_ID),
    sa.column("phone", Sealed),
    sa.column("phone_index", sa.String),
)


def upgrade() -> None:
    op.add_column("labourer", sa.Column("born_on", sa.Text(), nullable=True))
    op.add_column(
        "labourer", sa.Column("poor_confirmed_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("labourer", sa.Column("poor_confirmed_by", BIG_ID, nullable=True))
    op.add_column("broker", sa.Column("phone_index", sa.String(length=64), nullable=True))
    op.create_index("ix_broker_phone_index", "broker", ["phone_index"])
    connection, columns = op.get_bind(), BROKERS.c
    for number, phone in connection.execute(sa.select(columns.id, columns.phone)).all():
        index = keyring.index(phone, LABOURER_PHONE) if phone else None
        of_it = sa.update(BROKERS).where(columns.id == number)
        connection.execute(of_it.values(phone_index=index))


def downgrade() -> None:
    op.drop_index("ix_broker_phone_index", "broker")
    with op.batch_alter_table("broker") as broker:
        broker.drop_column("phone_index")
    with op.batch_alter_table("labourer") as labourer:
        labourer.drop_column("poor_confirmed_by")
        labourer.drop_column("poor_confirmed_at")
        labourer.drop_column("born_on")
