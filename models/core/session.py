"""The session of one transaction."""

from sqlmodel.ext.asyncio.session import AsyncSession


class Session(AsyncSession):
    """One transaction of the store."""
