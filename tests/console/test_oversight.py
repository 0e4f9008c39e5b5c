"""The trail, the office's staff and the auditor's lists at the PC."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.async_api import Browser
from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account
from models.core.audit import Act, AuditRecord, Subject
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.labourers.labourer import Labourer
from models.oversight.listing import Theme
from tests.support.console.life import SECRETS, console_life
from tests.support.console.pc import PC, TONGYU
from tests.support.console.screen import WIDTHS, list_faults, signed_in


async def records(pc: PC, act: Act) -> list[AuditRecord]:
    async def read(session: Session) -> list[AuditRecord]:
        return list(await session.exec(select(AuditRecord).where(AuditRecord.act == act)))

    return await pc.store.turn(read)


SUBJECTS = {
    "broker": "applicant",
    "double": "double",
    "employer": "employer",
    "enquiry": "enquiry",
    "grievance": "grievance",
    "person": "person",
    "placement": "placement",
    "staff": "colleague",
    "vacancy": "vacancy",
}


async def test_the_trail_of_each_record_is_its_office_s_alone(pc: PC) -> None:
    numbers = await pc.store.turn(console_life)
    async with pc.clerk() as clerk, pc.clerk(chat_id=9002, county=TONGYU) as other:
        for subject, record in SUBJECTS.items():
            path = f"/trail/{subject}/{numbers[record]}"
            await clerk.opens(path)
            assert (path, clerk.status) == (path, 200)
            page = await other.opens(path)
            assert (path, other.status) == (path, 404)
            assert not any(secret in page for secret in SECRETS)
        for path in ("/trail/oversight/1", "/trail/nothing/1", "/trail/placement/x"):
            await clerk.opens(path)
            assert clerk.status == 404


async def test_the_trail_has_names_and_what_was_done(pc: PC) -> None:
    numbers = await pc.store.turn(console_life)
    async with pc.clerk() as clerk:
        await clerk.opens("/staff")
        await clerk.sends("/staff/name", name="白美玉")
        assert "白美玉" in clerk.text
        await clerk.opens(f"/brokers/{numbers['applicant']}")
        await clerk.sends(f"/brokers/{numbers['applicant']}/approve")
        page = await clerk.opens(f"/trail/broker/{numbers['applicant']}")
        assert "approved county staff 白美玉" in page
        await clerk.opens(f"/people/{numbers['person']}")
        page = await clerk.opens(f"/trail/person/{numbers['person']}")
        assert "looked at county staff 白美玉" in page
        assert clerk.account is not None
        page = await clerk.opens(f"/staff/{clerk.account.id}")
        assert "approved county staff 白美玉" in page
        assert "朴顺姬" in await clerk.opens(f"/staff/{clerk.account.id}?what=looks")


async def test_the_trail_outlives_its_person(pc: PC) -> None:
    numbers = await pc.store.turn(console_life)

    async def erased(session: Session) -> int:
        gone = 990
        act = AuditRecord(at=pc.clock.now(), act=Act.ERASED, labourer_id=gone, county="222424")
        session.add(act)
        assert await session.get(Labourer, gone) is None
        return gone

    gone = await pc.store.turn(erased)
    async with pc.clerk() as clerk, pc.clerk(chat_id=9002, county=TONGYU) as other:
        assert "deleted" in await clerk.opens(f"/trail/person/{gone}")
        await other.opens(f"/trail/person/{gone}")
        assert other.status == 404
        await clerk.opens(f"/trail/person/{numbers['person'] + 5_000}")
        assert clerk.status == 404


async def test_only_staff_of_every_county_dismiss_and_never_themselves(pc: PC) -> None:
    colleague = await pc.appoint(9003)

    async def staff_of(session: Session) -> bool:
        account = await session.get_one(Account, colleague.id)
        return RoleName.STAFF in await roles.get_roles(session, account)

    async with pc.clerk() as clerk:
        page = await clerk.opens(f"/staff/{colleague.id}")
        assert "Yes, dismiss" not in page
        await clerk.sends(f"/staff/{colleague.id}/dismiss")
        assert await pc.store.turn(staff_of)
    async with pc.clerk(chat_id=9002, county="") as chief:
        assert "Yes, dismiss" in await chief.opens(f"/staff/{colleague.id}")
        assert chief.account is not None
        page = await chief.sends(f"/staff/{chief.account.id}/dismiss")
        assert "can't dismiss yourself" in page
        await chief.opens(f"/staff/{colleague.id}")
        page = await chief.sends(f"/staff/{colleague.id}/dismiss", too=["x", "1", "9" * 30])
        assert "staff no more" in page
        assert not await pc.store.turn(staff_of)
    (dismissed,) = await records(pc, Act.DISMISSED)
    assert dismissed.subject_id == colleague.id


async def test_a_name_that_is_none_is_asked_again(embedded_pc: PC) -> None:
    async with embedded_pc.clerk() as clerk:
        await clerk.opens("/staff")
        await clerk.sends("/staff/name", name="你好")
        assert (clerk.status, 'value="你好"' in clerk.page) == (422, True)


async def test_each_list_is_shown_and_that_is_in_the_trail(pc: PC) -> None:
    await pc.store.turn(console_life)
    async with pc.clerk() as clerk:
        page = await clerk.opens("/oversight")
        assert "Looks by account" in page
        for theme in Theme:
            await clerk.opens(f"/oversight/{theme}")
            assert (theme, clerk.status) == (theme, 200)
        for path in ("/oversight/none", "/oversight/self?of=1"):
            await clerk.opens(path)
            assert clerk.status == 404
    seen = [one for one in await records(pc, Act.LISTED) if one.subject is Subject.OVERSIGHT]
    assert [one.subject_id for one in seen] == [theme.place for theme in Theme]


async def test_each_line_opens_its_record(pc: PC) -> None:
    numbers = await pc.store.turn(console_life)
    async with pc.clerk() as clerk:
        # The broker registered somebody without an ID number.
        await clerk.opens("/oversight/numberless")
        link = f"/oversight/numberless?of={numbers['broker']}"
        assert f'href="{link}"' in clerk.page
        assert "朴顺姬" in await clerk.opens(link)
        await clerk.opens(f"/people/{numbers['person']}")
        await clerk.opens("/oversight/looks")
        assert clerk.account is not None
        link = f"/oversight/looks?of={clerk.account.id}"
        assert f'href="{link}"' in clerk.page
        assert "朴顺姬" in await clerk.opens(link)
        assert f'href="/people/{numbers["person"]}"' in clerk.page


@pytest.mark.parametrize(
    ("code", "title"), [("R{person}", "朴顺姬"), ("e {employer}", "宁波鞋业"), ("Q1", "What an")]
)
async def test_a_record_is_opened_by_its_number(pc: PC, code: str, title: str) -> None:
    numbers = await pc.store.turn(console_life)
    async with pc.clerk() as clerk:
        assert title in await clerk.opens(f"/oversight/record?code={code.format(**numbers)}")


async def test_an_account_is_a_colleague_or_a_broker(pc: PC) -> None:
    numbers = await pc.store.turn(console_life)
    async with pc.clerk() as clerk:
        assert "Terms" in await clerk.opens(f"/oversight/account/{numbers['colleague']}")
        assert "People in care" in await clerk.opens(f"/oversight/account/{numbers['broker']}")


async def test_the_lists_are_taken_as_a_file_of_this_county(pc: PC) -> None:
    await pc.store.turn(console_life)
    async with pc.clerk() as clerk, pc.clerk(chat_id=9002, county=TONGYU) as other:
        book = load_workbook(BytesIO(await clerk.downloads("/oversight/file")))
        assert len(book.sheetnames) == len(Theme)
        strange = load_workbook(BytesIO(await other.downloads("/oversight/file")))
        told = [
            str(cell)
            for sheet in strange
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        ]
        assert not any(secret in cell for cell in told for secret in SECRETS)
    assert len(await records(pc, Act.EXPORTED)) == 2 * len(Theme)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_oversight_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    numbers = await embedded_pc.store.turn(console_life)
    account = await embedded_pc.appoint(language=Language.ZH)
    paths = (
        *("/oversight", "/oversight/self", "/oversight/looks", "/staff", f"/staff/{account.id}"),
        *(f"/trail/person/{numbers['person']}", f"/trail/placement/{numbers['placement']}"),
    )
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in paths:
            await page.goto(f"{embedded_pc.base}{path}")
            assert (path, await list_faults(page)) == (path, [])
