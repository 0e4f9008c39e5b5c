"""Writing a notice, and finding it again."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language, NoticeKind
from models.notices import audience, lifecycle, writing
from models.notices.audience import Audience
from models.notices.notice import STANDS_FOR, Notice, NoticeState
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import (
    FAIR_DAY,
    WANGQING,
    county_time,
    days,
    notice_told,
    write_notice,
)
from tests.support.store import NOON, consenting_account
from tests.support.stored_actors import clerk

VILLAGE = "222424101001"
TONGYU = "220822"
UNDATED: dict[str, Any] = {"kind": "vacancy", "day": None, "time": None}
LATER: dict[str, Any] = {"publish_day": "2026-11-25", "publish_time": "08:00"}


async def written(session: Session, who: Audience | None = None, **given: Any) -> Notice:
    """A draft of account 1, in a county where one person lives."""
    await reachable_labourer(session, 10, village_code=VILLAGE)
    return await write_notice(session, (await consenting_account(session, 1)).key(), who, **given)


async def test_a_notice_is_kept_as_it_was_answered(session: Session) -> None:
    who = Audience(VILLAGE, courses=[])
    notice = await written(session, who, capacity=40, deadline="2026-11-25")
    await session.flush()
    await session.refresh(notice)
    assert (notice.kind, notice.state) == (NoticeKind.JOB_FAIR, NoticeState.DRAFT)
    assert (notice.titles, notice.texts) == ({"zh": "大兴沟招聘会"}, {"zh": "二十家厂子来招人。"})
    assert (notice.starts_at, notice.last_day) == (county_time(FAIR_DAY, 9), FAIR_DAY)
    assert (notice.deadline, notice.capacity) == (date(2026, 11, 25), 40)
    assert (notice.county, notice.area, notice.place) == (WANGQING, "222424101", "大兴沟镇政府")
    assert audience.read_audience(notice.audience) == who
    assert notice.answers["capacity"] == 40


async def test_what_is_written_in_other_languages_is_kept_with_it(embedded: Session) -> None:
    notice = await written(
        embedded, title_ko="취업 박람회", text_ko="스무 곳이 옵니다.", title_en=""
    )
    assert notice.titles == {"zh": "大兴沟招聘会", "ko": "취업 박람회"}
    assert notice.texts == {"zh": "二十家厂子来招人。", "ko": "스무 곳이 옵니다."}


@pytest.mark.parametrize(
    ("given", "over"),
    [
        ({}, county_time(FAIR_DAY + days(1), 0)),
        ({"ends_on": "2026-11-30"}, county_time(date(2026, 12, 1), 0)),
        ({**UNDATED, "deadline": "2026-12-05"}, county_time(date(2026, 12, 6), 0)),
        (UNDATED, NOON + STANDS_FOR),
        ({**UNDATED, **LATER}, county_time(date(2026, 11, 25), 8) + STANDS_FOR),
    ],
)
async def test_it_is_over_with_its_last_day_or_its_deadline_or_after_thirty_days(
    embedded: Session, given: dict[str, Any], over: datetime
) -> None:
    assert timedelta(days=30) == STANDS_FOR
    assert (await written(embedded, **given)).over_at == over


async def test_days_that_do_not_agree_are_not_written(session: Session) -> None:
    told = notice_told(deadline="2026-11-27")
    refused = await writing.write_notice(session, clerk(1), told, Language.ZH)
    assert refused == Refusal("deadline_late")
    assert (await session.exec(select(Notice))).all() == []


async def test_only_a_draft_is_thrown_away(session: Session) -> None:
    notice = await written(session)
    other = await write_notice(session, notice.writer_id or 0)
    await lifecycle.publish_notice(session, clerk(1), other)
    for one in (notice, other):
        await lifecycle.discard_notice(session, clerk(1), one)
    assert (await session.exec(select(Notice))).all() == [other]


@pytest.mark.parametrize(
    ("counties", "seen"),
    [
        ((WANGQING,), True),
        ((TONGYU,), False),
        ((TONGYU, WANGQING), True),
        (("",), True),
        ((), False),
    ],
)
async def test_a_notice_is_seen_by_staff_of_its_county(
    session: Session, counties: tuple[str, ...], seen: bool
) -> None:
    notice = await written(session)
    found = await lifecycle.get_notice(session, notice.key(), counties)
    assert found is (notice if seen else None)
    assert (await lifecycle.list_notices(session, counties)).items == ([notice] if seen else [])


async def test_the_newest_notices_are_listed_first_and_each_once(session: Session) -> None:
    first = await written(session)
    second = await write_notice(session, first.writer_id or 0)
    assert (await lifecycle.list_notices(session, (WANGQING, ""))).items == [second, first]
