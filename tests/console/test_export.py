"""The ledger taken out at the PC, opened again by another program."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from sqlmodel import select

from models.core.audit import Act, AuditRecord
from models.core.session import Session
from tests.support.console.pc import PC, TONGYU, Clerk
from tests.support.labourers.facts import farmer_facts, id_number
from tests.support.store import consenting_account, register_labourer

NUMBER = id_number(order="123")


async def two_people(session: Session) -> None:
    for chat, told in (
        (7001, farmer_facts()),
        (7002, farmer_facts(name="=王芳", id_number=id_number(order="222"), status="farming")),
    ):
        await register_labourer(session, await consenting_account(session, chat), told)


async def takes(clerk: Clerk, query: str = "", **asked: object) -> Any:
    """The file that the page gives, opened; or the page's text where there is none."""
    await clerk.opens(f"/people/export?{query}")
    key = clerk.form_key()
    async with clerk.web.post(
        f"{clerk.base}/people/export", data={"form_key": key, "layout": "own", **asked}
    ) as response:
        content = await response.read()
        clerk.status = response.status
        if "spreadsheet" not in response.headers["Content-Type"]:
            return content.decode()
        assert "attachment" in response.headers["Content-Disposition"]
        return load_workbook(BytesIO(content))


def cells(book: Any) -> list[str]:
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]


async def acts(session: Session) -> list[Act]:
    query = select(AuditRecord).where(AuditRecord.subject == "ledger")
    return [one.act for one in await session.exec(query) if one.act is not Act.LISTED]


async def test_the_file_holds_whom_the_filter_shows_and_numbers_are_masked(pc: PC) -> None:
    await pc.store.turn(two_people)
    async with pc.clerk() as clerk:
        book = await takes(clerk, status="out_of_work")
        assert "金哲洙" in cells(book)
        assert "=王芳" not in cells(book)
        assert NUMBER not in cells(book)
        book = await takes(clerk, id_numbers="1", column=["name", "id_number"])
        assert {NUMBER, "=王芳"} <= set(cells(book))
    assert await pc.store.turn(acts) == [Act.EXPORTED, Act.EXPORTED, Act.NUMBERS_EXPORTED]
    assert list((pc.office.data_dir / "exports").iterdir()) == []


async def test_another_county_takes_nobody_and_a_wrong_filter_takes_nothing(pc: PC) -> None:
    await pc.store.turn(two_people)
    async with pc.clerk(county=TONGYU) as other:
        book = await takes(other)
        assert "金哲洙" not in cells(book)
        assert isinstance(await takes(other, area="222424"), str)
        assert isinstance(await takes(other, status="nonsense"), str)
        assert other.status == 400
        assert isinstance(await takes(other, layout="../own"), str)


async def test_a_layout_of_the_county_that_is_broken_is_said(pc: PC) -> None:
    folder = pc.office.data_dir / "layouts"
    folder.mkdir()
    (folder / "county.toml").write_text("title = 3")
    async with pc.clerk() as clerk:
        page = await clerk.opens("/people/export")
    assert "county:" in page
