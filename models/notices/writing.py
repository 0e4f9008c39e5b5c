"""The notice board: writing a notice, publishing, correcting and cancelling it.

Answers are keyed as the questions of dialogue/notices/form_notice are;
JSON values, dates as ISO text.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import String, cast, delete, false, or_
from sqlmodel import col, select

from models.core import audit, paging
from models.core.audit import Act
from models.core.gazetteer import COUNTY, Gazetteer
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import Language, NoticeKind
from models.notices import audience, publication, reminders, rules, sign_ups
from models.notices.audience import Audience
from models.notices.notice import STANDS_FOR, Notice, NoticeState, end_of_day
from models.outbox import outbox
from models.outbox.message_type import Topic
from models.outbox.outbox import OutboxRow

Answers = Mapping[str, Any]

# Several corrections of one sitting go out as one.
CORRECTION_RESTS = dt.timedelta(minutes=2)
# A change of these is told; of the seats only who gets one by it hears.
ACTED_ON = (
    *("titles", "texts", "starts_at", "last_day", "deadline"),
    *("place", "latitude", "longitude"),
)
# What is out sooner needs no word on how far it is.
PROGRESS_AFTER = dt.timedelta(seconds=5)


@dataclass(frozen=True)
class Writer:
    """Who writes, for which area, in which language, and when."""

    account_id: int
    area: str
    language: Language
    now: dt.datetime
    zone: ZoneInfo


async def write_notice(
    session: Session, answers: Answers, who: Audience, by: Writer, regions: Gazetteer
) -> Notice | Refusal:
    """A new draft."""
    if refusal := rules.find_broken_rule(answers, by.now, by.zone):
        return refusal
    notice = Notice(
        **_columns(answers, by, regions, by.language, who.area),
        county=who.area[:COUNTY],
        writer_id=by.account_id,
        language=by.language,
        audience=who.as_json(),
        state=NoticeState.DRAFT,
        created_at=by.now,
    )
    session.add(notice)
    await session.flush()
    return notice


async def rewrite_notice(
    session: Session,
    notice: Notice,
    answers: Answers,
    who: Audience,
    by: Writer,
    regions: Gazetteer,
) -> Refusal | None:
    """Change a notice. What is out already is corrected: its audience stays, and they are told."""
    await sign_ups.lock_notice(session, notice)
    if notice.state is NoticeState.CANCELLED:
        return Refusal("notice_cancelled")
    begun = notice.starts_at if notice.is_out() else None
    if refusal := rules.find_broken_rule(
        answers, by.now, by.zone, is_out=notice.is_out(), begun=begun
    ):
        return refusal
    columns = _columns(answers, by, regions, notice.language, who.area)
    if notice.is_out():
        return await _correct(session, notice, columns, by)
    await _follow_no_more(session, notice)
    notice.sqlmodel_update({**columns, "audience": who.as_json(), "county": who.area[:COUNTY]})
    notice.state = NoticeState.DRAFT
    await session.flush()
    return None


async def _correct(
    session: Session, notice: Notice, columns: dict[str, Any], by: Writer
) -> Refusal | None:
    capacity, moved = columns["capacity"], columns["starts_at"] != notice.starts_at
    if capacity is not None and capacity < notice.taken:
        return Refusal("capacity_taken", {"taken": notice.taken})
    if not columns["last_day"] and not columns["deadline"]:
        columns["over_at"] = notice.over_at
    matters = any(columns[key] != getattr(notice, key) for key in ACTED_ON)
    kept = {key: value for key, value in columns.items() if key not in ("kind", "publish_at")}
    notice.sqlmodel_update(kept)
    notice.version += matters
    if moved:
        notice.dated = notice.version
        await reminders.replan_reminders(session, notice, by.now, by.zone)
    await publication.prolong_notice(session, notice)
    if matters:
        await publication.tell_recipients(
            session, notice, Topic.CORRECTION, by.now + CORRECTION_RESTS
        )
    for mine in await sign_ups.fill_free_seats(session, notice):
        await reminders.tell_of_seat(session, notice, mine, by.now, by.zone)
    audit.record(session, by.now, Act.CORRECTED, by=by.account_id)
    await session.flush()
    return None


async def publish_notice(session: Session, notice: Notice, by: Writer) -> Refusal | None:
    """Let it go out: now, or when its writer said. Refused where nobody would get it."""
    await sign_ups.lock_notice(session, notice)
    if notice.state is not NoticeState.DRAFT:
        return Refusal("notice_out")
    goes = max(notice.publish_at or by.now, by.now)
    if not notice.has_day:
        notice.over_at = goes + STANDS_FOR
    if goes >= notice.over_at or (notice.starts_at is not None and goes >= notice.starts_at):
        return Refusal("day_past")
    if goes >= notice.closes_at(by.zone):
        return Refusal("publish_late")
    who = await publication.count_reach(
        session, notice.kind, audience.read_audience(notice.audience), by.now
    )
    if not who.people:
        return Refusal("audience_empty")
    notice.publish_at, notice.state = goes, NoticeState.SCHEDULED
    first = goes + PROGRESS_AFTER
    row = outbox.new_row(Topic.PROGRESS, notice.key(), first, account=by.account_id)
    await outbox.plan_row(session, row)
    audit.record(session, by.now, Act.PUBLISHED, by=by.account_id)
    await session.flush()
    return None


def refuse_ended(notice: Notice, now: dt.datetime) -> Refusal | None:
    """Nothing can be done any more about what is cancelled or over."""
    if notice.state is NoticeState.CANCELLED:
        return Refusal("notice_cancelled")
    return Refusal("notice_over") if notice.is_out() and notice.over_at <= now else None


async def cancel_notice(session: Session, notice: Notice, by: Writer) -> Refusal | None:
    """It does not take place: nobody else gets it, and who had it is told."""
    await sign_ups.lock_notice(session, notice)
    if refusal := refuse_ended(notice, by.now):
        return refusal
    was_out = notice.is_out()
    notice.state = NoticeState.CANCELLED
    notice.version += 1
    if was_out:
        await publication.withhold_notice(session, notice)
        await publication.tell_recipients(session, notice, Topic.CANCELLATION, by.now)
    else:
        await _follow_no_more(session, notice)
    audit.record(session, by.now, Act.CANCELLED, by=by.account_id)
    await session.flush()
    return None


async def _follow_no_more(session: Session, notice: Notice) -> None:
    """It was taken back before it went out: its writer is told of no progress."""
    following = delete(OutboxRow).where(
        col(OutboxRow.topic) == Topic.PROGRESS, col(OutboxRow.about) == notice.id
    )
    await session.exec(following)


async def discard_notice(session: Session, notice: Notice) -> None:
    """Throw a draft away."""
    if notice.state is NoticeState.DRAFT:
        await session.delete(notice)
        await session.flush()


async def get_notice(session: Session, notice_id: int, counties: tuple[str, ...]) -> Notice | None:
    """A notice of these counties, none of which is every county."""
    notice = await session.get(Notice, notice_id)
    mine = notice is not None and any(notice.county.startswith(area) for area in counties)
    return notice if mine else None


async def list_notices(session: Session, counties: tuple[str, ...], page: int = 1) -> Page[Notice]:
    """The notices of these counties, the newest first."""
    within = or_(false(), *(inside(col(Notice.county), area) for area in counties))
    return await paging.rows(
        session, select(Notice).where(within).order_by(col(Notice.id).desc()), page
    )


async def forget_named_person(session: Session, labourer_id: int) -> None:
    """Somebody is erased: their name leaves the notices to named people."""
    await _rename(session, labourer_id, None)


async def replace_named_person(session: Session, double: int, into: int) -> None:
    """Two entries are one: whom a notice named by the one is named by the other, once."""
    await _rename(session, double, into)


async def _rename(session: Session, labourer_id: int, into: int | None) -> None:
    named = select(Notice).where(cast(col(Notice.audience), String).contains('"people"'))
    for notice in (await session.exec(named)).all():
        people = list(notice.audience["people"])
        if labourer_id not in people:
            continue
        names = list(notice.answers.get("people") or [])
        goes = into is None or into in people
        kept = [place for place, one in enumerate(people) if one != labourer_id or not goes]
        left = [into if people[place] == labourer_id else people[place] for place in kept]
        notice.audience = {**notice.audience, "people": left}
        notice.answers = {**notice.answers, "people": [names[place] for place in kept]}
    await session.flush()


def _columns(
    answers: Answers, by: Writer, regions: Gazetteer, language: Language, area: str
) -> dict[str, Any]:
    """The answers as a notice keeps them."""
    day, last = _day(answers.get("day")), _day(answers.get("ends_on"))
    deadline = _day(answers.get("deadline"))
    place = answers.get("place") or {"name": None, "latitude": None, "longitude": None}
    name = place["name"] or answers.get("place_name")
    goes = rules.publishes_at(answers, by.zone)
    last = last or day
    ends = last or deadline
    over = end_of_day(ends, by.zone) if ends else None
    return {
        "answers": dict(answers),
        "kind": NoticeKind(answers["kind"]),
        "titles": _by_language(answers, "title", language),
        "texts": _by_language(answers, "text", language),
        "starts_at": rules.starts_at(answers, by.zone),
        "last_day": last,
        "deadline": deadline,
        "over_at": over or (goes or by.now) + STANDS_FOR,
        "place": name,
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "area": regions.mentioned(name or "", area[:COUNTY] or by.area),
        "capacity": answers.get("capacity"),
        "picture": answers.get("picture"),
        "publish_at": goes,
    }


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _by_language(answers: Answers, what: str, own: Language) -> dict[str, str]:
    others = {code: answers.get(f"{what}_{code}") for code in Language}
    return {own: answers[what], **{code: words for code, words in others.items() if words}}
