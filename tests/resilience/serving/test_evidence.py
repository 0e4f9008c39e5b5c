"""Files over real HTTP: sent by a phone, fetched, shown to staff, and a process that is killed."""

from pathlib import Path

import pytest

from bot import app
from bot.telegram.addresses import telegram_address
from bot.telegram.rendering import render
from bot.telegram.replies import ReplySender
from bot.telegram.updates import ReplyTarget
from dialogue.core.reply import Reply
from dialogue.core.user_input import SentOther
from handlers.core import files
from handlers.core.turn import Turn
from models.accounts import account as accounts
from models.core.audit import Subject
from models.core.file_store import FOLDER, FileStore
from models.core.refusal import Refusal
from models.core.vocabulary import EvidenceKind, Language
from models.placements import evidence
from models.placements.evidence import EvidenceState, Paper
from tests.privacy.test_for_others import begins
from tests.resilience.serving.process import begin, kill, running
from tests.support.files import EXE, JPEG, PDF, placement_with_papers
from tests.support.stored_actors import load_actor
from tests.support.town import CHEN, DAI, Town, open_town, until


async def adds(town: Town) -> int:
    """What Chen sent last becomes evidence of a placement; gives the placement's number."""
    await town.chen.look()
    sent = next(m for m in reversed(town.chen.messages) if "photo" in m or "document" in m)
    file = sent["photo"][-1] if "photo" in sent else sent["document"]
    async with town.store() as session:
        chen = await accounts.get_account(session, telegram_address(CHEN.id))
        assert chen is not None
        number = (await placement_with_papers(session)).key()
        given = {"file_id": file["file_id"], "name": file.get("file_name")}
        actor = await load_actor(session, chen, town.clock.now())
        paper = Paper(EvidenceKind.CONTRACT, given)
        await evidence.add_evidence(session, actor, (Subject.PLACEMENT, number), paper)
    return number


async def state(town: Town, placement: int) -> EvidenceState:
    """How far its one file has come."""
    async with town.store() as session:
        (file,) = await evidence.list_evidence(session, (Subject.PLACEMENT, placement))
        return file.state


async def shows(town: Town, placement: int) -> Reply | Refusal:
    """Dai looks at the one file of a placement."""
    async with town.store() as session:
        dai = await accounts.get_account(session, telegram_address(DAI.id))
        listed = await evidence.list_evidence(session, (Subject.PLACEMENT, placement))
        turn = Turn(
            session=session,
            now=town.clock.now(),
            zone=town.settings.zone,
            address=telegram_address(DAI.id),
            input=SentOther(),
            default_language=Language.EN,
            send_rate=30,
            vault=FileStore(town.settings.data_dir),
            sender=dai,
        )
        return await files.show_file(turn, listed, str(listed[0].id), "menu")


async def sees(town: Town, placement: int) -> dict[str, object]:
    """What comes to Dai's phone then."""
    answer = await shows(town, placement)
    assert isinstance(answer, Reply)
    async with app.open_bot(town.settings) as bot:
        await ReplySender(bot).send([render(ReplyTarget(DAI.id), answer)])
    await town.dai.look()
    return town.dai.received[-1]


async def downloads(town: Town, file_id: str) -> bytes:
    async with town.web.get(f"{town.address}/sandbox/files/{file_id}") as response:
        return await response.read()


async def test_a_photo_that_was_sent_is_kept_sealed_and_shown_to_staff(every_town: Town) -> None:
    town = every_town
    await begins(town.dai)
    await town.chen.uploads("photo", JPEG, "x.jpg", "image/jpeg")
    placement = await adds(town)
    await town.settled()
    assert await state(town, placement) is EvidenceState.KEPT
    (file,) = (town.settings.data_dir / FOLDER).iterdir()
    assert b"JFIF" not in file.read_bytes()
    seen = await sees(town, placement)
    shown = await downloads(town, seen["photo"][-1]["file_id"])  # type: ignore[index]
    assert shown.startswith(b"\xff\xd8")
    assert shown != JPEG


async def test_a_document_is_shown_under_a_name_with_a_button(town: Town) -> None:
    await begins(town.dai)
    await town.chen.uploads("document", PDF, "张伟.pdf", "application/pdf")
    placement = await adds(town)
    await town.settled()
    seen = await sees(town, placement)
    document = seen["document"]
    assert document["file_name"] == "contract-1.pdf"  # type: ignore[index]
    assert "张伟.pdf" in town.dai.last
    assert town.dai.buttons
    shown = await downloads(town, document["file_id"])  # type: ignore[index]
    assert shown.startswith(b"%PDF-")
    assert shown != PDF


async def test_a_program_named_as_a_photo_is_refused_and_told(town: Town) -> None:
    await begins(town.chen)
    await town.chen.uploads("document", EXE, "合同.jpg", "image/jpeg")
    placement = await adds(town)
    await town.settled()
    assert await state(town, placement) is EvidenceState.REFUSED
    await town.chen.look()
    assert "could not be kept" in town.chen.last
    assert await shows(town, placement) == Refusal("file_gone")


async def test_a_file_can_not_be_seen_before_it_is_there(town: Town) -> None:
    await begins(town.dai)
    await town.fault("5xx", method="getFile", times=-1)
    await town.chen.sends_document()
    placement = await adds(town)
    await town.settled()
    assert await shows(town, placement) == Refusal("file_coming")
    await town.mend()
    await town.wait(minutes=1)
    assert await state(town, placement) is EvidenceState.KEPT


async def test_a_file_that_is_lost_is_said_to_be_gone(town: Town) -> None:
    await begins(town.dai)
    await town.chen.sends_document()
    placement = await adds(town)
    await town.settled()
    for file in (town.settings.data_dir / FOLDER).iterdir():
        file.unlink()
    assert await shows(town, placement) == Refusal("file_gone")


@pytest.mark.parametrize("at", ["getFile", "download"])
async def test_killed_while_it_fetches_it_fetches_again(database_url: str, at: str) -> None:
    async with open_town(database_url, served=False) as town:
        async with running(town):
            await begins(town.chen)
            await town.chen.sends_document(size=9_000)
        await town.fault("hang", method=at, times=-1)
        placement = await adds(town)
        process = begin(town)
        await town.called("getFile")
        await kill(process)
        assert await state(town, placement) is EvidenceState.COMING
        await town.mend()
        async with running(town):
            await until(lambda: _is_kept(town, placement))
        assert len(_files(town.settings.data_dir)) == 1


async def _is_kept(town: Town, placement: int) -> bool:
    return await state(town, placement) is EvidenceState.KEPT


def _files(folder: Path) -> list[Path]:
    return list((folder / FOLDER).iterdir())
