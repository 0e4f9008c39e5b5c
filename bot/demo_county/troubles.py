"""Troubles: grievances, questions, somebody who is twice in the ledger, a hasty confirmation."""

import datetime as dt
from functools import partial

from bot.demo_county.job import Job
from bot.demo_county.offices import POSTS
from bot.demo_county.plans import Outcome, Plan
from bot.demo_county.stage import Stage, Villager, granted
from models.core.vocabulary import Trouble, WorkStatus
from models.enquiries import answering, asking
from models.enquiries.answering import Answer
from models.enquiries.asking import LeaveMessage
from models.enquiries.enquiry import Enquiry
from models.grievances import handling, opening
from models.grievances.grievance import Grievance
from models.grievances.handling import Note
from models.grievances.opening import GrievanceReport
from models.labourers import consent, doubles, entry_transfer, intake

UNPAID = GrievanceReport(
    Trouble.UNPAID,
    "烟台海天食品厂",
    amount=8400,
    words="干到九月，两个月工资一分没给，电话也不接了。",
)
FEE = GrievanceReport(Trouble.FEE, "威海顺达劳务外包公司", amount=500, words="说是押金，不给退。")
CONTRACT = GrievanceReport(
    Trouble.NO_CONTRACT, "延吉的烤肉店", words="干了四个月，老板一直说下个月签合同。"
)
NOTED = Note("已经给老板打过电话，约好这周五来局里签。你把身份证复印件带上。")
CLOSED = Note("押金五百元已经退到你的账户。这家单位以后不再介绍了。")
TO_OFFICE = LeaveMessage("补贴表交上去一个月了，还要等多久？")
TO_BROKER = LeaveMessage("陈哥，厂里过年放几天假？我想早点回家。")
ASKED_BEFORE = LeaveMessage("招聘会那天有没有从罗子沟过去的车？")
ANSWERED = Answer("有，早上七点镇政府门口发车，不收钱。")
GREEDY, OWN = "222424100", "222424101"


def make_trouble(stage: Stage) -> None:
    put = stage.timeline.put
    put(stage.at(-22, 20, 10), partial(_open_late, stage))
    put(stage.at(-6, 12, 30), partial(_open_taken, stage))
    put(stage.at(-44, 18), partial(_open_closed, stage))
    put(stage.at(-28, 17, 20), partial(_ask_before, stage))
    put(stage.now - dt.timedelta(hours=5), partial(_ask_office, stage))
    put(stage.now - dt.timedelta(hours=2), partial(_ask_broker, stage))
    put(stage.at(-3, 14, 30), partial(_register_again, stage))
    put(stage.at(-2, 10), partial(_take_over_in_haste, stage))


def _writer(stage: Stage, at: dt.datetime, *statuses: WorkStatus, village: str = "") -> Villager:
    """Somebody who writes themselves, has no placement, and told this of their work."""
    fit = [
        one
        for one in stage.people
        if one.can_write(at - dt.timedelta(days=5))
        and one.facts["status"] in statuses
        and one.village.startswith(village)
    ]
    return stage.dice.choice(fit)


async def _grieve(
    stage: Stage, status: WorkStatus, report: GrievanceReport, at: dt.datetime
) -> Grievance:
    one = _writer(stage, at, status)
    actor = stage.as_person(one, at)
    return granted(await opening.open_grievance(stage.session, actor, one.entry, report))


async def _open_late(stage: Stage, at: dt.datetime) -> None:
    """Nobody has taken it, and its day is past."""
    await _grieve(stage, WorkStatus.OUTSIDE, UNPAID, at)


async def _open_taken(stage: Stage, at: dt.datetime) -> None:
    grievance = await _grieve(stage, WorkStatus.IN_PROVINCE, CONTRACT, at)
    stage.timeline.put(at + dt.timedelta(hours=3), partial(_take, stage, grievance))
    stage.timeline.put(at + dt.timedelta(hours=28), partial(_note, stage, grievance))


async def _open_closed(stage: Stage, at: dt.datetime) -> None:
    grievance = await _grieve(stage, WorkStatus.OUT_OF_WORK, FEE, at)
    stage.timeline.put(at + dt.timedelta(hours=15), partial(_take, stage, grievance))
    stage.timeline.put(at + dt.timedelta(days=2), partial(_close, stage, grievance))


async def _take(stage: Stage, grievance: Grievance, at: dt.datetime) -> None:
    clerk = stage.actor(stage.office[1], at)
    granted(await handling.take_grievance(stage.session, clerk, grievance))


async def _note(stage: Stage, grievance: Grievance, at: dt.datetime) -> None:
    clerk = stage.actor(stage.office[1], at)
    granted(await handling.write_to_person(stage.session, clerk, grievance, NOTED))


async def _close(stage: Stage, grievance: Grievance, at: dt.datetime) -> None:
    clerk = stage.actor(stage.office[1], at)
    granted(await handling.close_grievance(stage.session, clerk, grievance, CLOSED))


async def _ask_office(stage: Stage, at: dt.datetime) -> None:
    actor = stage.as_person(_writer(stage, at, WorkStatus.FARMING), at)
    granted(await asking.leave_message(stage.session, actor, TO_OFFICE))


async def _ask_before(stage: Stage, at: dt.datetime) -> None:
    one = _writer(stage, at, WorkStatus.FARMING, WorkStatus.OUT_OF_WORK, village="222424103")
    asked = await asking.leave_message(stage.session, stage.as_person(one, at), ASKED_BEFORE)
    answers = partial(_answer, stage, granted(asked))
    stage.timeline.put(at + dt.timedelta(hours=16), answers)


async def _answer(stage: Stage, enquiry: Enquiry, at: dt.datetime) -> None:
    clerk = stage.actor(stage.office[0], at)
    granted(await answering.answer_enquiry(stage.session, clerk, enquiry, ANSWERED))


async def _ask_broker(stage: Stage, at: dt.datetime) -> None:
    """One whom the demo's broker has placed."""
    placed = [
        one
        for one in stage.people
        if one.is_placed and one.account is not None and one.village.startswith(OWN)
    ]
    for one in placed:
        actor = stage.as_person(one, at)
        asked = await asking.leave_message_to_broker(stage.session, actor, TO_BROKER)
        if isinstance(asked, Enquiry):
            return


async def _register_again(stage: Stage, at: dt.datetime) -> None:
    """Somebody wrote themselves; a broker registers them once more, without the number."""
    status = (WorkStatus.FARMING, WorkStatus.OUT_OF_WORK)
    one = _writer(stage, at, *status, village=GREEDY)
    told = ("name", "sex", "birth_year", "village", "registered_poor", "status", "notices")
    facts = {key: one.facts[key] for key in told} | {"registered_poor": False}
    broker = stage.actor(stage.brokers[GREEDY], at)
    again = await intake.register_person(
        stage.session, broker, facts, at - dt.timedelta(minutes=9), is_somebody_else=True
    )
    stage.people.append(Villager(facts, at, registrar=broker.account, labourer=granted(again)))
    stage.timeline.put(at + dt.timedelta(minutes=1), partial(_tell_of_double, stage))


async def _tell_of_double(stage: Stage, at: dt.datetime) -> None:
    await doubles.tell_staff_of_doubles(stage.session, at)


async def _take_over_in_haste(stage: Stage, at: dt.datetime) -> None:
    """The broker gives the code; minutes later the entry is taken over and all is confirmed."""
    broker = stage.brokers[GREEDY]
    one = next(
        one
        for one in stage.people
        if one.registrar is broker
        and one.facts.get("id_number")
        and one.facts["status"] is WorkStatus.FARMING
        and one.facts.get("seen_by_brokers") is not False
    )
    session = stage.session
    by_broker = stage.actor(broker, at)
    code = await entry_transfer.give_entry_code(session, by_broker, one.entry.key())
    account = one.account = await stage.open_account(next(stage.chats), at)
    later = stage.as_person(one, at + dt.timedelta(minutes=3))
    granted(await consent.give_consent(session, later))
    granted(await entry_transfer.take_over_entry(session, later, granted(code)))
    assert account.labourer_id == one.entry.key()
    one.is_placed = True
    post, wage = POSTS[3]
    job = Job(stage, Plan(Outcome.CONFIRMED, 2), one, GREEDY, 3, post, wage, has_contract=False)
    await job.report_and_say(at + dt.timedelta(minutes=8), dt.timedelta(minutes=2))
