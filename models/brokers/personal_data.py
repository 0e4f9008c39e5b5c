"""What is kept of a broker: what they are given, and how it is erased."""

from typing import Any

from models.accounts.account import Account
from models.brokers import approval
from models.core.personal_data import PersonalData
from models.core.session import Session


async def export_personal_data(session: Session, account: Account, _: object) -> dict[str, Any]:
    """What they told when they applied."""
    applied = await approval.get_application(session, account.key())
    return {"broker": applied.as_export() if applied else None}


PERSONAL_DATA = PersonalData(export_personal_data, erase_account=approval.forget_broker)
