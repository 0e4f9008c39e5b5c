"""The ledger in, at the PC: uploaded, tried, brought in, given back with its faults, undone."""

import re
from io import BytesIO

import pytest
import xlsxwriter
from aiohttp import FormData
from openpyxl import load_workbook
from playwright.async_api import Browser, expect
from sqlmodel import func, select

from models.core.session import Session
from models.labourers.labourer import Labourer
from tests.support.console.pc import PC, TONGYU, Clerk
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.labourers.facts import farmer_facts, id_number
from tests.support.store import consenting_account, register_labourer

HEADS = ["姓名", "身份证号", "电话", "村", "就业状态"]
GOOD = ["赵春花", id_number(order="222"), "13812345001", "大兴沟镇河南村", "务农"]
BAD = ["12", "222424198504120000", "123", "哪儿也不是", "不知道写啥"]


def workbook(*rows: list[str]) -> bytes:
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("劳动力")
        for line, row in enumerate([HEADS, *rows]):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)
    return made.getvalue()


async def uploads(clerk: Clerk, content: bytes, name: str = "名单.xlsx") -> str:
    await clerk.opens("/imports")
    form = FormData()
    form.add_field("form_key", clerk.form_key())
    form.add_field("file", content, filename=name)
    async with clerk.web.post(f"{clerk.base}/imports", data=form) as response:
        clerk.page, clerk.status = await response.text(), response.status
        return response.url.path


async def goes(pc: PC, clerk: Clerk, here: str, step: str) -> str:
    """A step, to its end."""
    await clerk.sends(f"{here}/go/{step}")
    await pc.office.background.settled()
    return await clerk.opens(here)


async def count(session: Session) -> int:
    return (await session.exec(select(func.count()).select_from(Labourer))).one()


async def test_a_list_goes_in_after_a_try_and_out_again(pc: PC) -> None:
    async with pc.clerk() as clerk:
        here = await uploads(clerk, workbook(GOOD, BAD))
        page = await goes(pc, clerk, here, "dry_run")
        assert "1 new people" in page
        assert "1 have faults and stay out" in page
        assert await pc.store.turn(count) == 0
        page = await clerk.opens(f"{here}/rows/refused")
        for told in ("ID number", "Phone", "Village", "Name", "Present work"):
            assert told in page
        assert "222424198504120000" not in clerk.page
        page = await goes(pc, clerk, here, "start")
        assert "1 people who came in" in page
        assert await pc.store.turn(count) == 1
        assert "赵春花" in await clerk.opens("/people?words=赵春花")
        page = await goes(pc, clerk, here, "undo")
        assert "1 taken out again" in page
        assert await pc.store.turn(count) == 0


async def test_the_file_comes_back_with_what_is_wrong(pc: PC) -> None:
    async with pc.clerk() as clerk:
        here = await uploads(clerk, workbook(GOOD, BAD))
        await goes(pc, clerk, here, "dry_run")
        data = {"form_key": clerk.form_key()}
        async with clerk.web.post(f"{clerk.base}{here}/faults", data=data) as response:
            book = load_workbook(BytesIO(await response.read()))
        heads, good, bad = book.worksheets[0].iter_rows(values_only=True)
        assert list(heads) == [*HEADS, "What is wrong"]
        assert list(good)[:5] == GOOD
        assert not good[5]
        assert list(bad)[:5] == BAD
        assert "Name" in str(bad[5])
        assert "Phone" in str(bad[5])


async def test_another_name_of_a_column_is_remembered_for_the_county(pc: PC) -> None:
    async with pc.clerk() as clerk:
        for chosen in (False, True):
            content = workbook(GOOD).replace(b"", b"")
            here = await uploads(clerk, content)
            (first, *_) = re.findall(r'name="(column-0-\d)"', clerk.page)
            picked = re.search(rf'name="{first}".*?value="(\w*)" selected', clerk.page, re.S)
            assert picked is not None
            assert picked.group(1) == ("certificates" if chosen else "name")
            await clerk.sends(f"{here}/columns", **{first: "certificates"})
            await clerk.opens(here)
            await clerk.sends(f"{here}/go/cancel")


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "x.xlsx"), (b"not a zip", "x.xlsx"), (b"MZ\x90", "x.exe"), ("姓名\n".encode(), "")],
)
async def test_what_is_no_list_gets_one_sentence(
    embedded_pc: PC, content: bytes, name: str
) -> None:
    async with embedded_pc.clerk() as clerk:
        await uploads(clerk, content, name)
        assert 'role="alert"' in clerk.page


async def test_another_county_sees_no_import_and_moves_none(pc: PC) -> None:
    async with pc.clerk() as own, pc.clerk(chat_id=9502, county=TONGYU) as other:
        here = await uploads(own, workbook(GOOD))
        for path in (here, f"{here}/rows/new"):
            await other.opens(path)
            assert other.status == 404
        await other.opens("/imports")
        for step in ("dry_run", "start", "cancel", "undo"):
            await other.sends(f"{here}/go/{step}")
        await other.sends(f"{here}/faults")
        assert other.status == 404
        assert "columns to be looked at" in await own.opens(here)


async def test_a_double_is_decided_by_the_clerk(pc: PC) -> None:
    async def registered(session: Session) -> None:
        told = farmer_facts(name="赵春花", id_number=None, sex="female", birth_year=1985)
        told["village"], told["phone"] = "222424101200", "+8613812345001"
        await register_labourer(session, await consenting_account(session, 7001), told)

    await pc.store.turn(registered)
    async with pc.clerk() as clerk:
        here = await uploads(clerk, workbook(GOOD))
        page = await goes(pc, clerk, here, "dry_run")
        assert "1 may be somebody who is there" in page
        await clerk.opens(f"{here}/rows/double")
        (path,) = re.findall(r'action="(/imports/\d+/rows/\d+/decide)"', clerk.page)
        await clerk.sends(path, decision="same")
        await clerk.opens(here)
        await goes(pc, clerk, here, "start")
        assert await pc.store.turn(count) == 1


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_the_pages_of_an_import_have_no_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    account = await embedded_pc.appoint()
    async with embedded_pc.clerk(account) as clerk:
        here = await uploads(clerk, workbook(GOOD, BAD))
    async with signed_in(browser, embedded_pc, account, width) as page:
        await page.goto(f"{embedded_pc.base}/imports")
        assert await list_faults(page) == []
        await page.goto(f"{embedded_pc.base}{here}")
        assert await list_faults(page) == []
        await page.get_by_role("button", name="Look at every row").focus()
        await page.keyboard.press("Enter")
        # It follows by itself how far it is.
        await expect(page.get_by_text("have faults and stay out")).to_be_visible()
        assert await list_faults(page) == []
        await page.goto(f"{embedded_pc.base}{here}/rows/refused")
        assert await list_faults(page) == []
