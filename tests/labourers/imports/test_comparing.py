"""Two lists against one another, and a list against the ledger."""

from sqlmodel import select

from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.imports import choosing, comparing
from models.labourers.imports.tables import RowDecision, RowOutcome
from models.labourers.labourer import Labourer
from tests.support.labourers.lists import (
    HEADERS,
    JIN,
    LI,
    WANG,
    bring_in,
    go_through,
    judge_list,
    rows_of,
)
from tests.support.refusals import granted
from tests.support.stored_actors import clerk


async def test_last_years_list_against_this_years(session: Session) -> None:
    last = await judge_list(session, clerk(), [HEADERS, WANG, LI])
    moved = (*WANG[:2], "13800001111", WANG[3], "务农")
    this = await judge_list(session, clerk(), [HEADERS, moved, JIN])
    gone = granted(await comparing.list_only_in(session, clerk(), last.key(), this.key()))
    new = granted(await comparing.list_only_in(session, clerk(), this.key(), last.key()))
    assert [[row.cells[0] for row in page.items] for page in (gone, new)] == [[LI[0]], [JIN[0]]]
    told = granted(await comparing.list_differing(session, clerk(), last.key(), this.key()))
    (one,) = told.found
    assert one.facts == {
        "phone": ("+8613843400001", "+8613800001111"),
        "status": ("outside", "farming"),
    }
    assert told.following is None


async def test_who_is_in_the_ledger_and_not_in_the_list(session: Session) -> None:
    await bring_in(session, clerk(), [HEADERS, WANG, LI])
    found = await judge_list(session, clerk(), [HEADERS, WANG, JIN])
    missing = granted(await comparing.list_only_in_ledger(session, clerk(), found.key()))
    assert [one.name for one in missing.items] == [LI[0]]
    assert found.counts == {"same": 1, "new": 1}
    elsewhere = await comparing.list_only_in_ledger(session, clerk(), found.key(), "222424103")
    assert granted(elsewhere).items == []


async def test_what_is_left_stays_out(session: Session) -> None:
    found = await judge_list(session, clerk(), [HEADERS, WANG, LI, JIN])
    wang, *_ = await rows_of(session, found)
    assert await choosing.decide_row(session, clerk(), wang.key(), RowDecision.LEAVE) is None
    granted(await choosing.start(session, clerk(), found.key()))
    await go_through(session, found)
    assert {one.name for one in await session.exec(select(Labourer))} == {LI[0], JIN[0]}
    assert wang.outcome is RowOutcome.NEW


async def test_all_that_differ_are_left_at_once(session: Session) -> None:
    found = await judge_list(session, clerk(), [HEADERS, WANG, LI])
    left = await choosing.decide_all(
        session, clerk(), found.key(), RowDecision.LEAVE, RowOutcome.NEW
    )
    assert left == 2
    assert await choosing.start(session, clerk(), found.key()) == Refusal("import_nothing")


async def test_nobody_of_another_county_compares(session: Session) -> None:
    found = await judge_list(session, clerk(), [HEADERS, WANG])
    other = clerk(8, "220822")
    refused = Refusal("not_yours")
    key = found.key()
    assert await comparing.list_only_in_ledger(session, other, key) == refused
    assert await comparing.list_only_in(session, other, key, key) == refused
    assert await comparing.list_differing(session, other, key, key) == refused
