"""What is on: the notices that a labourer can look through, those that fit, nearest first."""

import datetime as dt

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import audience
from models.audience import Ground
from models.gazetteer import COUNTY, TOWNSHIP, VILLAGE
from models.labourer import Labourer
from models.notice import OUT, Notice
from models.region import gazetteer, inside
from models.sign_up import HOLDING, SignUp
from models.words import Language

MOST = 100


async def on_offer(
    session: AsyncSession, labourer: Labourer, now: dt.datetime, *, everything: bool = False
) -> list[Notice]:
    """Open notices of the labourer's county that fit, or all of them; nearest and soonest first."""
    query = select(Notice).where(
        col(Notice.state).in_(OUT),
        col(Notice.over_at) > now,
        inside(col(Notice.county), labourer.village_code[:COUNTY]),
    )
    open_now = (await session.exec(query.order_by(col(Notice.over_at)).limit(MOST))).all()
    mine = await _signed_up(session, labourer)
    fitting = [
        notice
        for notice in open_now
        if everything or notice.id in mine or _fits(notice, labourer, mine)
    ]
    return sorted(fitting, key=lambda notice: (_distance(notice, labourer), notice.over_at))


async def known_to(session: AsyncSession, notice_id: int, labourer: Labourer) -> Notice | None:
    """A notice of the labourer's county that was out once."""
    notice = await session.get(Notice, notice_id)
    if notice is None or notice.published_at is None:
        return None
    return notice if labourer.village_code.startswith(notice.county) else None


async def grounds(
    session: AsyncSession, notice: Notice, labourer: Labourer, language: Language
) -> list[tuple[Ground, list[str]]]:
    """Why a notice is for somebody, each with the names that belong into the sentence."""
    who = audience.read(notice.audience)
    named = []
    for ground, of in who.grounds(labourer):
        if ground is Ground.AREA:
            area = (await gazetteer(session)).name(who.area)
            of = [area] if area else []
        elif ground is Ground.SIGNED_UP:
            earlier = await session.get(Notice, who.signed_up_to)
            of = [earlier.title(language)] if earlier else []
        named.append((ground, of))
    return named


async def fits(session: AsyncSession, notice: Notice, labourer: Labourer) -> bool:
    """Whether a notice is meant for somebody."""
    return _fits(notice, labourer, await _signed_up(session, labourer))


def _fits(notice: Notice, labourer: Labourer, mine: set[int]) -> bool:
    who = audience.read(notice.audience)
    return who.fits(labourer) and (who.signed_up_to is None or who.signed_up_to in mine)


def _distance(notice: Notice, labourer: Labourer) -> int:
    """0 in the village itself, 1 in the township, 2 in the county, 3 beyond."""
    sizes = (VILLAGE, TOWNSHIP, COUNTY)
    near = [
        step
        for step, size in enumerate(sizes)
        if len(notice.area) >= size and labourer.village_code[:size] == notice.area[:size]
    ]
    return near[0] if near else len(sizes)


async def _signed_up(session: AsyncSession, labourer: Labourer) -> set[int]:
    query = select(SignUp.notice_id).where(
        SignUp.labourer_id == labourer.id, col(SignUp.state).in_(HOLDING)
    )
    return set(await session.exec(query))
