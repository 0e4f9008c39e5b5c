"""Subsidy rules: what a county asks of a placement before it pays, as dated, cited data."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint, col, select

from models.core import audit
from models.core.audit import Act
from models.core.column_types import moment, row_id
from models.core.session import Session
from models.subsidies.rule_file import Rule, dump_rule, load_rule


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


async def save_rule(session: Session, rule: Rule, now: dt.datetime) -> SubsidyRule:
    """Keep a rule, in place of the one of the same county and day."""
    county, day = rule.county, rule.valid_from
    same = select(SubsidyRule).where(SubsidyRule.county == county, SubsidyRule.valid_from == day)
    row = (await session.exec(same)).first()
    row = row or SubsidyRule(county=county, valid_from=day, source="", imported_at=now)
    row.source, row.content, row.imported_at = rule.source, dump_rule(rule), now
    session.add(row)
    await session.flush()
    return row


async def import_rule(session: Session, rule: Rule, now: dt.datetime) -> SubsidyRule:
    """Keep a rule from a county's file; the trail tells it."""
    audit.record(session, now, Act.IMPORTED, by=None, village=rule.county)
    return await save_rule(session, rule, now)


async def list_rules(session: Session, county: str) -> tuple[Rule, ...]:
    """The rules of a county, the earliest first."""
    query = select(SubsidyRule).where(SubsidyRule.county == county)
    rows = await session.exec(query.order_by(col(SubsidyRule.valid_from)))
    return tuple(load_rule(row.content) for row in rows)
