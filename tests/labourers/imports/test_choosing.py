"""What staff choose of a list: what columns hold, what holds for all, and who is whom."""

from typing import Any

import pytest
from sqlmodel import col, func, select

from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.imports import choosing, listing, opening
from models.labourers.imports.choosing import ColumnChoices
from models.labourers.imports.tables import (
    ImportState,
    LedgerImport,
    RowDecision,
    RowOutcome,
)
from models.labourers.labourer import Labourer
from tests.support.labourers.facts import entry_facts
from tests.support.labourers.lists import (
    CLEAN,
    HEADERS,
    LI,
    WANG,
    as_sheets,
    bring_in,
    go_through,
    judge_list,
    rows_of,
    store_sheets,
)
from tests.support.refusals import granted
from tests.support.store import consenting_account, register_labourer
from tests.support.stored_actors import clerk


async def test_nobody_of_another_county_touches_it(session: Session) -> None:
    found = await judge_list(session, clerk(), [HEADERS, *CLEAN])
    other, number = clerk(8, "220822"), found.key()
    (row, *_) = await rows_of(session, found)
    tried = [
        choosing.choose_columns(session, other, number, ColumnChoices()),
        choosing.dry_run(session, other, number),
        choosing.start(session, other, number),
        choosing.cancel(session, other, number),
        choosing.undo(session, other, number),
        choosing.decide_row(session, other, row.key(), RowDecision.NEW),
        choosing.decide_all(session, other, number, RowDecision.NEW),
        listing.get_summary(session, other, number),
        listing.list_rows(session, other, number, RowOutcome.NEW),
        opening.add_rows(session, other, number, as_sheets([HEADERS]), 0, 0),
        opening.finish_loading(session, other, number),
        opening.open_import(session, other, "x", as_sheets([HEADERS]), "222424"),
    ]
    assert [await one for one in tried] == [Refusal("not_yours")] * len(tried)
    assert (await listing.list_imports(session, other)).items == []
    assert found.state is ImportState.CHECKED


async def test_what_the_county_chose_is_remembered_and_wins(session: Session) -> None:
    headers = ("称呼", *HEADERS[1:4], "去向备注")
    found = await store_sheets(session, clerk(), as_sheets([headers, *CLEAN]))
    assert found.sheets[0]["columns"]["0"] == ""
    chosen = ColumnChoices(columns={(0, 0): "name", (0, 4): "status"})
    granted(await choosing.choose_columns(session, clerk(), found.key(), chosen))
    again = await store_sheets(session, clerk(), as_sheets([headers, *CLEAN]))
    assert again.sheets[0]["columns"]["0"] == "name"
    assert again.sheets[0]["columns"]["4"] == "status"
    elsewhere = await store_sheets(session, clerk(8, "220822"), as_sheets([headers, *CLEAN]))
    assert elsewhere.sheets[0]["columns"]["0"] == ""


@pytest.mark.parametrize(
    "given",
    [
        {"columns": {(0, 0): "notices"}},
        {"columns": {(0, 0): "seen_by_brokers"}},
        {"columns": {(0, 99): "name"}},
        {"columns": {(7, 0): "name"}},
        {"constants": {"limits": "腰疼"}},
        {"policy": {"name": "delete"}},
    ],
)
async def test_what_no_list_may_say_is_refused(session: Session, given: dict[str, Any]) -> None:
    found = await store_sheets(session, clerk(), as_sheets([HEADERS, *CLEAN]))
    refused = await choosing.choose_columns(session, clerk(), found.key(), ColumnChoices(**given))
    assert refused == Refusal("import_fact_unknown")


async def test_what_holds_for_all_is_said_once(session: Session) -> None:
    rows = [(row[0], row[1]) for row in CLEAN]
    constants = {"village": "和盛村", "status": "务农", "registered_poor": "是"}
    found = await bring_in(session, clerk(), [HEADERS[:2], *rows], constants=constants)
    assert found.counts == {"opened": 3}
    poor = select(func.count()).where(col(Labourer.household_id).is_not(None))
    assert (await session.exec(poor)).one() == 3


async def test_blanks_are_filled_and_the_rest_stays_unless_it_may_be_overwritten(
    session: Session,
) -> None:
    account = await consenting_account(session, 30)
    told = entry_facts(name=WANG[0], id_number=WANG[1], village="222424101216", status="farming")
    own = await register_labourer(session, account, told)
    found = await judge_list(session, clerk(), [HEADERS, WANG])
    (row,) = await rows_of(session, found)
    assert (row.outcome, row.changes) == (RowOutcome.CHANGES, ["phone"])
    page = granted(await listing.list_rows(session, clerk(), found.key(), RowOutcome.CHANGES))
    assert page.items[0].changes == {"phone": (None, "+8613843400001")}
    assert WANG[1] not in page.items[0].cells
    found = await bring_in(session, clerk(), [HEADERS, WANG], policy={"status": "overwrite"})
    assert (own.status, own.phone) == ("outside", "+8613843400001")


ALIKE = ("王小春", None, "13899999999", "和盛村", "务农")


async def alike(session: Session) -> tuple[Labourer, LedgerImport, int]:
    """Somebody in the ledger, and a row without number that may be them."""
    account = await consenting_account(session, 30)
    told = entry_facts(name=WANG[0], id_number=WANG[1], village="222424101216", status="farming")
    own = await register_labourer(session, account, told)
    headers = (*HEADERS, "出生年份", "性别")
    found = await judge_list(session, clerk(), [headers, (*ALIKE, "1985", "男")])
    assert found.counts == {"double": 1}
    (row,) = await rows_of(session, found)
    assert row.labourer_id == own.id
    return own, found, row.key()


async def test_a_possible_double_waits_for_a_word(session: Session) -> None:
    _, found, _ = await alike(session)
    assert await choosing.start(session, clerk(), found.key()) == Refusal("import_nothing")


async def test_the_double_is_that_person(session: Session) -> None:
    own, found, row = await alike(session)
    assert await choosing.decide_row(session, clerk(), row, RowDecision.SAME) is None
    granted(await choosing.start(session, clerk(), found.key()))
    await go_through(session, found)
    assert (found.counts, own.phone) == ({"changed": 1}, "+8613899999999")


async def test_the_double_is_somebody_else_and_the_office_is_shown_both(session: Session) -> None:
    _, found, _ = await alike(session)
    assert await choosing.decide_all(session, clerk(), found.key(), RowDecision.NEW) == 1
    granted(await choosing.start(session, clerk(), found.key()))
    await go_through(session, found)
    assert found.counts == {"opened": 1}
    assert (await session.exec(select(func.count()).select_from(Labourer))).one() == 2


async def test_two_rows_that_may_be_one_person_do_not_both_go_in(session: Session) -> None:
    headers = (*HEADERS, "出生年份", "性别")
    row = (*ALIKE, "1985", "男")
    found = await bring_in(session, clerk(), [headers, row, row])
    assert found.counts == {"opened": 1, "failed": 1}


async def test_further_sheets_join_by_the_id_number(session: Session) -> None:
    people = [HEADERS[:4], *(row[:4] for row in CLEAN)]
    work = [
        ("姓名", "身份证号", "务工情况", "务工单位", "工资"),
        (WANG[0], WANG[1], "省外", "宁波某厂", 4200),
        (LI[0], LI[1], "务农", None, None),
        ("无名", "x", "务农", None, None),
    ]
    found = await bring_in(session, clerk(), people, work)
    assert [sheet["joins"] for sheet in found.sheets] == [False, True]
    assert found.counts == {"joined": 2, "refused": 2, "opened": 2}
    wang = (await session.exec(select(Labourer).where(Labourer.name == WANG[0]))).one()
    assert (wang.status, wang.work_place, wang.wage) == ("outside", "宁波某厂", 4200)
