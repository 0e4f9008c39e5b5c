"""Columns that several tables share the making of."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC; SQLite, which keeps no zone, gives it back aware too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC; a naive datetime is a bug and raises ValueError."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a datetime without a zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware again."""
        aware: datetime | None = value
        return aware.replace(tzinfo=UTC) if aware is not None and aware.tzinfo is None else aware


class Word(TypeDecorator[Any]):
    """One of a closed list, stored as its word: a new word needs no migration."""

    impl = String(16)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The word; one that is not on the list raises ValueError."""
        if isinstance(value, self.words):
            return str.__str__(value)
        return None if value is None else str.__str__(self.words(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """The member of the list."""
        return None if value is None else self.words(value)


# SQLite counts rows by itself only in an INTEGER column.
BIG_ID = BigInteger().with_variant(Integer(), "sqlite")


def row_id() -> Any:
    """The primary key that the database counts."""
    return Field(default=None, primary_key=True, sa_type=BIG_ID)


def reference(table: str, *, unique: bool = False, optional: bool = True) -> Any:
    """A reference to another table's row; deleting that row is the use case's affair."""
    return Field(
        default=None,
        foreign_key=f"{table}.id",
        sa_type=BIG_ID,
        unique=unique,
        index=not unique,
        nullable=optional,
    )


def moment(*, optional: bool = False, index: bool = False) -> Any:
    """A moment in UTC."""
    default = None if optional else ...
    return Field(default=default, sa_type=UTCDateTime, nullable=optional, index=index)


def word(words: type[StrEnum], *, optional: bool = False, key: bool = False) -> Any:
    """One of a closed list."""
    return Field(
        default=None if optional else ...,
        sa_type=Word(words),
        nullable=optional,
        primary_key=key,
    )


class seconds(FunctionElement[int]):
    """A moment as whole seconds, so that two can be subtracted on both databases."""

    type = BigInteger()
    inherit_cache = True


@compiles(seconds, "sqlite")
def _seconds_of_text(element: seconds, compiler: Any, **kwargs: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(element.clauses, **kwargs)}) AS INTEGER)"


@compiles(seconds)
def _seconds(element: seconds, compiler: Any, **kwargs: Any) -> str:
    moment = compiler.process(element.clauses, **kwargs)
    return f"CAST(floor(extract(epoch FROM {moment})) AS BIGINT)"
