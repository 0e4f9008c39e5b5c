"""Notices for the tests of the use cases."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.core.vocabulary import Language
from models.notices import publication, writing
from models.notices.audience import Audience
from models.notices.commands import WriteNotice
from models.notices.notice import Notice, NoticeState
from tests.support.refusals import granted
from tests.support.store import NOON
from tests.support.stored_actors import clerk

ZONE = ZoneInfo("Asia/Shanghai")
WANGQING = "222424"
FAIR_DAY = date(2026, 11, 26)


def notice_answers(**given: Any) -> dict[str, Any]:
    """A job fair in three days for everybody in Wangqing; `given` on top."""
    return {
        "kind": "job_fair",
        "title": "大兴沟招聘会",
        "text": "二十家厂子来招人。",
        "also": [],
        "day": FAIR_DAY.isoformat(),
        "time": "09:00",
        "place": {"name": "大兴沟镇政府", "latitude": None, "longitude": None},
        "capacity": None,
        "deadline": None,
        "picture": None,
        "to": "wishes",
        "area": WANGQING,
        "who": [],
        "publish": "now",
        **given,
    }


def notice_told(**given: Any) -> WriteNotice:
    """The same as a command."""
    return WriteNotice(**notice_answers(**given))


async def write_notice(
    session: Session, account_id: int, who: Audience | None = None, **given: Any
) -> Notice:
    """A notice that was not refused; for `who`, where its answers would be long."""
    area = who.area if who else WANGQING
    told = notice_told(**{"area": area, **given})
    actor = clerk(account_id, area[: len(WANGQING)])
    written = granted(await writing.write_notice(session, actor, told, Language.ZH))
    if who:
        written.audience = who.as_json()
        await session.flush()
    return written


async def publish_notice(
    session: Session, account_id: int, who: Audience | None = None, **given: Any
) -> Notice:
    """A notice whose audience is frozen; nobody has it yet."""
    notice = await write_notice(session, account_id, who, **given)
    notice.state, notice.publish_at = NoticeState.SCHEDULED, NOON
    await session.flush()
    await publication.publish_due(session, NOON)
    return notice


def county_time(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in the county."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def days(number: float) -> timedelta:
    """So many days."""
    return timedelta(days=number)
