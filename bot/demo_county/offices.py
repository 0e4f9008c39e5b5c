"""The office and the brokers arrive; employers come to be known."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from bot.demo_county.id_numbers import make_id_number, make_phone
from bot.demo_county.stage import Stage, granted
from models.accounts.account import Account
from models.brokers import approval
from models.brokers.commands import BrokerApplication
from models.core.vocabulary import Destination, EmployerKind, RoleName, Sex
from models.employers import blacklist, directory
from models.employers.commands import EmployerDetails

OFFICE = ("金顺福", "孙立民")


@dataclass(frozen=True)
class Applicant:
    """Who would like to be broker of some townships. `born` is a day as ISO text."""

    name: str
    born: str
    sex: Sex
    known_how: str
    townships: tuple[str, ...]
    organisation: str | None = None


MAN, WOMAN = Sex.MALE, Sex.FEMALE
OWN = Applicant("陈大山", "19740826", MAN, "在大兴沟开了十二年农资店", ("222424101",))
BROKERS = (
    Applicant(
        "王德发", "19710318", MAN, "跑了二十年运输，村里人都认得", ("222424100",), "汪清镇劳务站"
    ),
    Applicant("于秀兰", "19780906", WOMAN, "天桥岭村妇女主任", ("222424102", "222424105")),
    Applicant(
        "朴哲浩", "19690522", MAN, "在青岛的厂子干过十年", ("222424104",), "百草沟劳务合作社"
    ),
)
WAITING = Applicant("宋长海", "19820711", MAN, "罗子沟木耳合作社的会计", ("222424103",))
COUNTY_FIRM, WORKSHOP = EmployerKind.ENTERPRISE, EmployerKind.WORKSHOP
EMPLOYERS = (
    EmployerDetails("汪清县桃源木耳食品厂", COUNTY_FIRM, Destination.IN_COUNTY, "大兴沟镇"),
    EmployerDetails(
        "天桥岭林下参基地", EmployerKind.RETURNEE_BASE, Destination.IN_COUNTY, "天桥岭镇"
    ),
    EmployerDetails("百草沟延边黄牛养殖社", WORKSHOP, Destination.IN_COUNTY, "百草沟镇"),
    EmployerDetails("汪清镇环卫公益岗", EmployerKind.PUBLIC_POST, Destination.IN_COUNTY, "汪清镇"),
    EmployerDetails("延吉冷面食品有限公司", COUNTY_FIRM, Destination.IN_PROVINCE, "吉林延吉"),
    EmployerDetails("长春轨道配件厂", COUNTY_FIRM, Destination.IN_PROVINCE, "吉林长春"),
    EmployerDetails("青岛韩星服装厂", COUNTY_FIRM, Destination.OUTSIDE, "山东青岛"),
    EmployerDetails("大连海鲜加工厂", COUNTY_FIRM, Destination.OUTSIDE, "辽宁大连"),
    EmployerDetails("威海顺达劳务外包公司", COUNTY_FIRM, Destination.OUTSIDE, "山东威海"),
)
# What people are hired for there, and for how much a month, in the order of EMPLOYERS.
POSTS = (
    ("木耳分拣工", 3000),
    ("护林员", 2900),
    ("饲养员", 3400),
    ("保洁员", 2300),
    ("包装工", 3900),
    ("操作工", 4700),
    ("缝纫工", 5300),
    ("加工工", 5000),
)
FOUNDED = -330


async def open_offices(stage: Stage) -> None:
    """The office is there from the start; brokers apply, and employers are opened by it."""
    for name in OFFICE:
        account = await stage.open_account(next(stage.chats), stage.at(FOUNDED))
        await stage.grant(account, RoleName.STAFF, stage.county, stage.at(FOUNDED), name)
        stage.office.append(account)
    for number, applicant in enumerate(BROKERS):
        account = await stage.open_account(next(stage.chats), stage.at(FOUNDED + 1))
        phone = make_phone(900 + number)
        _put_application(stage, applicant, account, phone)
    account = await stage.open_account(next(stage.chats), stage.at(FOUNDED + 1))
    applies = partial(_apply, stage, WAITING, account, make_phone(950))
    stage.timeline.put(stage.at(-1, 16, 20), applies)
    for number, told_of in enumerate(EMPLOYERS):
        opens = partial(_open_employer, stage, told_of)
        stage.timeline.put(stage.at(FOUNDED + 8, 9, 5 * number), opens)
    stage.timeline.put(stage.at(-45, 11), partial(_blacklist, stage))


def put_own_application(stage: Stage, account: Account, phone: str) -> None:
    """The demo's own broker is one as the others are."""
    _put_application(stage, OWN, account, phone)


def _put_application(stage: Stage, who: Applicant, account: Account, phone: str) -> None:
    applies_at = stage.at(FOUNDED + 2, 9) + stage.hours(0, 4)
    stage.timeline.put(applies_at, partial(_apply, stage, who, account, phone))
    decided_at = applies_at + dt.timedelta(hours=5)
    stage.timeline.put(decided_at, partial(_approve, stage, who, account))


async def _apply(
    stage: Stage, who: Applicant, account: Account, phone: str, at: dt.datetime
) -> None:
    born = dt.date.fromisoformat(who.born)
    told = BrokerApplication(
        name=who.name,
        id_number=make_id_number(born, who.sex, 480),
        phone=phone,
        villages=list(who.townships),
        trained=True,
        organisation=who.organisation,
        known_how=who.known_how,
    )
    granted(await approval.apply_as_broker(stage.session, stage.actor(account, at), told))


async def _approve(stage: Stage, who: Applicant, account: Account, at: dt.datetime) -> None:
    broker = await approval.get_application(stage.session, account.key())
    clerk = stage.actor(stage.office[1], at)
    granted(await approval.approve_broker(stage.session, clerk, broker))
    await stage.read_roles(account)
    stage.brokers |= dict.fromkeys(who.townships, account)


async def _open_employer(stage: Stage, told: EmployerDetails, at: dt.datetime) -> None:
    clerk = stage.actor(stage.office[0], at)
    opened = await directory.open_employer(stage.session, clerk, told, stage.county)
    stage.employers.append(granted(opened))


async def _blacklist(stage: Stage, at: dt.datetime) -> None:
    """The last of the employers took money from people."""
    clerk = stage.actor(stage.office[0], at)
    why = "向求职者收取押金，经查属实"
    done = await blacklist.blacklist_employer(stage.session, clerk, stage.employers[-1], why)
    granted(done)
