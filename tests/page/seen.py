"""One person's phone, as it stands on the page."""

from playwright.async_api import Browser, Locator, Page, expect

from sandbox.chats.people import Person
from tests.support.town import Town, until


class Seen:
    """What one does with a mouse and a keyboard, and what one then sees."""

    def __init__(self, page: Page, person: Person) -> None:
        self.page, self.person = page, person
        self.phone = page.locator(f'[data-person="{person.id}"]')

    async def begins(self) -> None:
        """Press the start button of a new chat."""
        await self.phone.locator('[data-act="start"]').click()

    async def taps(self, label: str) -> None:
        """Click the newest button that bears the label."""
        await self._button(label).click()

    async def types(self, text: str) -> None:
        """Type into the message field and send."""
        await self.phone.locator("textarea[name=text]").fill(text)
        await self.phone.locator("button[name=send]").click()

    async def reads(self, text: str) -> None:
        """Wait until the newest message holds the text."""
        await expect(self.phone.locator("[data-message]").last).to_contain_text(text)

    async def shows_itself(self) -> None:
        """On a narrow screen one phone is seen at a time: turn to this one."""
        tab = self.page.locator(f'[data-tab="{self.person.id}"]')
        if await tab.is_visible():
            await tab.click()

    async def reads_in_time(self, text: str, town: Town) -> None:
        """Wait until the last message says this, with every tick coming meanwhile."""

        async def is_read() -> bool:
            await town.bell.ring()
            return text in (await self.phone.locator("[data-message]").last.inner_text())

        await until(is_read)

    async def moves_clock(self, to: str) -> None:
        """Press one of the clock's buttons, which are folded away on a narrow screen."""
        button = self.page.locator(f'[data-move="{to}"]')
        face = self.page.locator(".clock-face")
        if not await face.is_enabled():
            await button.click()
            return
        await face.click()
        await button.click()
        await expect(button).to_be_hidden()

    async def scans(self) -> None:
        """Read the newest code that lies on another phone."""
        await self.phone.locator("button.attach").click()
        await self.taps("扫一扫")
        await self.phone.locator("[role=dialog] .choice").first.click()

    def _button(self, label: str) -> Locator:
        return self.phone.locator("button", has_text=label).last


async def open_page(browser: Browser, town: Town, width: int, height: int) -> Page:
    """The page in a window of so many pixels, in Chinese; a script error fails the test."""
    page = await browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    page.on("pageerror", lambda error: (_ for _ in ()).throw(AssertionError(str(error))))
    page.set_default_timeout(10_000)
    await page.goto(town.address)
    await page.locator("body[data-ready]").wait_for()
    return page
