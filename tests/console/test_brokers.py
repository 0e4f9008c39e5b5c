"""Brokers at the PC: who applies, what each brought about, and the villages they cover."""

import pytest
from playwright.async_api import Browser
from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.terms_of_office import RoleTerm, TermEvent
from models.core.audit import Act, AuditRecord, Subject
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.outbox.row import OutboxRow
from models.placements.states import PlacementState
from tests.brokers.test_approval import applied
from tests.support.console.pc import PC, TONGYU, Clerk
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.employers.factory import place_at_employer
from tests.support.labourers.facts import HENAN, LUOZIGOU, XINGSHENG, entry_facts
from tests.support.placements.factory import add_factory
from tests.support.store import broker_account, register_labourer

TONGYU_VILLAGE = "220822101001"


async def applicant(session: Session) -> int:
    return (await applied(session)).who()


async def working(session: Session) -> int:
    """A broker of Xingsheng with somebody in care, whom the factory has taken."""
    broker = await broker_account(session, 4, XINGSHENG)
    person = await register_labourer(session, broker, entry_facts(name="朴顺姬"), own=False)
    person.read_out_by = broker.key()
    factory = await add_factory(session)
    facts = {"broker_id": broker.key(), "state": PlacementState.APPROVED}
    await place_at_employer(session, factory, person, **facts)
    return broker.key()


async def areas(pc: PC, account_id: int) -> tuple[str, ...]:
    async def read(session: Session) -> tuple[str, ...]:
        account = await session.get_one(Account, account_id)
        return (await roles.get_roles(session, account)).villages()

    return await pc.store.turn(read)


async def acts(pc: PC, account_id: int) -> list[Act]:
    async def read(session: Session) -> list[Act]:
        of = (AuditRecord.subject == Subject.BROKER, AuditRecord.subject_id == account_id)
        return [one.act for one in await session.exec(select(AuditRecord).where(*of))]

    return await pc.store.turn(read)


async def test_an_application_is_looked_at_and_accepted(pc: PC) -> None:
    number = await pc.store.turn(applicant)
    async with pc.clerk() as clerk:
        assert "安广" in await clerk.opens("/brokers")
        page = await clerk.opens(f"/brokers/{number}")
        assert "开小卖部" in page
        assert "+8613812340009" in page
        assert "222424198001010022"[:14] not in page
        assert "Done" in await clerk.sends(f"/brokers/{number}/approve")
        assert await areas(pc, number) == (XINGSHENG, HENAN)
        # The button of an old page decides nothing a second time.
        assert "meantime" in await clerk.sends(f"/brokers/{number}/approve")
    assert await acts(pc, number) == [
        Act.APPLIED, Act.VIEWED, Act.APPROVED, Act.VIEWED, Act.VIEWED,
    ]  # fmt: skip


async def test_who_is_not_accepted_or_paused_is_told_why(pc: PC) -> None:
    number = await pc.store.turn(applicant)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/brokers/{number}")
        page = await clerk.sends(f"/brokers/{number}/refuse", why=" ")
        assert (clerk.status, "Please fill this in" in page) == (422, True)
        await clerk.sends(f"/brokers/{number}/refuse", why="材料不全，请带身份证来")
        assert "材料不全" in await clerk.opens(f"/brokers/{number}")
        worker = await pc.store.turn(working)
        await clerk.opens(f"/brokers/{worker}")
        await clerk.sends(f"/brokers/{worker}/suspend", why="有人反映收费")
        assert "收费" in await clerk.opens(f"/brokers/{worker}")
        assert await areas(pc, worker) == ()
        await clerk.sends(f"/brokers/{worker}/reinstate")
        assert await areas(pc, worker) == (XINGSHENG,)


async def test_the_list_says_what_each_brought_about(pc: PC) -> None:
    number = await pc.store.turn(working)
    async with pc.clerk() as clerk:
        page = await clerk.opens("/brokers")
        assert f"Broker no. {number}" in page
        assert "works as a broker 1 1 1 1 0 0" in page
        page = await clerk.opens(f"/brokers/{number}")
        assert "朴顺姬" in page
        assert "延边金达莱服装厂" in page


async def test_a_village_is_given_and_taken_away(pc: PC) -> None:
    number = await pc.store.turn(working)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/brokers/{number}")
        await clerk.sends(f"/brokers/{number}/give-village", village=LUOZIGOU)
        await clerk.sends(f"/brokers/{number}/give-village", village=LUOZIGOU)
        assert await areas(pc, number) == (XINGSHENG, LUOZIGOU)
        await clerk.sends(f"/brokers/{number}/take-village", area=XINGSHENG)
        assert await areas(pc, number) == (LUOZIGOU,)
        page = await clerk.sends(f"/brokers/{number}/take-village", area=LUOZIGOU)
        assert "last village" in page
        assert await areas(pc, number) == (LUOZIGOU,)
        for strange in (TONGYU_VILLAGE, "222424", "222424999999", "x", ""):
            await clerk.sends(f"/brokers/{number}/give-village", village=strange)
        assert await areas(pc, number) == (LUOZIGOU,)
    done = [one for one in await acts(pc, number) if one is not Act.VIEWED]
    assert done == [Act.VILLAGE_GIVEN, Act.VILLAGE_TAKEN]

    async def ended(session: Session) -> list[tuple[str, TermEvent | None]]:
        terms = select(RoleTerm).where(RoleTerm.account_id == number).order_by(RoleTerm.area)
        return [(one.area, one.ended) for one in await session.exec(terms)]

    assert await pc.store.turn(ended) == [(XINGSHENG, TermEvent.TAKEN_AWAY), (LUOZIGOU, None)]


async def test_who_applied_is_told_of_the_villages_they_have_now(pc: PC) -> None:
    number = await pc.store.turn(applicant)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/brokers/{number}")
        await clerk.sends(f"/brokers/{number}/approve")
        await clerk.sends(f"/brokers/{number}/take-village", area=HENAN)

    async def told(session: Session) -> int:
        rows = select(OutboxRow).where(OutboxRow.topic == "decided", OutboxRow.about == number)
        return len(list(await session.exec(rows)))

    assert await pc.store.turn(told) == 2


async def test_nobody_decides_about_themselves_or_a_colleague(pc: PC) -> None:
    clerk_account = await pc.appoint()

    async def is_broker_too(session: Session) -> int:
        account = await session.get_one(Account, clerk_account.id)
        await roles.grant_role(session, account, RoleName.BROKER, XINGSHENG, pc.clock.now())
        return account.key()

    number = await pc.store.turn(is_broker_too)
    async with pc.clerk(clerk_account) as clerk, pc.clerk(chat_id=9002) as colleague:
        for one in (clerk, colleague):
            await one.opens(f"/brokers/{number}")
            await one.sends(f"/brokers/{number}/give-village", village=LUOZIGOU)
        assert await areas(pc, number) == (XINGSHENG,)


async def test_villages_without_a_broker_are_named(pc: PC) -> None:
    await pc.store.turn(working)
    async with pc.clerk() as clerk:
        page = await clerk.opens("/brokers/villages")
        assert "罗子沟镇" in page
        assert "通榆" not in page


ACTS = {
    "approve": {},
    "refuse": {"why": "不行"},
    "suspend": {"why": "不行"},
    "reinstate": {},
    "give-village": {"village": LUOZIGOU},
    "take-village": {"area": XINGSHENG},
}


async def test_another_county_s_clerk_sees_and_decides_nothing(pc: PC) -> None:
    numbers = [await pc.store.turn(applicant), await pc.store.turn(working)]
    before = [await areas(pc, one) for one in numbers]
    async with pc.clerk(county=TONGYU) as clerk:
        await clerk.opens("/")
        assert "安广" not in await clerk.opens("/brokers")
        for number in numbers:
            await clerk.opens(f"/brokers/{number}")
            assert clerk.status == 404
            for act, fields in ACTS.items():
                await clerk.opens("/")
                await clerk.sends(f"/brokers/{number}/{act}", **fields)
                assert clerk.status == 404
    assert [await areas(pc, one) for one in numbers] == before
    assert [await acts(pc, one) for one in numbers] == [[Act.APPLIED], []]


async def test_a_forged_form_decides_nothing(embedded_pc: PC) -> None:
    pc = embedded_pc
    number = await pc.store.turn(applicant)
    async with pc.clerk() as clerk:
        for act, fields in ACTS.items():
            await forge(clerk, f"/brokers/{number}/{act}", fields)
    assert await acts(pc, number) == [Act.APPLIED]


async def forge(clerk: Clerk, path: str, fields: dict[str, str]) -> None:
    form = {**fields, "form_key": "0" * 64}
    async with clerk.web.post(f"{clerk.base}{path}", data=form) as answer:
        assert answer.status == 403


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_brokers_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    applicant_, broker = [await embedded_pc.store.turn(one) for one in (applicant, working)]
    account = await embedded_pc.appoint(language=Language.ZH)
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in ("", "/villages", f"/{applicant_}", f"/{broker}"):
            await page.goto(f"{embedded_pc.base}/brokers{path}")
            assert (path, await list_faults(page)) == (path, [])
