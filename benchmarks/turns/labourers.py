"""Many labourers who follow a bot's script, as the updates that Telegram brings of them."""

import itertools
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from benchmarks.turns.screen import Screen, forms
from benchmarks.turns.scripts import Script, Step
from benchmarks.turns.telegram import Telegram
from tests.support.labourers.facts import id_number

FIRST_CHAT = 10_000_000
SENT_AT = 1_790_000_000
# Telegram brings the tapped message along with its buttons; a question of the usual size.
BUTTONS = [[{"text": f"{n} 在家种地", "callback_data": f"q:1:status:{n}"}] for n in range(6)]
SHOWN = {
    "date": SENT_AT,
    "from": {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"},
    "text": "✓ 文化程度：小学\n▰▰▰▰▰▰▱▱▱▱ 8/12\n您现在做什么？",
    "entities": [{"type": "bold", "offset": 28, "length": 7}],
    "reply_markup": {"inline_keyboard": BUTTONS},
}


class Turn(NamedTuple):
    """An update, and one of the ways in which the right reply to it is written."""

    screen: Screen
    update: bytes
    expected: tuple[bytes, ...]
    is_last: bool


def identity(number: int) -> str:
    """An ID number of nobody: a different one for each of 18 million."""
    day, order = divmod(number, 1000)
    year, day = divmod(day, 12 * 28)
    month, day = divmod(day, 28)
    return id_number(f"{1950 + year}{month + 1:02}{day + 1:02}", f"{order:03}")


class Labourers:
    """One person after the other, each from /start to the last answer."""

    def __init__(self, script: Script, telegram: Telegram, first: int = 0) -> None:
        self._script, self._telegram = script, telegram
        self._people = itertools.count(first)
        self._updates = itertools.count(first * 100 + 1)

    def phones(self, count: int) -> list[Iterator[Turn]]:
        """So many phones, on each one person after the other, and no two in step."""
        return [self.turns(1 + phone % len(self._script)) for phone in range(count)]

    def turns(self, first: int | None = None) -> Iterator[Turn]:
        """The turns of a phone that is handed on when its owner has finished.

        Its first owner gives it away after so many answers: people do not begin all at once.
        """
        lengths = itertools.chain((first,), itertools.repeat(None))
        for number, length in zip(self._people, lengths, strict=False):
            chat = FIRST_CHAT + number
            screen = self._telegram.screens[chat]
            own = {"id_number": identity(number), "phone": f"138{number:08}"}
            for step in self._script[:length]:
                words = own.get(step.key, step.words)
                said, update = self._update(chat, screen, step, words)
                raw = json.dumps({"update_id": next(self._updates), **update}).encode()
                yield Turn(screen, raw, forms(step.reply or said), step is self._script[-1])
            del self._telegram.screens[chat]

    @staticmethod
    def _update(chat: int, screen: Screen, step: Step, words: str) -> tuple[str, dict[str, Any]]:
        """What is said, and the update that says it."""
        person = {"id": chat, "is_bot": False, "first_name": "秀英", "language_code": "zh"}
        room = {"id": chat, "type": "private", "first_name": "秀英"}
        if step.choice:
            choice = screen.choice(step.choice)
            message = {"message_id": screen.message, "chat": room, **SHOWN}
            tap = {"id": str(chat), "from": person, "chat_instance": "1", "data": choice}
            return choice, {"callback_query": tap | {"message": message}}
        typed = {"message_id": screen.number(), "date": SENT_AT, "chat": room, "from": person}
        typed["text"] = words
        if words.startswith("/"):
            typed["entities"] = [{"type": "bot_command", "offset": 0, "length": len(words)}]
        return words, {"message": typed}
