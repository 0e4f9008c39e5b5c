"""A person adds to a grievance: all of it or none, told to who can help, and traced once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.accounts import attempts, dismissal
from models.accounts.account import Account
from models.core.audit import Act, AuditRecord, Subject
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EvidenceKind, Trouble
from models.grievances import adding, ending, handling, opening, steps, trouble, unregistered
from models.grievances.adding import Addition
from models.grievances.deadline import get_deadline
from models.grievances.grievance import Grievance, GrievanceState, StepKind
from models.grievances.messages import GRIEVANCE_ADDED, GRIEVANCE_WITHDRAWN, list_handlers
from models.grievances.opening import GrievanceReport
from models.outbox.message_type import DueRow, MessageType, get_drop_reason
from models.placements import evidence, papers
from models.placements.evidence import PAPERS_MOST
from models.placements.follow_up import CheckInAnswer
from models.placements.placement import CheckIn, StatementChannel
from models.privacy import export
from tests.support.grievances.factory import (
    EVA,
    labourer_with_account,
    open_grievance,
    person_of,
    staff_account,
    work_at,
)
from tests.support.notices.factory import ZONE
from tests.support.outbox import outbox_rows
from tests.support.placements.actors import broker_of
from tests.support.placements.factory import reported_placement
from tests.support.store import NOON, consenting_account
from tests.support.stored_actors import load_actor

FURNISHED = 1
PHOTO = {"file_id": "photo-1", "name": None, "size": None, "media": "image/jpeg"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def whom(session: Session, topic: MessageType) -> list[int | None]:
    """Who is told this, as things stand; without whom the store was furnished with."""
    told = []
    for row in await outbox_rows(session, topic):
        due = await get_drop_reason(DueRow(session, row, NOON))
        told += [] if due or row.account_id == FURNISHED else [row.account_id]
    return told


async def dismiss(session: Session, account: Account) -> None:
    """Somebody leaves the office."""
    assert await dismissal.dismiss_address(session, account.address.value, NOON) == 1


async def taken_by_dai(session: Session) -> tuple[Grievance, Account, Account]:
    """Dai has it, and Eva could."""
    dai, eva = await staff_account(session), await staff_account(session, chat=EVA)
    grievance = await open_grievance(session, await labourer_with_account(session))
    assert await handling.take_grievance(session, await load_actor(session, dai), grievance) is None
    return grievance, dai, eva


async def adds(session: Session, grievance: Grievance, **what: Any) -> Refusal | None:
    person = await person_of(session, grievance, NOON + HOUR)
    return await adding.add_words_and_files(session, person, grievance, Addition(**what))


async def tells_more(session: Session, grievance: Grievance, **told: Any) -> Refusal | None:
    """The form that holds what was told, saved with this otherwise."""
    person = await person_of(session, grievance, NOON + HOUR)
    answers = {**opening.as_form_answers(grievance), **told}
    report = from_answers(GrievanceReport, answers)
    return await adding.add_to_grievance(session, person, grievance, report)


@pytest.mark.parametrize("what", [{"words": "又骂人"}, {"files": [PHOTO]}, {"files": [PHOTO] * 3}])
async def test_each_addition_is_a_step_of_which_the_handler_hears(
    session: Session, what: dict[str, Any]
) -> None:
    grievance, dai, _ = await taken_by_dai(session)
    for count in (1, 2):
        assert await adds(session, grievance, **what) is None
        assert grievance.step == 1 + count
        assert await whom(session, GRIEVANCE_ADDED) == [dai.id]
    assert len(await outbox_rows(session, GRIEVANCE_ADDED)) == 2


@pytest.mark.parametrize("told", [{"amount": 9000}, {"photo": [PHOTO]}, {"since": "2026-08-01"}])
async def test_what_is_filled_in_later_is_a_step_too(
    session: Session, told: dict[str, Any]
) -> None:
    grievance, dai, _ = await taken_by_dai(session)
    assert await tells_more(session, grievance, **told) is None
    assert await whom(session, GRIEVANCE_ADDED) == [dai.id]


async def test_the_same_told_again_is_no_step(session: Session) -> None:
    grievance, _, _ = await taken_by_dai(session)
    assert await tells_more(session, grievance) is None
    assert (grievance.step, await whom(session, GRIEVANCE_ADDED)) == (1, [])


async def test_what_is_told_otherwise_with_words_and_a_photo_is_traced_once(
    session: Session,
) -> None:
    grievance, _, _ = await taken_by_dai(session)
    before = len(await trail(session, grievance))
    told = {"kind": "danger", "words": "棚子要塌", "photo": [PHOTO]}
    assert await tells_more(session, grievance, **told) is None
    kinds = [one.what for one in await steps.list_steps(session, grievance)]
    assert kinds == [StepKind.TAKEN, StepKind.CHANGED, StepKind.TOLD]
    assert (grievance.words, grievance.kind) == ("三个月没给钱", Trouble.DANGER)
    new = (await trail(session, grievance))[before:]
    assert [one.act for one in new] == [Act.ADDED, Act.CHANGED]


async def trail(session: Session, grievance: Grievance) -> list[AuditRecord]:
    query = select(AuditRecord).where(
        AuditRecord.subject == Subject.GRIEVANCE, AuditRecord.subject_id == grievance.key()
    )
    return sorted(await session.exec(query), key=lambda one: one.id or 0)


@pytest.mark.parametrize("kind", list(Trouble))
async def test_another_kind_brings_the_day_nearer_and_never_farther(
    session: Session, kind: Trouble
) -> None:
    for chat, first in ((41, "unpaid"), (42, "danger")):
        person = await labourer_with_account(session, chat=chat)
        grievance = await open_grievance(session, person, kind=first)
        before = grievance.due_at
        assert await tells_more(session, grievance, kind=kind) is None
        assert grievance.due_at == min(before, get_deadline(kind, NOON + HOUR, ZONE))


async def test_all_who_could_hear_of_danger_where_nobody_has_it(session: Session) -> None:
    dai, eva = await staff_account(session), await staff_account(session, chat=EVA)
    grievance = await open_grievance(session, await labourer_with_account(session))
    assert await adds(session, grievance, words="还没给钱") is None
    assert await whom(session, GRIEVANCE_ADDED) == []
    assert await tells_more(session, grievance, kind="danger") is None
    assert await whom(session, GRIEVANCE_ADDED) == [dai.id, eva.id]


async def test_one_more_trouble_at_work_is_told_to_the_office(session: Session) -> None:
    grievance, dai, _ = await taken_by_dai(session)
    person = await person_of(session, grievance, NOON + HOUR)
    await handling.add_trouble(session, person, grievance, Trouble.DANGER)
    assert await whom(session, GRIEVANCE_ADDED) == [dai.id]


async def test_what_belongs_to_who_left_the_office_is_told_to_the_others(
    session: Session,
) -> None:
    grievance, dai, eva = await taken_by_dai(session)
    await dismiss(session, dai)
    assert await adds(session, grievance, words="又骂人") is None
    assert await whom(session, GRIEVANCE_ADDED) == [eva.id]
    person = await person_of(session, grievance, NOON + 2 * HOUR)
    assert await ending.withdraw_grievance(session, person, grievance) is None
    assert await whom(session, GRIEVANCE_WITHDRAWN) == [eva.id]


async def test_who_left_since_it_was_planned_is_told_nothing(session: Session) -> None:
    grievance, dai, _ = await taken_by_dai(session)
    person = await person_of(session, grievance, NOON + HOUR)
    assert await ending.withdraw_grievance(session, person, grievance) is None
    await dismiss(session, dai)
    assert await whom(session, GRIEVANCE_WITHDRAWN) == []


async def test_what_belongs_to_who_left_the_office_can_be_taken(session: Session) -> None:
    grievance, dai, eva = await taken_by_dai(session)
    colleague = await load_actor(session, eva)
    held = await handling.take_grievance(session, colleague, grievance)
    assert held == Refusal("grievance_taken")
    await dismiss(session, dai)
    assert await handling.is_free(session, grievance)
    assert await handling.take_grievance(session, colleague, grievance) is None
    assert grievance.taken_by == eva.id


async def used_up(session: Session, kind: attempts.AttemptKind, account: Account, n: int) -> None:
    await attempts.record_attempts(session, [kind] * n, account, NOON)


@pytest.mark.parametrize("how", ["many", "often"])
@pytest.mark.parametrize("told", ["addition", "form"])
async def test_words_and_files_are_kept_both_or_neither(
    session: Session, how: str, told: str
) -> None:
    grievance, _, _ = await taken_by_dai(session)
    person, photos = await person_of(session, grievance, NOON + HOUR), [PHOTO] * 3
    if how == "often":
        most = attempts.FILES.most - 2
        await used_up(session, attempts.FILES.what, person.account, most)
    else:
        photos = [PHOTO] * (PAPERS_MOST + 1)
    if told == "form":
        refused = await tells_more(session, grievance, words="另一句", photo=photos, amount=5)
    else:
        refused = await adds(session, grievance, words="另一句", files=photos)
    assert refused is not None
    assert refused.name == {"many": "papers_many", "often": "too_often"}[how]
    owner = (Subject.GRIEVANCE, grievance.key())
    assert await evidence.list_evidence(session, owner) == []
    assert (grievance.step, grievance.words, grievance.amount) == (1, "三个月没给钱", None)


async def test_papers_of_a_placement_are_kept_all_or_none(session: Session) -> None:
    placement = await reported_placement(session)
    broker = await broker_of(session, placement)
    most = attempts.PAPERS.most - 2
    await used_up(session, attempts.PAPERS.what, broker.account, most)
    kind = EvidenceKind.CONTRACT
    refused = await papers.add_papers(session, broker, placement, kind, [PHOTO] * 3)
    assert refused is not None
    assert refused.name == "too_often"
    assert await papers.list_papers(session, placement) == []
    assert await papers.add_papers(session, broker, placement, kind, [PHOTO] * 2) is None


async def test_an_answer_is_changed_by_its_person_alone(session: Session) -> None:
    """Also where the account that gave it has another's entry by now, or none."""
    labourer = await labourer_with_account(session)
    placement = await work_at(session, labourer)
    asked = CheckIn(placement_id=placement.key(), days=30, asked_at=NOON)
    session.add(asked)
    await session.flush()
    account = (await session.exec(select(Account).where(Account.labourer_id == labourer.id))).one()
    actor, by_self = await load_actor(session, account), StatementChannel.SELF
    yes = await trouble.record_check_in(session, actor, asked, CheckInAnswer(True), by_self)
    assert not isinstance(yes, Refusal)
    account.labourer_id = None
    await session.flush()
    no = await trouble.record_check_in(session, actor, asked, CheckInAnswer(False), by_self)
    assert no == Refusal("not_yours")
    assert placement.ended_on is None
    owed = CheckInAnswer(True, paid=False)
    again = await trouble.record_check_in(session, actor, asked, owed, by_self)
    assert again == Refusal("not_yours")
    assert (await session.exec(select(Grievance))).all() == []


async def test_who_has_no_entry_is_given_the_files_that_they_sent(session: Session) -> None:
    teller, other = await consenting_account(session, 71), await consenting_account(session, 72)
    for one in (teller, other):
        one.labourer_id = None
    await session.flush()
    grievance = Grievance(
        county="",
        teller_id=teller.id,
        kind=Trouble.UNPAID,
        state=GrievanceState.OPEN,
        opened_at=NOON,
        due_at=NOON,
    )
    session.add(grievance)
    await session.flush()
    actor = await load_actor(session, teller)
    photo = {**PHOTO, "caption": "工棚"}
    addition = Addition(None, [photo])
    assert await adding.add_words_and_files(session, actor, grievance, addition) is None
    given = await export.export_account(session, actor)
    assert [one["caption"] for one in given["files"]] == ["工棚"]
    assert (await export.export_account(session, await load_actor(session, other)))["files"] == []


async def test_what_is_told_without_an_entry_asks_for_a_yes(session: Session) -> None:
    """And the yes to telling is one to nothing else."""
    teller = await consenting_account(session, 73)
    teller.consented_at = teller.labourer_id = None
    await session.flush()
    actor, back = await load_actor(session, teller), unregistered.CallBack("老王")
    report = GrievanceReport(Trouble.UNPAID)
    told = await unregistered.open_unregistered(session, actor, report, back)
    assert told == Refusal("consent_first")
    unregistered.agree_to_tell(actor)
    told = await unregistered.open_unregistered(session, actor, report, back)
    assert isinstance(told, Grievance)
    assert (teller.consented_at, teller.trouble_consented_at) == (None, NOON)


async def test_who_took_it_before_its_county_was_known_does_not_keep_it_from_the_county(
    session: Session,
) -> None:
    """Told before registration it is everybody's; of another county it is nobody's but theirs."""
    grievance, dai, eva = await taken_by_dai(session)
    far = await staff_account(session, area="220822", chat=EVA + 1)
    grievance.taken_by = far.key()
    await session.flush()
    assert far.key() not in await list_handlers(session, grievance)
    assert {dai.key(), eva.key()} <= {*await list_handlers(session, grievance)}
