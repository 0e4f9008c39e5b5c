"""Files as they come: in every encoding, with titles and merged headers, or made to harm."""

import io
import struct
import zipfile

import openpyxl
import pytest
import xlsxwriter

from models.core.refusal import Refusal
from models.labourers.imports.cells import has_lost_digits, text_of
from models.labourers.imports.columns import guess_sheet
from models.labourers.imports.file_reading import SheetRows, read_file
from models.labourers.imports.reading import limits
from tests.support.labourers.lists import CLEAN, HEADERS, WANG, as_csv, as_xlsx, read_sheets


def texts(sheet: SheetRows) -> list[list[str]]:
    rows = [sheet.row(number) for number in range(len(sheet.lines))]
    return [[text_of(cell) for cell in cells] for _, cells in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
async def test_text_files_in_every_encoding(encoding: str) -> None:
    (sheet,) = await read_sheets(as_csv([HEADERS, *CLEAN], encoding))
    assert texts(sheet) == [list(row) for row in (HEADERS, *CLEAN)]


async def test_a_spreadsheet_keeps_its_lines_and_drops_what_is_empty() -> None:
    (sheet,) = await read_sheets(as_xlsx([("名单",), (), HEADERS, (), *CLEAN, (), ("",)]))
    assert [sheet.row(n)[0] for n in range(len(sheet.lines))] == [1, 3, 5, 6, 7]


async def test_numbers_days_formulas_and_errors_are_told_apart() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["姓名", "身份证号", "出生日期", "工资", "公式"])
    page.append(["王芳", 222424198503121012, None, 3500.5, "=A2"])
    page["C2"].value = "1985-03-12"
    content = io.BytesIO()
    book.save(content)
    (sheet,) = await read_sheets(content.getvalue())
    _, cells = sheet.row(1)
    assert [*cells[:1], *cells[2:4]] == ["王芳", "1985-03-12", 3500.5]
    assert has_lost_digits(cells[1])
    assert cells[4] == {"f": None}


async def test_an_error_is_an_error() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["姓名", "身份证号"])
        page.write_formula(1, 0, "=NA()", None, "#N/A")
        page.write_formula(1, 1, "=A1", None, "王芳")
    (sheet,) = await read_sheets(content.getvalue())
    assert sheet.row(1)[1] == [{"e": "#N/A"}, {"f": "王芳"}]


async def test_headers_over_two_lines_and_several_columns() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet("花名册")
        page.merge_range(0, 0, 0, 4, "汪清县农村劳动力就业台账")
        page.merge_range(1, 0, 2, 0, "姓名*")
        page.merge_range(1, 1, 2, 1, "身份证号码（18位）")
        page.merge_range(1, 2, 1, 4, "就业情况")
        page.write_row(2, 2, ["务工单位", "岗位工种", "月工资（元）"])
        page.write_row(3, 0, [*WANG[:2], "某厂", "缝纫", 3500])
    (sheet,) = await read_sheets(content.getvalue())
    rows = [sheet.row(number) for number in range(len(sheet.lines))]
    found = guess_sheet(sheet.name, rows, {})
    assert found.head == 3
    assert list(found.columns.values()) == ["name", "id_number", "work_place", "work_what", "wage"]


async def refused(content: bytes) -> str:
    found = await read_file(content)
    assert isinstance(found, Refusal)
    return found.name


def bomb() -> bytes:
    """A small file that says that it is 4 GB once unpacked."""
    content = io.BytesIO(as_xlsx([HEADERS, *CLEAN]))
    raw = bytearray(content.getvalue())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 4_000_000_000)
    return bytes(raw)


def crowd() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        for number in range(limits.MOST_ENTRIES + 1):
            book.writestr(f"{number}", b"")
    return content.getvalue()


def to_the_last_row() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        page.write_string(1_048_575, 16_383, "x")
    return content.getvalue()


def lying_bomb() -> bytes:
    """A sheet of which much more comes than it says, 60 MB of spaces a part."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for number in range(6):
            book.writestr(f"xl/{number}.xml", b" " * (60 * limits.MEGABYTE))
    return content.getvalue()


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (lambda: b"", "sheet_empty"),
        (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\xff", "sheet_kind"),
        (lambda: b"PK\x03\x04" + b"no zip" * 50, "sheet_broken"),
        (lambda: as_xlsx([HEADERS, *CLEAN])[:-400], "sheet_broken"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheet_broken"),
        (lambda: as_xlsx([()]), "sheet_empty"),
        (bomb, "sheet_too_large"),
        (lying_bomb, "sheet_too_large"),
        (crowd, "sheet_too_large"),
        (to_the_last_row, "sheet_too_large"),
        (lambda: b"a," * (limits.MOST_BYTES // 2 + 1), "sheet_too_large"),
        (lambda: b"1\n" * (limits.MOST_ROWS + 1), "sheet_many_rows"),
    ],
)
async def test_what_is_broken_or_made_to_harm_is_one_refusal(made: object, name: str) -> None:
    assert callable(made)
    assert await refused(made()) == name


async def test_a_sheet_formatted_to_its_end_is_read_as_far_as_it_is_filled() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        page.set_column(0, 16_383, 12, bold)
        page.write_row(0, 0, HEADERS)
        page.write_blank(1_048_575, 300, None, bold)
    (sheet,) = await read_sheets(content.getvalue())
    assert texts(sheet) == [list(HEADERS)]


async def test_a_process_that_does_not_end_is_ended() -> None:
    found = await read_file(as_csv([HEADERS] * 50_000), seconds=0.0)
    assert found == Refusal("sheet_too_large", {"megabytes": 300})
