"""Erasing somebody at the office: two people, who both looked."""

from sqlmodel import func, select

from models.core.session import Session
from models.labourers.labourer import Labourer
from tests.support.console.pc import PC, TONGYU
from tests.support.labourers.facts import farmer_facts
from tests.support.store import consenting_account, register_labourer


async def farmer(session: Session) -> int:
    account = await consenting_account(session, 7001)
    return (await register_labourer(session, account, farmer_facts())).key()


async def count(session: Session) -> int:
    return (await session.exec(select(func.count()).select_from(Labourer))).one()


async def test_one_writes_it_down_and_a_colleague_decides(pc: PC) -> None:
    number = await pc.store.turn(farmer)
    async with (
        pc.clerk() as clerk,
        pc.clerk(chat_id=9502) as colleague,
        pc.clerk(chat_id=9503, county=TONGYU) as stranger,
    ):
        await stranger.opens("/")
        await stranger.sends(f"/people/{number}/erase")
        assert stranger.status == 404
        await clerk.opens(f"/people/{number}")
        await clerk.sends(f"/people/{number}/erase")
        assert "People who want to be deleted" in await colleague.opens("/")
        assert "金哲洙" in await colleague.opens("/erasures")
        await clerk.opens("/erasures/1")
        await clerk.sends("/erasures/1/erase")
        assert await pc.store.turn(count) == 1
        for path in ("/erasures/1", "/erasures"):
            assert "金哲洙" not in await stranger.opens(path)
        await stranger.opens("/")
        await stranger.sends("/erasures/1/erase")
        assert await pc.store.turn(count) == 1
        await colleague.opens("/erasures/1")
        assert "Everything about them is deleted." in await colleague.sends("/erasures/1/erase")
        assert await pc.store.turn(count) == 0
        await colleague.opens("/erasures/1")
        assert colleague.status == 404
