"""The loop that fetches files: what is kept, refused, tried again, and swept."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from models.core.media import LARGEST, Media
from models.core.session import Session
from models.placements import evidence
from models.placements.evidence import Evidence, EvidenceState
from models.placements.inspections import TRIES
from sandbox.chats.pictures import jpeg, pdf
from tests.delivery.desk import NOTHING, Desk
from tests.support.files import DOCX, EXE, JPEG, MB, PDF, XLSX
from tests.support.town import until

COMING, KEPT, REFUSED = EvidenceState


async def test_a_file_is_fetched_once_and_sealed(desk: Desk) -> None:
    number = await desk.sends(PDF)
    assert await desk.collection.step() == {**NOTHING, "kept": 1}
    row = await desk.row(number)
    assert (row.state, row.media, row.tries) == (KEPT, Media.PDF, 1)
    drawn = await desk.content(number)
    assert (drawn[:5], len(drawn)) == (b"%PDF-", row.size)
    assert await desk.collection.step() == NOTHING
    (file,) = desk.files()
    assert drawn[:100] not in file.read_bytes()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [(JPEG, "x.pdf", Media.JPEG), (DOCX, "x", Media.DOCX), (XLSX, "x.xlsx", Media.XLSX)],
)
async def test_the_content_says_what_it_is_and_not_the_name(
    desk: Desk, content: bytes, name: str, kind: Media
) -> None:
    number = await desk.sends(content, name)
    await desk.collection.step()
    assert (await desk.row(number)).media is kind


async def test_a_program_named_as_a_photo_is_refused_and_the_sender_told(desk: Desk) -> None:
    number = await desk.sends(EXE, "photo.jpg")
    assert await desk.collection.step() == {**NOTHING, "refused": 1}
    assert (await desk.row(number)).state is REFUSED
    assert desk.files() == []
    await desk.bureau.delivers()
    (told,) = desk.bureau.texts(0)
    assert "could not be kept" in told
    assert "a photo or a PDF of at most 10 MB" in told


@pytest.mark.parametrize("size", [LARGEST + 1, 20 * MB + 1], ids=["above 10 MB", "above 20 MB"])
async def test_what_is_too_big_is_refused_and_never_kept(desk: Desk, size: int) -> None:
    number = await desk.sends(jpeg(size=size), "photo.jpg")
    assert await desk.collection.step() == {**NOTHING, "refused": 1}
    assert (await desk.row(number)).state is REFUSED


async def test_of_a_file_that_is_bigger_than_was_said_no_more_is_taken(desk: Desk) -> None:
    number = await desk.sends(jpeg(size=LARGEST + 1), "photo.jpg")
    shelf = desk.bureau.sandbox.exchange.files._about
    (key, about), *_ = shelf.items()
    shelf[key] = {**about, "file": {**about["file"], "file_size": 1_000}}
    assert await desk.collection.step() == {**NOTHING, "refused": 1}
    assert (await desk.row(number)).state is REFUSED


async def test_ten_megabytes_are_kept(desk: Desk) -> None:
    number = await desk.sends(pdf(LARGEST))
    await desk.collection.step()
    assert (await desk.row(number)).state is KEPT


@pytest.mark.parametrize("what", ["getFile", "download"])
async def test_while_telegram_is_away_it_is_tried_again(desk: Desk, what: str) -> None:
    number = await desk.sends(PDF)
    desk.bureau.fault("5xx", method=what, times=2)
    assert await desk.collection.step() == {**NOTHING, "away": 1}
    assert await desk.collection.step() == NOTHING
    desk.bureau.clock.move(timedelta(seconds=5))
    assert await desk.collection.step() == {**NOTHING, "away": 1}
    desk.bureau.clock.move(timedelta(seconds=10))
    assert await desk.collection.step() == {**NOTHING, "kept": 1}
    assert (await desk.content(number))[:5] == b"%PDF-"


async def test_a_clock_set_back_by_hours_keeps_no_file_waiting(desk: Desk) -> None:
    await desk.sends(PDF)
    desk.bureau.fault("5xx", method="getFile")
    assert await desk.collection.step() == {**NOTHING, "away": 1}
    desk.bureau.clock.move(timedelta(hours=-3))
    assert await desk.collection.step() == {**NOTHING, "kept": 1}


async def test_what_never_comes_is_given_up_and_the_sender_told(desk: Desk) -> None:
    number = await desk.sends(PDF)
    desk.bureau.fault("5xx", method="getFile", times=-1)
    for _ in range(TRIES):
        await desk.collection.step()
        desk.bureau.clock.move(timedelta(hours=1))
    assert (await desk.row(number)).state is REFUSED
    desk.bureau.sandbox.exchange.faults.clear()
    await desk.bureau.delivers()
    assert len(desk.bureau.texts(0)) == 1


@pytest.mark.parametrize("kind", ["429", "401"])
async def test_what_holds_everybody_costs_no_try(desk: Desk, kind: str) -> None:
    number = await desk.sends(PDF)
    desk.bureau.fault(kind, method="getFile", retry_after=1)
    assert await desk.collection.step() == NOTHING
    assert (await desk.row(number)).tries == 0
    while (found := await desk.collection.step()) == NOTHING:
        continue
    assert found == {**NOTHING, "kept": 1}


async def test_one_that_fails_stands_in_the_way_of_no_other(desk: Desk) -> None:
    bad, good = await desk.sends(EXE, "a.jpg"), await desk.sends(PDF)
    assert await desk.collection.step() == {**NOTHING, "refused": 1, "kept": 1}
    assert [(await desk.row(n)).state for n in (bad, good)] == [REFUSED, KEPT]


async def test_where_the_disk_is_full_it_is_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await desk.sends(PDF)

    def full(*given: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        assert await desk.collection.step() == {**NOTHING, "away": 1}
    desk.bureau.clock.move(timedelta(seconds=5))
    await desk.collection.step()
    assert (await desk.content(number))[:5] == b"%PDF-"


async def test_a_record_erased_meanwhile_leaves_no_file_for_long(desk: Desk) -> None:
    number = await desk.sends(PDF)
    await desk.collection.step()

    async def forget(session: Session) -> None:
        row = await session.get_one(Evidence, number)
        await session.delete(row)

    await desk.bureau.turn(forget)
    desk.bureau.clock.move(timedelta(minutes=59))
    assert await desk.collection.step() == NOTHING
    desk.bureau.clock.move(timedelta(minutes=2))
    assert await desk.collection.step() == {**NOTHING, "swept": 1}
    assert desk.files() == []


async def test_what_was_sealed_by_a_process_that_died_is_fetched_again_and_swept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await desk.sends(PDF)

    def dies(*given: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as killed:
        killed.setattr(evidence, "mark_kept", dies)
        with pytest.raises(asyncio.CancelledError):
            await desk.collection.step()
    assert (await desk.row(number)).state is COMING
    next_process = replace(desk, collection=desk.another())
    assert (await next_process.collection.step())["kept"] == 1
    assert len(desk.files()) == 2
    desk.bureau.clock.move(timedelta(hours=2))
    assert (await next_process.collection.step())["swept"] == 1
    assert (await desk.content(number))[:5] == b"%PDF-"


async def test_what_a_row_knows_is_never_swept(desk: Desk) -> None:
    number = await desk.sends(PDF)
    await desk.collection.step()
    desk.bureau.clock.move(timedelta(days=400))
    assert await desk.collection.step() == NOTHING
    assert (await desk.content(number))[:5] == b"%PDF-"


async def test_two_loops_keep_one_file(desk: Desk) -> None:
    other = desk.another()
    number = await desk.sends(PDF)
    counts = await asyncio.gather(desk.collection.step(), other.step())
    assert sum(count["kept"] for count in counts) == 1
    assert (await desk.content(number))[:5] == b"%PDF-"


async def test_a_loop_told_to_stop_ends_even_while_telegram_hangs(
    desk: Desk,
) -> None:
    collection = desk.another(ending_seconds=0.05)
    number = await desk.sends(PDF)
    desk.bureau.fault("hang", method="getFile", times=-1)
    stopping = asyncio.Event()
    running = asyncio.create_task(collection.run(stopping))
    asked = desk.bureau.sandbox.exchange.calls

    async def hangs() -> bool:
        return bool(asked.after(0, "getFile"))

    await until(hangs)
    stopping.set()
    async with asyncio.timeout(5):
        await running
    assert (await desk.row(number)).state is COMING
