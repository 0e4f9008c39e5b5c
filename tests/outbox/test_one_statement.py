"""However many people a notice is for, planning it is one statement."""

from typing import Any

from sqlalchemy import event

from models.core.session import Session
from models.notices import publication
from models.notices.notice import NoticeState
from tests.support.labourer_crowd import crowd
from tests.support.notice_factory import draft
from tests.support.store import NOON, person


async def test_the_whole_audience_is_frozen_by_one_insert(session: Session) -> None:
    await crowd(session, 60)
    notice = await draft(session, (await person(session, 1)).key())
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
    assert len([one for one in said if "labourer" in one]) == 1
