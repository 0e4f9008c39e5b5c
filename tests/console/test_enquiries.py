"""Messages of people at the PC: who waits, one exchange, the answer."""

import pytest
from playwright.async_api import Browser
from sqlmodel import select

from models.core.audit import Act, Subject
from models.core.session import Session
from models.enquiries import asking
from models.enquiries.asking import LeaveMessage
from models.enquiries.enquiry import Enquiry
from models.outbox.row import OutboxRow
from tests.support.console.pc import PC, TONGYU
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.console.traces import acts_with, kept
from tests.support.labourers.facts import farmer_facts
from tests.support.store import consenting_account, register_labourer
from tests.support.stored_actors import load_actor


async def asked(session: Session) -> int:
    """Somebody of the ledger asks the office."""
    account = await consenting_account(session, 5)
    await register_labourer(session, account, farmer_facts())
    actor = await load_actor(session, account)
    left = await asking.leave_message(session, actor, LeaveMessage("补贴<啥时候>发？"))
    assert isinstance(left, Enquiry)
    return left.key()


async def test_a_clerk_answers_and_the_person_is_sent_it(pc: PC) -> None:
    account = await pc.appoint()
    number = await pc.store.turn(asked)
    async with pc.clerk(account) as clerk:
        pc.clock.leap(minutes=50)
        assert "for 0 h" in await clerk.opens("/enquiries")
        shown = await clerk.opens(f"/enquiries/{number}")
        assert ("补贴<啥时候>发？" in shown, "金哲洙" in shown) == (True, True)
        await clerk.sends(f"/enquiries/{number}/answer", words="长" * 401)
        assert (clerk.status, "长" * 401 in clerk.page) == (422, True)
        assert "Sent." in await clerk.sends(f"/enquiries/{number}/answer", words="下月十号前。")
        assert f"№{number}" not in clerk.text
        assert f"№{number}" in await clerk.opens("/enquiries?answered=1")
        assert "下月十号前。" in await clerk.opens(f"/enquiries/{number}")
        assert "answered already" in await clerk.sends(f"/enquiries/{number}/close")

    async def told(session: Session) -> list[str]:
        rows = await session.exec(select(OutboxRow).where(OutboxRow.account_id != account.id))
        return [one.topic for one in rows]

    assert "enquiry_answer" in await pc.store.turn(told)
    assert Act.VIEWED in await acts_with(pc, Subject.ENQUIRY, number)


async def test_nothing_is_left_to_answer(pc: PC) -> None:
    account = await pc.appoint()
    number = await pc.store.turn(asked)
    async with pc.clerk(account) as clerk:
        await clerk.opens(f"/enquiries/{number}")
        assert "Nobody waits for this" in await clerk.sends(f"/enquiries/{number}/close")
        assert f"№{number}" not in clerk.text


async def test_another_county_reads_and_answers_nothing(pc: PC) -> None:
    await pc.appoint()
    number = await pc.store.turn(asked)
    async with pc.clerk(chat_id=9502, county=TONGYU) as other:
        before = await kept(pc)
        for path in ("/enquiries", "/enquiries?answered=1"):
            assert f"№{number}" not in await other.opens(path)
        await other.opens(f"/enquiries/{number}")
        assert (other.status, "补贴" in other.page) == (404, False)
        await other.opens("/")
        for act in ("answer", "close"):
            await other.sends(f"/enquiries/{number}/{act}", words="没有补贴")
            assert other.status == 404
        assert await kept(pc) == before


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_messages_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    account = await embedded_pc.appoint()
    number = await embedded_pc.store.turn(asked)
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in ("/enquiries", f"/enquiries/{number}"):
            await page.goto(f"{embedded_pc.base}{path}")
            assert (path, await list_faults(page)) == (path, [])
