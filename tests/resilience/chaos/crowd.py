"""The people of a run: who they are, and what each answers when asked."""

from datetime import datetime

from bot.telegram.addresses import telegram_address
from models.accounts import account, roles
from models.accounts.account import CONSENT_VERSION
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from sandbox.chats.people import Person
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import DONE, HESHENG, Step, facts_of_steps
from tests.support.town import DAI, DAXINGGOU, WANGQING

FIRST_LABOURER, FIRST_BROKER = 40_001, 50_001
A_BROKER_HAS = 10
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "秀英大山春梅海龙玉兰国强桂花铁柱金凤长顺"


def labourers(count: int) -> list[Person]:
    """So many people with phones; no two have the same name."""
    return [Person(FIRST_LABOURER + n, name(n), started=is_settled(n)) for n in range(count)]


def is_settled(number: int) -> bool:
    """Whether this one was registered before: every third."""
    return number % 3 == 0


def brokers(people: int) -> list[Person]:
    """The brokers of so many people."""
    return [Person(FIRST_BROKER + n, f"B{n}") for n in range(-(-people // A_BROKER_HAS))]


def name(number: int) -> str:
    """A name of three characters."""
    rest, surname = divmod(number, len(SURNAMES))
    second, first = divmod(rest, len(GIVEN))
    return SURNAMES[surname] + GIVEN[first] + GIVEN[second]


def answers(number: int) -> tuple[Step, ...]:
    """What one of them answers: whoever repeats an act repeats a tap where that can be."""
    born = f"{1970 + number % 20}{1 + number % 12:02}{1 + number % 28:02}"
    card = id_number(born, f"{number:03}")
    return (
        Step("name", ..., name(number)),
        Step("id_number", card, card),
        Step("phone", f"+861380001{number:04}", f"1380001{number:04}"),
        Step("village", HESHENG, "和盛"),
        Step("registered_poor", False, "2", ("No",)),
        Step("status", "farming", "2", ("Farming at home",)),
        Step("notices", ["job_fair"], "1", ("Job fairs", DONE)),
        Step("ethnicity", "han", "1", ("Han",)),
        Step("schooling", "primary", "2", ("Primary school",)),
        Step("skills", [], "none", ("Nothing special",)),
        Step("wishes", ["work"], "1"),
        Step("wanted_work", ["factory"], "2"),
        Step("wanted_reach", "anywhere", "4", ("Anywhere",)),
        Step("wanted_wage", 4000, "4", ("4000",)),
        Step("available_from", "2026-11-23", "today", ("Now",)),
        Step("seen_by_brokers", True, "1", ("Yes",)),
        Step("health_agreed", False, "2", ("No",)),
    )


async def settle(session: Session, person: Person, number: int, now: datetime) -> None:
    """Somebody is in the ledger already, and reads English."""
    known = await account.open_account(session, telegram_address(person.id), now)
    known.language = Language.EN
    account.record_consent(known, now)
    by = Registration(now, known.key(), True, now, CONSENT_VERSION)
    labourer = await ledger.register_labourer(
        session, facts_of_steps(answers(number), Language.EN), by
    )
    assert isinstance(labourer, Labourer)
    known.labourer_id = labourer.id


async def helpers(session: Session, people: list[Person], now: datetime) -> None:
    """Brokers of the whole township, and Dai of the county's office, who all read English."""
    of_all = [(DAI, RoleName.STAFF, WANGQING), *((p, RoleName.BROKER, DAXINGGOU) for p in people)]
    for person, what, area in of_all:
        known = await account.get_account(session, telegram_address(person.id))
        known = known or await account.open_account(session, telegram_address(person.id), now)
        known.language = Language.EN
        await roles.grant_role(session, known, what, area, now)
