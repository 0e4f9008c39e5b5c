"""Placements at the PC: lists, one with its evidence, and decisions."""

import re
from functools import partial

import pytest
from playwright.async_api import Browser

from dialogue.placements.checked_facts import SIGNALS
from models.core.audit import Act, Subject
from models.core.media import Media
from models.core.session import Session
from models.placements import confirmation
from models.placements.placement import Placement, StatementChannel
from models.placements.signals import Signal
from models.placements.statement import Statement, Verdict
from models.placements.states import PlacementState
from tests.support.console.pc import PC, TONGYU
from tests.support.console.placements import add_kept_paper, confirmed_placements
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.console.traces import acts_with, kept
from tests.support.placements.actors import labourer_of
from tests.support.placements.factory import reported_placement


async def state_of(pc: PC, number: int) -> PlacementState:
    async def work(session: Session) -> PlacementState:
        return (await session.get_one(Placement, number)).state

    return await pc.store.turn(work)


async def test_a_clerk_sees_one_whole_and_approves_it(pc: PC) -> None:
    (number,) = await pc.store.turn(confirmed_placements)
    async with pc.clerk() as clerk:
        assert "王小春" in await clerk.opens("/placements")
        shown = await clerk.opens(f"/placements/{number}")
        for words in ("延边金达莱服装厂", "3500 yuan", "缝纫工", "+8613800002000"):
            assert words in shown, words
        said = await clerk.sends(f"/placements/{number}/approve", stamp=stamp_of(clerk.page))
        assert "Approved." in said
    assert await state_of(pc, number) is PlacementState.APPROVED
    assert Act.VIEWED in await acts_with(pc, Subject.PLACEMENT, number)


def stamp_of(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None
    return found.group(1)


async def test_what_was_said_after_the_look_is_looked_at_before(pc: PC) -> None:
    (number,) = await pc.store.turn(confirmed_placements)

    async def says_more(session: Session) -> None:
        placement = await session.get_one(Placement, number)
        actor = await labourer_of(session, placement)
        statement = Statement(right=Verdict.NO, why="never")
        refused = await confirmation.record_statement(
            session, actor, placement, statement, StatementChannel.SELF
        )
        assert refused is None

    async with pc.clerk() as clerk:
        await clerk.opens(f"/placements/{number}")
        stamp = stamp_of(clerk.page)
        await pc.store.turn(says_more)
        for act in ("approve", "add", "return", "reject"):
            path = f"/placements/{number}/{act}"
            assert "changed in the meantime" in await clerk.sends(path, stamp=stamp, why="缺合同")
        assert "changed in the meantime" in await clerk.sends(f"/placements/{number}/approve")
    assert await state_of(pc, number) is PlacementState.DISPUTED


async def test_reasons_are_read_as_in_chat_and_stay_typed(pc: PC) -> None:
    (number,) = await pc.store.turn(confirmed_placements)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/placements/{number}")
        stamp = stamp_of(clerk.page)
        for typed in ("", " \n ", "长" * 201):
            await clerk.sends(f"/placements/{number}/return", stamp=stamp, why=typed)
            assert clerk.status == 422
        assert "长" * 201 in clerk.page
        said = await clerk.sends(f"/placements/{number}/return", stamp=stamp, why="<b>缺合同</b>")
        assert "Sent back." in said
        assert "&lt;b&gt;缺合同&lt;/b&gt;" in clerk.page
        stamp = stamp_of(clerk.page)
        assert "Not accepted." in await clerk.sends(
            f"/placements/{number}/reject", stamp=stamp, why="没去上班"
        )
        stamp = stamp_of(clerk.page)
        done = await clerk.sends(f"/placements/{number}/take-back", stamp=stamp, why="查清了")
        assert "The decision was taken back." in done
    assert await state_of(pc, number) is PlacementState.CONFIRMED


async def test_a_form_that_is_sent_twice_decides_once(pc: PC) -> None:
    (number,) = await pc.store.turn(confirmed_placements)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/placements/{number}")
        stamp = stamp_of(clerk.page)
        await clerk.sends(f"/placements/{number}/approve", stamp=stamp)
        again = await clerk.sends(f"/placements/{number}/approve", stamp=stamp)
        assert "changed in the meantime" in again
    assert (await acts_with(pc, Subject.PLACEMENT, number)).count(Act.APPROVED) == 1


async def test_who_took_the_word_down_does_not_approve_it(pc: PC) -> None:
    first, second = await pc.store.turn(partial(confirmed_placements, count=2))
    own, colleague = await pc.appoint(), await pc.appoint(9502)

    async def took_it_down(session: Session) -> None:
        placement = await session.get_one(Placement, first)
        placement.said_how, placement.said_by = StatementChannel.PHONE, own.id
        await session.flush()

    await pc.store.turn(took_it_down)
    async with pc.clerk(own) as clerk:
        for act in ("approve", "add"):
            await clerk.opens(f"/placements/{first}")
            await clerk.sends(f"/placements/{first}/{act}", stamp=stamp_of(clerk.page))
            assert 'role="alert"' in clerk.page
        assert "王小春" not in await clerk.opens("/placements/added")
    assert await state_of(pc, first) is PlacementState.CONFIRMED
    async with pc.clerk(colleague) as clerk:
        await clerk.opens(f"/placements/{first}")
        await clerk.sends(f"/placements/{first}/approve", stamp=stamp_of(clerk.page))
    assert await state_of(pc, first) is PlacementState.APPROVED
    assert await state_of(pc, second) is PlacementState.CONFIRMED


async def test_what_is_forged_or_stale_decides_nothing(pc: PC) -> None:
    (number,) = await pc.store.turn(confirmed_placements)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/placements/{number}")
        stamp, before = stamp_of(clerk.page), await kept(pc)
        for key in ("", "0" * 64):
            await clerk.sends(f"/placements/{number}/approve", stamp=stamp, form_key=key)
            assert clerk.status == 403
        assert await kept(pc) == before


async def test_another_county_finds_and_changes_nothing(pc: PC) -> None:
    (number,) = await pc.store.turn(confirmed_placements)
    add = partial(add_kept_paper, number=number, content=b"\xff\xd8jpeg", vault=pc.office.files)
    file = await pc.store.turn(add)
    async with pc.clerk() as own, pc.clerk(chat_id=9002, county=TONGYU) as other:
        await own.opens(f"/placements/{number}")
        stamp = stamp_of(own.page)
        before = await kept(pc)
        assert "王小春" not in await other.opens("/placements?any=1")
        for path in (f"/placements/{number}", f"/placements/{number}/evidence/{file}"):
            await other.opens(path)
            assert (other.status, "王小春" in other.page) == (404, False)
        await other.opens("/")
        for act in ("approve", "add", "leave", "return", "reject", "take-back", "poor", "not-poor"):
            await other.sends(f"/placements/{number}/{act}", stamp=stamp, why="不对")
            assert other.status == 404, act
        assert await kept(pc) == before


async def test_the_papers_lie_beside_it_and_are_opened_out_of_the_seal(pc: PC) -> None:
    first, second = await pc.store.turn(partial(confirmed_placements, count=2))
    vault, photo, table = pc.office.files, b"\xff\xd8\xff photo", b"PK table"
    file = await pc.store.turn(partial(add_kept_paper, number=first, content=photo, vault=vault))
    sheet = await pc.store.turn(
        partial(add_kept_paper, number=first, content=table, vault=vault, media=Media.XLSX)
    )
    async with pc.clerk() as clerk:
        shown = await clerk.opens(f"/placements/{first}")
        assert "第一页" in shown
        assert f'<img src="/placements/{first}/evidence/{file}"' in clerk.page
        address = f"{clerk.base}/placements/{first}/evidence"
        async with clerk.web.get(f"{address}/{file}") as answer:
            assert await answer.read() == photo
            assert answer.headers["Content-Type"] == "image/jpeg"
            assert answer.headers["Content-Disposition"].startswith("inline")
            assert answer.headers["Cache-Control"] == "no-store"
        async with clerk.web.get(f"{address}/{sheet}") as answer:
            assert await answer.read() == table
            assert answer.headers["Content-Type"] == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment")
        # Not by way of another record, nor what is none.
        for wrong in (f"/placements/{second}/evidence/{file}", f"/placements/{first}/evidence/0"):
            await clerk.downloads(wrong)
            assert clerk.status == 404
    assert await acts_with(pc, Subject.EVIDENCE, file) == [Act.ADDED, Act.VIEWED]


async def test_several_are_approved_after_each_was_shown(pc: PC) -> None:
    first, second, third = await pc.store.turn(partial(confirmed_placements, count=3))
    async with pc.clerk() as clerk:
        await clerk.opens(f"/placements/{first}")
        await clerk.sends(f"/placements/{first}/add", stamp=stamp_of(clerk.page))
        assert "李秀英" in clerk.text
        await clerk.sends(f"/placements/{second}/leave")
        assert "朴顺姬" in clerk.text
        await clerk.sends(f"/placements/{third}/add", stamp=stamp_of(clerk.page))
        assert "Approve together" in clerk.text
        assert ("王小春" in clerk.text, "李秀英" in clerk.text) == (True, False)
        for wrong in ("1", "3", "x", "-2", ""):
            assert "changed in the meantime" in await clerk.sends("/placements/added", count=wrong)
        assert "Approved: 2" in await clerk.sends("/placements/added", count=2)
        assert "changed in the meantime" in await clerk.sends("/placements/added", count=2)
    states = [await state_of(pc, one) for one in (first, second, third)]
    approved, confirmed = PlacementState.APPROVED, PlacementState.CONFIRMED
    assert states == [approved, confirmed, approved]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("queue=approve", 2),
        ("queue=disputed", 0),
        ("any=1", 2),
        ("any=1&q=李秀", 1),
        ("any=1&q=金达莱", 2),
        ("any=1&q=%25", 0),
        ("state=confirmed", 2),
        ("state=approved", 0),
        ("any=1&month=2026-11", 2),
        ("any=1&month=2026-10", 0),
        ("any=1&broker=999999", 0),
        ("any=1&employer=999999", 0),
        ("any=1&signals=1", 2),
        ("queue=x&state=y&month=z&broker=-1&employer=' OR 1&page=99999999&any=1", 2),
    ],
)
async def test_the_list_shows_what_is_asked_for(embedded_pc: PC, query: str, count: int) -> None:
    await embedded_pc.store.turn(partial(confirmed_placements, count=2))
    async with embedded_pc.clerk() as clerk:
        await clerk.opens(f"/placements?{query}")
        assert clerk.page.count('<th scope="row">') == count


async def test_signals_are_words_for_each_that_there_is(embedded_pc: PC) -> None:
    placement = await embedded_pc.store.turn(reported_placement)
    async with embedded_pc.clerk() as clerk:
        shown = await clerk.opens(f"/placements/{placement.key()}")
        assert "Nothing wants a second look." in shown
        assert "Nothing is to be decided just now." in shown


def test_every_signal_has_words() -> None:
    assert set(SIGNALS) == set(Signal)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_placements_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    first, _ = await embedded_pc.store.turn(partial(confirmed_placements, count=2))
    vault = embedded_pc.office.files
    await embedded_pc.store.turn(
        partial(add_kept_paper, number=first, content=PIXEL, vault=vault, media=Media.PNG)
    )
    account = await embedded_pc.appoint()
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in ("/placements", "/placements?state=confirmed", f"/placements/{first}"):
            await page.goto(f"{embedded_pc.base}{path}")
            assert (path, await list_faults(page)) == (path, [])
        assert await page.evaluate("document.querySelector('.papers img').naturalWidth") == 1
        await page.get_by_role("button", name="Looked at").click()
        await page.goto(f"{embedded_pc.base}/placements/added")
        assert await list_faults(page) == []


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
