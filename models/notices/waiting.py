"""What waits for a labourer's word about notices: whether it helped."""

import datetime as dt
from typing import Any

from sqlalchemy import exists
from sqlmodel import col, func, select

from models.core.counting import CountQuery
from models.core.session import Session
from models.notices.messages import DID_IT_HELP
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp
from models.outbox.row import OutboxRow, RowState

# So long after it was asked the answer is of use.
OF_USE = dt.timedelta(days=30)


def waiting_count(labourer_id: int, now: dt.datetime) -> CountQuery:
    """The query of how many courses and fairs somebody has not said yet whether they helped."""
    return CountQuery(select(func.count()).where(*_asked(labourer_id, now)))


async def list_waiting(
    session: Session, labourer_id: int, now: dt.datetime
) -> list[tuple[Notice, SignUp]]:
    """Those notices, with when the person was there."""
    query = select(Notice, SignUp).join(SignUp, col(SignUp.notice_id) == Notice.id)
    found = await session.exec(query.where(*_asked(labourer_id, now)))
    return [(notice, mine) for notice, mine in found]


def _asked(labourer_id: int, now: dt.datetime) -> tuple[Any, ...]:
    asked = exists().where(
        col(OutboxRow.topic) == DID_IT_HELP.name,
        col(OutboxRow.about) == SignUp.notice_id,
        col(OutboxRow.labourer_id) == labourer_id,
        col(OutboxRow.state) == RowState.SENT,
        col(OutboxRow.sent_at) > now - OF_USE,
    )
    return (
        SignUp.labourer_id == labourer_id,
        col(SignUp.attended_at).is_not(None),
        col(SignUp.helped).is_(None),
        asked,
    )
