"""What waits for a labourer's word about notices: whether it helped."""

import datetime as dt
from typing import Any

from sqlalchemy import bindparam, exists
from sqlmodel import col, func, select

from models.core.counting import CountQuery
from models.core.session import Session
from models.notices.messages import DID_IT_HELP
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp
from models.outbox.row import OutboxRow, RowState

# So long after it was asked the answer is of use.
OF_USE = dt.timedelta(days=30)
IS_ASKED = (
    col(SignUp.labourer_id) == bindparam("labourer"),
    col(SignUp.attended_at).is_not(None),
    col(SignUp.helped).is_(None),
    exists().where(
        col(OutboxRow.topic) == DID_IT_HELP.name,
        col(OutboxRow.about) == SignUp.notice_id,
        col(OutboxRow.labourer_id) == bindparam("labourer"),
        col(OutboxRow.state) == RowState.SENT,
        col(OutboxRow.sent_at) > bindparam("asked_since"),
    ),
)
COUNT_WAITING = select(func.count()).where(*IS_ASKED)
WAITING = select(Notice, SignUp).join(SignUp, col(SignUp.notice_id) == Notice.id).where(*IS_ASKED)


def waiting_count(labourer_id: int, now: dt.datetime) -> CountQuery:
    """The query of how many courses and fairs somebody has not said yet whether they helped."""
    return CountQuery(COUNT_WAITING, _params(labourer_id, now))


async def list_waiting(
    session: Session, labourer_id: int, now: dt.datetime
) -> list[tuple[Notice, SignUp]]:
    """Those notices, with when the person was there."""
    found = await session.exec(WAITING, params=_params(labourer_id, now))
    return [(notice, mine) for notice, mine in found]


def _params(labourer_id: int, now: dt.datetime) -> dict[str, Any]:
    return {"labourer": labourer_id, "asked_since": now - OF_USE}
