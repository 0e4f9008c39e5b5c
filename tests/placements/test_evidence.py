"""Evidence: sent, fetched, tried again, refused, seen, and forgotten."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from bot.telegram.addresses import telegram_address
from models.accounts import roles
from models.accounts.account import Account, get_account
from models.accounts.attempts import FILES
from models.core import audit
from models.core.audit import Act, Subject
from models.core.file_store import FileStore
from models.core.media import Fault, Media
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.outbox.row import HoldReason
from models.placements import evidence, evidence_of_people, inspections
from models.placements.evidence import PAPERS_MOST, Evidence, EvidenceState, Owner, Paper
from models.placements.inspections import TRIES
from models.placements.messages import FILE_REFUSED
from models.privacy import export
from tests.support.accounts.actors import acting
from tests.support.files import grievance_with_papers, placement_with_papers
from tests.support.labourers.facts import farmer_facts
from tests.support.notices.factory import ZONE
from tests.support.outbox import drop_reason, row_for
from tests.support.placements.actors import county_clerk
from tests.support.store import (
    DAY,
    NOON,
    all_rows,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
    stored_rows,
)
from tests.support.stored_actors import load_actor

COMING, KEPT, REFUSED = EvidenceState
NAME = "张伟的合同.pdf"
FILE = {"file_id": "document-1", "name": NAME, "size": 5_000, "media": "application/pdf"}


async def cast(session: Session) -> tuple[Account, Labourer]:
    """A broker, and a labourer with a phone."""
    chen = await broker_account(session, 3)
    ana = await consenting_account(session, 1)
    return chen, await register_labourer(session, ana, farmer_facts())


async def sent(session: Session, **file: object) -> Evidence:
    """A contract that a broker sent for a placement."""
    chen, ana = await cast(session)
    placement = (await placement_with_papers(session, ana)).key()
    given = {**FILE, **file}
    return await adds(session, chen, placement, given)


async def add(
    session: Session,
    by: Account,
    owner: Owner,
    given: Mapping[str, object] = FILE,
    now: datetime = NOON,
    kind: EvidenceKind = EvidenceKind.CONTRACT,
) -> Evidence | Refusal:
    """A file of this owner."""
    paper = Paper(kind, dict(given))
    return await evidence.add_evidence(session, await load_actor(session, by, now), owner, paper)


async def adds(
    session: Session, chen: Account, placement: int, given: Mapping[str, object] = FILE
) -> Evidence:
    file = await add(session, chen, (Subject.PLACEMENT, placement), given)
    assert isinstance(file, Evidence)
    return file


async def test_a_file_is_to_be_fetched_at_once(session: Session) -> None:
    file = await sent(session)
    assert (file.state, file.name, file.size) == (COMING, "张伟的合同.pdf", 5_000)
    assert await inspections.list_due(session, NOON, 10) == [file]
    assert await inspections.is_any_due(session, NOON)
    assert await evidence.list_evidence(session, file.owner) == [file]


async def test_one_record_has_no_more_papers_than_can_be_listed(session: Session) -> None:
    chen, ana = await cast(session)
    full, other = [(await placement_with_papers(session, ana)).key() for _ in range(2)]
    for _ in range(PAPERS_MOST):
        await adds(session, chen, full)
    many = await add(session, chen, (Subject.PLACEMENT, full))
    assert many == Refusal("papers_many", {"most": 30})
    assert len(await evidence.list_evidence(session, (Subject.PLACEMENT, full))) == 30
    await adds(session, chen, other)
    grievance = (Subject.GRIEVANCE, (await grievance_with_papers(session, ana)).key())
    for number in range(PAPERS_MOST):
        day = NOON + number // FILES.most * DAY
        made = await add(session, chen, grievance, now=day)
        assert isinstance(made, Evidence)
    late = NOON + PAPERS_MOST * DAY
    assert await add(session, chen, grievance, now=late) == many


async def test_nobody_sends_more_files_of_their_own_in_a_day_than_the_office_can_see(
    session: Session,
) -> None:
    chen, ana = await cast(session)
    grievance = (Subject.GRIEVANCE, (await grievance_with_papers(session, ana)).key())
    sent = [await add(session, chen, grievance) for _ in range(FILES.most + 1)]
    assert sent[-1] == Refusal("papers_many", {"most": FILES.most})
    assert len(await evidence.list_evidence(session, grievance)) == FILES.most


async def test_its_name_is_sealed(session: Session) -> None:
    await sent(session)
    assert "张伟" in await all_rows(session)
    assert "张伟" not in await stored_rows(session)


async def test_a_labourers_file_belongs_to_the_grievance(session: Session) -> None:
    chen, ana = await cast(session)
    owner = (Subject.GRIEVANCE, (await grievance_with_papers(session, ana)).key())
    photo = {"file_id": "photo-1", "name": None, "size": None, "media": "image/jpeg"}
    file = await add(session, chen, owner, photo, kind=EvidenceKind.WAGES)
    assert isinstance(file, Evidence)
    assert await evidence.list_evidence(session, owner) == [file]
    assert file.owner == owner


async def test_adding_and_looking_are_in_the_trail(session: Session, tmp_path: Path) -> None:
    file = await sent(session)
    clerk, vault = county_clerk(), FileStore(tmp_path)
    evidence.mark_kept(file, vault.put(b"%PDF", NOON), Media.PDF, 4, NOON)
    assert await evidence.view_file(session, clerk, file, vault) == b"%PDF"
    of_file = await audit.trail(session, Subject.EVIDENCE, file.key())
    assert [(row.act, row.account_id) for row in of_file] == [
        (Act.ADDED, file.added_by),
        (Act.VIEWED, clerk.id),
    ]
    of_placement = await audit.trail(session, *file.owner)
    assert [row.act for row in of_placement] == [Act.ADDED]
    ana = await session.get_one(Labourer, of_file[0].labourer_id)
    assert (Act.VIEWED, clerk.id) in await audit_trail(session, ana)


async def test_what_is_kept_is_not_fetched_again(session: Session) -> None:
    file = await sent(session)
    evidence.mark_kept(file, f"evidence/{'0' * 32}", Media.PDF, 5_001, NOON)
    await session.flush()
    assert await inspections.list_due(session, NOON + DAY, 10) == []
    assert await inspections.lock_uninspected(session, file.key()) is None
    assert await evidence.list_stored_paths(session) == {f"evidence/{'0' * 32}"}


async def test_after_each_failure_the_pause_is_longer(session: Session) -> None:
    file = await sent(session)
    pauses = []
    for _ in range(5):
        file.tries += 1
        await inspections.record_failed_download(session, file, NOON)
        assert file.next_try_at is not None
        pauses.append((file.next_try_at - NOON).total_seconds())
    assert pauses == [5, 10, 20, 40, 80]
    assert await inspections.list_due(session, NOON + timedelta(seconds=79), 10) == []
    assert await inspections.list_due(session, NOON + timedelta(seconds=80), 10) == [file]


async def test_after_so_many_tries_it_is_given_up_and_the_sender_told_once(
    session: Session,
) -> None:
    file = await sent(session)
    for _ in range(TRIES):
        assert file.state is COMING
        file.tries += 1
        await inspections.record_failed_download(session, file, NOON)
    assert file.state is REFUSED
    await inspections.refuse_file(session, file, NOON, Fault.KIND)
    chen = await session.get_one(Account, file.added_by)
    row = await row_for(session, FILE_REFUSED, chen)
    assert (row.about, row.labourer_id) == (file.key(), None)
    assert await drop_reason(session, row, NOON) is None


async def test_nobody_is_told_of_a_file_that_is_gone(session: Session) -> None:
    file = await sent(session)
    await inspections.refuse_file(session, file, NOON, Fault.KIND)
    chen = await session.get_one(Account, file.added_by)
    row = await row_for(session, FILE_REFUSED, chen)
    await session.delete(file)
    await session.flush()
    assert await drop_reason(session, row, NOON) is HoldReason.GONE


async def test_a_file_whose_sender_is_unknown_is_refused_quietly(session: Session) -> None:
    file = await sent(session)
    file.added_by = None
    await inspections.refuse_file(session, file, NOON, Fault.KIND)
    assert not await outbox.is_any_unfinished(session, NOON, ZONE)


async def test_erasing_a_person_takes_their_files_along_and_no_others(
    session: Session,
) -> None:
    chen, ana = await cast(session)
    ben = await register_labourer(
        session, await consenting_account(session, 2), farmer_facts(id_number=None)
    )
    theirs = [(await placement_with_papers(session, one)).key() for one in (ana, ben)]
    for number in theirs:
        await adds(session, chen, number)
    await evidence_of_people.erase_of_labourer(session, ana.key())
    assert await evidence.list_evidence(session, (Subject.PLACEMENT, theirs[0])) == []
    assert len(await evidence.list_evidence(session, (Subject.PLACEMENT, theirs[1]))) == 1
    assert await evidence_of_people.list_of_labourer(session, ana.key()) == []


async def test_a_sender_who_goes_leaves_the_files_of_others(session: Session) -> None:
    file = await sent(session)
    await evidence_of_people.anonymise_sender(session, file.added_by or 0)
    await session.refresh(file)
    assert file.added_by is None


async def test_people_can_have_the_list_of_their_files(session: Session) -> None:
    await sent(session)
    ana = await get_account(session, telegram_address(1))
    assert ana is not None
    had = await export.export_account(session, acting(ana))
    (file,) = had["files"]
    assert (file["shows"], file["name"], file["bytes"]) == ("contract", FILE["name"], 5_000)
    assert not await roles.get_roles(session, ana)


async def test_the_content_comes_from_the_vault(embedded: Session, tmp_path: Path) -> None:
    vault, file = FileStore(tmp_path), await sent(embedded)
    assert evidence.read_content(file, vault) == Refusal("file_coming")
    evidence.mark_kept(file, vault.put(b"%PDF", NOON), Media.PDF, 4, NOON)
    assert evidence.read_content(file, vault) == b"%PDF"


async def test_what_was_kept_before_files_were_inspected_is_shown_to_nobody(
    embedded: Session, tmp_path: Path
) -> None:
    vault, file = FileStore(tmp_path), await sent(embedded)
    evidence.mark_kept(file, vault.put(b"%PDF", NOON), Media.PDF, 4, NOON)
    file.inspected_at = None
    assert evidence.read_content(file, vault) == Refusal("file_unchecked")
    await embedded.flush()
    assert await inspections.list_due(embedded, NOON, 10) == [file]


async def test_a_try_is_counted_before_the_work_and_what_is_new_goes_first(
    session: Session,
) -> None:
    chen, ana = await cast(session)
    placement = (await placement_with_papers(session, ana)).key()
    bad = await adds(session, chen, placement)
    for seen in range(inspections.ENDED):
        assert await inspections.take_due(session, NOON, 3) == [bad]
        assert await inspections.begin_inspection(session, bad.key())
        assert (bad.tries, bad.inspections) == (seen + 1, seen + 1)
        # The process ends here; the next one finds the row as it is.
    good = await adds(session, chen, placement)
    assert (await inspections.list_due(session, NOON, 1)) == [good]
    assert await inspections.take_due(session, NOON, 3) == [good]
    assert (bad.state, bad.fault) == (REFUSED, Fault.LIMIT)


async def test_of_those_that_did_not_end_one_at_a_time_is_taken(session: Session) -> None:
    chen, ana = await cast(session)
    placement = (await placement_with_papers(session, ana)).key()
    two = [await adds(session, chen, placement) for _ in range(2)]
    for one in two:
        await inspections.begin_inspection(session, one.key())
    assert await inspections.take_due(session, NOON, 3) == two[:1]
    assert await inspections.take_due(session, NOON, 3, [two[0].key()], again=True) == []
