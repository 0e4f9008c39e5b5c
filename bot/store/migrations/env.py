"""Alembic runs this; the connection comes from bot.database."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

import models.privacy.tables  # noqa: F401


def plain(sort: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:  # noqa: ARG001
    """Our own column types as what they are in the database: a migration knows no models."""
    if sort == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=plain,
)
with context.begin_transaction():
    context.run_migrations()
