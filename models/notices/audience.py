"""Audiences: whom a notice is for, as data that SQL selects by and a person is told by."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, or_, true
from sqlmodel import col, select

from models.core.regions import inside
from models.core.vocabulary import Criterion, Reach, Wish, WorkStatus
from models.labourers import legal_ground
from models.labourers.labourer import Labourer
from models.labourers.legal_ground import Purpose
from models.notices.commands import WriteNotice
from models.notices.sign_ups import HOLDING, SignUp

# Work of this reach is near enough for who would go at least so far.
GOES_THAT_FAR = {reach: tuple(Reach)[place:] for place, reach in enumerate(Reach)}


class Ground(StrEnum):
    """Why a notice came to somebody. What people read for it: dialogue/notices/notice."""

    TRAINING = auto()
    WORK = auto()
    BUSINESS = auto()
    LEAVER = auto()
    OUT_OF_WORK = auto()
    REGISTERED = auto()
    SIGNED_UP = auto()
    NAMED = auto()
    AREA = auto()


@dataclass(frozen=True)
class Audience:
    """All conditions hold together. Lists of courses and trades: None does not ask, [] is any.

    `area` is a prefix of village codes. `people` are labourers' numbers; `signed_up_to` is an
    earlier notice's.
    """

    area: str
    registered: bool = False
    out_of_work: bool = False
    courses: list[str] | None = None
    trades: list[str] | None = None
    reach: str | None = None
    leavers: bool = False
    business: bool = False
    people: list[int] | None = None
    signed_up_to: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether only those meant may know of it: people by name, or who signed up earlier."""
        return self.people is not None or self.signed_up_to is not None

    def as_json(self) -> dict[str, Any]:
        """The conditions that are set; the inverse of `read`."""
        return {key: value for key, value in asdict(self).items() if value not in (None, False)}

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as SQL over labourers."""
        far = GOES_THAT_FAR[Reach(self.reach or Reach.TOWNSHIP)]
        who: tuple[tuple[bool, ColumnElement[bool]], ...] = (
            (self.registered, col(Labourer.household_id).is_not(None)),
            (self.out_of_work, col(Labourer.status) == WorkStatus.OUT_OF_WORK),
            (self.courses is not None, self._training()),
            (self.trades is not None, self._work()),
            (bool(self.reach), col(Labourer.wanted_reach).in_(far)),
            (self.leavers, col(Labourer.left_school_recently).is_(True)),
            (self.business, _has(Labourer.wishes, [Wish.BUSINESS])),
            (self.people is not None, col(Labourer.id).in_(self.people or [])),
            (self.signed_up_to is not None, _signed_up(self.signed_up_to or 0)),
        )
        within = inside(col(Labourer.village_code), self.area)
        may_be_told = legal_ground.is_allowed(Purpose.MESSAGES)
        return [within, may_be_told, *(condition for asked, condition in who if asked)]

    def _training(self) -> ColumnElement[bool]:
        return and_(_has(Labourer.wishes, [Wish.TRAINING]), _any(Labourer.courses, self.courses))

    def _work(self) -> ColumnElement[bool]:
        wanted = or_(_any(Labourer.wanted_work, self.trades), _is_empty(Labourer.wanted_work))
        return and_(_has(Labourer.wishes, [Wish.WORK]), wanted)

    def fits(self, labourer: Labourer) -> bool:
        """Whether one labourer is meant, but for sign-ups: these only the store knows."""
        wishes = labourer.wishes
        held = (
            labourer.village_code.startswith(self.area),
            legal_ground.allows(labourer, Purpose.MESSAGES),
            not self.registered or labourer.household_id is not None,
            not self.out_of_work or labourer.status is WorkStatus.OUT_OF_WORK,
            self.courses is None or (Wish.TRAINING in wishes and self._course(labourer)),
            self.trades is None or (Wish.WORK in wishes and self._takes(labourer)),
            not self.reach or labourer.wanted_reach in GOES_THAT_FAR[Reach(self.reach)],
            not self.leavers or labourer.left_school_recently is True,
            not self.business or Wish.BUSINESS in wishes,
            self.people is None or labourer.id in self.people,
        )
        return all(held)

    def _course(self, labourer: Labourer) -> bool:
        return not self.courses or bool(set(self.courses) & set(labourer.courses))

    def _takes(self, labourer: Labourer) -> bool:
        wanted = set(labourer.wanted_work)
        return not self.trades or not wanted or bool(set(self.trades) & wanted)

    def grounds(self, labourer: Labourer | None = None) -> list[tuple[Ground, list[str]]]:
        """Why it is for somebody, the most telling first, with the courses or trades.

        Without a labourer, all that it may be for.
        """
        courses = labourer.courses if labourer else self.courses or []
        trades = labourer.wanted_work if labourer else self.trades or []
        asked: tuple[tuple[Ground, bool, list[str]], ...] = (
            (Ground.SIGNED_UP, self.signed_up_to is not None, []),
            (Ground.NAMED, self.people is not None, []),
            (Ground.TRAINING, self.courses is not None, _both(self.courses, courses)),
            (Ground.WORK, self.trades is not None, _both(self.trades, trades)),
            (Ground.BUSINESS, self.business, []),
            (Ground.LEAVER, self.leavers, []),
            (Ground.OUT_OF_WORK, self.out_of_work, []),
            (Ground.REGISTERED, self.registered, []),
        )
        found = [(ground, of) for ground, holds, of in asked if holds]
        return found or [(Ground.AREA, [])]


def read_audience(kept: Mapping[str, Any]) -> Audience:
    """An audience as a notice keeps it."""
    return Audience(**kept)


def _both(asked: list[str] | None, wanted: list[str]) -> list[str]:
    return [one for one in asked or [] if one in wanted]


def _is_empty(column: Any) -> ColumnElement[bool]:
    return cast(column, String) == "[]"


def _any(column: Any, codes: list[str] | None) -> ColumnElement[bool]:
    return _has(column, codes) if codes else true()


def _has(column: Any, codes: list[str]) -> ColumnElement[bool]:
    """A JSON list holds one of these codes; a quote in somebody's own words is escaped in it."""
    kept = cast(column, String)
    return or_(*(kept.contains(f'"{code}"', autoescape=True) for code in codes))


def _signed_up(notice_id: int) -> ColumnElement[bool]:
    theirs = select(SignUp.labourer_id).where(
        SignUp.notice_id == notice_id, col(SignUp.state).in_(HOLDING)
    )
    return col(Labourer.id).in_(theirs)


def build_audience(told: WriteNotice, area: str, people: list[int]) -> Audience:
    """The audience that a notice asks for; named people and earlier ones within an area."""
    if told.to == "people":
        return Audience(area, people=people)
    if told.to == "earlier":
        return Audience(area, signed_up_to=told.earlier)
    who = told.who or []
    return Audience(
        told.area or area,
        registered=Criterion.REGISTERED in who,
        out_of_work=Criterion.OUT_OF_WORK in who,
        courses=told.courses if Criterion.TRAINING in who else None,
        trades=told.trades if Criterion.WORK in who else None,
        reach=told.reach if Criterion.WORK in who else None,
        leavers=Criterion.LEAVERS in who,
        business=Criterion.BUSINESS in who,
    )
