"""What is on: the notices that a labourer can look through, those that fit, nearest first.

A notice to named people, or to who signed up earlier, does not exist for anybody else: in no list,
by no number and at no door.
"""

import datetime as dt
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast
from sqlmodel import col, func, or_, select

from models.core.counting import CountQuery
from models.core.gazetteer import COUNTY, TOWNSHIP, VILLAGE
from models.core.regions import get_gazetteer
from models.core.session import Session, reads_past_changes
from models.core.vocabulary import Language
from models.labourers.labourer import Labourer
from models.notices import audience, sign_ups
from models.notices.audience import Audience, Ground
from models.notices.messages import NOTICE
from models.notices.notice import OUT, Notice
from models.notices.sign_ups import HOLDING, SignUp
from models.outbox.row import OutboxRow

MOST = 100


class Shown(StrEnum):
    """Which notices somebody looks through; those that fit leave out what they declined."""

    FITTING = "fit"
    ALL = auto()
    MINE = auto()


def _open(now: Any, county: Any) -> tuple[Any, ...]:
    """The conditions under which a notice is open to the people of a county."""
    return (
        col(Notice.state).in_(OUT),
        col(Notice.over_at) > now,
        or_(col(Notice.county) == "", col(Notice.county) == county),
    )


async def list_open_notices(
    session: Session,
    labourer: Labourer,
    now: dt.datetime,
    *,
    which: Shown = Shown.FITTING,
) -> list[Notice]:
    """Open notices of the labourer's county, nearest and soonest first."""
    query = select(Notice).where(*_open(now, labourer.village_code[:COUNTY]))
    soonest = query.order_by(col(Notice.over_at))
    public = (await session.exec(soonest.where(~_private()).limit(MOST))).all()
    # Others' private notices are never so many that they take the place of what somebody may see.
    private = (await session.exec(soonest.where(_private(), _may_name(labourer)))).all()
    mine, declined = await _answered(session, labourer)
    known = [one for one in private if await _may_know(session, one, labourer, mine)]
    open_now = [*public, *known]
    if which is Shown.MINE:
        shown = [notice for notice in open_now if notice.id in mine]
    elif which is Shown.ALL:
        shown = list(open_now)
    else:
        left = [notice for notice in open_now if notice.id not in declined]
        shown = [one for one in left if one.id in mine or _fits(one, labourer, mine)]
    return sorted(shown, key=lambda notice: (_distance(notice, labourer), notice.over_at))


COUNT_HELD = (
    select(func.count())
    .select_from(SignUp)
    .join(Notice)
    .join(Labourer, col(Labourer.id) == SignUp.labourer_id)
    .where(SignUp.labourer_id == bindparam("labourer"), col(SignUp.state).in_(HOLDING))
    .where(*_open(bindparam("now"), func.substr(Labourer.village_code, 1, COUNTY)))
    # Sign-ups and notices are flushed where they are changed: nothing else need be for this.
    .execution_options(**reads_past_changes)
)


def held_notices_count(labourer_id: int, now: dt.datetime) -> CountQuery:
    """The query of how many open notices somebody has a seat of, or waits for one."""
    return CountQuery(COUNT_HELD, {"labourer": labourer_id, "now": now})


async def get_notice_known_to(
    session: Session, notice_id: int, labourer: Labourer
) -> Notice | None:
    """A notice of the labourer's county that was out once, and that they may know of."""
    notice = await session.get(Notice, notice_id)
    if notice is None or notice.published_at is None:
        return None
    if not labourer.village_code.startswith(notice.county):
        return None
    if not audience.read_audience(notice.audience).is_private:
        return notice
    mine, _ = await _answered(session, labourer)
    return notice if await _may_know(session, notice, labourer, mine) else None


async def list_grounds(
    session: Session, notice: Notice, labourer: Labourer, language: Language
) -> list[tuple[Ground, list[str]]]:
    """Why a notice is for somebody, each with the names that belong into the sentence."""
    who = audience.read_audience(notice.audience)
    return await name_grounds(session, who, who.grounds(labourer), language)


async def name_grounds(
    session: Session,
    who: Audience,
    grounds: list[tuple[Ground, list[str]]],
    language: Language,
) -> list[tuple[Ground, list[str]]]:
    """Grounds of an audience with the area's and the earlier notice's names."""
    known = []
    for ground, of in grounds:
        if ground is Ground.AREA:
            area = (await get_gazetteer(session)).in_language(language).name(who.area)
            of = [area] if area else []
        elif ground is Ground.SIGNED_UP:
            earlier = await session.get(Notice, who.signed_up_to)
            of = [earlier.title(language)] if earlier else []
        known.append((ground, of))
    return known


async def is_meant_for(session: Session, notice: Notice, labourer: Labourer) -> bool:
    mine, _ = await _answered(session, labourer)
    return _fits(notice, labourer, mine)


def _fits(notice: Notice, labourer: Labourer, mine: set[int]) -> bool:
    who = audience.read_audience(notice.audience)
    return who.fits(labourer) and (who.signed_up_to is None or who.signed_up_to in mine)


async def _may_know(session: Session, notice: Notice, labourer: Labourer, mine: set[int]) -> bool:
    """Whether a notice is public, or meant for this person; or they have it, or were there."""
    who = audience.read_audience(notice.audience)
    if not who.is_private or notice.id in mine or _fits(notice, labourer, mine):
        return True
    if who.people is not None and labourer.id in who.people:
        return True
    came = await sign_ups.get_sign_up(session, notice.key(), labourer.key())
    if came is not None and came.attended_at is not None:
        return True
    sent = select(OutboxRow.id).where(
        OutboxRow.topic == NOTICE.name,
        OutboxRow.about == notice.id,
        OutboxRow.labourer_id == labourer.id,
    )
    return (await session.exec(sent.limit(1))).first() is not None


def _private() -> ColumnElement[bool]:
    kept = cast(col(Notice.audience), String)
    return or_(kept.contains('"people"'), kept.contains('"signed_up_to"'))


def _may_name(labourer: Labourer) -> ColumnElement[bool]:
    """Leaves out most of what is not for somebody; `_may_know` decides."""
    kept = cast(col(Notice.audience), String)
    return or_(kept.contains('"signed_up_to"'), kept.contains(str(labourer.id)))


def _distance(notice: Notice, labourer: Labourer) -> int:
    """0 in the village itself, 1 in the township, 2 in the county, 3 beyond."""
    sizes = (VILLAGE, TOWNSHIP, COUNTY)
    near = [
        step
        for step, size in enumerate(sizes)
        if len(notice.area) >= size and labourer.village_code[:size] == notice.area[:size]
    ]
    return near[0] if near else len(sizes)


async def _answered(session: Session, labourer: Labourer) -> tuple[set[int], set[int]]:
    """The notices that somebody signed up for, and those that they left."""
    query = select(SignUp.notice_id, SignUp.state).where(SignUp.labourer_id == labourer.id)
    answers = (await session.exec(query)).all()
    mine = {number for number, state in answers if state in HOLDING}
    return mine, {number for number, _ in answers} - mine
