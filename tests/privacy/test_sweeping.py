"""An end of keeping: what is over goes after its period, and nothing that is open or counts."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlmodel import SQLModel, col, func, select

from models.accounts.drafts import Draft
from models.core.audit import Act, Subject
from models.core.keeping import PERIODS, STAYS, Keeping
from models.core.session import Session
from models.grievances.grievance import GrievanceNote, GrievanceState, StepKind
from models.grievances.messages import GRIEVANCE_OPENED, GRIEVANCE_STEP
from models.labourers.calls import Call
from models.labourers.messages import UNFINISHED_INTAKE
from models.notices import publication_progress, reminders
from models.notices.messages import NOTICE
from models.notices.notice import Notice
from models.outbox.row import HoldReason, RowState
from models.placements.evidence import Evidence
from models.placements.messages import PLACEMENT_MOVED
from models.placements.placement import CheckIn
from models.placements.states import PlacementState
from models.privacy.ended import KINDS
from models.privacy.messages import GRIEVANCE_ERASED
from models.privacy.sweeping import PIECE
from models.privacy.tables import TABLES
from models.subsidies.subsidy_cases import assess_county, list_subsidy_cases
from models.vacancies.vacancy import VacancyState
from tests.support.outbox import fair_for_two, outbox_rows
from tests.support.privacy import expired
from tests.support.privacy.expired import MAKERS, Cast, end_of, swept
from tests.support.store import DAY, NOON
from tests.support.subsidies.factory import COUNTY, ZONE
from tests.support.subsidy_rules import example_text, keep_rule

STATE = PlacementState
OPEN_CLAIM = (STATE.CONFIRMED, STATE.DISPUTED, STATE.RETURNED, STATE.REPORTED)


async def left(session: Session, table: type[SQLModel]) -> int:
    """How many rows there are."""
    return (await session.exec(select(func.count()).select_from(table))).one()


async def of_kind(session: Session, kind: str, **given: Any) -> dict[str, int]:
    """What goes at noon of one row that was kept for its period and a day."""
    cast = await Cast().come(session)
    await MAKERS[kind](session, cast, end_of(kind) - DAY, **given)
    return await swept(session)


@pytest.mark.parametrize("kind", MAKERS)
async def test_it_goes_a_day_after_its_period_and_not_a_day_before(
    session: Session, kind: str
) -> None:
    cast = await Cast().come(session)
    await MAKERS[kind](session, cast, end_of(kind) - DAY)
    young = (await MAKERS[kind](session, cast, end_of(kind) + DAY)).id
    table = next(one.table for one in KINDS if one.name == kind)
    assert (await swept(session))[kind] == 1
    assert await session.get(table, young) is not None
    assert kind not in await swept(session)


def test_every_table_has_a_period_or_a_reason_to_stay() -> None:
    swept_ones = {inspect(kind.table).local_table.name for kind in KINDS}
    with_another = {"grievance_note"}
    every = {str(inspect(table).local_table) for table in TABLES}
    assert every == swept_ones | with_another | set(STAYS)
    assert not swept_ones & set(STAYS)
    assert {kind.period for kind in KINDS} == set(PERIODS)
    assert set(MAKERS) == {kind.name for kind in KINDS}


async def test_no_period_of_another_length_is_used(session: Session) -> None:
    cast = await Cast().come(session)
    for kind, make in MAKERS.items():
        await make(session, cast, end_of(kind) - DAY)
    longer = Keeping(**{name: period.days + 2 for name, period in PERIODS.items()})
    assert await swept(session, keeping=longer) == {}
    assert set(await swept(session)) == set(MAKERS)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("drafts", {"answered_at": NOON}),
        ("liked", {"until": NOON.date()}),
        ("called", {"closed_at": None}),
        ("messages", {"state": RowState.WAITING, "sent_at": None}),
        ("grievances", {"state": GrievanceState.OPEN, "closed_at": None}),
        ("grievances", {"state": GrievanceState.TAKEN, "closed_at": None}),
        ("requests", {"decided_at": None}),
        ("answers", {"ended_on": None}),
        *(("answers", {"state": state}) for state in OPEN_CLAIM),
        *(("files", {"state": state}) for state in OPEN_CLAIM),
    ],
)
async def test_what_is_open_stays_however_old(
    session: Session, kind: str, given: dict[str, Any]
) -> None:
    assert kind not in await of_kind(session, kind, **given)


@pytest.mark.parametrize(("ahead", "gone"), [(1, {}), (-1, {"messages": 1})])
async def test_what_telegram_refused_stays_as_long_as_it_can_still_be_sent(
    session: Session, ahead: int, gone: dict[str, int]
) -> None:
    given = {"state": RowState.PARKED, "expires_at": NOON + ahead * DAY}
    assert await of_kind(session, "messages", **given) == gone


@pytest.mark.parametrize(("past", "gone"), [(1, {"liked": 1}), (-1, {})])
async def test_interest_in_work_that_was_taken_back_stays_for_its_period_too(
    session: Session, past: int, gone: dict[str, int]
) -> None:
    last = (end_of("liked") - past * DAY).date()
    assert await of_kind(session, "liked", until=last, state=VacancyState.CLOSED) == gone


async def test_a_grievance_goes_with_its_steps_its_files_and_its_forms(
    session: Session,
) -> None:
    cast = await Cast().come(session)
    one = (await expired.grievance(session, cast, end_of("grievances") - DAY)).key()
    step = GrievanceNote(grievance_id=one, step=1, what=StepKind.CLOSED, at=NOON, words="办结")
    await expired.added(session, step)
    await expired.draft(session, cast, NOON, form="grievance note", about=one)
    assert await swept(session) == {"grievances": 1}
    assert [await left(session, table) for table in (GrievanceNote, Evidence, Draft)] == [0, 0, 0]


@pytest.mark.parametrize("kind", ["answers", "files", "vouchers"])
async def test_nothing_goes_that_rests_under_an_open_grievance(session: Session, kind: str) -> None:
    cast = await Cast().come(session)
    row = await MAKERS[kind](session, cast, end_of(kind) - DAY)
    open_one = {"state": GrievanceState.OPEN, "closed_at": None}
    told = await expired.grievance(session, cast, NOON, placement_id=row.placement_id, **open_one)
    assert await swept(session) == {}
    told.state = GrievanceState.CLOSED
    await expired.added(session, told)
    with_its_trail = {} if kind == "answers" else {"trail": 1}
    assert await swept(session) == {kind: 1, **with_its_trail}


async def test_of_an_emptied_voucher_nothing_is_left_that_somebody_wrote(session: Session) -> None:
    cast = await Cast().come(session)
    row = await expired.voucher(session, cast, end_of("vouchers") - DAY)
    row.caption, number = "李秀英的合同", row.key()
    await expired.added(session, row)
    assert (await swept(session))["vouchers"] == 1
    session.expunge_all()
    left = await session.get_one(Evidence, number)
    assert [left.name, left.caption, left.path] == [None] * 3


async def test_a_grievance_about_disputed_work_waits_for_the_office(session: Session) -> None:
    cast = await Cast().come(session)
    there = (await expired.work(session, cast, state=STATE.DISPUTED)).key()
    await expired.grievance(session, cast, end_of("grievances") - DAY, placement_id=there)
    assert await swept(session) == {}


async def test_a_placement_withdrawn_lately_keeps_its_old_files(session: Session) -> None:
    cast = await Cast().come(session)
    row = await expired.file(session, cast, end_of("files") - DAY, state=STATE.WITHDRAWN)
    of = {"subject": Subject.PLACEMENT, "subject_id": row.placement_id}
    await expired.act(session, cast, NOON - DAY, act=Act.WITHDRAWN, **of)
    assert await swept(session) == {}


async def test_looking_at_a_placement_does_not_begin_its_period_anew(session: Session) -> None:
    cast = await Cast().come(session)
    row = await expired.file(session, cast, end_of("files") - DAY)
    of = {"subject": Subject.PLACEMENT, "subject_id": row.placement_id}
    await expired.act(session, cast, NOON - DAY, act=Act.VIEWED, **of)
    assert (await swept(session))["files"] == 1


async def test_no_judgement_changes_by_what_is_swept_under_it(session: Session) -> None:
    """The sum of wages told is below what was agreed, and below the rule's: it still is after."""
    cast = await Cast().come(session)
    text = example_text("zhouqu_2020").replace("623023", COUNTY)
    await keep_rule(session, text.replace("valid_from = 20", "valid_from = 19"), NOON)
    long_ago = end_of("vouchers") - DAY
    for place, wages in enumerate([(2800, 2801, 900), (None, 4000), ()]):
        starts_on = (long_ago - 400 * DAY).date() + place * DAY
        over = {"starts_on": starts_on, "ended_on": long_ago.date()}
        key = (await expired.voucher(session, cast, long_ago, **over)).placement_id
        for days, wage in enumerate(wages):
            row = CheckIn(placement_id=key or 0, days=days, asked_at=long_ago, wage=wage)
            await expired.added(session, row, answered_at=long_ago)
    before = await assess_county(session, COUNTY, ZONE, NOON.date())
    claims = await _claims(session)
    assert [claim.wage for claim in claims] == [2167, 3000, 3000]
    assert (await swept(session)).keys() == {"answers", "vouchers", "trail"}
    assert await left(session, CheckIn) == 0
    files = (await session.exec(select(Evidence))).all()
    assert {(one.path, one.name, one.file_id) for one in files} == {(None, None, "")}
    assert await _claims(session) == claims
    assert await assess_county(session, COUNTY, ZONE, NOON.date()) == before


async def _claims(session: Session) -> list[Any]:
    return await list_subsidy_cases(session, COUNTY, ZONE, NOON.date())


async def test_wages_told_later_are_counted_with_those_that_are_gone(session: Session) -> None:
    cast = await Cast().come(session)
    there = (await expired.answer(session, cast, end_of("answers") - DAY)).placement_id
    await expired.added(
        session, CheckIn(placement_id=there, days=60, asked_at=NOON, wage=2001), answered_at=NOON
    )
    (before,) = await _claims(session)
    assert before.wage == 2400
    assert await swept(session) == {"answers": 1}
    assert await _claims(session) == [before]


async def test_what_was_told_of_an_open_grievance_stays(session: Session) -> None:
    cast = await Cast().come(session)
    open_one = {"state": GrievanceState.OPEN, "closed_at": None}
    told = {"about": (await expired.grievance(session, cast, NOON, **open_one)).key()}
    for place, message_type in enumerate(
        (GRIEVANCE_OPENED, GRIEVANCE_STEP, GRIEVANCE_ERASED, PLACEMENT_MOVED)
    ):
        then = end_of("messages") - DAY
        await expired.message(session, cast, then, topic=message_type.name, round=place, **told)
    assert await swept(session) == {"messages": 1}


async def test_a_notice_tells_the_same_when_its_rows_are_gone(session: Session) -> None:
    notice, _, ben = await fair_for_two(session)
    for row in await outbox_rows(session, NOTICE):
        if row.labourer_id == ben.id:
            row.state, row.why = RowState.UNREACHABLE, HoldReason.BLOCKED
    await session.flush()
    before = await publication_progress.count_progress(session, notice)
    assert (before.sent, before.unreachable, before.by_why) == (1, 1, {HoldReason.BLOCKED: 1})
    later = notice.over_at + dt.timedelta(days=PERIODS["messages"].days)
    assert await swept(session, later - DAY) == {}
    assert (await swept(session, later + DAY))["messages"] == 2
    assert await outbox_rows(session, NOTICE) == []
    notice = await session.get_one(Notice, notice.id)
    assert await publication_progress.count_progress(session, notice) == before


async def test_nobody_is_reminded_again_of_a_form_that_still_lies_there(
    session: Session,
) -> None:
    cast = await Cast().come(session)
    form = await expired.draft(session, cast, NOON - 10 * DAY)
    assert await reminders.plan_intake_reminders(session, NOON) == 1
    for row in await outbox_rows(session, UNFINISHED_INTAKE):
        row.state, row.sent_at = RowState.SENT, NOON
    much_later, long = NOON + 500 * DAY, Keeping(drafts=36_525)
    assert await swept(session, much_later, long) == {}
    assert await reminders.plan_intake_reminders(session, much_later) == 0
    await session.delete(await session.get_one(Draft, form.id))
    assert await swept(session, much_later, long) == {"messages": 1}


async def test_a_piece_is_small_and_what_stays_is_passed_by(session: Session) -> None:
    """First come those that have to stay, more than a piece of them; the others are reached."""
    cast = await Cast().come(session)
    then = end_of("called") - DAY
    for _ in range(PIECE + 10):
        await expired.called(session, cast, then, closed_at=None)
    for _ in range(PIECE + 5):
        await expired.called(session, cast, then)
    gone = [(await swept(session)).get("called", 0) for _ in range(5)]
    assert max(gone) <= PIECE
    assert sum(gone) == PIECE + 5
    open_ones = select(func.count()).where(col(Call.closed_at).is_(None))
    assert (await session.exec(open_ones)).one() == PIECE + 10
