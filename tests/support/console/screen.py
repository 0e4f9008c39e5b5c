"""A clerk's real browser: what axe finds, what fits the width, what the keyboard reaches."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Page

from models.accounts.account import Account
from tests.support.console.pc import PC

AXE = files("axe_playwright_python").joinpath("axe.min.js")
WIDTHS = (1400, 360)
# Inside a page with our policy no script can be added: axe runs in the browser's own world.
FIND = "axe.run({resultTypes: ['violations']}).then(found => found.violations.map(one => one.id))"


@asynccontextmanager
async def signed_in(browser: Browser, pc: PC, account: Account, width: int) -> AsyncIterator[Page]:
    """A window of this width, after the sign-in by keyboard alone."""
    context = await browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True, locale="zh-CN"
    )
    problems: list[str] = []
    page = await context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if is_fault(said) else None)
    await page.goto(f"{pc.base}/")
    await page.keyboard.type(await pc.code(account))
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{pc.base}/")
    yield page
    assert problems == []
    await context.close()


def is_fault(said: ConsoleMessage) -> bool:
    """Whether the browser complains of the page, and not only tells that an answer was a 404."""
    return said.type == "error" and "Failed to load resource" not in said.text


async def list_faults(page: Page) -> list[str]:
    """What axe-core finds wrong, and whether the page is wider than the window."""
    await page.evaluate(AXE.read_text())
    found: list[Any] = await page.evaluate(FIND)
    wider = await page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return [*map(str, found), *(["wider than the window"] if wider else [])]
