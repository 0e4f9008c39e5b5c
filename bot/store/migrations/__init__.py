"""Revisions of the tables, run by Alembic."""

from pathlib import Path

FOLDER = Path(__file__).parent
# Each file's name begins with its revision's number: Alembic is imported only to change tables.
REVISIONS = sorted(file.name[:4] for file in (FOLDER / "versions").glob("[0-9]*.py"))
