"""What people mean by the words they type: the phrases of dialogue/locales/<language>/phrases.toml.

An intent is a word such as "affirm" or "work". A reading carries the whole text: a phrase inside
other words is no reading, and a question is no answer.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, product
from math import prod

from dialogue.core.i18n import LOCALES
from models.core.plain_text import plain
from models.core.vocabulary import Language

ANSWERS, REQUESTS = "answers", "requests"
ANSWER_MOST, REQUEST_MOST, SENTENCE_MOST, HINTS_MOST = 30, 60, 400, 150
PARTICLES = "啊呀呢哦噢嘛哈啦的了吧呗哒"
POLITE_FORM = "요"
# Said beside an answer, they do not change it.
BESIDE = frozenset({"thanks", "greeting", "acknowledge"})
BEFORE_ANSWERS = re.compile("^(?:嗯+|恩+|哦+|噢+|啊|哎|欸|那就|아|음)")
AFTER_ANSWERS = re.compile("(?:谢谢[你您]?|谢了|thanks|thankyou|please|감사합니다|고맙습니다)$")
BETWEEN = re.compile(r"[^\w\s'’]+|\s+")
SENTENCES = re.compile(r"[。，,.!！;；、~\n]+")
ALTERNATIVES = re.compile(r"\(([^()]*)\)")
ASKING = re.compile(
    "什么|啥|哪[儿里个些家边天位年种]?|谁|怎么|怎样|咋|为何|干嘛|多少|多久|[吗么]$|是不是|有没有|能不能"
    "|行不行|要不要|可不可以|好不好|对不对|用不用|어디|누구|언제|무엇|무슨|[뭐뭘]|왜|어떻게|어느|얼마"
    "|(?:까|나요|는가|은가|을가|ㄹ가)$"
)
ASKING_IN_ENGLISH = re.compile(
    r"(?:what|who|whose|where|when|why|how|which|do you|does|did you|are you|can you|can i|could"
    r"|is it|is there|is this|are there|will you|would you|should)\b"
)
# A phrase with more alternatives than this is kept as a pattern.
SPELLED_OUT_MOST = 200
# The shortest part of a sentence that hints at a request.
HINT_LEAST = 2


def key(text: str) -> str:
    """Small letters and signs without punctuation, spaces and the colour of a thumb."""
    kept = (c for c in plain(text).casefold() if unicodedata.category(c)[0] not in "PZ")
    return "".join(
        c for c in kept if unicodedata.category(c) not in ("Mn", "Me", "Sk") and c != "~"
    )


@dataclass(frozen=True)
class Phrases:
    """The phrases of one table: by their keys, and those with many alternatives as patterns."""

    whole: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]

    def meant_by(self, said: str) -> frozenset[str]:
        """The intents of a whole text, given by its key."""
        found = self.whole.get(said, frozenset())
        return found | {name for name, one in self.patterns.items() if one.fullmatch(said)}


@cache
def load(table: str) -> Phrases:
    """The phrases of a table in all languages: people mix them."""
    whole: dict[str, frozenset[str]] = {}
    templates: dict[str, list[str]] = {}
    for intent, phrase in listed(table):
        parts = _parts(phrase)
        if prod(map(len, parts)) > SPELLED_OUT_MOST:
            templates.setdefault(intent, []).append(_pattern(parts))
            continue
        for said in map("".join, product(*parts)):
            whole[said] = whole.get(said, frozenset()) | {intent}
    patterns = {intent: re.compile("|".join(found)) for intent, found in templates.items()}
    return Phrases(whole, patterns)


def listed(table: str) -> list[tuple[str, str]]:
    """Every intent of a table with every phrase, as written in the files."""
    return [
        (intent, phrase)
        for language in Language
        for intent, phrases in read_file(language)[table].items()
        for phrase in phrases
    ]


@cache
def read_file(language: Language) -> dict[str, dict[str, list[str]]]:
    """The phrases of one language as they are written."""
    with (LOCALES / language / "phrases.toml").open("rb") as file:
        return tomllib.load(file)


def _parts(phrase: str) -> list[list[str]]:
    """The keys of its parts, each with its alternatives."""
    return [
        [key(one) for one in (part.split("|") if place % 2 else [part])]
        for place, part in enumerate(ALTERNATIVES.split(phrase))
    ]


def _pattern(parts: list[list[str]]) -> str:
    return "".join(f"(?:{'|'.join(map(re.escape, part))})" for part in parts)


@cache
def _around() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of what politeness puts before and behind a request."""
    files = [read_file(language)["around"] for language in Language]
    before, after = (
        {key(one) for file in files for one in file[side]} for side in ("before", "after")
    )
    return tuple(sorted(before)), tuple(sorted(after))


def is_question(text: str) -> bool:
    """Whether something is asked: "在哪里", "同意什么", "어디요?", "where is it"."""
    said = plain(text).casefold()
    if "?" in said or ASKING_IN_ENGLISH.match(said):
        return True
    return ASKING.search(key(text)) is not None


@lru_cache(maxsize=512)
def answers(text: str) -> tuple[frozenset[str], ...]:
    """The intents of each part of an answer: of "是的，没错" two sets.

    Empty where something is asked, or where a part is no answer.
    """
    if "?" in plain(text) or len(text) > SENTENCE_MOST:
        return ()
    if whole := _answer(text):
        return (whole,)
    for between in (SENTENCES, BETWEEN):
        read = [_answer(part) for part in between.split(text) if key(part)]
        if read and all(read):
            return tuple(one for one in read if not one <= BESIDE) or (read[0],)
    return ()


def fits(text: str, *intents: str) -> bool:
    """Whether each part of an answer has one of these intents."""
    return fits_all(answers(text), frozenset(intents))


def fits_all(parts: tuple[frozenset[str], ...], intents: frozenset[str]) -> bool:
    """Whether there are parts, and each has one of these intents."""
    return bool(parts) and all(part & intents for part in parts)


def _answer(text: str) -> frozenset[str]:
    """The intents of one part: as it is said, else without particles, emphasis and fillers."""
    said = key(text)
    if not said or len(said) > ANSWER_MOST:
        return frozenset()
    table = load(ANSWERS)
    for form in forms(said):
        if found := table.meant_by(form):
            return found
    return frozenset()


def forms(said: str) -> list[str]:
    """The ways to take a key as an answer, the plainest first; 对对对 is said for emphasis."""
    found = [said]
    for form in (said.rstrip(PARTICLES), said.removesuffix(POLITE_FORM)):
        found.append(form)
    found += [again[1] for form in tuple(found) if (again := re.fullmatch(r"(.+?)\1+", form))]
    for beside in (BEFORE_ANSWERS, AFTER_ANSWERS):
        found += [left for form in tuple(found) if (left := beside.sub("", form)) != form]
    return [form for form in dict.fromkeys(found) if form]


@lru_cache(maxsize=512)
def request_in(text: str) -> str | None:
    """The one request that a whole text is; what politeness puts around it does not count."""
    said = key(text)
    if not said or len(said) > REQUEST_MOST:
        return None
    table, around = load(REQUESTS), _without_around(said)
    for meant_by in (table.whole.get, table.meant_by):
        for form in around:
            if found := meant_by(form):
                return min(found) if len(found) == 1 else None
    return None


def _without_around(said: str) -> list[str]:
    """The key, then without more and more of what stands around it: the longest first."""
    before, after = _around()
    found = {said: None}
    waits = [said]
    while waits:
        form = waits.pop(0)
        shorter = [form[len(one) :] for one in before if form.startswith(one)]
        shorter += [form[: -len(one)] for one in after if form.endswith(one)]
        fresh = [one for one in shorter if one and one not in found]
        found |= dict.fromkeys(fresh)
        waits += fresh
    return sorted(found, key=len, reverse=True)


@lru_cache(maxsize=128)
def hints(text: str) -> tuple[str, ...]:
    """The requests that a text may hold among other words, the longest hint first."""
    said = key(text[:HINTS_MOST])
    table = load(REQUESTS)
    best: dict[str, int] = {}
    for start, end in combinations(range(len(said) + 1), 2):
        if end - start <= ANSWER_MOST and _is_hint(part := said[start:end]):
            for intent in table.whole.get(part, ()):
                best[intent] = max(best.get(intent, 0), _weight(part))
    for intent, pattern in table.patterns.items():
        for match in pattern.finditer(said):
            if _is_hint(match[0]):
                best[intent] = max(best.get(intent, 0), _weight(match[0]))
    return tuple(sorted(best, key=lambda one: (-best[one], one)))


def _is_hint(phrase: str) -> bool:
    return _weight(phrase) >= 2 * HINT_LEAST


def _weight(phrase: str) -> int:
    """A Chinese sign or Korean syllable says as much as two Latin letters."""
    return sum(1 if c.isascii() else 2 for c in phrase)
