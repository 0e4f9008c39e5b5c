"""Placements with papers, for the pages of the office."""

from models.accounts.account import Account
from models.core.file_store import FileStore
from models.core.media import Media
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.placements import evidence, papers
from models.placements.evidence import Evidence, Paper
from models.placements.placement import Placement
from tests.support.labourers.factory import reachable_labourer
from tests.support.placements.actors import broker_of
from tests.support.placements.factory import (
    CHEN,
    add_factory,
    confirm_placement,
    report_placement,
)
from tests.support.store import NOON, broker_account

NAMES = ("王小春", "李秀英", "朴顺姬", "金哲洙", "赵桂兰")


async def confirmed_placements(session: Session, count: int = 1) -> list[int]:
    """So many people whom one broker reported at one factory, each of whom said that it is so."""
    chen: Account = await broker_account(session, CHEN)
    factory, made = await add_factory(session), []
    for number in range(count):
        facts = {"village_code": "222424101001", "phone": f"+861380000200{number}"}
        person, _ = await reachable_labourer(session, 1 + number, name=NAMES[number], **facts)
        placement = await report_placement(session, person, chen, factory)
        assert isinstance(placement, Placement)
        assert await confirm_placement(session, placement) is None
        made.append(placement.key())
    return made


async def add_kept_paper(
    session: Session,
    number: int,
    content: bytes,
    vault: FileStore,
    media: Media = Media.JPEG,
    kind: EvidenceKind = EvidenceKind.CONTRACT,
) -> int:
    """A paper of a placement, sealed in the file store."""
    placement = await session.get_one(Placement, number)
    paper = Paper(kind, {"file_id": "tg:1", "name": "合同.jpg", "caption": "第一页"})
    actor = await broker_of(session, placement)
    added = await papers.add_paper(session, actor, placement, paper)
    assert isinstance(added, Evidence)
    evidence.mark_kept(added, vault.put(content, NOON), media, len(content), NOON)
    await session.flush()
    return added.key()
