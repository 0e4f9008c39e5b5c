"""A placement has as many papers as can be listed: who adds one more is told so."""

from sqlmodel import select

from models.core.vocabulary import EvidenceKind
from models.placements.evidence import PAPERS_MOST, Evidence, EvidenceState
from models.placements.placement import Placement
from tests.labourers.test_answering import asked, confirms
from tests.placements.test_review_chat import looks
from tests.support.files import PDF
from tests.support.labourers.intake import tap, tells_refusal
from tests.support.town import Town

ADD = "📎 Add a paper or photo"


async def test_one_more_than_can_be_listed_is_not_added(town: Town) -> None:
    await asked(town)
    await confirms(town)
    async with town.store() as session:
        placement = (await session.exec(select(Placement))).one().key()
        for _ in range(PAPERS_MOST):
            session.add(
                Evidence(
                    placement_id=placement,
                    kind=EvidenceKind.CONTRACT,
                    state=EvidenceState.REFUSED,
                    file_id="document-1",
                    added_at=town.clock.now(),
                )
            )
    chen = town.chen
    await chen.says("/placements")
    await chen.taps("The person says it is so")
    await chen.taps("安娜安娜")
    for phone in (chen, await looks(town)):
        await tap(phone, ADD)
        await tap(phone, "Contract")
        await phone.uploads("document", PDF, "contract.pdf", "application/pdf")
        assert tells_refusal(phone, "papers_many"), phone.screen()
    assert len((await town.rows())["evidence"]) == PAPERS_MOST
