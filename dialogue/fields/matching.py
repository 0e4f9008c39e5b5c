"""Which option was typed: by its number, its label, or what people say for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dialogue.core.form import Option
from dialogue.core.i18n import Speech
from dialogue.parsing import phrases as phrases_of_talk
from dialogue.parsing import words
from dialogue.parsing.answer_words import NEAR, answer_set, answer_words, option_words
from dialogue.parsing.cover import HIT, Phrases, Within, phrases, skeleton, written_skeleton
from dialogue.parsing.looser import looser
from dialogue.parsing.reasons import clauses
from dialogue.parsing.remarks import is_negated, is_question
from models.core.plain_text import letters, plain
from models.core.vocabulary import Language

OFFERED_MOST = 4
# What is longer is no answer to a list.
CLAUSES_MOST = 160
CLAUSES = re.compile(r"[,，.。;；!！\n]")
# 瓦工、木工 are two names of one; 有合同，也有社保 is said as a whole, and half of it comes near.
PARTS, HALVES = re.compile(r"[、/]"), re.compile(r"[,，;；]")
ASIDE = re.compile(r"[(（].*")
AROUND_NUMBER = re.compile(
    r"^(?:就|那就|我?要?选|我?要|选择)?\s*(.+?)\s*(?:吧|啊|呢|呗|哈|就行|就可以|那个|这个"
    r"|로요?|으로요?|입니다|이요|요|please)?\s*[。.!！]*$",
    re.IGNORECASE,
)
NUMBER_BEFORE = re.compile(
    r"\s*([0-9]{1,2})\s*[.、,，):：]?\s*(?=[^\s0-9.、,，):：])(.+)", re.DOTALL
)


def match_option(typed: str, options: list[Option]) -> Option | None:
    """The option whose whole label or number was typed, and not asked back.

    Among labels that are numbers, a number is the label.
    """
    if plain(typed).endswith("?"):
        return None
    wanted = letters(typed)
    if named := next((o for o in options if wanted and letters(o.label) == wanted), None):
        return named
    numbers = words.pick(typed) or words.pick(AROUND_NUMBER.sub(r"\1", plain(typed)))
    there = len(numbers) == 1 and 1 <= numbers[0] <= len(options)
    return options[numbers[0] - 1] if there else None


def match_option_loosely(typed: str, options: list[Option]) -> Option | None:
    """As `match_option`, and the one option whose label has the typed words in it.

    For what the store found by these words; of a closed list a part of a label is no choice.
    """
    wanted = plain(typed).casefold()
    named = bool(wanted) and not words.pick(typed)
    part = [o for o in options if named and wanted in plain(o.label).casefold()]
    return match_option(typed, options) or (part[0] if len(part) == 1 else None)


# For each code of a list, where its phrases are: a label, or a table and a name, as facts/yes.
Sources = Mapping[Any, tuple[str, ...]]
SHARED_TABLES = ("basic/", "facts/", "consents/", "none/", "unknown/")


@dataclass(frozen=True)
class Meant:
    """The codes that a text surely means, and those that it only comes near to."""

    sure: tuple[Any, ...] = ()
    near: tuple[Any, ...] = ()


def find_meant(typed: str, sources: Sources, fillers: tuple[str, ...]) -> Meant:
    """The one option of a list that the whole text means; else those that it comes near to."""
    hits, whole = find_hits(typed, sources, fillers)
    if not hits:
        return Meant()
    shared = frozenset.intersection(*(bare(keys) for keys in hits))
    sure = {key for keys in hits for key in keys if not key.startswith(NEAR)}
    if whole and len(shared) == 1 and shared <= sure:
        return Meant(sure=codes_of(hits, sources, shared))
    return Meant(near=codes_of(hits, sources)[:OFFERED_MOST])


def find_hits(
    typed: str, sources: Sources, fillers: tuple[str, ...]
) -> tuple[list[frozenset[str]], bool]:
    """What phrases of the options stand in a text, and whether they are the whole of it.

    A question that stands in none of the phrases makes all of it no answer, and so does a negation,
    unless other clauses answer by themselves. Where nothing stands there, the text is read without
    what only counts and points.
    """
    table = _table(tuple((str(code), said) for code, said in sources.items()), fillers)
    cover = table.cover(typed)
    if cover is not None and cover.hits:
        asked = typed.rstrip().endswith(("?", "？"))
        return list(cover.hits), not asked and not _is_doubtful(typed, table)
    if cover is not None or typed.rstrip().endswith(("?", "？")):
        return [], False
    return _hits_within(typed, table) or _hits_within(looser(typed), table), False


def _hits_within(typed: str, table: Phrases) -> list[frozenset[str]]:
    found = table.within(typed)
    clear = not is_question(found.left) and not is_negated(found.left)
    return list(found.hits) if clear else _by_clauses(typed[:CLAUSES_MOST], table)


def _by_clauses(typed: str, table: Phrases) -> list[frozenset[str]]:
    """What stands in the clauses in which nothing else is asked or denied: 就在镇上，走不了."""
    found = [table.within(clause) for clause in clauses(typed)]
    said = [one for one in found if not is_question(one.left) and not _denies(one)]
    return [keys for one in said for keys in one.hits]


def _denies(found: Within) -> bool:
    """Whether what stands there may be denied: in Chinese not by what comes after it alone.

    上技校呢还没毕业 says that one is at school; 开车不会 and 我不会开车 deny it.
    """
    before, _, after = found.left.partition(HIT)
    ends = bool(HANGUL.search(found.left)) or DENIED_AT_END.search(after)
    return is_negated(before) or (is_negated(after) and bool(ends))


def _is_doubtful(typed: str, table: Phrases) -> bool:
    """Whether a bare yes or no may mean something else by what is said with it.

    A "no" turns round what is said with it: 不是一般户, 일반호 아닙니다. A sign such as 不 or 对 is
    a word of its own only beside a particle: 不在那儿了 is no "no".
    """
    covers = {clause: table.cover(clause) for clause in CLAUSES.split(typed)}
    for clause, cover in covers.items():
        said = cover.phrases if cover is not None else ()
        if len(said) > 1 and not _plain_words("no").isdisjoint(said):
            return True
        lone = len(said) == 1 and len(said[0]) == 1 and said[0] in _plain_words("yes", "no")
        if lone and set(skeleton(clause)) - {said[0]} - PARTICLES:
            return True
    return False


DENIED_AT_END = re.compile(r"(?:[不没][会行能要是干想中好去有了用成]?|没有)[了呢啊的]*\s*$")
HANGUL = re.compile("[가-힣]")
PARTICLES = set("的了呢啊呀吧呗哦嘛哈诶哎嗯요")


@cache
def _plain_words(*names: str) -> frozenset[str]:
    tables = ("basic", "facts", "consents")
    return frozenset().union(*(answer_set(table, name) for table in tables for name in names))


def hinted_codes(typed: str, labels: Mapping[Any, str]) -> tuple[Any, ...]:
    """The troubles of a list that a text hints at, as it would on any screen."""
    if is_question(typed):
        return ()
    told = set(phrases_of_talk.hints(typed)) & phrases_of_talk.TROUBLE
    return tuple(code for code in labels if str(code) in told)


def bare(keys: Iterable[str]) -> frozenset[str]:
    """The codes, however near."""
    return frozenset(key.removeprefix(NEAR) for key in keys)


def codes_of(
    hits: Iterable[Iterable[str]], sources: Sources, among: frozenset[str] | None = None
) -> tuple[Any, ...]:
    """The codes of the hits, in the list's order."""
    named = {key for keys in hits for key in bare(keys)}
    return tuple(
        code for code in sources if str(code) in named and (among is None or str(code) in among)
    )


@cache
def _table(sources: tuple[tuple[str, tuple[str, ...]], ...], fillers: tuple[str, ...]) -> Phrases:
    given = [pair for code, places in sources for place in places for pair in _said(code, place)]
    return phrases(given, [word for name in fillers for word in answer_words("fillers", name)])


def _said(code: str, place: str) -> list[tuple[str, list[str]]]:
    """A label in each language, the parts between its commas, and what people say for it."""
    if place.startswith(SHARED_TABLES):
        table, _, name = place.partition("/")
        return _sure_and_near(code, [], [], answer_words(table, name))
    shown = [str(Speech(language)(place).unescape()) for language in Language]
    parts = [part for one in shown for part in PARTS.split(ASIDE.sub("", one))]
    half = [part for one in shown for part in HALVES.split(ASIDE.sub("", one))]
    return _sure_and_near(code, [*shown, *parts], half, option_words(place))


def _sure_and_near(
    code: str, sure: list[str], near: list[str], said: Iterable[str]
) -> list[tuple[str, list[str]]]:
    """With what is said for it; what also is for certain is not near."""
    told, come_near = ([w for w in said if w.startswith(NEAR) is one] for one in (False, True))
    sure = [*sure, *told]
    known = set(map(written_skeleton, sure))
    near = [*near, *(word.removeprefix(NEAR) for word in come_near)]
    return [
        (code, sure),
        (NEAR + code, [one for one in near if written_skeleton(one) not in known]),
    ]


def split_number(typed: str, options: list[Option]) -> tuple[Option, str] | None:
    """The option of a number before a label, and the label: 2 小学, 2.Primary school."""
    found = NUMBER_BEFORE.fullmatch(plain(typed))
    if found is None or not 1 <= int(found[1]) <= len(options):
        return None
    return options[int(found[1]) - 1], found[2]
