"""Why a person denies a report is kept with their words alone: `why` is what staff wrote.

It held the kind of a dispute once, and brokers read what staff wrote.
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE placement SET why = NULL WHERE state = 'disputed'")


def downgrade() -> None:
    """The deleted reasons do not come back: no version read them."""
