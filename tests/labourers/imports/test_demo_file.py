"""The messy list that lies beside the demo: judged, brought in and undone."""

from pathlib import Path

from sqlmodel import func, select

from bot.demo_files import messy_ledger
from models.core.session import Session
from models.labourers.imports import choosing
from models.labourers.imports.tables import ImportState, RowOutcome
from models.labourers.labourer import Labourer
from tests.support.labourers.lists import go_through, read_sheets, rows_of, store_sheets, take_back
from tests.support.refusals import granted
from tests.support.stored_actors import clerk

# So many sorts of fault at the least.
SORTS = 14


async def test_the_file_is_what_its_script_makes(tmp_path: Path) -> None:
    messy_ledger.write(tmp_path / "made.xlsx")
    made = await read_sheets((tmp_path / "made.xlsx").read_bytes())
    assert made == await read_sheets(messy_ledger.FILE.read_bytes())


async def test_most_rows_go_in_and_every_sort_of_mess_is_told(session: Session) -> None:
    sheets = await read_sheets(messy_ledger.FILE.read_bytes())
    found = await store_sheets(session, clerk(), sheets, "messy_ledger.xlsx")
    granted(await choosing.dry_run(session, clerk(), found.key()))
    await go_through(session, found)
    rows = await rows_of(session, found)
    names = {fault["name"] for row in rows for fault in row.faults or ()}
    assert len(names) >= SORTS, names
    good = [row for row in rows if row.outcome is RowOutcome.NEW]
    assert 250 < len(good) < 450
    granted(await choosing.start(session, clerk(), found.key()))
    await go_through(session, found)
    assert found.counts["opened"] >= len(good) - 5
    await take_back(session, clerk(), found)
    assert found.state is ImportState.UNDONE
    assert (await session.exec(select(func.count()).select_from(Labourer))).one() == 0
