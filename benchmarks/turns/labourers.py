"""Many labourers who answer intake, as the updates that Telegram brings of them."""

import itertools
import json
from collections.abc import Iterator

from models.words import Language
from tests.answers import SHORTEST, id_number

FIRST_CHAT = 10_000_000
# What is typed: /start, the language, the consent, twelve answers, and that all is right.
TYPED = (
    "/start",
    "1",
    "1",
    *(step.words(Language.ZH) for step in SHORTEST),
    "1",
)
ID_NUMBER, PHONE = (3 + [step.key for step in SHORTEST].index(k) for k in ("id_number", "phone"))


def identity(number: int) -> str:
    """An ID number of nobody: a different one for each of 18 million."""
    day, order = divmod(number, 1000)
    year, day = divmod(day, 12 * 28)
    month, day = divmod(day, 28)
    return id_number(f"{1950 + year}{month + 1:02}{day + 1:02}", f"{order:03}")


class Labourers:
    """One person after the other, each from /start to the last answer."""

    def __init__(self, first: int = 0) -> None:
        self._people = itertools.count(first)
        self._updates = itertools.count(first * 100 + 1)

    def phones(self, count: int) -> list[Iterator[bytes]]:
        """So many phones, on each one person after the other, and no two in step."""
        return [self.updates(1 + phone % len(TYPED)) for phone in range(count)]

    def updates(self, first: int = len(TYPED)) -> Iterator[bytes]:
        """The updates of a phone that is handed on when its owner has finished.

        Its first owner gives it away after so many answers: people do not begin all at once.
        """
        lengths = itertools.chain((first,), itertools.repeat(len(TYPED)))
        for number, length in zip(self._people, lengths, strict=False):
            for place, words in enumerate(TYPED[:length]):
                own = {ID_NUMBER: identity(number), PHONE: f"138{number:08}"}
                yield self._typed(FIRST_CHAT + number, own.get(place, words))

    def _typed(self, chat: int, words: str) -> bytes:
        number = next(self._updates)
        person = {"id": chat, "is_bot": False, "first_name": "秀英", "language_code": "zh"}
        message = {
            "message_id": number,
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "秀英"},
            "from": person,
            "text": words,
        }
        if words.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(words)}]
        return json.dumps({"update_id": number, "message": message}).encode()
