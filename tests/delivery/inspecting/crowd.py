"""Thirty honest photos, a poison file and a bomb at once, and the memory that they take."""

from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlmodel import col, select

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.core.audit import Subject
from models.core.vocabulary import EvidenceKind
from models.placements import evidence
from models.placements.evidence import Evidence, EvidenceState, Paper
from sandbox.api.calls import Upload
from tests.delivery.inspecting.children import inspecting
from tests.support import poison
from tests.support.files import HEIC_LARGE, placement_with_papers
from tests.support.stored_actors import load_actor
from tests.support.town import CHEN, Town

# So many of each size: as Telegram sends photos, and as phones of today take them.
SMALL, LARGE, HUGE = 22, 6, 2


def photo(width: int, height: int) -> bytes:
    """A photo full of detail."""
    written = BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(written, "JPEG", quality=75)
    return written.getvalue()


def honest() -> list[bytes]:
    small, large = photo(1_280, 960), photo(4_000, 3_000)
    return [small] * SMALL + [large] * LARGE + [HEIC_LARGE] * HUGE


async def sent(town: Town, contents: list[bytes]) -> list[int]:
    """Chen has sent them for a placement, in this order; gives their numbers."""
    files = [town.sandbox.exchange.files.add("document", Upload("x", one)) for one in contents]
    async with town.store() as session:
        chen, now = await accounts.get_account(session, telegram_address(CHEN.id)), town.clock.now()
        assert chen is not None
        numbers = []
        for file in files:
            placement = (await placement_with_papers(session)).key()
            given = {"file_id": file["file_id"], "name": None}
            paper, owner = Paper(EvidenceKind.CONTRACT, given), (Subject.PLACEMENT, placement)
            actor = await load_actor(session, chen, now)
            row = await evidence.add_evidence(session, actor, owner, paper)
            assert isinstance(row, Evidence)
            numbers.append(row.key())
    return numbers


async def states(town: Town, numbers: list[int]) -> list[EvidenceState]:
    """How far each has come."""
    async with town.store() as session:
        query = select(Evidence).where(col(Evidence.id).in_(numbers)).order_by(col(Evidence.id))
        return [file.state for file in (await session.exec(query)).all()]


async def poisoned(
    town: Town, process: int, wait: Callable[[Callable[[], Awaitable[bool]]], Awaitable[None]]
) -> tuple[list[int], list[int], int]:
    """Poison and a bomb come first, then the thirty; `wait` waits until none is on its way.

    Gives the numbers of the bad ones and of the honest ones, and the most memory in bytes that
    the process and its inspections had at any look, over what it had before.
    """
    start = most = memory(process)
    bad = await sent(town, [poison.endless(), poison.bomb()])
    good = await sent(town, honest())

    async def are_over() -> bool:
        nonlocal most
        most = max(most, memory(process))
        return EvidenceState.COMING not in await states(town, good + bad)

    await wait(are_over)
    return bad, good, most - start


def memory(process: int) -> int:
    """What it and its inspections have to themselves, with their share of what is common."""
    return sum(share(one) for one in (process, *inspecting(process)))


def share(process: int) -> int:
    """Its proportional set size in bytes, by Linux; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
