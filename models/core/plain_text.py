"""Text with its signs and spaces set right: what is stored, and what is compared."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from models.core.look_alikes import LOOK_ALIKES

INVISIBLE = ("Cc", "Cf", "Cs")
# Letters and signs by their category, yet they show as nothing: Hangul fillers, a blank Braille.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800"
AS_SPACES = dict.fromkeys(map(ord, BLANKS), " ")
# More marks than this on one letter are no writing of any language here: they cover other lines.
MARKS, MARKS_MOST = ("Mn", "Me"), 2
# They choose how the sign before is drawn, and show as nothing where there is no choice.
VARIATION = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Telegram carries no longer text.
TEXT_MOST = 4096
# One sign can become eighteen: what comes after this is looked at no more.
ROOM = 4 * TEXT_MOST
ASIDE = re.compile(r"(?<!\d)\W+|\W+(?!\d)|_+")


def _visible(text: str) -> str:
    text = VARIATION.sub("", text).translate(LOOK_ALIKES)
    hidden = {c for c in _of(INVISIBLE, text) if not c.isspace()}
    return text.translate(AS_SPACES | dict.fromkeys(map(ord, hidden)))


def _of(categories: tuple[str, ...], text: str) -> set[str]:
    """The signs of a text that are of these categories."""
    return {c for c in set(text) if unicodedata.category(c) in categories}


def _unstacked(text: str) -> str:
    """At most MARKS_MOST marks on a letter; one that stands on nothing goes."""
    marks_in_it = _of(MARKS, text)
    if not marks_in_it:
        return text
    kept: list[str] = []
    marks = MARKS_MOST
    for c in text:
        is_mark = c in marks_in_it
        marks = marks + 1 if is_mark else 0 if not c.isspace() else MARKS_MOST
        if not is_mark or marks <= MARKS_MOST:
            kept.append(c)
    return "".join(kept)


def tidy(text: str, form: Literal["NFC", "NFKC"]) -> str:
    """The text in one Unicode form on one line, with single spaces and visible signs alone."""
    # Taking signs out can bring others together, and composing can bring blanks out: twice settles.
    for _ in range(0 if text.isascii() and text.isprintable() else 2):
        before, text = text, _unstacked(unicodedata.normalize(form, _visible(text))[:ROOM])
        if text == before:
            break
    return " ".join(text.split())


# What is typed is compared with many things in one turn.
@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """The text in its plainest form (NFKC), for comparing and reading: ２ is 2, ② is 2.

    Single spaces, no control or zero-width characters. May be empty. One sign can become eighteen,
    so no more is kept than the longest text has.
    """
    return tidy(text[:TEXT_MOST], "NFKC")[:TEXT_MOST]


@lru_cache(maxsize=1024)
def letters(text: str) -> str:
    """What of a label any phone can type: small letters, and numbers as they are; may be empty.

    Pictures, spaces and punctuation do not count, but 3.5 is not 35.
    """
    kept = "".join(" " if unicodedata.category(c) == "So" else c for c in text)
    return ASIDE.sub("", plain(kept).casefold())


def length(text: str) -> int:
    """How long a channel takes it to be, in UTF-16 code units: most emoji are two, some more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
