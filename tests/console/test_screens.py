"""The pages in a real browser, at both widths, in each language."""

import pytest
from playwright.async_api import Browser, expect

from models.core.session import Session
from models.core.vocabulary import Language
from tests.support.console.pc import PC
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.labourers.facts import farmer_facts
from tests.support.store import consenting_account, register_labourer

pytestmark = pytest.mark.browser


async def register_farmer(session: Session) -> int:
    account = await consenting_account(session, 7001)
    return (await register_labourer(session, account, farmer_facts())).key()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", list(Language))
async def test_no_page_has_a_fault_that_axe_knows(
    embedded_pc: PC, browser: Browser, width: int, language: Language
) -> None:
    number = await embedded_pc.store.turn(register_farmer)
    account = await embedded_pc.appoint(language=language)
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in ("/", "/people", "/people?words=金", f"/people/{number}", "/people/999"):
            await page.goto(f"{embedded_pc.base}{path}")
            assert (path, await list_faults(page)) == (path, [])


async def test_somebody_is_found_and_opened_by_keyboard_alone(pc: PC, browser: Browser) -> None:
    await pc.store.turn(register_farmer)
    async with signed_in(browser, pc, await pc.appoint(), 1400) as page:
        await page.keyboard.press("Tab")
        await expect(page.locator(".skip")).to_be_focused()
        await page.goto(f"{pc.base}/people")
        await page.locator("#words").focus()
        await page.keyboard.type("哲洙")
        # The list follows what is typed; nobody presses anything.
        await expect(page.get_by_role("link", name="金哲洙")).to_be_visible()
        await page.get_by_role("link", name="金哲洙").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("金哲洙")
