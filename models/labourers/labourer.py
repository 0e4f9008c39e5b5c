"""Labourers: the people of the ledger, and every change ever made to their entries."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, literal_column, text
from sqlmodel import Field, SQLModel

from models.core.column_types import BIG_ID, Word, moment, reference, row_id, word
from models.core.encryption import Sealed
from models.core.person_names import KEY_MOST, name_key, person_name
from models.core.vocabulary import (
    LegalGround,
    NoticeKind,
    Reach,
    Schooling,
    Sex,
    WorkStatus,
)


def _line() -> Any:
    return Field(default=None, max_length=120)


def _name_columns(name: str) -> dict[str, str]:
    """A name as it is kept, and its key: 王 芳 is 王芳."""
    return {"name": person_name(name) or name, "name_key": name_key(name)}


def _several() -> Any:
    return Field(default_factory=list, sa_type=JSON)


class Labourer(SQLModel, table=True):
    """One entry of the ledger: a person, who may have no chat account.

    Wages are whole yuan a month. `id_index` and `phone_index` are blind indexes, `id_end_index` and
    `phone_end_index` those of the last four digits; a village is a code of 12 digits. `read_out_by`
    is the account that read the consent to a person without a phone and `registered_by` the one
    that took the answers; none where it was their own.
    `limits`, a note of health and family, is kept only while `health_agreed`, a consent of its own.
    `born_on` is a day in ISO text, asked where the year leaves it open who is 16. Of a registered
    poor household `poor_confirmed_at` is when the office found it to be so.
    `name_key` follows from `name`: by it two ways to write one name are the same.
    `ground` is why it may be kept: see models/labourers/legal_ground. An entry of the register has
    no consent; `ground_by` is the account that read it out or imported it.
    `not_asked` are the facts that are asked after registration and were not yet.
    `status_told_at` is when the present work was last given, changed or said to be still so,
    `change_told_at` when it was said to have changed, as long as nobody has said how.
    """

    __table_args__ = (
        Index("labourer_alike", "name_key", "birth_year", "village_code"),
        # In the order of the office's list, with what its pages and a part of a name rest on.
        Index("labourer_listed", "name_key", "id", "village_code"),
        # A number is never given twice: old buttons bear it.
        {"sqlite_autoincrement": True},
    )

    id: int | None = row_id()
    # Before `name`: to set that sets this.
    name_key: str = Field(
        default="", max_length=KEY_MOST, sa_column_kwargs={"server_default": text("''")}
    )
    name: str = Field(max_length=40)
    id_number: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    # Not unique: who typed a stranger's number first keeps nobody out. See models.labourers.double.
    id_index: str | None = Field(default=None, max_length=64, index=True)
    id_end_index: str | None = Field(default=None, max_length=64, index=True)
    sex: Sex = word(Sex)
    birth_year: int
    born_on: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    phone: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    phone_index: str | None = Field(default=None, max_length=64, index=True)
    phone_end_index: str | None = Field(default=None, max_length=64, index=True)
    village_code: str = Field(foreign_key="region.code", max_length=12, index=True)
    household_id: int | None = reference("household")
    poor_confirmed_at: dt.datetime | None = moment(optional=True)
    poor_confirmed_by: int | None = Field(default=None, sa_type=BIG_ID)
    ethnicity: str | None = Field(default=None, max_length=40)
    schooling: Schooling | None = word(Schooling, optional=True)
    status: WorkStatus = word(WorkStatus)
    out_of_work_since: dt.date | None = None
    work_place: str | None = _line()
    work_what: str | None = _line()
    wage: int | None = None
    wage_said: str | None = Field(default=None, max_length=20)
    has_contract: bool | None = None
    has_insurance: bool | None = None
    skills: list[str] = _several()
    certificates: str | None = _line()
    wishes: list[str] = _several()
    wanted_work: list[str] = _several()
    wanted_reach: Reach | None = word(Reach, optional=True)
    wanted_wage: int | None = None
    wanted_wage_said: str | None = Field(default=None, max_length=20)
    available_from: dt.date | None = None
    courses: list[str] = _several()
    health_agreed: bool | None = None
    limits: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    left_school_recently: bool | None = None
    seen_by_brokers: bool | None = None
    not_asked: list[str] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    status_told_at: dt.datetime | None = moment(optional=True, index=True)
    change_told_at: dt.datetime | None = moment(optional=True)
    ground: LegalGround = Field(
        default=LegalGround.CONSENT,
        sa_type=Word(LegalGround),
        sa_column_kwargs={"server_default": text("'consent'")},
        nullable=False,
    )
    ground_since: dt.datetime | None = moment(optional=True)
    ground_by: int | None = Field(default=None, sa_type=BIG_ID)
    consented_at: dt.datetime | None = moment(optional=True)
    consent_version: str | None = Field(default=None, max_length=16)
    read_out_by: int | None = Field(default=None, sa_type=BIG_ID)
    registered_by: int | None = Field(default=None, sa_type=BIG_ID, index=True)
    registered_at: dt.datetime = moment(index=True)
    changed_at: dt.datetime = moment()

    def __init__(self, **given: Any) -> None:
        ground = {"ground_since": given.get("consented_at"), "ground_by": given.get("read_out_by")}
        super().__init__(**{**ground, **given, **_name_columns(given.get("name", ""))})

    def __setattr__(self, name: str, value: Any) -> None:
        # The key of a name goes with it, whichever way it comes.
        columns = _name_columns(value) if name == "name" else {name: value}
        for column, kept in columns.items():
            super().__setattr__(column, kept)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id


PHONE = "phone"
IS_PHONE = f"fact = '{PHONE}'"


def is_phone(change: Any) -> ColumnElement[bool]:
    """A change of a phone number, as the indexes have it."""
    found: ColumnElement[bool] = change.fact == literal_column(f"'{PHONE}'")
    return found


class LedgerChange(SQLModel, table=True):
    """One fact of one entry, from what it was to what it became, when and by whose account.

    Of a phone number `phone_index` is the blind index, so that one used before is still compared.
    """

    __tablename__ = "ledger_change"
    __table_args__ = (
        Index(
            "ledger_change_phone",
            *("phone_index", "labourer_id"),
            sqlite_where=text(IS_PHONE),
            postgresql_where=text(IS_PHONE),
        ),
        Index(
            "ledger_change_phones",
            *("labourer_id", "at", "account_id", "phone_index"),
            sqlite_where=text(IS_PHONE),
            postgresql_where=text(IS_PHONE),
        ),
    )

    id: int | None = row_id()
    labourer_id: int = reference("labourer", optional=False)
    at: dt.datetime = moment()
    account_id: int | None = Field(default=None, sa_type=BIG_ID)
    fact: str = Field(max_length=32)
    before: Any = Field(default=None, sa_type=Sealed, nullable=True)
    after: Any = Field(default=None, sa_type=Sealed, nullable=True)
    phone_index: str | None = Field(default=None, max_length=64)


class NoticePreference(SQLModel, table=True):
    """Whether one kind of notice is welcome to one labourer, and until when it is paused.

    `stopped_at` tells who stopped a kind from who never asked for it.
    """

    __tablename__ = "notice_preference"

    labourer_id: int = Field(primary_key=True, foreign_key="labourer.id", sa_type=BIG_ID)
    kind: NoticeKind = word(NoticeKind, key=True)
    welcome: bool
    paused_until: dt.datetime | None = moment(optional=True)
    stopped_at: dt.datetime | None = moment(optional=True)
