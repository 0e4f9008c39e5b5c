"""However many people a notice is for, planning it is one statement."""

from typing import Any

from sqlalchemy import event

from models.core.session import Session
from models.notices import publication
from models.notices.notice import NoticeState
from tests.support.labourers.factory import add_crowd
from tests.support.notices.factory import write_notice
from tests.support.store import NOON, consenting_account


async def test_the_whole_audience_is_frozen_by_one_insert(session: Session) -> None:
    await add_crowd(session, 60)
    notice = await write_notice(session, (await consenting_account(session, 1)).key())
    notice.state, notice.publish_at = NoticeState.SCHEDULED, NOON
    await session.flush()
    said: list[str] = []

    def heard(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        said.append(statement)

    engine = (await session.connection()).sync_engine
    event.listen(engine, "before_cursor_execute", heard)
    planned = await publication.publish_due(session, NOON)
    event.remove(engine, "before_cursor_execute", heard)
    assert planned > 30
    assert len([one for one in said if "FROM labourer LEFT" in one]) == 1
