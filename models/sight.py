"""Sight: whom of the ledger a broker may see, and staff. Never an ID number with it."""

from typing import Any

from sqlmodel import and_, col, false, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.labourer import Labourer
from models.placement import Placement
from models.placement_state import VOID
from models.region import Region, inside
from models.role import Roles
from models.secrets import keyring
from models.vacancy import Interest, Vacancy

MOST = 8


def visible(account_id: int, roles: Roles) -> Any:
    """The condition over labourers.

    A broker sees those of the villages covered who agreed to it, those registered by this account,
    those of its own placements, and who said that they would like work that this account offers;
    staff everybody of their counties.
    """
    agreed = [
        and_(inside(col(Labourer.village_code), area), col(Labourer.seen_by_brokers).is_(True))
        for area in roles.villages()
    ]
    staff = [inside(col(Labourer.village_code), area) for area in roles.counties()]
    placed = select(Placement.labourer_id).where(
        Placement.broker_id == account_id, col(Placement.state).not_in(VOID)
    )
    liked = (
        select(Interest.labourer_id)
        .join(Vacancy, col(Vacancy.id) == Interest.vacancy_id)
        .where(Vacancy.writer_id == account_id)
    )
    known = or_(col(Labourer.id).in_(placed), col(Labourer.id).in_(liked))
    own = or_(Labourer.registered_by == account_id, known)
    return or_(false(), *agreed, *staff, *([own] if roles else []))


async def latest(
    session: AsyncSession, account_id: int, roles: Roles, most: int = MOST
) -> list[Labourer]:
    """Those who came into the ledger last."""
    query = select(Labourer).where(visible(account_id, roles))
    return list(await session.exec(query.order_by(col(Labourer.id).desc()).limit(most)))


async def find(
    session: AsyncSession, account_id: int, roles: Roles, words: str, most: int = MOST
) -> list[Labourer]:
    """Those with these words in the name or the village's name, or with this whole phone number."""
    villages = select(Region.code).where(col(Region.name).contains(words, autoescape=True))
    fits = or_(
        col(Labourer.name).contains(words, autoescape=True),
        col(Labourer.village_code).in_(villages),
        col(Labourer.phone_index).in_(keyring.indexes(words)),
    )
    query = select(Labourer).where(visible(account_id, roles), fits)
    return list(
        await session.exec(query.order_by(col(Labourer.name), col(Labourer.id)).limit(most))
    )


async def of(
    session: AsyncSession, account_id: int, roles: Roles, labourer_id: int
) -> Labourer | None:
    """One of them."""
    query = select(Labourer).where(visible(account_id, roles), Labourer.id == labourer_id)
    return (await session.exec(query)).first()
