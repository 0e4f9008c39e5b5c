"""Migrations, by Alembic. Imported only where tables are changed."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from bot.store.migrations import FOLDER


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection) -> None:
    """Bring the tables to the newest form."""
    command.upgrade(alembic_config(connection), "head")
