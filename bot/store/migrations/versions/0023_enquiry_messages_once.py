"""The messages of an enquiry are numbered once each."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# Two that were written at once had one number.
IN_ORDER = """
    UPDATE enquiry_message SET number = (
        SELECT count(*) FROM enquiry_message AS earlier
        WHERE earlier.enquiry_id = enquiry_message.enquiry_id AND earlier.id <= enquiry_message.id
    )
"""
LAST = """
    UPDATE enquiry SET number = (
        SELECT count(*) FROM enquiry_message WHERE enquiry_message.enquiry_id = enquiry.id
    )
"""


def upgrade() -> None:
    op.execute(IN_ORDER)
    op.execute(LAST)
    op.create_index(
        "enquiry_message_once", "enquiry_message", ["enquiry_id", "number"], unique=True
    )


def downgrade() -> None:
    op.drop_index("enquiry_message_once", "enquiry_message")
