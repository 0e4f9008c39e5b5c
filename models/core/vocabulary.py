"""The field's closed lists: what can be answered. What people read for it: dialogue/core/labels."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from models.core.message_ids import N_

# The answer of who does not know whether something is so.
UNKNOWN: Final = "unknown"


class Language(StrEnum):
    """Languages the bot speaks, the default first."""

    ZH = auto()
    KO = auto()
    EN = auto()


class Sex(StrEnum):
    """As an ID number tells it."""

    FEMALE = auto()
    MALE = auto()


class LegalGround(StrEnum):
    """On what ground an entry is kept: its person agreed, or it is in the office's register."""

    CONSENT = auto()
    REGISTER = auto()


class Schooling(StrEnum):
    """Highest schooling finished."""

    NONE = auto()
    PRIMARY = auto()
    JUNIOR = auto()
    SENIOR = auto()
    VOCATIONAL = auto()
    COLLEGE = auto()
    BACHELOR = auto()


class WorkStatus(StrEnum):
    """Present work. The three employed ones are the destinations of the reports."""

    OUT_OF_WORK = auto()
    FARMING = auto()
    IN_COUNTY = auto()
    IN_PROVINCE = auto()
    OUTSIDE = auto()
    SELF_EMPLOYED = auto()
    AT_SCHOOL = auto()


class Reach(StrEnum):
    """How far from home work may be."""

    TOWNSHIP = auto()
    COUNTY = auto()
    PROVINCE = auto()
    ANYWHERE = auto()


class Wish(StrEnum):
    """What a labourer would like help with."""

    WORK = auto()
    TRAINING = auto()
    BUSINESS = auto()


class Course(StrEnum):
    """The courses of the plan of 2018 (Jilin province)."""

    GREENHOUSE = auto()
    MUSHROOMS = auto()
    GINSENG = auto()
    COARSE_GRAINS = auto()
    LIVESTOCK = auto()
    BRANDING = auto()
    ECOMMERCE = auto()
    SKILLS = auto()
    LABOUR_BRAND = auto()
    STARTING_UP = auto()
    TECHNICAL_SCHOOL = auto()


class HasDay(StrEnum):
    """Whether a notice of some kind takes place on a day."""

    ALWAYS = auto()
    PERHAPS = auto()
    NEVER = auto()


@dataclass(frozen=True)
class KindTraits:
    """How a kind of notice differs from others, and what people read for one and for all of it.

    `lasts` is whether it may go on for days; `has_seats` whether one signs up for a place, as
    of the others one only wants to know more; `offers_work` whether the law on vacancies holds.
    """

    icon: str
    name: str
    plural: str
    has_day: HasDay
    lasts: bool = False
    has_seats: bool = True
    offers_work: bool = False


class NoticeKind(StrEnum):
    """Kinds of notice that can be welcomed, paused and stopped one by one.

    Each is its stored word and its traits; nothing else is to be written for a new one.
    """

    traits: KindTraits

    def __new__(cls, word: str, *traits: KindTraits) -> "NoticeKind":
        """The word is the value; the traits come along."""
        kind = str.__new__(cls, word)
        kind._value_, (kind.traits,) = word, traits
        return kind

    JOB_FAIR = "job_fair", KindTraits("🎪", N_("Job fair"), N_("Job fairs"), HasDay.ALWAYS)
    TRAINING = (
        "training",
        KindTraits("🎓", N_("Training course"), N_("Training"), HasDay.ALWAYS, lasts=True),
    )
    CAMPAIGN = (
        "campaign",
        KindTraits("📣", N_("Campaign"), N_("Campaigns"), HasDay.ALWAYS, lasts=True),
    )
    VACANCY = (
        "vacancy",
        KindTraits("💼", N_("Vacancy"), N_("Vacancies"), HasDay.PERHAPS, offers_work=True),
    )
    POLICY = (
        "policy",
        KindTraits(
            "📋", N_("Grant or policy"), N_("Grants and policies"), HasDay.NEVER, has_seats=False
        ),
    )
    STARTUP = (
        "startup",
        KindTraits("🌱", N_("Start-up project"), N_("Start-up projects"), HasDay.PERHAPS),
    )


class Criterion(StrEnum):
    """What can be asked of a notice's audience; all that is asked holds together."""

    REGISTERED = auto()
    OUT_OF_WORK = auto()
    TRAINING = auto()
    WORK = auto()
    LEAVERS = auto()
    BUSINESS = auto()


class RoleName(StrEnum):
    """What an account may do besides being a labourer's own."""

    STAFF = auto()
    BROKER = auto()


class Skill(StrEnum):
    """Skills often found in the two counties; others are kept in the person's own words."""

    CROPS = auto()
    LIVESTOCK = auto()
    MUSHROOMS = auto()
    BUILDING = auto()
    WELDING = auto()
    ELECTRICS = auto()
    DRIVING = auto()
    COOKING = auto()
    SEWING = auto()
    CARE = auto()
    COMPUTER = auto()


class Trade(StrEnum):
    """Work often looked for; others are kept in the person's own words."""

    FARM = auto()
    FACTORY = auto()
    BUILDING = auto()
    CATERING = auto()
    CLEANING = auto()
    CARE = auto()
    DRIVING = auto()
    SECURITY = auto()
    FORESTRY = auto()
    DELIVERY = auto()
    SHOP = auto()
    SEWING = auto()


class Ethnicity(StrEnum):
    """The largest groups of the two counties; others are kept in the person's own words."""

    HAN = auto()
    KOREAN = auto()
    MANCHU = auto()
    MONGOL = auto()
    HUI = auto()


class EmployerKind(StrEnum):
    """Kinds of employer that the plan of 2018 (Jilin province) tells apart."""

    ENTERPRISE = auto()
    WORKSHOP = auto()
    RETURNEE_BASE = auto()
    AID_BASE = auto()
    PUBLIC_POST = auto()


class Destination(StrEnum):
    """Where somebody is placed: the three that reports close by. Each is a WorkStatus too."""

    IN_COUNTY = auto()
    IN_PROVINCE = auto()
    OUTSIDE = auto()


class Brought(StrEnum):
    """How somebody was brought to an employer."""

    GROUP = auto()
    COOPERATION = auto()
    ALONE = auto()


class EvidenceKind(StrEnum):
    """What a file shows; the kinds that counties' subsidy rules ask for, and others."""

    CONTRACT = auto()
    WAGES = auto()
    ROSTER = auto()
    CERTIFICATE = auto()
    AGREEMENT = auto()
    INSURANCE = auto()
    ID_COPIES = auto()
    SIGNED_PAPER = auto()
    OTHER = auto()


class NotSo(StrEnum):
    """What somebody says who does not work where they were reported."""

    NEVER = auto()
    LEFT = auto()
    ELSEWHERE = auto()


class Leaving(StrEnum):
    """Why somebody left an employer."""

    OVER = auto()
    PAY = auto()
    HOME = auto()
    HEALTH = auto()
    DISMISSED = auto()
    OTHER = auto()


class Trouble(StrEnum):
    """What a grievance is about."""

    UNPAID = auto()
    NO_CONTRACT = auto()
    NO_INSURANCE = auto()
    FEE = auto()
    DANGER = auto()
    PAPERS = auto()
    OTHER = auto()
