"""Coverage: which villages have a broker, and which are without one."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import select

from models.accounts.roles import Role
from models.core.gazetteer import COUNTY, VILLAGE, Area, Gazetteer
from models.core.session import Session
from models.core.vocabulary import RoleName


@dataclass(frozen=True)
class TownshipCoverage:
    """One township, how many villages it has, and those without a broker."""

    area: Area
    villages: int
    without: tuple[Area, ...]


async def list_covered_areas(session: Session) -> list[str]:
    """The areas that have a broker: codes of villages, townships or counties, in their order."""
    query = select(Role.area).where(Role.name == RoleName.BROKER).distinct()
    return sorted(await session.exec(query))


def measure_coverage(regions: Gazetteer, areas: Collection[str], area: Area) -> TownshipCoverage:
    """One township under these covered areas."""
    villages = regions.below(area.code)
    without = tuple(one for one in villages if not one.code.startswith(tuple(areas)))
    return TownshipCoverage(area, len(villages), without)


def list_uncovered_townships(
    regions: Gazetteer, areas: Collection[str], county: str
) -> list[TownshipCoverage]:
    """Those of a county that have a village without a broker, in the order of their codes."""
    every = [measure_coverage(regions, areas, area) for area in regions.below(county)]
    return [one for one in every if one.without]


def count_villages(regions: Gazetteer, areas: Collection[str]) -> int:
    """How many villages these areas hold, each once."""
    counties = {area[:COUNTY] for area in areas}
    found = {
        village.code
        for county in counties
        for above in regions.below(county)
        for village in regions.below(above.code)
        if village.code.startswith(tuple(areas))
    }
    return len(found) or sum(len(area) == VILLAGE for area in areas)
