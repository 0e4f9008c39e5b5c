"""Inventing somebody: what they tell at the intake, in plausible shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Any

from bot.demo_county import names
from bot.demo_county.id_numbers import make_id_number, make_phone
from bot.demo_county.stage import Stage
from models.core.vocabulary import (
    Course,
    Ethnicity,
    NoticeKind,
    Reach,
    Schooling,
    Sex,
    Skill,
    Trade,
    Wish,
    WorkStatus,
)
from models.labourers.facts import LATER

SHORT, HAS_NUMBER, HAS_PHONE = 14, 90, 88
SEEN_BY_BROKERS = {True: 80, False: 11, None: 9}
NOTICES: dict[tuple[StrEnum, ...], int] = {
    tuple(NoticeKind): 60,
    (NoticeKind.JOB_FAIR, NoticeKind.TRAINING, NoticeKind.VACANCY): 30,
    (): 10,
}
WISHES: dict[tuple[StrEnum, ...], int] = {
    (Wish.WORK,): 44,
    (Wish.WORK, Wish.TRAINING): 32,
    (Wish.TRAINING,): 12,
    (Wish.BUSINESS,): 5,
    (): 7,
}
WOMENS = (Trade.SEWING, Trade.CATERING, Trade.CLEANING, Trade.CARE, Trade.SHOP, Trade.FACTORY)
MENS = (Trade.BUILDING, Trade.DRIVING, Trade.SECURITY, Trade.FORESTRY, Trade.FACTORY, Trade.FARM)
WOMEN_CAN = (Skill.SEWING, Skill.COOKING, Skill.CARE, Skill.CROPS, Skill.MUSHROOMS, Skill.COMPUTER)
MEN_CAN = (*(Skill.CROPS, Skill.LIVESTOCK, Skill.BUILDING, Skill.WELDING, Skill.DRIVING),)
COURSES = (Course.MUSHROOMS, Course.GINSENG, Course.LIVESTOCK, Course.ECOMMERCE, Course.SKILLS)
REACH = {Reach.TOWNSHIP: 24, Reach.COUNTY: 34, Reach.PROVINCE: 16, Reach.ANYWHERE: 26}
OUT_OF_WORK = (WorkStatus.OUT_OF_WORK, WorkStatus.FARMING)


@dataclass
class Inventor:
    """Makes people up; no two have one name, one number or one phone."""

    stage: Stage
    _names: set[str] = field(default_factory=set)
    _numbers: Any = field(default_factory=lambda: count(1))

    def invent(
        self,
        village: str,
        home: dict[str, Any],
        *,
        korean: bool,
        ages: tuple[int, int] = (19, 62),
        sex: Sex | None = None,
        family: str = "",
        status: WorkStatus | None = None,
    ) -> dict[str, Any]:
        """The facts of somebody; a member of a home has its head's `family` name perhaps."""
        dice, number = self.stage.dice, next(self._numbers)
        sex = sex or dice.choice(list(Sex))
        born = self.stage.day(-dice.randint(ages[0] * 365 + 200, ages[1] * 365))
        facts: dict[str, Any] = {
            "name": self._name(sex, korean=korean, family=family),
            "sex": sex,
            "birth_year": born.year,
            "village": village,
            "status": status or self.stage.pick(names.STATUS),
            "notices": self._several(NOTICES),
            **home,
        }
        if self._happens(HAS_NUMBER):
            facts["id_number"] = make_id_number(born, sex, number)
        if self._happens(HAS_PHONE):
            facts["phone"] = make_phone(number)
        facts |= self._work(facts["status"])
        facts["ethnicity"] = Ethnicity.KOREAN if korean else self._other_ethnicity()
        facts["schooling"] = self._schooling(ages[1])
        facts |= self._later(facts)
        if self._happens(SHORT):
            facts = {key: value for key, value in facts.items() if key not in LATER}
        return facts | home

    def is_korean(self, village: str) -> bool:
        return self._happens(names.KOREAN_SHARE.get(village[:9], names.KOREAN_USUALLY))

    def _happens(self, share: int) -> bool:
        """In so many of a hundred cases."""
        return self.stage.dice.randint(1, 100) <= share

    def _name(self, sex: Sex, *, korean: bool, family: str) -> str:
        of_sex = {
            (Sex.FEMALE, True): names.KOREAN_WOMEN,
            (Sex.FEMALE, False): names.HAN_WOMEN,
            (Sex.MALE, True): names.KOREAN_MEN,
            (Sex.MALE, False): names.HAN_MEN,
        }
        firsts: Sequence[str] = of_sex[sex, korean]
        families: Sequence[str] = (family,) if family else names.KOREAN if korean else names.HAN
        while True:
            name = self.stage.dice.choice(families) + self.stage.dice.choice(firsts)
            if name not in self._names:
                self._names.add(name)
                return name

    def _several(self, weights: Mapping[tuple[StrEnum, ...], int]) -> list[str]:
        return list(self.stage.dice.choices(list(weights), list(weights.values()))[0])

    def _other_ethnicity(self) -> Ethnicity:
        return self.stage.pick({Ethnicity.HAN: 92, Ethnicity.MANCHU: 7, Ethnicity.HUI: 1})

    def _schooling(self, oldest: int) -> Schooling:
        schooling = self.stage.pick(names.SCHOOLING)
        young = schooling in (Schooling.COLLEGE, Schooling.BACHELOR) and oldest > 40
        return Schooling.SENIOR if young and self._happens(50) else schooling

    def _work(self, status: WorkStatus) -> dict[str, Any]:
        """The present work, or since when there is none."""
        dice = self.stage.dice
        if status is WorkStatus.OUT_OF_WORK:
            return {"out_of_work_since": self.stage.day(-dice.randint(310, 700)).isoformat()}
        if status not in names.WORK:
            return {}
        place, what, wage = dice.choice(names.WORK[status])
        told: dict[str, Any] = {"work_place": place, "work_what": what, "wage": wage}
        if status is not WorkStatus.SELF_EMPLOYED:
            has = self._happens(46)
            told |= {"has_contract": has, "has_insurance": has and self._happens(60)}
        return told

    def _later(self, facts: dict[str, Any]) -> dict[str, Any]:
        """What is asked after registration."""
        dice, woman = self.stage.dice, facts["sex"] is Sex.FEMALE
        can = WOMEN_CAN if woman else MEN_CAN
        told: dict[str, Any] = {
            "skills": dice.sample(can, dice.randint(0, 2)),
            "certificates": dice.choice(names.CERTIFICATES) if self._happens(14) else None,
            "wishes": self._several(WISHES),
            "seen_by_brokers": self.stage.pick(SEEN_BY_BROKERS),
            "left_school_recently": False,
        }
        if facts["status"] not in OUT_OF_WORK and self._happens(70):
            told["wishes"] = []
        if Wish.WORK in told["wishes"]:
            told |= self._wanted(WOMENS if woman else MENS)
        if Wish.TRAINING in told["wishes"]:
            told["courses"] = dice.sample(COURSES, dice.randint(1, 2))
        if self._happens(6):
            told |= {"health_agreed": True, "limits": dice.choice(names.LIMITS)}
        return told

    def _wanted(self, trades: tuple[Trade, ...]) -> dict[str, Any]:
        dice = self.stage.dice
        return {
            "wanted_work": dice.sample(trades, dice.randint(1, 2)),
            "wanted_reach": self.stage.pick(REACH),
            "wanted_wage": dice.choice((2500, 3000, 3000, 3500, 4000, 4500, 5000)),
        }
