"""Somebody is registered before schooling and ethnic group are asked."""

import re

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.rebuilding import is_sqlite, rebuild

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

LATER = ("ethnicity", "schooling")
# For who has not said: a revision before knows no entry without them.
FILLED = {"ethnicity": "", "schooling": "none"}


def _may_be_open(*, allowed: bool) -> None:
    if not is_sqlite():
        for column in LATER:
            op.alter_column("labourer", column, nullable=allowed)
        return
    words = "|".join(LATER)
    if allowed:
        told = re.compile(rf"(\b(?:{words}) \w+\(\d+\)) NOT NULL")
        rebuild("labourer", lambda made: told.sub(r"\1", made))
    else:
        told = re.compile(rf"(\b(?:{words}) \w+\(\d+\))(?! NOT NULL)")
        rebuild("labourer", lambda made: told.sub(r"\1 NOT NULL", made))


def upgrade() -> None:
    _may_be_open(allowed=True)
    op.add_column("labourer", sa.Column("not_asked", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("labourer", "not_asked")
    for column, filled in FILLED.items():
        table = sa.table("labourer", sa.column(column))
        empty = table.c[column].is_(None)
        op.execute(sa.update(table).where(empty).values({column: filled}))
    _may_be_open(allowed=False)
