"""Turns as the bot makes them, for tests that call the routes themselves."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.telegram.addresses import telegram_address
from dialogue.core.user_input import SentOther
from handlers.core.turn import Turn
from models.accounts.account import Account
from models.accounts.roles import Roles, get_roles
from models.core.file_store import FileStore
from models.core.session import Session
from models.core.vocabulary import Language

COUNTY_ZONE = ZoneInfo("Asia/Shanghai")


async def make_turn(
    session: Session,
    account: Account | None,
    choice: str,
    *,
    chat_id: int,
    now: dt.datetime,
    files: Path = Path("/nowhere"),
) -> Turn:
    """Somebody taps a button of this choice; who has no account yet is new."""
    return Turn(
        session=session,
        now=now,
        zone=COUNTY_ZONE,
        address=telegram_address(chat_id),
        input=SentOther(),
        default_language=Language.EN,
        send_rate=30,
        vault=FileStore(files),
        sender=account,
        roles=await get_roles(session, account) if account else Roles(),
        choice=choice,
    )
