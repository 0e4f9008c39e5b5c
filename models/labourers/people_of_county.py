"""People of the office's counties, by number or name."""

from collections.abc import Iterable

from sqlmodel import col, or_, select

from models.core.regions import inside
from models.core.session import Session
from models.labourers.labourer import Labourer


async def get_person_of_counties(
    session: Session, labourer_id: int, counties: tuple[str, ...]
) -> Labourer | None:
    """Somebody of one of these counties; the empty one is every county."""
    labourer = await session.get(Labourer, labourer_id)
    return labourer if labourer and labourer.village_code.startswith(counties) else None


async def get_names_within(
    session: Session, numbers: Iterable[int | None], counties: Iterable[str]
) -> dict[int, str]:
    """What those of these people are called who live in these counties."""
    near = or_(*(inside(col(Labourer.village_code), county) for county in counties))
    query = select(Labourer.id, Labourer.name).where(
        col(Labourer.id).in_({number for number in numbers if number is not None}), near
    )
    return {number: name for number, name in await session.exec(query) if number is not None}
