"""The county is furnished: all that happened in it, up to this moment, in one transaction."""

import datetime as dt
import random
from zoneinfo import ZoneInfo

from bot.demo_county import months, notices, offices, people, troubles, vacancies, work
from bot.demo_county.post import deliver
from bot.demo_county.stage import CHATS, CHATS_FROM, Stage
from models.accounts.account import Account
from models.core.file_store import FileStore
from models.core.session import Session
from scheduler.jobs import alarms, reminders

SEED = 20180425
# Chats that take what is sent to these people, and show it on no phone.
LISTENING = range(CHATS_FROM, CHATS_FROM + CHATS)


async def furnish(
    session: Session,
    county: str,
    broker: Account,
    phone: str,
    now: dt.datetime,
    zone: ZoneInfo,
    vault: FileStore,
    seed: int = SEED,
) -> None:
    """Let people live in the county; the same seed and moment give the same people.

    Args:
        broker: the account of who has a phone of the sandbox; the office lets them be one.
        phone: the number of that phone.
    """
    stage = Stage(session, county, now, zone, vault, random.Random(seed))  # noqa: S311
    await offices.open_offices(stage)
    offices.put_own_application(stage, broker, phone)
    people.invent_people(stage)
    work.place_people(stage)
    vacancies.offer_work(stage)
    notices.hold_events(stage)
    months.ask_months(stage)
    troubles.make_trouble(stage)
    await stage.timeline.run(now, session.flush)
    await _tick(stage)
    assert next(stage.chats) <= LISTENING.stop


async def _tick(stage: Stage) -> None:
    """What the clock would still plan at this moment was planned and sent: nobody is flooded."""
    session, now, zone = stage.session, stage.now, stage.zone
    await session.flush()
    for plan in (reminders.plan_reminders, reminders.plan_ledger_weeks, alarms.raise_alarms):
        await plan(session, now, zone)
    while await reminders.do_piece(session, now, zone):
        pass
    await deliver(stage, now)
