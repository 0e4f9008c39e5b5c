"""What was typed while something else lay before a person, kept for their form."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("kept_words", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("draft", "kept_words")
