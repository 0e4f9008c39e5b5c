"""Days, as people write them in Chinese, Korean and English."""

import datetime
import re

from dialogue.parsing import day_words as words
from dialogue.parsing.day_grammar import spans, spans_within
from dialogue.parsing.korean_endings import as_written
from dialogue.parsing.remarks import is_question
from dialogue.parsing.rough_day import is_lunar
from dialogue.parsing.span import Span, Window
from dialogue.parsing.text import too_long
from models.core.refusal import Refusal
from models.core.spoken_text import spoken

LONGEST = 40
# A longer sentence tells more than a day.
SENTENCE = 60
DENIED = re.compile(r"不是|不行|不能|아니|아님|안\s*(?:됨|됩|되)|\bnot\b", re.IGNORECASE)
SPECIAL = re.compile("|".join(sorted(words.SPECIAL, key=len, reverse=True)))
BEFORE = re.compile(rf"^(?:{words.BEFORE})\s*")
CLOCK = re.compile(
    r"\s*(?:at )?(?:(?:凌晨|清早|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚|오전|오후|아침|저녁"
    r"|새벽)\s*)?"
    r"(?:[0-9]{1,2}|十?[一二三四五六七八九十两])\s*"
    r"(?:[点點时時:：시]\s*(?:半|[0-9]{1,2}\s*분?|반|整|钟)?"
    r"|(?=[ap]\.?m))\s*(?:[ap]\.?m\.?)?\s*(?:에)?$"
)
# 12月1号（星期二）: the date tells the day.
WEEKDAY_TOO = re.compile(
    r"(?<=[日号일])\s*[,(]?\s*(?:(?:周|星期|礼拜)[一二三四五六日天]|[월화수목금토일]요일)\)?$"
)
AFTER = re.compile(rf"\s*(?:{words.AFTER})$")


def date(
    text: str, today: datetime.date, earliest: datetime.date, latest: datetime.date
) -> datetime.date | Refusal:
    """The day from `earliest` to `latest`: 明天, 5月3号, 2018.4.24, 下周一, 三天后, 두 달 전.

    A month means its first day, a year its 1st of January. Without a year it is the nearest such
    day that is asked for, ahead where `latest` lies ahead. Weeks begin on Monday. Refusals:
    date_unread, date_lunar, date_impossible, date_too_early {earliest}, date_too_late {latest},
    ISO text; text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    window = Window(today, earliest, latest)
    found = _read(SPECIAL.sub(lambda m: words.SPECIAL[m[0]], _said(text)), window)
    if not found:
        return _unread(text) if found is None else Refusal("date_impossible")
    day = window.day_in(found)
    if day < earliest:
        return Refusal("date_too_early", {"earliest": earliest.isoformat()})
    if day > latest:
        return Refusal("date_too_late", {"latest": latest.isoformat()})
    return day


def dates_within(text: str, window: Window) -> list[datetime.date]:
    """The days that stand among other words, in order: 是11月15号就不干了; to be asked about."""
    if len(text) > SENTENCE or is_lunar(text) or is_question(text) or DENIED.search(text):
        return []
    said = SPECIAL.sub(lambda m: words.SPECIAL[m[0]], _said(text))
    read = [date(part, window.today, window.earliest, window.latest) for part in spans_within(said)]
    return list(dict.fromkeys(day for day in read if not isinstance(day, Refusal)))


def is_longer_than_a_day(text: str, window: Window) -> bool:
    """Whether it tells a month, a week or a year: 下个月, 5月, last week."""
    found = _found(text, window)
    return bool(found) and all(span.first != span.last for span in found)


def tells_year(text: str, window: Window) -> bool:
    """Whether it means days of one year only, whatever is asked for: 2010.5.3, 去年五月."""
    return len({span.first.year for span in _found(text, window)}) == 1


def _found(text: str, window: Window) -> list[Span]:
    return _read(SPECIAL.sub(lambda m: words.SPECIAL[m[0]], _said(text)), window) or []


def _said(text: str) -> str:
    return as_written(spoken(text))


def _unread(text: str) -> Refusal:
    return Refusal("date_lunar" if is_lunar(text) else "date_unread")


def _read(said: str, window: Window) -> list[Span] | None:
    """What the text means as it is, or without the words around: 5月3号起, since May."""
    while said and len(said) <= LONGEST:
        if (found := spans(said, window)) is not None:
            return found
        bare = WEEKDAY_TOO.sub("", AFTER.sub("", said))
        bare = CLOCK.sub("", said) if bare == said else bare
        bare = BEFORE.sub("", said) if bare == said else bare
        if bare == said:
            return None
        said = bare
    return None
