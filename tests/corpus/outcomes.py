"""The outcomes that a line of the corpus can name, and when an input came to each."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from tests.corpus.corpus import Saying
from tests.corpus.desk import Place, Tried
from tests.corpus.facts import FEW, OF_ACCOUNT, facts, is_asked_back, recorded_value, written_words

# What a tap on an offered button can come to.
TO_RECORD = {"is", "holds", "between"}
Meets: TypeAlias = Callable[[Place, Tried, str], Awaitable[bool]]

# How often a wage is paid in a month of 26 days of eight hours.
MONTHLY = {"hour": 26 * 8, "day": 26, "week": 52 / 12, "month": 1, "year": 1 / 12}
# Where a plain request leads: the choice that is the same, and the form that may open at once.
LEADS: dict[str, tuple[str, tuple[str, ...]]] = {
    "work": ("work", ()),
    "grievance": ("trouble", ("grievance",)),
    "entry": ("me", ("change",)),
    "erase": ("me:erase", ()),
    "language": ("language", ()),
    "news": ("news", ()),
    "notices": ("on", ()),
    "help": ("help", ()),
    "menu": ("menu", ()),
    "change": ("me:change", ("change",)),
    "looks": ("me:looks", ()),
    "person": ("enquiry", ("enquiry",)),
    "review": ("review", ()),
    "return": (":return", ("send back",)),
    "reject": (":reject", ("reject",)),
}


async def _is(place: Place, tried: Tried, about: str) -> bool:
    recorded, value = await recorded_value(place, tried)
    if recorded:
        return _same(value, about)
    before = await place.draft()
    if before is None or not facts(tried):
        return False
    if tap := _option(place, about):
        return _as(await place.taps(tap), tried)
    return about in written_words(tried)


def _option(place: Place, code: str) -> str | None:
    return next((c for c in place.choices if c.startswith("q:") and c.endswith(f":{code}")), None)


def _same(value: Any, about: str) -> bool:
    match value:
        case bool():
            return about == ("yes" if value else "no")
        case list():
            return set(value) == ({*about.split(", ")} - {"none"})
        case {"amount": amount, "unit": unit}:
            return about.isdecimal() and abs(amount * MONTHLY[unit] - int(about)) < 1
        case dict():
            return about in map(str, value.values())
        case _:
            return str(value) == about


async def _holds(place: Place, tried: Tried, about: str) -> bool:
    recorded, value = await recorded_value(place, tried)
    words = value.get("name") if isinstance(value, dict) else value
    if recorded:
        return isinstance(words, str) and about in words
    return any(about in one for one in written_words(tried))


async def _between(place: Place, tried: Tried, about: str) -> bool:
    recorded, value = await recorded_value(place, tried)
    least, most = about.split()
    if isinstance(value, dict) and "unit" in value:
        value = int(value["amount"] * MONTHLY[value["unit"]])
    if not recorded or value is None:
        return False
    return int(least) <= value <= int(most) if isinstance(value, int) else least <= value <= most


async def _skips(place: Place, tried: Tried, about: str) -> bool:
    recorded, value = await recorded_value(place, tried)
    return recorded and value is None


async def _unknown(place: Place, tried: Tried, about: str) -> bool:
    recorded, value = await recorded_value(place, tried)
    if recorded:
        return value in (None, "unknown")
    tap = _option(place, "unknown")
    return tap is not None and bool(facts(tried)) and _as(await place.taps(tap), tried)


async def _taps(place: Place, tried: Tried, about: str) -> bool:
    choice = _find(place, about)
    return choice is not None and _as(await place.taps(choice), tried)


def _find(place: Place, about: str) -> str | None:
    """The button that lies there: its place, as in #1, or its choice, or the end or start of it."""
    if about.startswith("#"):
        return dict(enumerate(place.choices, start=1)).get(int(about[1:]))
    for fits in (str.__eq__, lambda c, a: c.endswith(f":{a}"), lambda c, a: c.startswith(f"{a}:")):
        if found := [choice for choice in place.choices if fits(choice, about)]:
            return found[0]
    return None


def _as(tapped: Tried, tried: Tried) -> bool:
    """Whether both came to the same: what was recorded, and what lies there then."""
    one, other = facts(tapped), facts(tried)
    return one == other and (bool(one) or tapped.choices == tried.choices)


async def _leads(place: Place, tried: Tried, about: str) -> bool:
    where, _, kind = about.partition(" ")
    path, forms = LEADS[where]
    opened = tried.draft
    if forms and opened is not None and opened["form"].startswith(forms):
        return _is_begun_only(tried, kind)
    if facts(tried):
        return False
    choice = _find(place, path.removeprefix(":")) or path
    # An unknown path leads to the menu, or shows the same screen again.
    nowhere = ((await place.taps("menu")).choices, place.choices) if where != "menu" else ()
    if tried.choices and tried.choices not in nowhere:
        there = (await place.taps(choice)).choices
        if tried.choices == there:
            return True
    offers = [one for one in tried.choices if one == choice or one.startswith(f"{choice}:")]
    return bool(offers) and len(tried.choices) <= FEW


def _is_begun_only(tried: Tried, kind: str) -> bool:
    """The form lies open, and knows at most what kind of trouble it is."""
    for change in facts(tried):
        given = (change.after or {}).get("answers") or {}
        if change.table != "draft" or change.before or given.get("kind", kind) != kind:
            return False
    return True


async def _asks(place: Place, tried: Tried, about: str) -> bool:
    return await is_asked_back(place, tried)


async def _speaks(place: Place, tried: Tried, about: str) -> bool:
    """Another language was chosen, and nothing else recorded."""
    match facts(tried):
        case [change] if change.table == "account" and change.after:
            other = change.columns & OF_ACCOUNT - {"language"}
            return not other and bool(change.after["language"] == about)
    return False


async def is_offered(place: Place, asked: Tried, saying: Saying) -> bool:
    """Nothing was recorded, and one of few buttons would record the right thing."""
    beside = (place.choices, (await place.taps("menu")).choices)
    if facts(asked) or len(asked.choices) > FEW + 2 or asked.choices in beside:
        return False
    new = [choice for choice in asked.choices if choice not in place.choices]
    for one in saying.outcomes:
        if one.word == "taps" and _find(place, one.about) in asked.choices:
            return True
        for choice in [c for c in new if c.startswith("q:")] if one.word in TO_RECORD else ():
            if await MEETS[one.word](place, await place.hears(saying.text, choice), one.about):
                return True
    return False


MEETS: dict[str, Meets] = {
    "is": _is,
    "holds": _holds,
    "between": _between,
    "skips": _skips,
    "unknown": _unknown,
    "taps": _taps,
    "leads": _leads,
    "speaks": _speaks,
    "asks": _asks,
}
