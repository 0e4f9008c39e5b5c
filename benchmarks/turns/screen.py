"""What a chat shows on its phone, whether it came in the webhook's response or by a call."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote_plus

CHOICE = re.compile(rb'callback_data(?:%22|")(?:%3A|:)[+ ]?(?:%22|")(.+?)(?:%22|")')
EDITED = re.compile(rb"\bmessage_id=(\d+)")


class Screen:
    """What the bot said since the last word, unread, and the newest message with its buttons."""

    __slots__ = ("_keyboard", "_messages", "look", "message", "said")

    def __init__(self) -> None:
        self._keyboard = b""
        self._messages = self.message = 0
        self.said = b""
        self.look: Callable[[], None] | None = None

    def show(self, body: bytes, *, edit: bool = False) -> int:
        """A message sent or edited, as it came; returns its number."""
        found = EDITED.search(body) if edit else None
        shown = int(found[1]) if found else self.number()
        if b"inline_keyboard" in body or not self._keyboard:
            self.message, self._keyboard = shown, body
        self.said += body
        return shown

    def number(self) -> int:
        """The number of one message more."""
        self._messages += 1
        return self._messages

    def choice(self, ending: str) -> str:
        """The choice of the button whose choice ends so; the ending itself where none is shown."""
        for found in CHOICE.findall(self._keyboard):
            choice: str = found.decode().replace("%3A", ":")
            if choice.endswith(ending):
                return choice
        return ending


@lru_cache
def forms(words: str) -> tuple[bytes, ...]:
    """Words as the bots write them: as JSON, as the form of a call, and as they are."""
    return json.dumps(words)[1:-1].encode(), quote_plus(words).encode(), words.encode()
