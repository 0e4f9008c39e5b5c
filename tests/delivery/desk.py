"""An office that fetches files, step by step."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.core.file_store import FOLDER, FileStore
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.labourers.labourer import Labourer
from models.placements import evidence
from models.placements.evidence import Evidence, Paper
from models.placements.papers import owner_of_papers
from sandbox.api.calls import Upload
from scheduler.file_downloads import FileDownloads
from tests.delivery.office import FIRST, Bureau
from tests.support.files import placement_with_papers
from tests.support.stored_actors import load_actor

NOTHING = {"kept": 0, "away": 0, "refused": 0, "swept": 0}


@dataclass
class Desk:
    """An office, its vault, and the loop step by step."""

    bureau: Bureau
    vault: FileStore
    folder: Path
    collection: FileDownloads

    async def sends(self, content: bytes, name: str = "合同.pdf") -> int:
        """The first person sends a file for a placement of theirs; gives its number."""
        sent = self.bureau.sandbox.exchange.files.add("document", Upload(name, content))

        async def work(session: Session) -> int:
            sender = await accounts.get_account(session, telegram_address(FIRST))
            assert sender is not None
            labourer = await session.get(Labourer, sender.labourer_id)
            placement = await placement_with_papers(session, labourer)
            file = {"file_id": sent["file_id"], "name": name, "size": None, "media": None}
            actor = await load_actor(session, sender, self.bureau.clock.now())
            paper, owner = Paper(EvidenceKind.CONTRACT, file), owner_of_papers(placement)
            row = await evidence.add_evidence(session, actor, owner, paper)
            assert isinstance(row, Evidence)
            return row.key()

        return await self.bureau.turn(work)

    def another(self, **timing: Any) -> FileDownloads:
        """The loop of another process; `timing` is otherwise."""
        bureau = self.bureau
        office = replace(bureau.office, timing=replace(bureau.office.timing, **timing))
        return FileDownloads(bureau.sessions, office, bureau.post, self.vault)

    async def row(self, number: int) -> Evidence:
        return await self.bureau.turn(lambda session: session.get_one(Evidence, number))

    async def content(self, number: int) -> bytes:
        """What the vault holds of it."""
        content = evidence.read_content(await self.row(number), self.vault)
        assert isinstance(content, bytes)
        return content

    def files(self) -> list[Path]:
        """What lies in the folder."""
        folder = self.folder / FOLDER
        return list(folder.iterdir()) if folder.exists() else []
