"""The office watches its ledger: suspicious entries, households with nobody in work, months."""

import re

import pytest
from playwright.async_api import Browser

from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import snapshots
from models.labourers.ledger_checks.running import check_people
from models.labourers.working_age import read_shipped
from tests.support.console.pc import PC, TONGYU
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.labourers.county import add_person
from tests.support.labourers.facts import HENAN
from tests.support.store import DAY, NOON
from tests.support.stored_actors import ZONE, clerk

IDLE = {
    "status": "out_of_work",
    "out_of_work_since": "2026-03-01",
    "registered_poor": True,
    "household_head": "@self",
    "village": HENAN,
}


async def watched(session: Session) -> None:
    """A household with nobody in work; somebody paid less than anybody can be; two months."""
    await add_person(session, 1, name="赵闲", **IDLE)
    await add_person(session, 2, name="钱少", status="in_county", work_place="饭店", wage=200)
    for now in (NOON, NOON + 8 * DAY):
        while await snapshots.take_snapshot_piece(session, now, ZONE):
            pass
        await add_person(session, 3 + now.day, name="孙新")
    reached: int | None = 0
    while reached is not None:
        piece = await check_people(session, clerk(), read_shipped(), reached)
        assert not isinstance(piece, Refusal)
        reached = piece.reached


async def test_a_finding_is_opened_and_dismissed_with_a_reason(pc: PC) -> None:
    await pc.store.turn(watched)
    async with pc.clerk() as clerk, pc.clerk(chat_id=9502, county=TONGYU) as other:
        assert "Entries that look wrong" in await clerk.opens("/")
        assert "In work for less than 400 yuan" in await clerk.opens("/checks")
        assert "钱少" in await clerk.opens("/checks/wage_low")
        (path,) = re.findall(r'action="(/checks/wage_low/\d+/dismiss)"', clerk.page)
        assert "钱少" not in await other.opens("/checks/wage_low")
        await other.opens("/")
        await other.sends(path, reason="别的县")
        await clerk.sends(path, reason=" ")
        assert "钱少" in await clerk.opens("/checks/wage_low")
        await clerk.sends(path, reason="一天只干两个小时")
        assert "钱少" not in await clerk.opens("/checks/wage_low")
        assert "一天只干两个小时" in await clerk.opens("/checks/wage_low?dismissed=1")
        await clerk.opens("/checks/nothing")
        assert clerk.status == 404


async def test_households_with_nobody_in_work_are_listed_by_township(pc: PC) -> None:
    await pc.store.turn(watched)
    async with pc.clerk() as clerk, pc.clerk(chat_id=9502, county=TONGYU) as other:
        page = await clerk.opens("/households")
        assert "1 households" in page
        assert "赵闲" in page
        assert "nobody" in page
        assert "赵闲" not in await clerk.opens("/households?area=222424103")
        await clerk.opens("/households?area=0")
        assert clerk.status == 400
        assert "赵闲" not in await other.opens("/households")


async def test_the_changes_of_a_month_open_to_their_people(pc: PC) -> None:
    await pc.store.turn(watched)
    async with pc.clerk() as clerk, pc.clerk(chat_id=9502, county=TONGYU) as other:
        assert "2026-12" in await clerk.opens("/months")
        page = await clerk.opens("/months/202612")
        assert "孙新" in page
        assert "New in the ledger" in page
        assert "孙新" not in await clerk.opens("/months/202612?change=status")
        assert "孙新" not in await other.opens("/months/202612")
        for path in ("/months/202613", "/months/209901", "/months/202612?change=x"):
            await clerk.opens(path)
            assert clerk.status == 404


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_these_pages_have_no_fault(embedded_pc: PC, browser: Browser, width: int) -> None:
    await embedded_pc.store.turn(watched)
    account = await embedded_pc.appoint()
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in ("/checks", "/checks/wage_low", "/households", "/months", "/months/202612"):
            await page.goto(f"{embedded_pc.base}{path}")
            assert (path, await list_faults(page)) == (path, [])
