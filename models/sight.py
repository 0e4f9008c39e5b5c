"""Sight: which people of the ledger a broker may see, and staff. Never an ID number with it."""

import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import region
from models.gazetteer import VILLAGE, Gazetteer
from models.labourer import Labourer
from models.placement import Placement
from models.placement_state import VOID
from models.region import inside
from models.role import Roles
from models.secrets import LABOURER_PHONE, keyring
from models.vacancy import Interest, Vacancy

MOST = 8
# More words than that are no name and village.
MOST_WORDS, WORDS_LONGEST = 4, 100


def visible(account_id: int, roles: Roles) -> ColumnElement[bool]:
    """A condition over Labourer. Staff see everybody of their counties.

    A broker sees who lives in the villages covered and agreed to it, whom this account registered
    (claimed since or not), whom it placed, unless that is void, and who would like work that it
    offers. Nobody without a role sees anybody.
    """
    if not roles:
        return false()
    lives, agreed = col(Labourer.village_code), col(Labourer.seen_by_brokers).is_(True)
    return or_(
        *(inside(lives, area) for area in roles.counties()),
        *(inside(lives, area) & agreed for area in roles.villages()),
        col(Labourer.registered_by) == account_id,
        col(Labourer.id).in_(_placed_by(account_id)),
        col(Labourer.id).in_(_interested_in_work_of(account_id)),
    )


async def find(
    session: AsyncSession, account_id: int, roles: Roles, words: str, most: int = MOST
) -> list[Labourer]:
    """Those in sight by a part of the name, the whole phone number, or a part of the village's.

    Several words, such as a name and a village, narrow it down. Who has that very name comes first.
    """
    typed = " ".join(unicodedata.normalize("NFKC", words[:WORDS_LONGEST]).split())
    if not typed:
        return []
    regions = await region.gazetteer(session)
    each = [_fits(word, regions) for word in typed.split()[:MOST_WORDS]]
    wanted = or_(_fits(typed, regions), and_(*each))
    query = select(Labourer).where(visible(account_id, roles), wanted)
    order = (col(Labourer.name) != typed, col(Labourer.name), col(Labourer.id))
    return list(await session.exec(query.order_by(*order).limit(most)))


async def latest(
    session: AsyncSession, account_id: int, roles: Roles, most: int = MOST
) -> list[Labourer]:
    """Those in sight, the last registered first."""
    query = select(Labourer).where(visible(account_id, roles))
    return list(await session.exec(query.order_by(col(Labourer.id).desc()).limit(most)))


async def of(
    session: AsyncSession, account_id: int, roles: Roles, labourer_id: int
) -> Labourer | None:
    """One of those in sight."""
    query = select(Labourer).where(visible(account_id, roles), Labourer.id == labourer_id)
    return (await session.exec(query)).first()


def _placed_by(account_id: int) -> Any:
    return select(Placement.labourer_id).where(
        Placement.broker_id == account_id,
        col(Placement.state).not_in(VOID),
        col(Placement.labourer_id).is_not(None),
    )


def _interested_in_work_of(account_id: int) -> Any:
    offered = select(Vacancy.id).where(Vacancy.writer_id == account_id)
    return select(Interest.labourer_id).where(col(Interest.vacancy_id).in_(offered))


def _fits(words: str, regions: Gazetteer) -> ColumnElement[bool]:
    places = [area.code for area in regions.find(words)]
    lives = col(Labourer.village_code)
    return or_(
        col(Labourer.name).icontains(words, autoescape=True),
        col(Labourer.phone_index).in_(_phone_indexes(words)),
        lives.in_([code for code in places if len(code) == VILLAGE]),
        *(inside(lives, code) for code in places if len(code) < VILLAGE),
    )


def _phone_indexes(words: str) -> list[str]:
    """Of a number as typed, with or without 86 and the area code's 0."""
    digits = "".join(sign for sign in words if sign.isdecimal())
    if not digits:
        return []
    ways = {f"+{digits.removeprefix('00')}", f"+86{digits.removeprefix('0')}"}
    return [index for way in sorted(ways) for index in keyring.indexes(way, LABOURER_PHONE)]
