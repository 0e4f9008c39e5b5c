"""Notices: a fair that was, a fair and a course to come, and a notice that goes out tomorrow."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial

from bot.demo_county.post import deliver
from bot.demo_county.stage import Stage, Villager, granted
from models.core.vocabulary import Course, Criterion, Language, NoticeKind, Trade, WorkStatus
from models.notices import attendance, check_in, lifecycle, publication, seats, writing
from models.notices.commands import WriteNotice
from models.notices.notice import Notice
from models.notices.sign_ups import Help

HELPED = {Help.MUCH: 6, Help.LITTLE: 3, Help.NOT: 1}
MOMENT = dt.timedelta(minutes=3)


@dataclass(frozen=True)
class Event:
    """A notice: when it is written, on which day it is, and how many sign up within how many days.

    Of ten who signed up so many come; so many come who did not.
    """

    told: WriteNotice
    written: int
    on: int | None
    signs: int = 0
    within: int = 1
    comes: int = 0
    walks_in: int = 0
    publishes: int | None = None


EVERYBODY = WriteNotice(also=[], to="wishes", who=[], publish="now")
EVENTS = (
    Event(
        replace(
            EVERYBODY,
            kind=NoticeKind.JOB_FAIR,
            title="汪清镇秋季招聘会",
            text="县里二十三家用工单位到场，有木耳厂、冷面厂，也有青岛、大连来招工的。带上身份证。",
            title_ko="왕청진 가을 채용박람회",
            text_ko="현내외 23개 업체가 옵니다. 신분증을 가지고 오세요.",
            time="09:00",
            place_name="汪清镇文化广场",
        ),
        written=-33,
        on=-25,
        signs=27,
        within=6,
        comes=7,
        walks_in=4,
    ),
    Event(
        replace(
            EVERYBODY,
            kind=NoticeKind.TRAINING,
            title="黑木耳栽培技术培训班",
            text="农技站老师讲课，五天，不收钱，管午饭，考过了发证书。",
            time="08:30",
            place_name="大兴沟镇文化站",
            who=[Criterion.TRAINING],
            courses=[Course.MUSHROOMS, Course.GINSENG],
            capacity=12,
        ),
        written=-6,
        on=9,
        signs=17,
        within=5,
    ),
    Event(
        replace(
            EVERYBODY,
            kind=NoticeKind.JOB_FAIR,
            title="天桥岭镇冬季招聘会",
            text="十五家用工单位到场，冬闲找活的都来看看。",
            time="09:30",
            place_name="天桥岭镇政府大院",
            who=[Criterion.WORK],
            trades=[Trade.FACTORY, Trade.SEWING, Trade.CATERING, Trade.BUILDING],
            reach="township",
        ),
        written=-2,
        on=12,
        signs=9,
    ),
    Event(
        replace(
            EVERYBODY,
            kind=NoticeKind.POLICY,
            title="外出务工交通补贴开始登记",
            text="今年在省外干满六个月的脱贫户，可以领一次往返路费补贴，登记到下月底。",
            who=[Criterion.REGISTERED],
            publish="later",
            publish_time="09:00",
        ),
        written=0,
        on=None,
        publishes=1,
    ),
)


def hold_events(stage: Stage) -> None:
    for event in EVENTS:
        at = stage.at(event.written, 9, 40) if event.written else stage.now - stage.hours(1, 2)
        stage.timeline.put(at, partial(_write, stage, event))


async def _write(stage: Stage, event: Event, at: dt.datetime) -> None:
    days = {"day": event.on, "publish_day": event.publishes}
    when = {key: stage.day(on).isoformat() for key, on in days.items() if on is not None}
    if event.told.kind == NoticeKind.TRAINING and event.on is not None:
        when["ends_on"] = stage.day(event.on + 4).isoformat()
    clerk = stage.actor(stage.office[0], at)
    told = replace(event.told, area=stage.county, **when)  # type: ignore[arg-type]
    written = await writing.write_notice(stage.session, clerk, told, Language.ZH)
    notice = granted(written)
    granted(await lifecycle.publish_notice(stage.session, clerk, notice))
    if event.publishes is None:
        stage.timeline.put(at + MOMENT, partial(_send, stage, event, notice))


async def _send(stage: Stage, event: Event, notice: Notice, at: dt.datetime) -> None:
    """It goes out piece by piece, and is reported."""
    await publication.publish_due(stage.session, at)
    while await publication.freeze_piece(stage.session, at) is not None:
        pass
    await deliver(stage, at)
    await publication.finish_publications(stage.session, at)
    people = _who_may_like(stage, event, at)
    for place, one in enumerate(people[: event.signs]):
        signs_at = at + stage.hours(0.2, event.within * 24)
        stage.timeline.put(signs_at, partial(_sign_up, stage, notice, one))
        if event.on is not None and place % 10 < event.comes:
            comes_at = stage.at(event.on, 9, 2 * place)
            stage.timeline.put(comes_at, partial(_come, stage, notice, one))
    for place, one in enumerate(people[event.signs : event.signs + event.walks_in]):
        assert event.on is not None
        stage.timeline.put(stage.at(event.on, 10, 7 * place), partial(_come, stage, notice, one))


def _who_may_like(stage: Stage, event: Event, at: dt.datetime) -> list[Villager]:
    """Who writes, is at home, and may have got it."""
    home = (WorkStatus.OUT_OF_WORK, WorkStatus.FARMING)
    there = [
        one
        for one in stage.people
        if one.can_write(at)
        and one.facts["status"] in home
        and event.told.kind in one.facts["notices"]
    ]
    stage.dice.shuffle(there)
    return there


async def _sign_up(stage: Stage, notice: Notice, one: Villager, at: dt.datetime) -> None:
    actor = stage.as_person(one, at)
    granted(await seats.take_seat(stage.session, actor, notice, one.entry))


async def _come(stage: Stage, notice: Notice, one: Villager, at: dt.datetime) -> None:
    """They scan the code at the door, and say the day after whether it helped."""
    token = check_in.make_token(notice, at + dt.timedelta(hours=3))
    granted(await attendance.scan_code(stage.session, stage.as_person(one, at), token))
    if stage.dice.randint(1, 10) <= 7:
        says_at = at + dt.timedelta(hours=25) + stage.hours(1, 8)
        stage.timeline.put(says_at, partial(_say_whether_it_helped, stage, notice, one))


async def _say_whether_it_helped(
    stage: Stage, notice: Notice, one: Villager, at: dt.datetime
) -> None:
    actor, helped = stage.as_person(one, at), stage.pick(HELPED)
    done = attendance.say_whether_it_helped(stage.session, actor, notice, one.entry, helped)
    granted(await done)
