"""Grievances: every step has one who took it, is told once, and is in the trail."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.drafts import Draft, begin_draft
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName, Trouble
from models.grievances import handling, opening, steps
from models.grievances.deadline import REOPENED_WITHIN, USUAL_DAYS
from models.grievances.grievance import Grievance, GrievanceNote, GrievanceState, StepKind
from models.grievances.handling import Note
from models.grievances.messages import GRIEVANCE_OPENED, GRIEVANCE_STEP
from models.outbox.message_type import MessageType
from models.outbox.row import HoldReason, RowState
from models.placements.evidence import Evidence, EvidenceState
from models.privacy import consent, export
from tests.support.accounts.actors import acting
from tests.support.grievances.factory import (
    EVA,
    close_grievance,
    labourer_with_account,
    open_grievance,
    person_of,
    staff_account,
    take_grievance,
    work_at,
)
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import ZONE, county_time, days
from tests.support.outbox import outbox_rows
from tests.support.placements.actors import CLERK, county_clerk
from tests.support.store import (
    NOON,
    Store,
    all_rows,
    broker_account,
    consenting_account,
    stored_rows,
)

DAY_OF_NOON = date(2026, 11, 23)
FURNISHED = 1


PHOTO = {"file_id": "photo-1", "name": None, "size": None, "media": "image/jpeg"}


async def whom(session: Session, topic: MessageType) -> list[int | None]:
    """The accounts that are told this, besides the one that the store was furnished with."""
    return [
        row.account_id for row in await outbox_rows(session, topic) if row.account_id != FURNISHED
    ]


async def test_the_staff_of_the_county_are_told_and_nobody_else(session: Session) -> None:
    office, everywhere = await staff_account(session), await staff_account(session, "", EVA)
    await staff_account(session, "220822", 23)
    await broker_account(session, 24)
    await open_grievance(session, await labourer_with_account(session))
    assert await whom(session, GRIEVANCE_OPENED) == [office.id, everywhere.id]


async def test_of_two_offices_in_one_account_one_is_told(session: Session) -> None:
    office = await staff_account(session)
    await roles.grant_role(session, office, RoleName.STAFF, "", NOON)
    await open_grievance(session, await labourer_with_account(session))
    assert await whom(session, GRIEVANCE_OPENED) == [office.id]


@pytest.mark.parametrize("kind", Trouble)
async def test_the_office_has_fifteen_days_and_three_for_what_is_urgent(
    session: Session, kind: Trouble
) -> None:
    grievance = await open_grievance(session, await labourer_with_account(session), kind=kind)
    last = 3 if kind in (Trouble.FEE, Trouble.DANGER, Trouble.PAPERS) else 15
    assert grievance.due_at == county_time(DAY_OF_NOON + days(last + 1), 0)


async def test_the_employer_of_the_placement_is_named_where_nobody_named_it(
    session: Session,
) -> None:
    person = await labourer_with_account(session)
    placement = await work_at(session, person)
    grievance = await open_grievance(session, person, placement=placement, employer=None)
    assert (grievance.placement_id, grievance.employer) == (placement.id, "宁波鞋厂")


async def test_what_people_tell_is_sealed_on_the_disk(session: Session) -> None:
    grievance = await open_grievance(session, await labourer_with_account(session))
    await take_grievance(session, grievance)
    await handling.write_to_person(session, county_clerk(), grievance, Note("打过电话了"))
    for words in ("赵老板砖厂", "三个月没给钱", "打过电话了"):
        assert words in await all_rows(session)
        assert words not in await stored_rows(session)


async def test_a_photo_is_to_be_fetched(session: Session) -> None:
    grievance = await open_grievance(session, await labourer_with_account(session), photo=[PHOTO])
    (photo,) = await session.exec(select(Evidence))
    assert (photo.grievance_id, photo.file_id) == (grievance.id, "photo-1")
    assert (photo.state, photo.next_try_at) == (EvidenceState.COMING, NOON)


async def test_each_step_is_told_to_the_person_once(session: Session) -> None:
    one = await labourer_with_account(session)
    grievance = await open_grievance(session, one)
    await take_grievance(session, grievance)
    await handling.write_to_person(session, county_clerk(), grievance, Note("打过电话了"))
    await handling.close_grievance(session, county_clerk(), grievance, Note("给了"))
    told = await outbox_rows(session, GRIEVANCE_STEP)
    assert [(row.round, row.labourer_id) for row in told] == [(n, one.id) for n in (1, 2, 3)]
    done = await steps.list_steps(session, grievance)
    assert [(step.step, step.what, step.words) for step in done] == [
        (1, StepKind.TAKEN, None),
        (2, StepKind.NOTED, "打过电话了"),
        (3, StepKind.CLOSED, "给了"),
    ]


async def test_who_has_no_phone_any_more_is_not_waited_for(session: Session) -> None:
    one, account = await reachable_labourer(session, 1, village_code="222424101001")
    grievance = await open_grievance(session, one)
    account.labourer_id = None
    await session.flush()
    await take_grievance(session, grievance)
    (row,) = await outbox_rows(session, GRIEVANCE_STEP)
    assert (row.state, row.why) == (RowState.UNREACHABLE, HoldReason.NO_ACCOUNT)


async def test_the_trail_has_every_step_with_whose_it_is(session: Session) -> None:
    one = await labourer_with_account(session)
    grievance = await open_grievance(session, one)
    await close_grievance(session, grievance)
    ana = await person_of(session, grievance)
    await opening.reopen_grievance(session, ana, grievance)
    trail = await audit.trail(session, Subject.GRIEVANCE, grievance.key())
    assert [(act.act, act.account_id) for act in trail] == [
        (Act.OPENED, ana.id),
        (Act.TAKEN, CLERK),
        (Act.CLOSED, CLERK),
        (Act.OPENED, ana.id),
    ]
    assert {act.labourer_id for act in trail} == {one.id}


async def test_of_two_who_take_it_at_once_one_has_it(store: Store) -> None:
    async def tell(session: Session) -> int:
        return (await open_grievance(session, await labourer_with_account(session))).key()

    number = await store.turn(tell)

    async def take(session: Session, by: int) -> Refusal | None:
        grievance = await session.get_one(Grievance, number)
        clerk = county_clerk(number=by)
        return await handling.take_grievance(session, clerk, grievance)

    answers = await store.at_once(*(lambda s, by=by: take(s, by) for by in range(5)))
    assert sorted(map(repr, answers)) == sorted(
        map(repr, [None, *[Refusal("grievance_taken")] * 4])
    )

    async def look(session: Session) -> tuple[int | None, int, int]:
        grievance = await session.get_one(Grievance, number)
        notes = (await session.exec(select(GrievanceNote))).all()
        return grievance.taken_by, grievance.step, len(notes)

    assert await store.turn(look) == (answers.index(None), 1, 1)


@pytest.mark.parametrize("step", [handling.write_to_person, handling.close_grievance])
async def test_only_what_is_in_hand_goes_on(session: Session, step: object) -> None:
    assert callable(step)
    grievance = await open_grievance(session, await labourer_with_account(session))
    assert await step(session, county_clerk(), grievance, Note("…")) == Refusal("grievance_untaken")
    await close_grievance(session, grievance)
    assert await step(session, county_clerk(), grievance, Note("…")) == Refusal("grievance_closed")
    colleague = county_clerk(number=8)
    refused = await handling.take_grievance(session, colleague, grievance)
    assert refused == Refusal("grievance_closed")
    assert grievance.step == 2


async def test_what_is_not_over_is_anybodys_again_with_its_time(session: Session) -> None:
    office = await staff_account(session)
    grievance = await open_grievance(session, await labourer_with_account(session))
    await close_grievance(session, grievance, NOON)
    ana = await person_of(session, grievance, NOON + REOPENED_WITHIN)
    assert await opening.reopen_grievance(session, ana, grievance) is None
    assert (grievance.state, grievance.taken_by) == (GrievanceState.OPEN, None)
    assert grievance.due_at == county_time(DAY_OF_NOON + REOPENED_WITHIN + days(USUAL_DAYS + 1), 0)
    assert await whom(session, GRIEVANCE_OPENED) == [office.id, office.id]


async def test_a_month_after_it_was_closed_it_stays_so(session: Session) -> None:
    grievance = await open_grievance(session, await labourer_with_account(session))
    await close_grievance(session, grievance)
    late = NOON + REOPENED_WITHIN + timedelta(seconds=1)
    ana = await person_of(session, grievance, late)
    refused = await opening.reopen_grievance(session, ana, grievance)
    assert refused == Refusal("grievance_long_over")
    assert grievance.state is GrievanceState.CLOSED


async def test_what_is_not_closed_needs_no_opening(session: Session) -> None:
    grievance = await open_grievance(session, await labourer_with_account(session))
    ana = await person_of(session, grievance)
    refused = await opening.reopen_grievance(session, ana, grievance)
    assert refused == Refusal("grievance_going_on")


async def test_erasing_takes_along_steps_photos_and_what_staff_were_writing(
    session: Session,
) -> None:
    one, office = await labourer_with_account(session), await staff_account(session)
    grievance = await open_grievance(session, one, photo=[PHOTO])
    await close_grievance(session, grievance)
    await begin_draft(session, office, "grievance note", NOON, about=grievance.key())
    other = await open_grievance(session, await labourer_with_account(session, chat=2))
    await begin_draft(session, office, "grievance note", NOON, about=other.key())
    await session.flush()
    account = (await session.exec(select(Account).where(Account.labourer_id == one.id))).one()
    await consent.erase_account_data(session, account, roles.Roles(), NOON, ZONE)
    left = [(await session.exec(select(table.id))).all() for table in (Grievance, Evidence)]
    assert left == [[other.id], []]
    assert (await session.exec(select(GrievanceNote))).all() == []
    assert [draft.about for draft in await session.exec(select(Draft))] == [other.id]


async def test_it_can_be_had_with_its_steps(session: Session) -> None:
    one = await labourer_with_account(session)
    await close_grievance(
        session, await open_grievance(session, one, since="2026-08-01", amount=9000)
    )
    account = (await session.exec(select(Account).where(Account.labourer_id == one.id))).one()
    (had,) = (await export.export_account(session, acting(account)))["grievances"]
    assert (had["since"], had["amount"], had["employer"]) == ("2026-08-01", 9000, "赵老板砖厂")
    assert [step["what"] for step in had["steps"]] == ["taken", "closed"]


async def test_nobody_of_the_villages_is_staff(session: Session) -> None:
    await broker_account(session, 24)
    await consenting_account(session, 25)
    assert await roles.list_staff_of_county(session, "222424") == [FURNISHED]
