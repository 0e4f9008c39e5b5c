"""Files that harm whoever opens them: refused, and in nobody else's way."""

from datetime import timedelta

from models.core.media import Fault
from models.core.session import Session
from models.placements import inspections
from models.placements.evidence import Evidence, EvidenceState
from scheduler.file_downloads import FileDownloads
from scheduler.inspection import Inspection
from tests.delivery.desk import NOTHING, Desk
from tests.delivery.inspecting.children import inspecting
from tests.support import poison
from tests.support.files import EXE, JPEG, PDF, picture

KEPT = EvidenceState.KEPT


async def test_poison_delays_nobody_and_everybody_is_told_why(desk: Desk) -> None:
    bad = [
        await desk.sends(content, name)
        for content, name in ((poison.endless(), "x.jpg"), (poison.bomb(), "x.docx"))
    ]
    good = [await desk.sends(picture("JPEG", (1_600, 1_200)), "x.jpg") for _ in range(8)]
    while await evidence_waits(desk):
        await desk.collection.step()
    assert [(await desk.row(n)).fault for n in bad] == [Fault.PIXELS, Fault.LIMIT]
    assert {(await desk.row(n)).state for n in good} == {KEPT}
    await desk.bureau.delivers()
    assert any("too large" in text for text in desk.bureau.texts(0))


async def test_a_decoder_that_hangs_is_killed_while_other_files_go_on(desk: Desk) -> None:
    bureau = desk.bureau
    hurried = FileDownloads(
        bureau.sessions, bureau.office, bureau.post, desk.vault, Inspection(seconds=4)
    )
    bad = await desk.sends(poison.hanging())
    good = [await desk.sends(content) for content in (PDF, JPEG)]
    assert await hurried.step() == {**NOTHING, "kept": 2, "away": 1}
    assert {(await desk.row(n)).state for n in good} == {KEPT}
    assert (await desk.row(bad)).inspections == 1
    assert await hurried.step() == NOTHING
    bureau.clock.move(timedelta(seconds=5))
    good.append(await desk.sends(PDF))
    assert await hurried.step() == {**NOTHING, "kept": 1, "refused": 1}
    assert (await desk.row(bad)).fault is Fault.LIMIT
    assert inspecting() == []


async def test_what_was_kept_as_it_came_is_inspected_by_and_by(desk: Desk) -> None:
    numbers = [await desk.sends(content) for content in (poison.two_faced(), PDF)]
    old = desk.vault.put(poison.two_faced(), desk.bureau.clock.now())
    bad = desk.vault.put(EXE, desk.bureau.clock.now())

    async def as_before(session: Session) -> None:
        for number, path in zip(numbers, (old, bad), strict=True):
            row = await session.get_one(Evidence, number)
            row.state, row.path, row.next_try_at = KEPT, path, None

    await desk.bureau.turn(as_before)
    assert await desk.collection.step() == {**NOTHING, "kept": 1, "refused": 1}
    assert b"MZ" not in await desk.content(numbers[0])
    assert (await desk.row(numbers[1])).path is None


async def evidence_waits(desk: Desk) -> bool:
    """Whether anything is still to be fetched."""
    return await desk.bureau.turn(
        lambda session: inspections.is_any_due(session, desk.bureau.clock.now())
    )
