"""A clean list of five columns: read, judged, brought in, and undone."""

from sqlmodel import col, select

from models.core.session import Session
from models.core.vocabulary import LegalGround, WorkStatus
from models.labourers import ledger
from models.labourers.imports.tables import ImportState, RowOutcome
from models.labourers.labourer import Labourer
from tests.support.labourers.lists import (
    CLEAN,
    HEADERS,
    WANG,
    as_xlsx,
    bring_in,
    go_through,
    judge_list,
    read_sheets,
    rows_of,
    store_sheets,
    take_back,
)
from tests.support.store import audit_trail
from tests.support.stored_actors import clerk


async def people(session: Session) -> list[Labourer]:
    await session.flush()
    return list(await session.exec(select(Labourer).order_by(col(Labourer.id))))


async def test_a_spreadsheet_of_five_columns_goes_in(session: Session) -> None:
    content = as_xlsx([("汪清县务工人员名单",), (), HEADERS, *CLEAN])
    found = await store_sheets(session, clerk(), await read_sheets(content))
    (sheet,) = found.sheets
    assert (sheet["head"], sheet["rows"]) == (3, 3)
    assert list(sheet["columns"].values()) == ["name", "id_number", "phone", "village", "status"]
    found = await judge_list(session, clerk(), [HEADERS, *CLEAN])
    assert found.state is ImportState.CHECKED
    assert found.counts == {"new": 3}
    assert await people(session) == []


async def test_good_rows_become_entries_of_the_register(session: Session) -> None:
    found = await bring_in(session, clerk(), [HEADERS, *CLEAN])
    assert (found.state, found.counts, found.done) == (ImportState.ENTERED, {"opened": 3}, 3)
    wang, li, _ = await people(session)
    assert (wang.name, wang.id_number, wang.phone) == (WANG[0], WANG[1], "+8613843400001")
    assert (wang.status, li.status) == (WorkStatus.OUTSIDE, WorkStatus.FARMING)
    assert (wang.ground, wang.ground_by, wang.consented_at) == (LegalGround.REGISTER, 7, None)
    assert await audit_trail(session, wang) == [("registered", 7), ("imported", 7)]
    assert [change.fact for change in await ledger.list_changes(session, wang)] != []


async def test_the_same_list_once_more_changes_nothing(session: Session) -> None:
    await bring_in(session, clerk(), [HEADERS, *CLEAN])
    found = await judge_list(session, clerk(), [HEADERS, *CLEAN])
    assert found.counts == {"same": 3}


async def test_undone_it_is_as_if_never_there(session: Session) -> None:
    found = await bring_in(session, clerk(), [HEADERS, *CLEAN])
    await take_back(session, clerk(), found)
    assert (found.state, found.counts) == (ImportState.UNDONE, {"reverted": 3})
    assert await people(session) == []
    assert {row.outcome for row in await rows_of(session, found)} == {RowOutcome.REVERTED}
    assert await go_through(session, found) is found
