"""A plain phone for tests: text only, without buttons, edits and toasts."""

import re
import unicodedata
from typing import Any

import aiohttp

from sandbox.chats.phone import Button, Message, Phone, PhoneError, inline_buttons

NUMBER = re.compile(r"(\d+)\s")
# Arrows, ticks and pictures: no key of a plain phone types them.
UNTYPED = ("So", "Sm", "Sk", "Pi", "Pf", "Mn", "Me", "Cf")


class ButtonsOnlyError(PhoneError):
    """Something that only a phone with buttons can send."""


class PlainPhone(Phone):
    """A phone that lists the choices of a message under its text, and types what others tap.

    A choice is typed as the number that its label begins with; `by_label` types the words of the
    label instead. Only the choices that were listed last can be typed: what is typed answers the
    newest question. An edited message arrives once more, as new text.
    """

    def __init__(
        self,
        base_url: str,
        person_id: int,
        session: aiohttp.ClientSession,
        patience: float = 20,
        *,
        by_label: bool = False,
    ) -> None:
        super().__init__(base_url, person_id, session, patience)
        self._by_label = by_label
        self._keys_sent: dict[str, Any] | None = None
        # By message id what arrived last of it, and all that arrived, in that order.
        self._versions: dict[int, Message] = {}
        self._arrived: list[Message] = []

    async def look(self) -> Phone:
        """Read what has arrived; nothing that was read goes away or changes."""
        await super().look()
        for message in map(_listing, self.messages):
            if self._versions.get(message["message_id"]) != message:
                self._versions[message["message_id"]] = message
                self._arrived.append(message)
        self.messages = list(self._arrived)
        self._keys_sent, self.keyboard = self.keyboard, None
        self.toasts, self.typing = [], False
        return self

    async def does(self, act: str, wait: bool = True, **particulars: Any) -> dict[str, Any]:
        """Any action of the sandbox; in place of a tap, the choice is typed."""
        if act != "tap":
            return await super().does(act, wait, **particulars)
        if not particulars.get("message_id"):
            return await self._presses(str(particulars["text"]), wait, particulars)
        if particulars.get("forged"):
            raise ButtonsOnlyError("a plain phone sends no forged tap")
        label = self._listed(particulars)
        return await super().does("text", wait, text=self._typed(label))

    def _listed(self, tapped: dict[str, Any]) -> str:
        """The label of a choice that can be typed now: one of the list that came last."""
        lists = [message for message in self.received if inline_buttons(message)]
        label = str(tapped.get("text") or "")
        if not lists or lists[-1]["message_id"] != tapped["message_id"]:
            raise self._error(f"{label!r} was listed earlier: a plain phone answers the last list")
        if label not in [button["text"] for button in inline_buttons(lists[-1])]:
            raise self._error(f"the last list has no choice {label!r}")
        return label

    def _typed(self, label: str) -> str:
        number = NUMBER.match(label)
        if number and not self._by_label:
            return number[1]
        return _letters(label[number.end() :] if number else label) or label

    async def _presses(self, label: str, wait: bool, particulars: dict[str, Any]) -> dict[str, Any]:
        """A key of the reply keyboard: its words are typed, or what it asks for is sent."""
        rows = (self._keys_sent or {}).get("keyboard", [])
        keys: list[Button] = [key for row in rows for key in row if key["text"] == label]
        if not keys:
            raise self._error(f"nothing asks for {label!r}")
        if keys[0].get("request_contact"):
            return await super().does("contact", wait, own=True)
        if keys[0].get("request_location"):
            return await super().does("location", wait, **particulars)
        return await super().does("text", wait, text=_letters(label) or label)

    def screen(self) -> str:
        """What the phone shows, with each choice as a line of text."""
        return re.sub(r" \[([^]\n]*)\]", r"\n      \1", super().screen())

    def _keys(self, label: str) -> list[Button]:
        rows = (self._keys_sent or {}).get("keyboard", [])
        return [key for row in rows for key in row if label in key["text"]]


def _listing(message: Message) -> Message:
    """The message with the labels of its choices, and nothing else of its buttons."""
    rows = [[{"text": button["text"]}] for button in inline_buttons(message)]
    return message | ({"reply_markup": {"inline_keyboard": rows}} if rows else {})


def _letters(label: str) -> str:
    """The words of a label as they can be typed."""
    kept = (c if c.isascii() or unicodedata.category(c) not in UNTYPED else " " for c in label)
    return " ".join("".join(kept).split())
