"""Visits at the PC: the list to go by, and many lines kept at once."""

import pytest
from playwright.async_api import Browser
from sqlmodel import select

from models.core.session import Session
from models.labourers.visit import Visit
from tests.support.console.pc import PC, TONGYU
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.labourers.county import add_person
from tests.support.labourers.facts import HENAN

VILLAGE = "words=河南村"


async def two(session: Session) -> tuple[int, int]:
    first = await add_person(session, 1, name="赵一", village=HENAN)
    second = await add_person(session, 2, name="钱二", village=HENAN, phone=None)
    return first.key(), second.key()


async def kept(session: Session) -> list[tuple[int, str, str | None, str | None]]:
    return [
        (one.labourer_id, one.day.isoformat(), one.visitor, one.note)
        for one in await session.exec(select(Visit).order_by(Visit.labourer_id))  # type: ignore[arg-type]
    ]


async def test_a_round_is_entered_a_line_a_person(pc: PC) -> None:
    one, other = await pc.store.turn(two)
    async with pc.clerk() as clerk:
        page = await clerk.opens(f"/visits?{VILLAGE}")
        assert "赵一" in page
        assert "Phone" in page
        told = {"words": "河南村", "day": "2026-11-20", "visitor": "村书记"}
        notes = {f"note-{one}": "想学电焊", f"went-{other}": "1", f"note-{other}": ""}
        assert "2 visits are kept." in await clerk.sends("/visits", **told, **notes)
        assert "2026-11-20" in await clerk.opens(f"/visits?{VILLAGE}")
    assert await pc.store.turn(kept) == [
        (one, "2026-11-20", "村书记", "想学电焊"),
        (other, "2026-11-20", "村书记", None),
    ]


@pytest.mark.parametrize("day", ["2027-01-01", "1999-01-01", "昨天", ""])
async def test_a_wrong_day_keeps_what_was_typed(pc: PC, day: str) -> None:
    one, _ = await pc.store.turn(two)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/visits?{VILLAGE}")
        await clerk.sends("/visits", words="河南村", day=day, **{f"note-{one}": "想学电焊"})
        assert clerk.status == 422
        assert 'value="想学电焊"' in clerk.page
    assert await pc.store.turn(kept) == []


async def test_another_county_neither_sees_nor_enters(pc: PC) -> None:
    one, _ = await pc.store.turn(two)
    async with pc.clerk(county=TONGYU) as other:
        assert "赵一" not in await other.opens(f"/visits?{VILLAGE}")
        await other.opens("/")
        await other.sends("/visits", words="赵", day="2026-11-20", **{f"note-{one}": "x"})
    assert await pc.store.turn(kept) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_the_list_has_no_fault(embedded_pc: PC, browser: Browser, width: int) -> None:
    await embedded_pc.store.turn(two)
    async with signed_in(browser, embedded_pc, await embedded_pc.appoint(), width) as page:
        await page.goto(f"{embedded_pc.base}/visits?{VILLAGE}")
        assert await list_faults(page) == []
