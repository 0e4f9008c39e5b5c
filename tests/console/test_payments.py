"""What is payable and was paid, at the PC."""

import re
from functools import partial

import pytest
from playwright.async_api import Browser, expect

from tests.support.console.pc import PC, TONGYU
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.subsidies.payments import YUAN, payable_placements

TODAY = "2026-11-23"


def dues_on(page: str) -> list[str]:
    return re.findall(r'name="due" value="([^"]+)"', page)


async def test_a_list_is_marked_as_paid_and_a_payment_taken_out(pc: PC) -> None:
    first, _ = await pc.store.turn(partial(payable_placements, count=2))
    broker = first.broker_id
    async with pc.clerk() as clerk:
        assert f"account {broker} 2 {2 * YUAN} –" in await clerk.opens("/placements/payable")
        shown = await clerk.opens(f"/placements/payable?broker={broker}")
        assert f"This list: 2 lines, {2 * YUAN} yuan." in shown
        dues = dues_on(clerk.page)
        marked = await clerk.sends(
            f"/placements/payable/{broker}", due=dues[:1], paid_on=TODAY, voucher="记-12"
        )
        assert f"Marked as paid: 1 lines, {YUAN} yuan." in marked
        assert dues_on(clerk.page) == dues[1:]
        again = await clerk.sends(
            f"/placements/payable/{broker}", due=dues, paid_on=TODAY, voucher="记-13"
        )
        assert "changed in the meantime" in again
        assert 'value="记-13"' in clerk.page
        assert "记-12 王小春" in await clerk.opens(
            f"/placements/paid?month=2026-11&broker={broker}"
        )
        assert "记-12" in await clerk.opens(f"/placements/{first.key()}")
        await clerk.opens("/placements/payments/1")
        await clerk.sends("/placements/payments/1/undo", why="")
        assert clerk.status == 422
        assert "It is due again." in await clerk.sends("/placements/payments/1/undo", why="重复了")
        assert "重复了" in clerk.text
        twice = await clerk.sends("/placements/payments/1/undo", why="再来")
        assert "taken out already" in twice
        await clerk.opens(f"/placements/payable?broker={broker}")
        assert dues_on(clerk.page) == dues


@pytest.mark.parametrize(
    "given",
    [
        {"voucher": ""},
        {"voucher": "长" * 61},
        {"paid_on": ""},
        {"paid_on": "2026-13-45"},
        {"paid_on": "2027-01-01"},
        {"due": []},
        {"due": ["1"]},
        {"due": ["1:-20"]},
        {"due": ["1:20000000000"]},
        {"due": ["' OR 1:20"]},
    ],
)
async def test_what_can_not_be_marked_leaves_the_words_typed(
    embedded_pc: PC, given: dict[str, object]
) -> None:
    (one,) = await embedded_pc.store.turn(payable_placements)
    typed = {"voucher": "记-12", "paid_on": TODAY, "due": [f"{one.key()}:{YUAN}"], **given}
    async with embedded_pc.clerk() as clerk:
        await clerk.opens(f"/placements/payable?broker={one.broker_id}")
        await clerk.sends(f"/placements/payable/{one.broker_id}", **typed)
        assert clerk.status == 422
        assert f'value="{typed["voucher"]}"' in clerk.page
        assert "Nothing was marked as paid." in await clerk.opens("/placements/paid")


async def test_another_county_sees_and_marks_nothing(pc: PC) -> None:
    (one,) = await pc.store.turn(payable_placements)
    dues = [f"{one.key()}:{YUAN}"]
    path = f"/placements/payable/{one.broker_id}"
    async with pc.clerk() as own, pc.clerk(chat_id=9502, county=TONGYU) as other:
        await other.opens("/placements/payable")
        assert "Nothing is to be paid just now." in other.text
        await other.sends(path, due=dues, paid_on=TODAY, voucher="1")
        assert other.status == 404
        await own.opens("/placements/payable")
        await own.sends(path, due=dues, paid_on=TODAY, voucher="记-12")
        assert "记-12" not in await other.opens("/placements/paid")
        await other.opens("/placements/payments/1")
        assert (other.status, "记-12" in other.page) == (404, False)
        await other.opens("/")
        await other.sends("/placements/payments/1/undo", why="撤")
        assert other.status == 404
        assert "taken out" not in await own.opens("/placements/payments/1")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_payments_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    first, _ = await embedded_pc.store.turn(partial(payable_placements, count=2))
    account, base = await embedded_pc.appoint(), embedded_pc.base
    async with signed_in(browser, embedded_pc, account, width) as page:
        await page.goto(f"{base}/placements/payable")
        assert await list_faults(page) == []
        await page.goto(f"{base}/placements/payable?broker={first.broker_id}")
        assert await list_faults(page) == []
        await page.get_by_label("Paid on").fill(TODAY)
        await page.get_by_label("Number of the voucher").fill("记-12")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("Marked as paid")
        for path in ("/placements/paid", "/placements/payments/1", f"/placements/{first.key()}"):
            await page.goto(f"{base}{path}")
            assert (path, await list_faults(page)) == (path, [])
