"""Days, as people write them in Chinese, Korean and English."""

import datetime
import re

from dialogue.parsing import day_words as words
from dialogue.parsing.day_grammar import spans
from dialogue.parsing.span import Span, Window
from dialogue.parsing.text import too_long
from models.core.refusal import Refusal
from models.core.spoken_text import spoken

LONGEST = 40
SPECIAL = re.compile("|".join(sorted(words.SPECIAL, key=len, reverse=True)))
BEFORE = re.compile(rf"^(?:{words.BEFORE})\s*")
AFTER = re.compile(rf"\s*(?:{words.AFTER})$")


def date(
    text: str, today: datetime.date, earliest: datetime.date, latest: datetime.date
) -> datetime.date | Refusal:
    """The day from `earliest` to `latest`: 明天, 5月3号, 2018.4.24, 下周一, 三天后, 두 달 전.

    A month means its first day, a year its 1st of January. Without a year it is the nearest such
    day that is asked for, ahead where `latest` lies ahead. Weeks begin on Monday. Refusals:
    date_unread, date_impossible, date_too_early {earliest}, date_too_late {latest}, ISO text;
    text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    window = Window(today, earliest, latest)
    found = _read(SPECIAL.sub(lambda m: words.SPECIAL[m[0]], spoken(text)), window)
    if not found:
        return Refusal("date_unread" if found is None else "date_impossible")
    day = window.day_in(found)
    if day < earliest:
        return Refusal("date_too_early", {"earliest": earliest.isoformat()})
    if day > latest:
        return Refusal("date_too_late", {"latest": latest.isoformat()})
    return day


def _read(said: str, window: Window) -> list[Span] | None:
    """What the text means as it is, or without the words around: 5月3号起, since May."""
    while said and len(said) <= LONGEST:
        if (found := spans(said, window)) is not None:
            return found
        bare = AFTER.sub("", said)
        bare = BEFORE.sub("", said) if bare == said else bare
        if bare == said:
            return None
        said = bare
    return None
