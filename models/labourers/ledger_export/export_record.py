"""Exports of the ledger: what was taken out, by whom and how much. The trail names its number."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, row_id


class LedgerExport(SQLModel, table=True):
    """One file that was taken.

    `wanted` is the filter as codes, without what was typed to look for somebody; `people` how many
    it held when it was asked for.
    """

    __tablename__ = "ledger_export"

    id: int | None = row_id()
    at: dt.datetime = moment(index=True)
    account_id: int = Field(sa_type=BIG_ID, index=True)
    layout: str = Field(max_length=32)
    wanted: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    whole_id_numbers: bool
    whole_phones: bool
    people: int

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id
