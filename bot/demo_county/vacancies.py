"""Vacancies: what employers look for, and who would like it."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from bot.demo_county.stage import Stage, Villager, granted
from models.core.vocabulary import Reach, Trade, WorkStatus
from models.vacancies import interest, lifecycle
from models.vacancies.commands import OpenVacancy
from models.vacancies.vacancy import Vacancy

OWN = "222424101"


@dataclass(frozen=True)
class Offer:
    """Work at one of EMPLOYERS, by its place, at wages in yuan a month from one to the other.

    `opened` and `until` are days from today. `township` is that of the broker who wrote it; else
    the office did. So many `like` it.
    """

    employer: int
    post: str
    trade: Trade
    reach: Reach
    wanted: int
    wages: tuple[int, int | None]
    opened: int
    until: int
    like: int
    township: str | None = None
    needs: str | None = None
    lodging: bool = False


FACTORY, FAR = Trade.FACTORY, Reach.ANYWHERE
# The last names a deposit, so the office looks at it first.
OFFERS = (
    Offer(0, "木耳菌袋装袋工", Trade.FARM, Reach.TOWNSHIP, 12, (2800, 3400), -9, 26, 6, OWN),
    Offer(
        *(1, "参地护林员", Trade.FORESTRY, Reach.COUNTY, 3, (2900, None), -6, 20, 2),
        needs="能上山，会骑摩托",
    ),
    Offer(3, "社区保洁员", Trade.CLEANING, Reach.COUNTY, 4, (2300, None), -4, 15, 3),
    Offer(
        *(4, "冷面车间包装工", FACTORY, Reach.PROVINCE, 20, (3600, 4200), -11, 30, 5),
        needs="有健康证",
        lodging=True,
    ),
    Offer(
        *(5, "数控操作工", FACTORY, Reach.PROVINCE, 8, (4500, 6000), -3, 35, 3, "222424100"),
        needs="初中以上",
        lodging=True,
    ),
    Offer(6, "缝纫工", Trade.SEWING, FAR, 30, (5000, 7000), -13, 40, 7, OWN, lodging=True),
    Offer(
        *(7, "海鲜加工工", FACTORY, FAR, 25, (4800, 5600), -1, 30, 0, "222424104"),
        needs="押金200元，干满一月退",
        lodging=True,
    ),
)


def offer_work(stage: Stage) -> None:
    for number, offer in enumerate(OFFERS):
        opens = partial(_open, stage, offer)
        stage.timeline.put(stage.at(offer.opened, 10, 5 * number), opens)


async def _open(stage: Stage, offer: Offer, at: dt.datetime) -> None:
    employer, town = stage.employers[offer.employer], offer.township
    is_near = offer.reach is Reach.TOWNSHIP
    told = OpenVacancy(
        employer={"id": employer.key(), "name": employer.name},
        post=offer.post,
        trade=offer.trade,
        reach=offer.reach,
        place=f"{employer.region}，{employer.name}",
        wanted=offer.wanted,
        wage_from=offer.wages[0],
        wage_to=offer.wages[1],
        lodging=offer.lodging,
        insurance=not is_near,
        until=stage.day(offer.until).isoformat(),
        area=town if is_near else stage.county,
        needs=offer.needs,
    )
    writer = stage.actor(stage.brokers[town] if town else stage.office[0], at)
    vacancy = granted(await lifecycle.open_vacancy(stage.session, writer, told))
    for one in _who_likes(stage, offer, at):
        stage.timeline.put(at + stage.hours(2, 70), partial(_show_interest, stage, vacancy, one))


def _who_likes(stage: Stage, offer: Offer, at: dt.datetime) -> list[Villager]:
    """People who write, and have no work."""
    near = offer.township if offer.reach is Reach.TOWNSHIP else ""
    fit = [
        one
        for one in stage.people
        if one.can_write(at - dt.timedelta(days=3))
        and one.village.startswith(near or "")
        and one.facts["status"] is WorkStatus.OUT_OF_WORK
    ]
    return stage.dice.sample(fit, min(offer.like, len(fit)))


async def _show_interest(stage: Stage, vacancy: Vacancy, one: Villager, at: dt.datetime) -> None:
    actor = stage.as_person(one, at)
    granted(await interest.show_interest(stage.session, actor, vacancy, one.entry))
