"""Monthly snapshots: what the ledger said of each person on the 1st of a month."""

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, moment, row_id, word
from models.core.vocabulary import Destination, WorkStatus


class MonthlySnapshot(SQLModel, table=True):
    """One person in one month, such as 202612.

    `employer_id`, `employer` and `destination` are those of the placement that went on. Without
    one `employer` is the place of work as told, and `destination` follows from the status.
    `wage` is in yuan a month. `taken_at` may be later than the 1st where the server was off.
    """

    __tablename__ = "monthly_snapshot"
    __table_args__ = (
        Index("monthly_snapshot_once", "month", "labourer_id", unique=True),
        Index("monthly_snapshot_place", "month", "village_code"),
    )

    id: int | None = row_id()
    labourer_id: int = Field(foreign_key="labourer.id", sa_type=BIG_ID, index=True)
    month: int
    status: WorkStatus = word(WorkStatus)
    destination: Destination | None = word(Destination, optional=True)
    employer_id: int | None = Field(default=None, sa_type=BIG_ID)
    employer: str | None = Field(default=None, max_length=120)
    wage: int | None = None
    village_code: str = Field(max_length=12)
    taken_at: dt.datetime = moment()
