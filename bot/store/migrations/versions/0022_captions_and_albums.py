"""Files have their captions, and know which of them were sent together."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

IN_ALBUM = sa.text("album IS NOT NULL")


def upgrade() -> None:
    op.add_column("evidence", sa.Column("caption", sa.Text(), nullable=True))
    op.add_column("evidence", sa.Column("album", sa.String(length=64), nullable=True))
    op.create_index(
        "evidence_album",
        "evidence",
        ["added_by", "album"],
        sqlite_where=IN_ALBUM,
        postgresql_where=IN_ALBUM,
    )


def downgrade() -> None:
    op.drop_index("evidence_album", "evidence")
    op.drop_column("evidence", "album")
    op.drop_column("evidence", "caption")
