"""The row by which the key of a store is known: see models.privacy.key_check."""

from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID

ONLY = 1


class KeyCheck(SQLModel, table=True):
    """The one row by which a key is known for this store's.

    While everything is being sealed anew, `renewing` is an index of the newest key; `table_name`
    and `row_id` are how far that has come.
    """

    __tablename__ = "key_check"

    id: int = Field(default=ONLY, primary_key=True)
    sealed: str = Field(max_length=255)
    renewing: str | None = Field(default=None, max_length=64)
    table_name: str | None = Field(default=None, max_length=32)
    row_id: int | None = Field(default=None, sa_type=BIG_ID)
