"""Subsidy rules: what a county asks of a placement before it pays, as dated, cited data."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.columns import moment, row_id


class SubsidyRule(SQLModel, table=True):
    """One county's rule for placements that start on `valid_from` or later, until the next one.

    `content` is the file as it was read; its form: models/rules/README.md.
    """

    __tablename__ = "subsidy_rule"
    __table_args__ = (UniqueConstraint("county", "valid_from"),)

    id: int | None = row_id()
    county: str = Field(max_length=6)
    valid_from: dt.date
    source: str = Field(max_length=200)
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    imported_at: dt.datetime = moment()
