"""Matching: which vacancies fit a labourer, best first, and why."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from sqlmodel import col, select

from models.core.gazetteer import COUNTY, TOWNSHIP
from models.core.session import Session
from models.core.vocabulary import Reach, Skill, Trade
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.vacancies.vacancy import Vacancy, VacancyState

MOST = 500
FARTHER = {reach: place for place, reach in enumerate(Reach)}
BEYOND = (Reach.PROVINCE, Reach.ANYWHERE)
USED_IN = {
    Skill.CROPS: (Trade.FARM,),
    Skill.LIVESTOCK: (Trade.FARM,),
    Skill.MUSHROOMS: (Trade.FARM,),
    Skill.BUILDING: (Trade.BUILDING,),
    Skill.WELDING: (Trade.BUILDING, Trade.FACTORY),
    Skill.ELECTRICS: (Trade.BUILDING, Trade.FACTORY),
    Skill.DRIVING: (Trade.DRIVING, Trade.DELIVERY),
    Skill.COOKING: (Trade.CATERING,),
    Skill.SEWING: (Trade.SEWING,),
    Skill.CARE: (Trade.CARE,),
    Skill.COMPUTER: (Trade.SHOP,),
}


class MatchGround(StrEnum):
    """What speaks for a vacancy, the most telling first. Its words: dialogue/vacancies/browse."""

    IN_TOWNSHIP = auto()
    IN_COUNTY = auto()
    IN_REACH = auto()
    TRADE = auto()
    SKILL = auto()
    WAGE = auto()
    LODGING = auto()
    INSURANCE = auto()


class Mismatch(StrEnum):
    """What speaks against it."""

    OTHER_TRADE = auto()
    TOO_FAR = auto()
    LOW_WAGE = auto()


WEIGHTS = {
    MatchGround.IN_TOWNSHIP: 6,
    MatchGround.IN_COUNTY: 3,
    MatchGround.IN_REACH: 1,
    MatchGround.TRADE: 5,
    MatchGround.SKILL: 2,
    MatchGround.WAGE: 4,
    MatchGround.LODGING: 1,
    MatchGround.INSURANCE: 2,
}


@dataclass(frozen=True)
class Fit:
    """A vacancy for somebody: what speaks for it and against it."""

    vacancy: Vacancy
    grounds: tuple[MatchGround, ...]
    against: tuple[Mismatch, ...]

    @property
    def suits(self) -> bool:
        """Whether it is a trade they look for, no farther than they would go."""
        return not set(self.against) & {Mismatch.OTHER_TRADE, Mismatch.TOO_FAR}

    @property
    def score(self) -> int:
        """How much speaks for it."""
        return sum(WEIGHTS[ground] for ground in self.grounds)

    @property
    def rank(self) -> tuple[int, ...]:
        """Smaller is better. What speaks against it outweighs every ground; no two are equal."""
        low = Mismatch.LOW_WAGE in self.against
        others = len(self.against) - low
        return (others, low, -self.score, -self.vacancy.wage_to, -self.vacancy.key())


def is_open(vacancy: Vacancy, today: dt.date) -> bool:
    """Whether people see it on this day."""
    return vacancy.state is VacancyState.OPEN and vacancy.until >= today


def fit_vacancy(vacancy: Vacancy, labourer: Labourer, today: dt.date) -> Fit | None:
    """How a vacancy fits; None where it is not open, or not of the labourer's county."""
    if not is_open(vacancy, today) or not labourer.village_code.startswith(vacancy.county):
        return None
    distance = distance_to_work(vacancy, labourer)
    far = labourer.wanted_reach and FARTHER[distance] > FARTHER[labourer.wanted_reach]
    wanted = _is_wanted(vacancy, labourer)
    low = vacancy.wage_to < (labourer.wanted_wage or 0)
    held: tuple[tuple[MatchGround, object], ...] = (
        (MatchGround.IN_TOWNSHIP, distance is Reach.TOWNSHIP),
        (MatchGround.IN_COUNTY, distance is Reach.COUNTY and not far),
        (MatchGround.IN_REACH, distance in BEYOND and labourer.wanted_reach and not far),
        (MatchGround.TRADE, wanted),
        (MatchGround.SKILL, _is_known(vacancy, labourer) and not wanted),
        (MatchGround.WAGE, labourer.wanted_wage and not low),
        (MatchGround.LODGING, vacancy.lodging),
        (MatchGround.INSURANCE, vacancy.insurance),
    )
    against: tuple[tuple[Mismatch, object], ...] = (
        (Mismatch.OTHER_TRADE, labourer.wanted_work and not wanted),
        (Mismatch.TOO_FAR, far),
        (Mismatch.LOW_WAGE, low),
    )
    grounds = tuple(ground for ground, holds in held if holds)
    return Fit(vacancy, grounds, tuple(one for one, holds in against if holds))


def distance_to_work(vacancy: Vacancy, labourer: Labourer) -> Reach:
    """How far from this home it is: in the township, the county, the province, or beyond."""
    if len(vacancy.area) < TOWNSHIP:
        return vacancy.reach
    same = labourer.village_code[:TOWNSHIP] == vacancy.area[:TOWNSHIP]
    return Reach.TOWNSHIP if same else Reach.COUNTY


def _is_wanted(vacancy: Vacancy, labourer: Labourer) -> bool:
    """Whether it is work that they look for; own words count where the post has them."""
    return any(_names(word, vacancy, tuple(Trade)) for word in labourer.wanted_work)


def _is_known(vacancy: Vacancy, labourer: Labourer) -> bool:
    """Whether it needs what they can do."""
    used = {trade for skill in labourer.skills for trade in _used_in(skill)}
    own = any(_names(word, vacancy, tuple(Skill)) for word in labourer.skills)
    return vacancy.trade in used or own


def _used_in(skill: str) -> tuple[Trade, ...]:
    return USED_IN[Skill(skill)] if skill in tuple(Skill) else ()


def _names(word: str, vacancy: Vacancy, listed: tuple[str, ...]) -> bool:
    if word in listed:
        return word in tuple(Trade) and word == vacancy.trade
    own = word.casefold()
    trade = "" if vacancy.trade in tuple(Trade) else vacancy.trade
    return own in vacancy.post.casefold() or own in trade.casefold()


async def list_fitting_vacancies(
    session: Session, labourer: Labourer, today: dt.date, most: int
) -> list[Fit]:
    """Those that fit, best first; where none does, all there are, each saying what is against it.

    Never one of a blacklisted employer.
    """
    query = _on_offer(today).where(col(Vacancy.county).in_(("", labourer.village_code[:COUNTY])))
    newest = await session.exec(query.order_by(col(Vacancy.id).desc()).limit(MOST))
    found = sorted((one for v in newest if (one := fit_vacancy(v, labourer, today))), key=_by_rank)
    return ([one for one in found if one.suits] or found)[:most]


async def list_open_vacancies(session: Session, today: dt.date, most: int) -> list[Vacancy]:
    """Those of every county, the newest first, for who has no entry to compare them with."""
    query = _on_offer(today).order_by(col(Vacancy.id).desc())
    return list(await session.exec(query.limit(most)))


def _on_offer(today: dt.date) -> Any:
    """The query of what is open; never of a blacklisted employer."""
    return (
        select(Vacancy)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(
            col(Vacancy.state) == VacancyState.OPEN,
            col(Vacancy.until) >= today,
            col(Employer.listed_at).is_(None),
        )
    )


def _by_rank(one: Fit) -> tuple[int, ...]:
    return one.rank
