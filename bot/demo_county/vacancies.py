"""Vacancies: what employers look for, and who would like it."""

import datetime as dt
from functools import partial

from bot.demo_county.offices import EMPLOYERS
from bot.demo_county.stage import Stage, granted
from models.core.vocabulary import Reach, Trade, WorkStatus
from models.vacancies import interest, lifecycle
from models.vacancies.commands import OpenVacancy
from models.vacancies.vacancy import Vacancy

BROKERS_OWN = "222424101"
# Place in EMPLOYERS, post, trade, reach, how many, wages, needs, whether with lodging, when opened,
# for how many days, and the township whose broker wrote it; else the office did.
OFFERS = (
    (0, "木耳菌袋装袋工", Trade.FARM, Reach.TOWNSHIP, 12, 2800, 3400, None, False, -9, 26, BROKERS_OWN),
    (1, "参地护林员", Trade.FORESTRY, Reach.COUNTY, 3, 2900, None, "能上山，会骑摩托", False, -6, 20, None),
    (3, "社区保洁员", Trade.CLEANING, Reach.COUNTY, 4, 2300, None, None, False, -4, 15, None),
    (4, "冷面车间包装工", Trade.FACTORY, Reach.PROVINCE, 20, 3600, 4200, "有健康证", True, -11, 30, None),
    (5, "数控操作工", Trade.FACTORY, Reach.PROVINCE, 8, 4500, 6000, "初中以上", True, -3, 35, "222424100"),
    (6, "缝纫工", Trade.SEWING, Reach.ANYWHERE, 30, 5000, 7000, None, True, -13, 40, BROKERS_OWN),
    (7, "海鲜加工工", Trade.FACTORY, Reach.ANYWHERE, 25, 4800, 5600, "押金200元，干满一月退", True, -1, 30, "222424104"),
)  # fmt: skip
INTERESTED = (6, 2, 3, 5, 3, 7, 0)


def offer_work(stage: Stage) -> None:
    """Each goes onto the timeline; the last names a deposit, so the office looks at it first."""
    for number, offer in enumerate(OFFERS):
        stage.timeline.put(stage.at(offer[9], 10, 5 * number), partial(_open, stage, number))


async def _open(stage: Stage, number: int, at: dt.datetime) -> None:
    where, post, trade, reach, wanted, least, most, needs, lodging, _, days, town = OFFERS[number]
    employer = stage.employers[where]
    told = OpenVacancy(
        employer={"id": employer.key(), "name": employer.name},
        post=post,
        trade=trade,
        reach=reach,
        place=f"{EMPLOYERS[where].region}，{employer.name}",
        wanted=wanted,
        wage_from=least,
        lodging=lodging,
        insurance=reach is not Reach.TOWNSHIP,
        until=stage.day(days).isoformat(),
        area=town if town and reach is Reach.TOWNSHIP else stage.county,
        wage_to=most,
        needs=needs,
    )
    writer = stage.actor(stage.brokers[town] if town else stage.office[0], at)
    vacancy = granted(await lifecycle.open_vacancy(stage.session, writer, told))
    for one in _who_likes(stage, INTERESTED[number], at, town if vacancy.area == town else ""):
        stage.timeline.put(at + stage.hours(2, 70), partial(_show_interest, stage, vacancy, one))


def _who_likes(stage: Stage, most: int, at: dt.datetime, township: str | None) -> list[int]:
    """Places of people who write, and have no work."""
    fit = [
        place
        for place, one in enumerate(stage.people)
        if one.account is not None
        and one.at < at - dt.timedelta(days=3)
        and one.village.startswith(township or "")
        and not one.is_placed
        and not one.blocks
        and one.facts["status"] is WorkStatus.OUT_OF_WORK
    ]
    return stage.dice.sample(fit, min(most, len(fit)))


async def _show_interest(stage: Stage, vacancy: Vacancy, place: int, at: dt.datetime) -> None:
    one = stage.people[place]
    assert one.account is not None
    actor = stage.actor(one.account, at)
    granted(await interest.show_interest(stage.session, actor, vacancy, one.entry))
