"""The people: how they come into the ledger, alone or with their household."""

import datetime as dt
from functools import partial
from typing import Any

from bot.demo_county import names
from bot.demo_county.inventing import Inventor
from bot.demo_county.stage import Stage, Villager, granted
from models.core.vocabulary import Language, Sex, WorkStatus
from models.labourers import consent, intake, poverty
from models.labourers.household import HEAD_SELF

PEOPLE, POOR_HOMES = 300, 36
FIRST_DAY, LAST_DAY = -300, -3
# Of hundred people so many write themselves; of those who don't, brokers register so many.
OWN, BY_BROKERS, BLOCKED, KOREAN_SPEAKING, CONFIRMED = 52, 80, 5, 35, 85


def invent_people(stage: Stage) -> None:
    """Some 300, of whom one in four belongs to a poor household; they come one by one."""
    inventor = Inventor(stage)
    villages = [town + place for town, places in names.VILLAGES.items() for place in places]
    for number in range(POOR_HOMES):
        _invent_home(stage, inventor, villages[number], idle=number % 4 == 0)
    while len(stage.people) < PEOPLE:
        village = villages[len(stage.people) % len(villages)]
        at = stage.sometime(_choose_day(stage))
        korean = inventor.is_korean(village)
        facts = inventor.invent(village, {"registered_poor": False}, korean=korean)
        _enter(stage, facts, at)
    for one in stage.people:
        stage.timeline.put(one.at, partial(_arrive, stage, one))


def _choose_day(stage: Stage) -> int:
    """Most come at the beginning, when everybody is registered."""
    return round(stage.dice.triangular(FIRST_DAY, LAST_DAY, FIRST_DAY))


def _invent_home(stage: Stage, inventor: Inventor, village: str, *, idle: bool) -> None:
    """A head, and who of the household is of working age; of an idle one nobody has work."""
    dice, korean = stage.dice, inventor.is_korean(village)
    status = WorkStatus.OUT_OF_WORK if idle else None
    # They are visited before others.
    at = stage.sometime(min(_choose_day(stage), _choose_day(stage)))
    poor: dict[str, Any] = {"registered_poor": True, "household_head": HEAD_SELF}
    sex = Sex.FEMALE if dice.randint(1, 5) == 1 else Sex.MALE
    head = inventor.invent(village, poor, korean=korean, ages=(42, 62), sex=sex, status=status)
    _enter(stage, head, at)
    member = poor | {"household_head": head["name"], "head_birth_year": head["birth_year"]}
    other = Sex.MALE if sex is Sex.FEMALE else Sex.FEMALE
    for place in range(dice.choice((0, 1, 1, 2, 2))):
        at += stage.hours(0.3, 0.6)
        of_home = partial(inventor.invent, village, member, korean=korean, status=status)
        if place == 0:
            facts = of_home(ages=(40, 60), sex=other)
        else:
            facts = of_home(ages=(19, 30), family=head["name"][0])
        _enter(stage, facts, at)


def _enter(stage: Stage, facts: dict[str, Any], at: dt.datetime) -> None:
    chat = next(stage.chats) if stage.dice.randint(1, 100) <= OWN else None
    blocks = chat is not None and stage.dice.randint(1, 100) <= BLOCKED
    stage.people.append(Villager(facts, at, chat, blocks))


async def _arrive(stage: Stage, one: Villager, at: dt.datetime) -> None:
    """They register themselves, or a broker or the office takes their answers."""
    if one.chat is not None:
        await _register_oneself(stage, one, at)
    else:
        broker = stage.broker_of(one.village)
        by_broker = broker is not None and stage.dice.randint(1, 100) <= BY_BROKERS
        one.registrar = broker if by_broker else stage.office[0]
        assert one.registrar is not None
        actor = stage.actor(one.registrar, at)
        read_out = at - dt.timedelta(minutes=12)
        done = await intake.register_person(stage.session, actor, one.facts, read_out)
        one.labourer = granted(done)
    if one.facts["registered_poor"] and stage.dice.randint(1, 100) <= CONFIRMED:
        looked_up = stage.at((at - stage.now).days + stage.dice.randint(4, 20), 10, 30)
        stage.timeline.put(looked_up, partial(_confirm_poverty, stage, one))


async def _register_oneself(stage: Stage, one: Villager, at: dt.datetime) -> None:
    assert one.chat is not None
    speaks_korean = one.facts.get("ethnicity") == "korean"
    speaks_korean = speaks_korean and stage.dice.randint(1, 100) <= KOREAN_SPEAKING
    language = Language.KO if speaks_korean else Language.ZH
    account = one.account = await stage.open_account(one.chat, at, language)
    granted(await consent.give_consent(stage.session, stage.actor(account, at)))
    done = await intake.register_oneself(stage.session, stage.actor(account, at), one.facts)
    one.labourer = granted(done)
    if one.blocks:
        stage.timeline.put(at + stage.hours(100, 900), partial(_block, one))


async def _block(one: Villager, at: dt.datetime) -> None:
    """They are tired of it, as the channel says when it is written to next."""
    assert one.account is not None
    one.account.address.blocked_at = at


async def _confirm_poverty(stage: Stage, one: Villager, at: dt.datetime) -> None:
    clerk = stage.actor(stage.office[1], at)
    granted(await poverty.confirm_poverty(stage.session, clerk, one.entry))
