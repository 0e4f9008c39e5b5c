"""People to be called, and entries that may be of one person, at the PC."""

import datetime as dt

import pytest
from playwright.async_api import Browser
from sqlmodel import select

from models.core.audit import Act, AuditRecord, Subject
from models.core.session import Session
from models.core.vocabulary import WorkStatus
from models.labourers.calls import Call, CallOutcome
from models.labourers.double import Double, DoubleOutcome, Likeness
from models.labourers.labourer import Labourer
from tests.support.console.pc import PC, TONGYU
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.console.traces import acts_with, kept
from tests.support.labourers.facts import entry_facts, farmer_facts
from tests.support.store import NOON, consenting_account, register_labourer

LATER = NOON + dt.timedelta(hours=1)


async def to_be_called(session: Session) -> tuple[int, int]:
    """A farmer who was asked and has not answered: the call and the person."""
    account = await consenting_account(session, 5)
    farmer = await register_labourer(session, account, farmer_facts())
    call = Call(month=202611, labourer_id=farmer.key(), opened_at=LATER)
    session.add(call)
    await session.flush()
    return call.key(), farmer.key()


async def doubled(session: Session) -> tuple[int, int, int]:
    """Two entries that look alike, each with an account; the double and both numbers."""
    both = []
    for chat, born in ((5, 1985), (6, 1986)):
        account = await consenting_account(session, chat)
        facts = entry_facts(birth_year=born)
        both.append((await register_labourer(session, account, facts)).key())
    double = Double(
        first_id=both[0], second_id=both[1], why=Likeness.ALIKE, opened_at=NOON, told_at=NOON
    )
    session.add(double)
    await session.flush()
    return double.key(), both[0], both[1]


async def call_of(pc: PC, number: int) -> Call:
    async def work(session: Session) -> Call:
        return await session.get_one(Call, number)

    return await pc.store.turn(work)


async def test_the_list_has_the_numbers_and_that_they_were_seen_is_traced(pc: PC) -> None:
    _, person = await pc.store.turn(to_be_called)
    async with pc.clerk() as clerk:
        assert "+8613812340001" in await clerk.opens("/calls")

    async def acts(session: Session) -> list[Act]:
        query = select(AuditRecord).where(AuditRecord.labourer_id == person)
        return [one.act for one in await session.exec(query)]

    assert Act.LISTED in await pc.store.turn(acts)


async def test_a_call_is_noted_in_one_line(pc: PC) -> None:
    number, person = await pc.store.turn(to_be_called)
    async with pc.clerk() as clerk:
        await clerk.opens("/calls")
        for wrong in ("", "x", "still_so"):
            assert "choose how the call went" in await clerk.sends(
                f"/calls/{number}", outcome=wrong
            )
        assert "try again later" in await clerk.sends(f"/calls/{number}", outcome="none")
        assert (await call_of(pc, number)).tries == 1
        assert "Noted." in await clerk.sends(f"/calls/{number}", outcome="farming")
        assert "Nobody is to be called just now." in clerk.text
        await clerk.opens("/")
        await clerk.sends(f"/calls/{number}", outcome="same")
        assert clerk.status == 404

    async def status(session: Session) -> WorkStatus:
        return (await session.get_one(Labourer, person)).status

    assert await pc.store.turn(status) is WorkStatus.FARMING
    assert (await call_of(pc, number)).outcome is CallOutcome.CHANGED


async def test_another_county_calls_nobody(pc: PC) -> None:
    number, _ = await pc.store.turn(to_be_called)
    async with pc.clerk(chat_id=9502, county=TONGYU) as other:
        before = await kept(pc)
        assert "金哲洙" not in await other.opens("/calls")
        await other.opens("/")
        await other.sends(f"/calls/{number}", outcome="same")
        assert other.status == 404
        assert await kept(pc) == before


async def test_two_entries_are_seen_beside_each_other_and_made_one(pc: PC) -> None:
    number, first, second = await pc.store.turn(doubled)
    here = f"/doubles/{number}"
    async with pc.clerk() as clerk:
        assert f"№{number}" in await clerk.opens("/doubles")
        shown = await clerk.opens(here)
        assert ("1985" in shown, "1986" in shown, "differs" in shown) == (True, True, True)
        assert "which phone" in await clerk.sends(f"{here}/keepfirst")
        for wrong in ("first", "second", "third"):
            await clerk.sends(f"{here}/{wrong}")
            assert clerk.status == 409
        await clerk.opens(here)
        assert "Decided." in await clerk.sends(f"{here}/keepfirst", account="second")
        await clerk.opens(here)
        assert clerk.status == 404

    async def left(session: Session) -> tuple[bool, bool]:
        found = [await session.get(Labourer, one) for one in (first, second)]
        return found[0] is not None, found[1] is not None

    assert await pc.store.turn(left) == (True, False)
    acts = await acts_with(pc, Subject.DOUBLE, number)
    assert {Act.VIEWED, Act.SETTLED, Act.MERGED} <= set(acts)


async def test_two_people_are_kept_apart(pc: PC) -> None:
    number, _, _ = await pc.store.turn(doubled)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/doubles/{number}")
        assert "Decided." in await clerk.sends(f"/doubles/{number}/apart")

    async def outcome(session: Session) -> DoubleOutcome | None:
        return (await session.get_one(Double, number)).outcome

    assert await pc.store.turn(outcome) is DoubleOutcome.APART


async def test_another_county_compares_nobody(pc: PC) -> None:
    number, _, _ = await pc.store.turn(doubled)
    async with pc.clerk(chat_id=9502, county=TONGYU) as other:
        before = await kept(pc)
        assert "李秀英" not in await other.opens("/doubles")
        await other.opens(f"/doubles/{number}")
        assert (other.status, "李秀英" in other.page) == (404, False)
        await other.opens("/")
        for step in ("keepfirst", "apart", "first"):
            await other.sends(f"/doubles/{number}/{step}", account="first")
            assert other.status == 404
        assert await kept(pc) == before


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_calls_and_doubles_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    number, _, _ = await embedded_pc.store.turn(doubled)

    async def called(session: Session) -> None:
        account = await consenting_account(session, 7)
        farmer = await register_labourer(session, account, farmer_facts())
        session.add(Call(month=202611, labourer_id=farmer.key(), opened_at=LATER))

    await embedded_pc.store.turn(called)
    account = await embedded_pc.appoint()
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in ("/calls", "/doubles", f"/doubles/{number}"):
            await page.goto(f"{embedded_pc.base}{path}")
            assert (path, await list_faults(page)) == (path, [])
        await page.get_by_text("One person: keep A").click()
        assert await list_faults(page) == []
