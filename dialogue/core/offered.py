"""The choices that lie before a person, and which of them a typed number or label means.

They are kept as text: a choice, a tab, and a checksum of its label's letters and digits. A choice
that only its label means, since numbers answer a question there, has a tilde before the checksum.
Labels may hold names, so they are not kept themselves.
"""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

from dialogue.core.reply import Message
from dialogue.parsing import words
from models.core.plain_text import letters

BETWEEN, ONLY_LABEL = "\t", "~"
PAGE = re.compile(r"n:.*:page\d+")
NUMBER = re.compile(r"\s*(\d+)[\s.、)]+")


def offered_by(message: Message) -> list[str]:
    """The buttons of a message, to be kept until the next one.

    Of a question only the pages of its options: the question itself reads all other labels.
    """
    if not message.asks:
        return [b.choice + BETWEEN + _label_key(b.label) for b in message.buttons]
    pages = [b for b in message.buttons if PAGE.fullmatch(b.choice)]
    return [b.choice + BETWEEN + ONLY_LABEL + _checksum(b.label) for b in pages]


def offered_beside(message: Message) -> list[str]:
    """The buttons of a message that comes between: numbers typed next are not for it."""
    return [b.choice + BETWEEN + ONLY_LABEL + _label_key(b.label) for b in message.buttons]


def choices_by_number(offered: Sequence[str]) -> list[str]:
    """The choices that typed numbers mean, in order."""
    parts = (one.partition(BETWEEN) for one in offered)
    return [choice for choice, _, label in parts if not label.startswith(ONLY_LABEL)]


def choice_by_number(typed: str, offered: Sequence[str]) -> str | None:
    choices, numbers = choices_by_number(offered), words.pick(typed)
    there = len(numbers) == 1 and 1 <= numbers[0] <= len(choices)
    return choices[numbers[0] - 1] if there else None


def choice_by_label(typed: str, offered: Sequence[str]) -> str | None:
    """The one choice whose label was typed, perhaps with its number before it."""
    if not offered:
        return None
    number, whole = NUMBER.match(typed), _checksum(typed)
    place = int(number[1]) if number else None
    parts = [one.partition(BETWEEN) for one in offered]
    found = {
        choice
        for at, (choice, _, label) in enumerate(parts, start=1)
        if label.removeprefix(ONLY_LABEL)
        in ({whole, _label_key(typed)} if at == place else {whole}) - {""}
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _label_key(label: str) -> str:
    number = NUMBER.match(label)
    return _checksum(label[number.end() :] if number else label)


def _checksum(label: str) -> str:
    """Of its letters and digits; empty where there are none."""
    typed = letters(label)
    return f"{zlib.crc32(typed.encode()):08x}" if typed else ""
