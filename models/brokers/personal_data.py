"""What is kept of a broker: what they are given."""

from typing import Any

from models.accounts.account import Account
from models.brokers import approval
from models.core.session import Session


async def export_personal_data(session: Session, account: Account) -> dict[str, Any]:
    """What they told when they applied."""
    applied = await approval.get_application(session, account.key())
    return {"broker": applied.as_export() if applied else None}
