"""Correcting and cancelling what is out, and taking back what is not yet."""

from typing import Any

import pytest

from models.accounts.actor import Actor
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language, NoticeKind
from models.labourers.labourer import Labourer
from models.notices import reminders, writing
from models.notices.notice import Notice
from models.notices.writing import CORRECTION_RESTS
from models.outbox.message_type import HoldReason, Topic
from models.outbox.relevance import gone
from tests.support.notices.factory import FAIR_DAY, ZONE, county_time, days, notice_told
from tests.support.notices.seats import sign_up_in_turn
from tests.support.outbox import fair_for_two, labourers_told, outbox_rows, row_for
from tests.support.store import NOON, audit_trail
from tests.support.stored_actors import clerk

NEXT_DAY: dict[str, Any] = {"day": "2026-11-27"}
LATER: dict[str, Any] = {"publish_day": "2026-11-25", "publish_time": "08:00"}


async def correct(
    session: Session, notice: Notice, by: Actor | None = None, **given: Any
) -> Refusal | None:
    told = notice_told(**given)
    return await writing.rewrite_notice(session, by or clerk(), notice, told)


async def seated(session: Session, notice: Notice, people: list[Labourer]) -> None:
    for mine in await sign_up_in_turn(session, notice, people):
        await reminders.plan_reminders(session, notice, mine, NOON, ZONE)


async def test_who_has_it_is_told_of_a_correction_after_two_minutes(
    session: Session,
) -> None:
    notice, ana, _ = await fair_for_two(session)
    assert await correct(session, notice, title="大兴沟大招聘会") is None
    (row,) = await outbox_rows(session, Topic.CORRECTION)
    assert (row.labourer_id, row.due_at) == (ana.id, NOON + CORRECTION_RESTS)
    assert (notice.titles["zh"], notice.version) == ("大兴沟大招聘会", 1)
    assert await audit_trail(session) == [(Act.CORRECTED, 7)]


async def test_of_several_corrections_only_the_last_is_told(session: Session) -> None:
    notice, *_ = await fair_for_two(session)
    await correct(session, notice, title="大招聘会")
    await correct(session, notice, title="最大招聘会")
    first, last = await outbox_rows(session, Topic.CORRECTION)
    assert await gone(session, first, NOON) is HoldReason.GONE
    assert await gone(session, last, NOON) is None


EAST, WEST = ({"name": "镇政府", "latitude": 43.4, "longitude": n} for n in (129.6, 129.5))


@pytest.mark.parametrize(
    "given",
    [
        {"title": "大招聘会"},
        {"text": "三十家厂子来招人。"},
        {"time": "09:30"},
        {"ends_on": "2026-11-27"},
        {"deadline": "2026-11-25"},
        {"place": {**EAST, "name": "文化站"}},
        {"place": {**EAST, "latitude": 43.5}},
        {"place": WEST},
    ],
)
async def test_what_people_act_on_is_told(session: Session, given: dict[str, Any]) -> None:
    notice, ana, _ = await fair_for_two(session, place=EAST)
    await correct(session, notice, **{"place": EAST, **given})
    assert await labourers_told(session, Topic.CORRECTION) == {ana.id}


async def test_of_the_seats_only_who_gets_one_hears(session: Session) -> None:
    notice, *_ = await fair_for_two(session)
    await correct(session, notice, capacity=9)
    assert await outbox_rows(session, Topic.CORRECTION) == []


async def test_more_seats_take_no_correction_away(session: Session) -> None:
    notice, *_ = await fair_for_two(session)
    await correct(session, notice, title="大招聘会")
    await correct(session, notice, title="大招聘会", capacity=9)
    (row,) = await outbox_rows(session, Topic.CORRECTION)
    assert await gone(session, row, NOON) is None


async def test_kind_audience_and_publication_stay_as_they_were(session: Session) -> None:
    notice, *_ = await fair_for_two(session)
    before = (notice.audience, notice.publish_at, notice.state)
    told_now = notice_told(kind="training", who=["leavers"], **LATER)
    await writing.rewrite_notice(session, clerk(), notice, told_now)
    assert notice.kind is NoticeKind.JOB_FAIR
    assert (notice.audience, notice.publish_at, notice.state) == before


async def test_a_moved_day_moves_the_reminders_and_the_old_ones_lose_their_reason(
    session: Session,
) -> None:
    notice, ana, _ = await fair_for_two(session)
    await seated(session, notice, [ana])
    await correct(session, notice, **NEXT_DAY)
    old, new = await outbox_rows(session, Topic.EVE)
    assert (old.due_at, new.due_at) == (
        county_time(FAIR_DAY - days(1), 18),
        county_time(FAIR_DAY, 18),
    )
    assert await gone(session, old, old.due_at) is HoldReason.GONE
    assert await gone(session, new, new.due_at) is None


async def test_a_day_moved_to_and_fro_is_reminded_of(session: Session) -> None:
    notice, ana, _ = await fair_for_two(session)
    await seated(session, notice, [ana])
    await correct(session, notice, **NEXT_DAY)
    await correct(session, notice)
    standing = [
        row for row in await outbox_rows(session, Topic.EVE) if not await gone(session, row, NOON)
    ]
    assert [row.due_at for row in standing] == [county_time(FAIR_DAY - days(1), 18)]


async def test_another_text_leaves_the_reminders_alone(session: Session) -> None:
    notice, ana, _ = await fair_for_two(session)
    await seated(session, notice, [ana])
    await correct(session, notice, text="三十家。")
    (row,) = await outbox_rows(session, Topic.EVE)
    assert await gone(session, row, NOON) is None


async def test_who_does_not_have_it_yet_can_have_it_until_the_new_day(
    session: Session,
) -> None:
    notice, _, ben = await fair_for_two(session)
    await correct(session, notice, **NEXT_DAY)
    row = await row_for(session, Topic.NOTICE, ben)
    assert row.expires_at == notice.over_at == county_time(FAIR_DAY + days(2), 0)


async def test_a_correction_must_agree_with_itself(session: Session) -> None:
    notice, *_ = await fair_for_two(session)
    assert await correct(session, notice, deadline="2026-11-27") == Refusal("deadline_late")
    assert notice.version == 0


async def test_what_has_begun_can_be_corrected(session: Session) -> None:
    notice, *_ = await fair_for_two(session, ends_on="2026-11-30")
    by = clerk(now=county_time(FAIR_DAY, 10))
    assert await correct(session, notice, by, ends_on="2026-11-30", text="另一间屋子。") is None


async def test_a_colleague_who_speaks_another_language_keeps_the_notices_own(
    session: Session,
) -> None:
    notice, *_ = await fair_for_two(session)
    by = clerk(8)
    by.account.language = Language.EN
    assert await correct(session, notice, by) is None
    assert notice.title(Language.ZH) == notice.title(Language.KO) == "大兴沟招聘会"
