"""An import goes on by pieces: through a crash, by the clock, and until it is stopped."""

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from sqlmodel import col, func, select

from dialogue.core.i18n import Speech
from dialogue.labourers.ledger_import import explain_fault
from models.core.audit import Act, AuditRecord
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers.imports import choosing, faults_file, loading, opening, progress
from models.labourers.imports.tables import (
    ImportState,
    LedgerImport,
)
from models.labourers.labourer import Labourer
from scheduler.ticks import TICKS, Ticker
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.labourers.lists import (
    CLEAN,
    HEADERS,
    LI,
    WANG,
    as_sheets,
    go_through,
    judge_list,
)
from tests.support.refusals import granted
from tests.support.store import NOON, Store, consenting_account, register_labourer
from tests.support.stored_actors import clerk

ZONE = ZoneInfo("Asia/Shanghai")
SOON = NOON + dt.timedelta(minutes=1)
MANY = [
    (f"王{chr(0x4E00 + n)}", id_number("19850312", f"{n:03}"), f"138434{n:05}", *WANG[3:])
    for n in range(100, 170)
]


async def loaded(store: Store, *rows: Any) -> int:
    sheets = as_sheets([HEADERS, *rows])
    return granted(await loading.load_import(store.sessions, clerk(), "名单.csv", sheets))


async def begun(store: Store, number: int) -> None:
    """Judged, and about to go in."""
    await store.turn(lambda session: choosing.dry_run(session, clerk(), number))
    await run(store, number)
    await store.turn(lambda session: choosing.start(session, clerk(), number))


async def run(store: Store, number: int, most: int = 1_000) -> progress.Progress | None:
    """So many pieces at the most, each committed."""
    done = None
    for _ in range(most):
        done = await store.turn(lambda session: progress.step(session, number, NOON))
        if done is None or not done.goes_on:
            break
    return done


async def names(session: Session) -> list[str]:
    return list(await session.exec(select(Labourer.name).order_by(col(Labourer.id))))


@dataclass(frozen=True)
class ClockAt:
    """A clock that stands still."""

    moment: dt.datetime

    def now(self) -> dt.datetime:
        return self.moment


class KilledError(Exception):
    """The process ends here."""


async def test_a_crash_half_way_loses_nothing_and_repeats_nothing(store: Store) -> None:
    number = await loaded(store, *MANY)
    await begun(store, number)
    await run(store, number, 2)

    async def killed(session: Session) -> None:
        await progress.step(session, number, NOON)
        raise KilledError

    with pytest.raises(KilledError):
        await store.turn(killed)
    assert len(await store.turn(names)) == 40
    done = await run(store, number)
    assert done == progress.Progress(ImportState.ENTERED, 70, 70, False)
    assert sorted(await store.turn(names)) == sorted(row[0] for row in MANY)


async def test_the_clock_goes_on_with_what_was_left(store: Store) -> None:
    number = await loaded(store, *MANY)
    await begun(store, number)
    await run(store, number, 1)
    (tick,) = [one for one in TICKS if one.name == "imports"]
    early = Ticker(store.sessions, ClockAt(NOON), ZONE, [tick])
    assert await early.run(tick) == {"pieces": 0}
    late = Ticker(store.sessions, ClockAt(SOON), ZONE, [tick])
    assert (await late.run(tick))["pieces"] >= 3
    found = await store.turn(lambda session: session.get_one(LedgerImport, number))
    assert (found.state, found.counts) == (ImportState.ENTERED, {"opened": 70})
    assert await late.run(tick) == {"pieces": 0}


async def test_two_who_drive_it_bring_nobody_in_twice(store: Store) -> None:
    number = await loaded(store, *MANY)
    await begun(store, number)
    for _ in range(6):
        steps = [lambda session: progress.step(session, number, NOON)] * 2
        for result in await store.at_once(*steps):
            assert not isinstance(result, BaseException), result
    await run(store, number)
    assert sorted(await store.turn(names)) == sorted(row[0] for row in MANY)


async def test_cancelled_it_stops_and_can_be_undone(session: Session) -> None:
    found = await judge_list(session, clerk(), [HEADERS, *MANY])
    granted(await choosing.start(session, clerk(), found.key()))
    await progress.step(session, found.key(), NOON)
    granted(await choosing.cancel(session, clerk(), found.key()))
    assert await progress.step(session, found.key(), NOON) == progress.get_progress(found)
    assert found.counts == {"opened": 20, "new": 50}
    granted(await choosing.undo(session, clerk(), found.key()))
    await go_through(session, found)
    assert await names(session) == []


async def test_whoever_registered_meanwhile_is_not_opened_again(session: Session) -> None:
    found = await judge_list(session, clerk(), [HEADERS, *CLEAN])
    account = await consenting_account(session, 30)
    told = entry_facts(name=WANG[0], id_number=WANG[1], village="222424101216")
    await register_labourer(session, account, told)
    granted(await choosing.start(session, clerk(), found.key()))
    await go_through(session, found)
    assert found.counts == {"opened": 2, "changed": 1}


async def test_the_offices_own_list_comes_back_with_what_is_wrong(store: Store) -> None:
    number = await loaded(store, WANG, ("=1+1", *LI[1:]), ("李秀英", int(LI[1]), *LI[2:]))
    await store.turn(lambda session: choosing.dry_run(session, clerk(), number))
    await run(store, number)
    speech = Speech(Language.ZH)
    content = granted(
        await faults_file.write_faults(
            store.sessions, clerk(), number, lambda fault: explain_fault(fault, speech), "问题"
        )
    )
    (page,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    head, good, formula, lost = page.iter_rows(values_only=True)
    assert head == (*HEADERS, "问题")
    assert good[:5] == WANG
    assert not good[5]
    assert formula[0] == "=1+1"
    assert page["A3"].data_type == "s"
    assert "A 姓名" in str(formula[5])
    assert "B 身份证号" in str(lost[5])
    assert isinstance(lost[1], str)

    async def taken(session: Session) -> int:
        query = select(func.count()).where(AuditRecord.act == Act.EXPORTED)
        return (await session.exec(query)).one()

    assert await store.turn(taken) == 1


async def test_only_one_list_of_a_county_goes_in_at_a_time(session: Session) -> None:
    found = await judge_list(session, clerk(), [HEADERS, *CLEAN])
    granted(await choosing.start(session, clerk(), found.key()))
    refused = await opening.open_import(session, clerk(), "b.csv", as_sheets([HEADERS]))
    assert refused == Refusal("import_going_on")


async def test_a_list_without_headers_is_refused(session: Session) -> None:
    for rows in ([("a", "b")], [("姓名",)], [("13843400001", "x")]):
        refused = await opening.open_import(session, clerk(), "b.csv", as_sheets(rows))
        assert refused == Refusal("import_no_headers")
