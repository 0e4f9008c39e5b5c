"""Somebody with a phone who does not give up: acts, looks, and acts again where nothing came."""

from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

from sandbox.chats.phone import Phone, PhoneError, inline_buttons, words
from tests.support.labourers.intake import tap
from tests.support.town import Town, until

# How often one looks for the answer within that time, before the act is done again.
LOOKS = 4
# Newer messages may lie below the one that is tapped.
SHOWN = 6
SORRY = "Something went wrong on our side"


class Somebody:
    """One person with a phone, whose acts may lie untaken for `patience` seconds."""

    def __init__(self, town: Town, number: int, patience: float) -> None:
        self.phone = Phone(town.address, number, town.web, patience)
        self.sorry = 0
        self._every = patience / LOOKS

    async def says(self, text: str) -> bool:
        """Type it; whether the phone shows anything new after it."""
        return await self._tries(self.phone.says(text))

    async def taps(self, label: str) -> None:
        """Tap this very button under the newest message."""
        await self._tries(tap(self.phone, label))

    async def taps_any(self, label: str) -> None:
        """Tap a button so labelled under the newest message that has one."""
        await self._tries(self.phone.taps(label))

    async def taps_of_old(self, message_id: int, data: str) -> None:
        """Tap a button that was there once, as a second phone may still show it."""
        await self._tries(self.phone.does("tap", message_id=message_id, data=data, forged=True))

    def button(self, label: str) -> tuple[int, str]:
        """The newest button so labelled: its message and what it says to the bot."""
        return next(
            (message["message_id"], button["callback_data"])
            for message in reversed(self.phone.received)
            for button in inline_buttons(message)
            if label in button["text"]
        )

    def reads(self, *any_of: str) -> bool:
        """Whether the newest message says any of this."""
        return any(one in self.phone.last for one in any_of)

    def offered(self, label: str) -> bool:
        """Whether such a button lies under the newest message."""
        return any(label in one for one in self.phone.buttons)

    def has(self, text: str) -> bool:
        """Whether any message says this, or bears a button so labelled."""
        return any(
            text in words(one) or any(text in button["text"] for button in inline_buttons(one))
            for one in self.phone.received
        )

    async def waits_for(self, text: str) -> bool:
        """Look for a while whether a message says this."""
        return await self._in_time(self._has(text))

    async def _has(self, text: str) -> Any:
        async def seen() -> bool:
            await self.phone.look()
            return self.has(text)

        await until(seen, looks=LOOKS, every=self._every)

    async def _tries(self, act: Awaitable[Any]) -> bool:
        """An act; what is refused or not taken yet is looked at like everything else."""
        before = self._shown()
        with suppress(PhoneError):
            await act

        async def changed() -> bool:
            await self.phone.look()
            return self._shown() != before

        answered = await self._in_time(until(changed, looks=LOOKS, every=self._every))
        self.sorry += self.reads(SORRY)
        return answered

    @staticmethod
    async def _in_time(looking: Awaitable[Any]) -> bool:
        with suppress(TimeoutError):
            await looking
            return True
        return False

    def _shown(self) -> object:
        return self.phone.received[-SHOWN:], self.phone.toasts[-1:]
