"""Writing a notice, and correcting one."""

import datetime as dt
from typing import Any

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act
from models.core.calendar import end_of_day
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.regions import get_gazetteer
from models.core.session import Session
from models.core.vocabulary import Language, NoticeKind
from models.notices import audience, lifecycle, publication, reminders, rules, sign_ups
from models.notices.audience import Audience
from models.notices.commands import WriteNotice
from models.notices.lawful import refuse_unlawful
from models.notices.named_people import find_named_people
from models.notices.notice import STANDS_FOR, Notice, NoticeState
from models.outbox.message_type import Topic

# Several corrections of one sitting go out as one.
CORRECTION_RESTS = dt.timedelta(minutes=2)
# A change of these is told; of the seats only who gets one by it hears.
ACTED_ON = (
    *("titles", "texts", "starts_at", "last_day", "deadline"),
    *("place", "latitude", "longitude"),
)
PEOPLE, EARLIER = "people", "earlier"


async def write_notice(
    session: Session, actor: Actor, told: WriteNotice, language: Language
) -> Notice | Refusal:
    """A new draft, in its writer's language.

    Refusals: not_yours, those of `check_notice`, name_unknown and name_twice {place}.
    """
    who = await _audience(session, actor, told)
    if isinstance(who, Refusal):
        return who
    if refused := await check_notice(session, actor, told):
        return refused
    notice = Notice(
        **await _columns(session, actor, told, language, who.area),
        county=who.area[:COUNTY],
        writer_id=actor.id,
        language=language,
        audience=who.as_json(),
        state=NoticeState.DRAFT,
        created_at=actor.now,
    )
    session.add(notice)
    await session.flush()
    return notice


async def rewrite_notice(
    session: Session, actor: Actor, notice: Notice, told: WriteNotice
) -> Refusal | None:
    """Change a notice. What is out already is corrected: its audience stays, and they are told.

    Refusals: those of `write_notice`, notice_gone, notice_cancelled, capacity_taken {taken}.
    """
    if not lifecycle.is_managed_by(actor, notice):
        return Refusal("notice_gone")
    who = await _audience(session, actor, told)
    if isinstance(who, Refusal):
        return who
    await sign_ups.lock_notice(session, notice)
    if notice.state is NoticeState.CANCELLED:
        return Refusal("notice_cancelled")
    if refused := await check_notice(session, actor, told, notice):
        return refused
    columns = await _columns(session, actor, told, notice.language, who.area)
    if notice.is_out():
        return await _correct(session, actor, notice, columns)
    await lifecycle.drop_progress(session, notice)
    notice.sqlmodel_update({**columns, "audience": who.as_json(), "county": who.area[:COUNTY]})
    notice.state = NoticeState.DRAFT
    await session.flush()
    return None


async def check_notice(
    session: Session, actor: Actor, told: WriteNotice, notice: Notice | None = None, key: str = ""
) -> Refusal | None:
    """What the law, the days and the office's counties speak against; of one field perhaps.

    Args:
        notice: the one that is changed; what is out may keep a day that has begun.

    Refusals: vacancy_unlawful, area_outside, earlier_unknown, capacity_taken {taken}, and those
    of models.notices.rules.
    """
    counties, is_out = actor.roles.counties(), notice is not None and notice.is_out()
    if key in ("", "area") and told.area and not told.area.startswith(counties):
        return Refusal("area_outside")
    asked = told.earlier if key in ("", "earlier") and told.to in (None, EARLIER) else None
    if asked and await lifecycle.get_notice(session, asked, counties) is None:
        return Refusal("earlier_unknown")
    if key == "capacity" and notice is not None and _are_too_few(told.capacity, notice):
        return Refusal("capacity_taken", {"taken": notice.taken})
    if refused := refuse_unlawful(told, key):
        return refused
    begun = notice.starts_at if notice is not None and is_out else None
    return rules.find_broken_rule(told, actor.now, actor.zone, key=key, is_out=is_out, begun=begun)


async def check_people(session: Session, actor: Actor, names: list[str]) -> Refusal | None:
    """Refused where a name is nobody's or several people's: name_unknown, name_twice {place}."""
    found = await find_named_people(session, names, actor.roles.counties())
    return found if isinstance(found, Refusal) else None


async def _audience(session: Session, actor: Actor, told: WriteNotice) -> Audience | Refusal:
    """Whom it is for, within the counties of the office."""
    counties = actor.roles.counties()
    if not counties:
        return Refusal("not_yours")
    people: list[int] | Refusal = []
    if told.to == PEOPLE:
        people = await find_named_people(session, told.people or [], counties)
    if isinstance(people, Refusal):
        return people
    return audience.build_audience(told, counties[0], people)


async def _correct(
    session: Session, actor: Actor, notice: Notice, columns: dict[str, Any]
) -> Refusal | None:
    if _are_too_few(columns["capacity"], notice):
        return Refusal("capacity_taken", {"taken": notice.taken})
    moved = columns["starts_at"] != notice.starts_at
    if not columns["last_day"] and not columns["deadline"]:
        columns["over_at"] = notice.over_at
    matters = any(columns[key] != getattr(notice, key) for key in ACTED_ON)
    kept = {key: value for key, value in columns.items() if key not in ("kind", "publish_at")}
    notice.sqlmodel_update(kept)
    notice.version += matters
    if moved:
        notice.dated = notice.version
        await reminders.replan_reminders(session, notice, actor.now, actor.zone)
    await publication.prolong_notice(session, notice)
    if matters:
        due = actor.now + CORRECTION_RESTS
        await publication.tell_recipients(session, notice, Topic.CORRECTION, due)
    for mine in await sign_ups.fill_free_seats(session, notice):
        await reminders.tell_of_seat(session, notice, mine, actor.now, actor.zone)
    audit.record(session, actor.now, Act.CORRECTED, by=actor.id)
    await session.flush()
    return None


def _are_too_few(capacity: int | None, notice: Notice) -> bool:
    """Whether more seats are taken than there would be."""
    return capacity is not None and capacity < notice.taken


async def _columns(
    session: Session, actor: Actor, told: WriteNotice, language: Language, area: str
) -> dict[str, Any]:
    """The answers as a notice keeps them."""
    regions = await get_gazetteer(session)
    place = told.place or {"name": None, "latitude": None, "longitude": None}
    name = place["name"] or told.place_name
    goes = rules.publishes_at(told, actor.zone)
    deadline = rules.parse_day(told.deadline)
    last = rules.parse_day(told.ends_on) or rules.parse_day(told.day)
    ends = last or deadline
    return {
        "answers": told.as_answers(),
        "kind": NoticeKind(told.kind or ""),
        "titles": told.by_language("title", language),
        "texts": told.by_language("text", language),
        "starts_at": rules.starts_at(told, actor.zone),
        "last_day": last,
        "deadline": deadline,
        "over_at": end_of_day(ends, actor.zone) if ends else (goes or actor.now) + STANDS_FOR,
        "place": name,
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "area": regions.mentioned(name or "", area[:COUNTY] or actor.roles.counties()[0]),
        "capacity": told.capacity,
        "picture": told.picture,
        "publish_at": goes,
    }
