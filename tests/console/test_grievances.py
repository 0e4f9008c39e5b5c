"""Grievances at the PC: lists, one with every step, and what the office does."""

import pytest
from playwright.async_api import Browser

from models.core.audit import Act, Subject
from models.core.session import Session
from models.grievances import adding
from models.grievances.adding import Addition
from models.grievances.grievance import Grievance, GrievanceState
from tests.support.console.pc import PC, TONGYU
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.console.traces import acts_with, kept
from tests.support.grievances.factory import labourer_with_account, open_grievance, person_of


async def told_grievance(session: Session) -> int:
    """Somebody is not paid, and said so."""
    return (await open_grievance(session, await labourer_with_account(session))).key()


async def state_of(pc: PC, number: int) -> GrievanceState:
    async def work(session: Session) -> GrievanceState:
        return (await session.get_one(Grievance, number)).state

    return await pc.store.turn(work)


async def test_a_clerk_takes_one_on_writes_and_closes_it(pc: PC) -> None:
    number = await pc.store.turn(told_grievance)
    here = f"/grievances/{number}"
    async with pc.clerk() as clerk:
        listed = await clerk.opens("/grievances")
        assert ("Wages not paid" in listed, "三个月没给钱" in listed) == (True, False)
        assert "三个月没给钱" in await clerk.opens(here)
        assert "Nobody has taken it yet" in await clerk.sends(f"{here}/note", words="已联系厂方")
        assert "You look after it." in await clerk.sends(f"{here}/take")
        await clerk.sends(f"{here}/note", words=" ")
        assert clerk.status == 422
        await clerk.sends(f"{here}/close", words="长" * 401)
        assert (clerk.status, "长" * 401 in clerk.page) == (422, True)
        assert "<已联系>" in await clerk.sends(f"{here}/note", words="<已联系>厂方")
        assert "Closed." in await clerk.sends(f"{here}/close", words="工资已补发")
        again = await clerk.sends(f"{here}/close", words="再办一次")
        assert ("It is closed already" in again, "再办一次" in again) == (True, False)
        assert f"№{number}" not in await clerk.opens("/grievances")
        assert f"№{number}" in await clerk.opens("/grievances?closed=2026-11")
    assert await state_of(pc, number) is GrievanceState.CLOSED
    acts = await acts_with(pc, Subject.GRIEVANCE, number)
    assert Act.VIEWED in acts
    assert [one for one in acts if one is not Act.VIEWED][-3:] == [
        Act.TAKEN,
        Act.NOTED,
        Act.CLOSED,
    ]


async def test_what_is_late_is_marked(pc: PC) -> None:
    number = await pc.store.turn(told_grievance)
    async with pc.clerk() as clerk:
        assert "Too late: 0" in await clerk.opens("/grievances?late=1")
        assert f"№{number}" not in clerk.text
    pc.clock.leap(days=17)
    async with pc.clerk(chat_id=9503) as clerk:
        assert f"№{number}" in await clerk.opens("/grievances?late=1")
        assert 'class="late"' in clerk.page


async def test_one_that_a_colleague_has_is_not_taken_away(pc: PC) -> None:
    number = await pc.store.turn(told_grievance)
    async with pc.clerk() as first, pc.clerk(chat_id=9502) as second:
        await first.opens(f"/grievances/{number}")
        await second.opens(f"/grievances/{number}")
        await first.sends(f"/grievances/{number}/take")
        taken = await second.sends(f"/grievances/{number}/take")
        assert "A colleague has taken it already." in taken


async def test_what_was_told_before_it_was_told_otherwise_is_read(pc: PC) -> None:
    number = await pc.store.turn(told_grievance)

    async def adds(session: Session) -> None:
        grievance = await session.get_one(Grievance, number)
        actor = await person_of(session, grievance)
        added = Addition("又扣了押金")
        refused = await adding.add_words_and_files(session, actor, grievance, added)
        assert refused is None

    await pc.store.turn(adds)
    async with pc.clerk() as clerk:
        shown = await clerk.opens(f"/grievances/{number}")
        assert ("三个月没给钱" in shown, "又扣了押金" in shown) == (True, True)


async def test_another_county_sees_and_does_nothing(pc: PC) -> None:
    number = await pc.store.turn(told_grievance)
    async with pc.clerk(chat_id=9502, county=TONGYU) as other:
        before = await kept(pc)
        assert f"№{number}" not in await other.opens("/grievances")
        for path in (f"/grievances/{number}", f"/grievances/{number}/evidence/1"):
            await other.opens(path)
            assert (other.status, "三个月" in other.page) == (404, False)
        await other.opens("/")
        for act in ("take", "note", "close"):
            await other.sends(f"/grievances/{number}/{act}", words="办完了")
            assert other.status == 404
        assert await kept(pc) == before
    assert Act.VIEWED not in await acts_with(pc, Subject.GRIEVANCE, number)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_grievances_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    number = await embedded_pc.store.turn(told_grievance)
    account = await embedded_pc.appoint()
    async with signed_in(browser, embedded_pc, account, width) as page:
        await page.goto(f"{embedded_pc.base}/grievances")
        assert await list_faults(page) == []
        await page.goto(f"{embedded_pc.base}/grievances/{number}")
        await page.get_by_role("button", name="I look after it").click()
        await page.get_by_text("It is over").first.click()
        assert await list_faults(page) == []
