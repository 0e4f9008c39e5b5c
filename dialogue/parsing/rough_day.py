"""Times told by the farming year and in rough lengths: after the harvest, half a year and more.

They are offered as the days they may mean, since people mean no day in particular.
"""

import datetime
import re
from collections.abc import Iterable

from dialogue.parsing import day_words
from dialogue.parsing.numeral import numeral
from dialogue.parsing.rough_words import (
    BEFORE_LENGTH,
    EVENTS,
    FEW,
    LENGTHS,
    NEW_YEARS,
    SOLAR_NEW_YEAR,
)
from dialogue.parsing.span import Window, stepped
from models.core.spoken_text import spoken

LONGEST = 30
LUNAR = re.compile(
    r"农历|阴历|旧历|老历|正月|腊月|冬月|大年|小年|除夕|三十晚上|元宵|端午|中秋|重阳"
    r"|初[一二三四五六七八九十0-9]"
    r"|^[一二三四五六七八九十]{1,2}月(?:十[一二三四五六七八九]?|二十[一二三四五六七八九]?"
    r"|廿[一二三四五六七八九]?|三十)$"
    r"|음력|구정|정월|동짓달|섣달|추석|대보름|단오|초하루|초이틀|초사흘|초닷새|\blunar\b"
)
AROUND = re.compile(
    r"^(?:我|俺|咱|就|得|要|等|大概|大约|估计|可能|差不多|应该|从|自从|打|是|有|已经|都|快|then"
    r"|about|around|maybe|probably|since|from|in|for|그|한|약|거의)\s*"
    r"|\s*(?:的时候|那会儿|那时候|那阵子|那会|左右|开始|起|吧|呢|再去|再说|再干|就行|都行"
    r"|就可以|可以|才能|能去|去|干|才行|就能去|에요?|쯤|부터|정도|입니다|이에요|예요|이요|요|에)$"
)
YEAR_WORD = "|".join(sorted(map(re.escape, day_words.YEARS), key=len, reverse=True))
UNIT = "|".join(sorted(LENGTHS, key=len, reverse=True))
COUNT = r"[0-9]{1,3}|[一二两俩三仨四五六七八九十]{1,3}|半|half|a|an|한|두|세|네|반"
OVER = re.compile(
    rf"(?:more than |over )?(?P<count>{COUNT})\s*(?:a |an"
    rf" )?个?(?P<inner>多)?\s*(?P<unit>{UNIT})s?\s*(?P<outer>多|有余|넘게|넘음|넘었습니다"
    rf"|넘었소|이상|and more|or more)?\s*(?P<way>{{way}})?"
)
SOME = "|".join(sorted(map(re.escape, FEW), key=len, reverse=True))
FEW_OF = re.compile(rf"(?P<few>{SOME})\s*个?(?P<unit>{UNIT})s?\s*(?P<way>{{way}})?")
AGO, LATER = "前|以前|之前|了|전|ago|back", "后|以后|之后|후|뒤|later"
WAY = f"{AGO}|{LATER}"
BEFORE_WHICH = re.compile(r"(.+?)(?:之前|以前|前|为止|까지|전까지)")


def is_lunar(text: str) -> bool:
    """Whether a day is told by the moon: 大年初八, 腊月, 음력 5월."""
    return bool(LUNAR.search(spoken(text)))


def rough_days(text: str, window: Window) -> list[datetime.date]:
    """The days that a rough time may mean within the window, in order; none for anything else."""
    said = spoken(text).strip(" .。!！,，").replace("大半年", "半年多")
    for _ in range(6):
        if not said or len(said) > LONGEST:
            break
        days = [
            *_by_event(said, window),
            *_by_length(said, window),
            *_by_weekend(said, window),
        ]
        within = {day for day in days if window.earliest <= day <= window.latest}
        if within:
            return sorted(within)
        bare = AROUND.sub("", said, count=1)
        if bare == said:
            break
        said = bare
    return []


def _by_event(said: str, window: Window) -> Iterable[datetime.date]:
    found = re.fullmatch(rf"(?:(?P<year>{YEAR_WORD})的?)?\s*(?P<event>.+)", said)
    if found is None:
        return []
    event = next((days for pattern, days in EVENTS if pattern.fullmatch(found["event"])), None)
    if event is None:
        return []
    years = _years(found["year"], window)
    ways = [sorted(_days_of(event, year)) for year in years]
    return _nearest([way for way in ways if way], window)


def _by_weekend(said: str, window: Window) -> list[datetime.date]:
    found = WEEKEND.fullmatch(said)
    if found is None:
        return []
    ahead = (found["turn"] or "").strip() in ("下", "下个", "next", "다음")
    saturday = window.today + datetime.timedelta(days=5 - window.today.weekday() + 7 * ahead)
    return [saturday, saturday + datetime.timedelta(days=1)]


def _years(word: str | None, window: Window) -> list[int]:
    if word:
        return [window.today.year + day_words.YEARS[word]]
    return [window.today.year + step for step in (-1, 0, 1)]


def _days_of(event: tuple[str, ...], year: int) -> Iterable[datetime.date]:
    """The days of an event in a year: MM-DD, or so many days from the Spring Festival."""
    for one in event:
        if one.startswith(SOLAR_NEW_YEAR):
            if year in NEW_YEARS:
                festival = datetime.date.fromisoformat(NEW_YEARS[year])
                yield festival + datetime.timedelta(days=int(one.removeprefix(SOLAR_NEW_YEAR)))
        else:
            yield datetime.date.fromisoformat(f"{year}-{one}")


def _nearest(ways: list[list[datetime.date]], window: Window) -> list[datetime.date]:
    """The next such time; the last, where nothing after today is asked for."""
    ahead = [way for way in ways if way[-1] >= window.today]
    back = [way for way in ways if way[0] <= window.today]
    if window.latest > window.today:
        return ahead[0] if ahead else []
    return back[-1] if back else []


def _by_length(said: str, window: Window) -> Iterable[datetime.date]:
    found = re.fullmatch(OVER.pattern.replace("{way}", WAY), said)
    if found and (found["inner"] or found["outer"] or BEFORE_LENGTH.match(said)):
        return _over(found, window)
    found = re.fullmatch(FEW_OF.pattern.replace("{way}", WAY), said)
    if found is None:
        return []
    return [_stepped(count, found, window) for count in FEW[found["few"]]]


def _over(found: re.Match[str], window: Window) -> list[datetime.date]:
    """So long and more: so long, and half as much again of what it is counted in."""
    count = {"半": "0.5", "half": "0.5", "반": "0.5", "a": "1", "an": "1"}.get(found["count"])
    korean = {"한": 1, "두": 2, "세": 3, "네": 4}.get(found["count"])
    value = float(count) if count else korean or float(numeral(found["count"]) or 0)
    more = 0.25 if count == "0.5" else 0.5
    return [_stepped(value + one, found, window) for one in (0, more)]


def _stepped(count: float, found: re.Match[str], window: Window) -> datetime.date:
    months, days = LENGTHS[found["unit"]]
    back = window.latest <= window.today or (found["way"] or "") in AGO.split("|")
    sign = -1 if back else 1
    try:
        whole, part = divmod(count * months, 1)
        more = round(count * days + 30 * part)
        return stepped(window.today, sign * int(whole), sign * more)
    except (ValueError, OverflowError):
        return window.today


THIRDS = {
    "上旬": (1, 5),
    "中旬": (11, 15),
    "下旬": (21, 25),
    "초순": (1, 5),
    "중순": (11, 15),
    "하순": (21, 25),
}
THIRD = re.compile(rf"(.+?)(?:的|份)?\s*({'|'.join(THIRDS)})")
WEEKEND = re.compile(
    r"(?P<turn>下个?|这个?|本|this |next |다음 ?|이번 ?)?(?:周末|礼拜天|weekend|주말)"
)
IN_TEXT = re.compile(rf"(?:{COUNT})\s*个?半?(?:{UNIT})")


def third_of_month(text: str) -> tuple[str, tuple[int, int]] | None:
    """A month as typed and two days of a third of it: 5月中旬."""
    found = THIRD.fullmatch(spoken(text).strip(" .。"))
    return (found[1], THIRDS[found[2]]) if found else None


def length_within(text: str) -> str | None:
    """The one length of time that stands among other words: 三个月没给了."""
    found = IN_TEXT.findall(spoken(text)) if len(text) <= LONGEST else []
    return found[0] if len(found) == 1 else None


def before_which(text: str) -> str | None:
    """The day before which something is, as it was typed: 12月10号之前."""
    found = BEFORE_WHICH.fullmatch(text.strip(" .。!！"))
    return found[1] if found else None
