"""The ledger as a file: what a filter shows, opened again by somebody else's program."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from dialogue.core.form import FormContext
from dialogue.core.i18n import Speech
from dialogue.labourers import ledger_words
from dialogue.labourers.ledger_words import LedgerWords
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import regions
from models.core.audit import Act, AuditRecord, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language, WorkStatus
from models.labourers import office_list
from models.labourers.ledger_export.columns import COLUMNS
from models.labourers.ledger_export.export_record import LedgerExport
from models.labourers.ledger_export.layout import (
    Layout,
    SheetRows,
    parse_layout,
    read_layouts,
)
from models.labourers.ledger_export.taking import (
    ExportTicket,
    TakeLedger,
    begin_export,
    write_export,
)
from models.labourers.people_filter import PeopleFilter
from tests.support.accounts.factory import new_account
from tests.support.labourers.county import TONGYU_VILLAGE, add_people, add_person
from tests.support.labourers.facts import HENAN, farmer_facts, id_number
from tests.support.placements.factory import confirmed_placement
from tests.support.store import NOON
from tests.support.stored_actors import ZONE, clerk

NUMBER = id_number("19900101", "038")
PHONE = "+8613812340077"


async def take(
    session: Session,
    folder: Path,
    asked: TakeLedger | None = None,
    actor: Actor | None = None,
    language: Language = Language.ZH,
) -> Any:
    """The file, opened; or why there is none."""
    asked, actor = asked or TakeLedger(PeopleFilter()), actor or clerk()
    ticket = await begin_export(session, actor, asked, read_layouts().get(asked.layout))
    if isinstance(ticket, Refusal):
        return ticket
    known = (await regions.get_gazetteer(session)).in_language(language)
    words = LedgerWords(FormContext(Speech(language), actor.today, known))

    def about(one: ExportTicket, rows: Sequence[tuple[str, int]]) -> Sequence[tuple[str, str]]:
        return words.describe(one, rows, "戴", one.actor.now.astimezone(ZONE))

    written = await write_export(session, ticket, words, about, folder)
    return load_workbook(written.file)


def rows(book: Any, sheet: int = 1) -> list[dict[str, Any]]:
    """Each row by its headings."""
    heads, *lines = book.worksheets[sheet].iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def cells(book: Any) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


async def trail(session: Session) -> list[Any]:
    acts = select(AuditRecord.act, AuditRecord.subject, AuditRecord.subject_id)
    acts = acts.where(AuditRecord.account_id == 7, col(AuditRecord.subject).is_not(None))
    return [tuple(row) for row in await session.exec(acts.order_by(col(AuditRecord.id)))]


async def test_it_holds_exactly_whom_the_filter_shows(session: Session, tmp_path: Path) -> None:
    await add_people(session, ["王秀英", "李秀英", "金海"])
    await add_person(session, 9, name="远方秀英", village=TONGYU_VILLAGE)
    wanted = PeopleFilter(words="秀英")
    book = await take(session, tmp_path, TakeLedger(wanted))
    page = await office_list.get_people_page(session, clerk(), wanted)
    assert not isinstance(page, Refusal)
    assert [row["姓名"] for row in rows(book)] == [one.name for one in page.people]
    assert sorted(row["姓名"] for row in rows(book)) == ["李秀英", "王秀英"]
    about = [row[1].value for row in book.worksheets[0].iter_rows()]
    assert about[:2] == ["2026-11-23 12:00", "戴"]
    assert "秀英" in about[3]
    assert "2" in about[4]


async def test_numbers_are_masked_and_whole_only_when_asked(
    session: Session, tmp_path: Path
) -> None:
    await add_person(session, 1, id_number=NUMBER, phone=PHONE)
    book = await take(session, tmp_path)
    assert not [c for c in cells(book) if NUMBER in str(c.value) or PHONE in str(c.value)]
    book = await take(session, tmp_path, TakeLedger(PeopleFilter(), whole_id_numbers=True))
    (there,) = [c for c in cells(book) if NUMBER in str(c.value)]
    assert (there.data_type, there.value) == ("s", NUMBER)
    assert not [c for c in cells(book) if PHONE in str(c.value)]
    book = await take(session, tmp_path, TakeLedger(PeopleFilter(), whole_phones=True))
    assert not [c for c in cells(book) if NUMBER in str(c.value)]
    assert [c for c in cells(book) if PHONE in str(c.value)]
    kept = list(await session.exec(select(LedgerExport).order_by(col(LedgerExport.id))))
    numbers = [one.key() for one in kept]
    assert [one.whole_id_numbers for one in kept] == [False, True, False]
    assert await trail(session) == [
        (Act.EXPORTED, Subject.LEDGER, numbers[0]),
        (Act.EXPORTED, Subject.LEDGER, numbers[1]),
        (Act.NUMBERS_EXPORTED, Subject.LEDGER, numbers[1]),
        (Act.EXPORTED, Subject.LEDGER, numbers[2]),
    ]


async def test_text_that_begins_like_a_formula_stays_text(session: Session, tmp_path: Path) -> None:
    evil: dict[str, Any] = {
        "work_place": '=HYPERLINK("http://x")',
        "work_what": "+1+1",
        "skills": ["@SUM(A1)"],
    }
    await add_person(session, 1, name="王芳", status="in_county", **evil)
    asked = TakeLedger(PeopleFilter(), columns=("work_place", "work_what", "skills", "name"))
    book = await take(session, tmp_path, asked)
    assert [c.data_type for c in cells(book)] == ["s"] * len(cells(book))
    assert [c.value for c in book.worksheets[1][2]] == [
        evil["work_place"],
        "+1+1",
        "@SUM(A1)",
        "王芳",
    ]
    assert not any(c.hyperlink for c in cells(book))


async def test_another_county_is_refused_and_leaves_no_trail(
    session: Session, tmp_path: Path
) -> None:
    await add_person(session, 1, village=TONGYU_VILLAGE)
    far = TakeLedger(PeopleFilter(area="220822"))
    assert await take(session, tmp_path, far) == Refusal("not_yours")
    nobody = Actor(new_account(8, id=8), Roles(), NOON, ZONE)
    assert await take(session, tmp_path, actor=nobody) == Refusal("not_yours")
    assert await trail(session) == []
    assert list(await session.exec(select(LedgerExport))) == []
    assert rows(await take(session, tmp_path)) == []


async def test_what_was_typed_is_not_kept(session: Session, tmp_path: Path) -> None:
    await add_people(session, ["王秀英"])
    wanted = PeopleFilter(words="王秀英", status=frozenset({WorkStatus.AT_SCHOOL}))
    await take(session, tmp_path, TakeLedger(wanted))
    (kept,) = await session.exec(select(LedgerExport))
    assert kept.wanted == {"words": True, "status": ["at_school"]}
    assert kept.people == 1


async def test_columns_are_chosen_by_key_in_any_order(session: Session, tmp_path: Path) -> None:
    await add_person(session, 1, name="金海", village=HENAN)
    asked = TakeLedger(PeopleFilter(), columns=("village", "name", "wanted_reach"))
    book = await take(session, tmp_path, asked, language=Language.EN)
    (row,) = rows(book)
    assert list(row) == ["Village", "Name", "How far from home"]
    assert row["Name"] == "金海"
    for columns in (("name", "name"), ("secret",)):
        refused = await take(session, tmp_path, TakeLedger(PeopleFilter(), columns=columns))
        assert refused == Refusal("export_columns")
    several = TakeLedger(PeopleFilter(), "provincial", columns=("name",))
    assert await take(session, tmp_path, several) == Refusal("export_columns")
    assert await take(session, tmp_path, TakeLedger(PeopleFilter(), "../own")) == Refusal(
        "export_layout"
    )


async def test_the_layout_with_several_sheets_joins_people_with_their_household(
    session: Session, tmp_path: Path
) -> None:
    placement = await confirmed_placement(session)
    poor = {"registered_poor": True, "household_head": "金大山", "head_birth_year": 1950}
    told = farmer_facts(**poor, id_number=NUMBER)
    first = await add_person(session, 1, **{**told, "phone": "+8613812340001"})
    other = {**told, "id_number": None, "sex": "female", "name": "金花", "phone": None}
    second = await add_person(session, 2, **other)
    assert first.household_id == second.household_id
    book = await take(session, tmp_path, TakeLedger(PeopleFilter(), "provincial"))
    homes, members, working = (rows(book, sheet) for sheet in (1, 2, 3))
    assert [one["户主姓名"] for one in homes] == ["金大山"]
    assert sorted(one["劳动力姓名"] for one in members) == ["金哲洙", "金花"]
    assert {one["就业创业状态"] for one in members} == {"未就业创业"}
    assert {one["就业创业意愿"] for one in members} == {"转移就业"}
    assert [(one["就业单位"], one["就业地域"]) for one in working if one["就业单位"]] == [
        ("延边金达莱服装厂", "县内")
    ]
    assert placement.wage in {one["月收入（元）"] for one in working}


async def test_the_folder_is_for_nobody_else(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    await take(session, folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {one.stat().st_mode & 0o077 for one in folder.iterdir()} == {0}
    assert len(list(folder.iterdir())) == 1


def test_every_layout_that_comes_along_fits_and_claims_nothing() -> None:
    found = read_layouts()
    assert {"own", "provincial"} <= found.keys()
    for name, one in found.items():
        assert isinstance(one, Layout), (name, one)
        assert "not the national form" in one.source or name == "own"


def test_every_column_and_sheet_has_a_heading() -> None:
    assert ledger_words.HEADINGS.keys() == COLUMNS.keys()
    assert ledger_words.SHEETS.keys() == set(SheetRows)
    groups = {one.group for one in COLUMNS.values()} - {"", "id number", "phone"}
    assert groups == ledger_words.TERMS.keys()


GOOD = 'title = "a"\nsource = "b"\n[[sheet]]\ncolumn = [{ key = "name" }]\n'


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("title = ", "layout_unreadable"),
        (GOOD.replace("source", "sauce"), "layout_unknown"),
        (GOOD.replace('source = "b"\n', ""), "layout_lacks"),
        (GOOD.replace('"name"', '"secret"'), "layout_wrong"),
        (GOOD.replace('key = "name"', 'key = "name", values = { a = "b" }'), "layout_wrong"),
        (GOOD.replace("[[sheet]]", '[[sheet]]\ntitle = "a/b"'), "layout_wrong"),
        (GOOD.replace("[[sheet]]", '[[sheet]]\nrows = "everything"'), "layout_wrong"),
        (GOOD + '[[sheet]]\ncolumn = [{ key = "name" }]\n', "layout_wrong"),
    ],
)
def test_a_layout_with_a_fault_says_which(text: str, refusal: str) -> None:
    found = parse_layout(text)
    assert isinstance(found, Refusal)
    assert found.name == refusal


def test_a_countys_own_layout_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD.replace('"a"', '"县里的"'), encoding="gb18030")
    (tmp_path / "bad.toml").write_text("title = 1")
    (tmp_path / "Bad Name.toml").write_text(GOOD)
    found = read_layouts(tmp_path)
    assert isinstance(found["own"], Layout)
    assert found["own"].title == "县里的"
    assert isinstance(found["bad"], Refusal)
    assert found.keys() == {"own", "provincial", "bad"}
