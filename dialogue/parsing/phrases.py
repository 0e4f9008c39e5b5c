"""What people mean by the words they type: the phrases of dialogue/locales/<language>/phrases.toml.

An intent is a word such as "affirm" or "work". A reading carries the whole text: a phrase inside
other words is no reading, and a question is no answer.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from dialogue.parsing.looser import looser
from dialogue.parsing.phrase_files import ANSWERS, REQUESTS, around, fillers, key, load, stem
from dialogue.parsing.reasons import with_reason
from models.core.plain_text import plain

ANSWER_MOST, REQUEST_MOST, SENTENCE_MOST, HINTS_MOST = 30, 60, 400, 150
PARTICLES = "啊呀呢哦噢嘛哈啦的了吧呗哒"
POLITE_FORM = "요"
# 没变吧 says that one is not sure; 取消吧 is sure.
DOUBT = "吧"
# Said beside an answer, they do not change it.
BESIDE = frozenset({"thanks", "greeting", "acknowledge", "sorry"})
# A yes or a no before what is yes or no by itself: 好，我去.
YES, NO = frozenset({"affirm", "agree"}), frozenset({"deny", "refuse"})
FACTS = frozenset(
    {"affirm", "deny", "have", "lack", "can", "cannot", "signed", "not_yet", "still_there", "left"}
    | {"unchanged", "changed", "all_right", "some_wrong", "never_there", "helped", "not_helped"}
)
SAYS_YES = frozenset(
    {"sign_up", "still_there", "unchanged", "all_right", "helped", "want_job", "go_on", "save"}
)
SAYS_NO = frozenset(
    {"decline", "left", "changed", "never_there", "some_wrong", "not_helped", "not_any_more"}
)
NEGATIVE = NO | SAYS_NO | {"lack", "cannot", "not_yet"}
SAID_NO = NEGATIVE - {"changed"}
TROUBLE = frozenset({"unpaid", "fee", "papers", "danger", "trouble"})
BEFORE_ANSWERS = re.compile(
    "^(?:(?:嗯+|恩+|哦+|噢+|啊|哎|欸|那就|我们|俺们|咱们|我|俺|咱|也|早就|早都|早|已经|反正|现在|目前|这回|아|음)+"
    "|(?:내|나는|난|내가|저는|전|제가|우리는|우린|거기서|거기|거긴|이젠|이제|벌써|이미|그냥|그래도|정말|진짜)+"
    "|(?:well|oh|sorry|actually|really|i'mafraid)+)"
)
AFTER_ANSWERS = re.compile(
    "(?:谢谢[你您]?|谢了|多谢|放心吧?|老师|同志|领导|大姐|大哥|thanks|thankyou|please|sir|감사합니다|고맙습니다)+$"
)
KOREAN_ASKING = re.compile("(?:습니까|슴까|슴니까|나요|는가|가요|니)$")
BETWEEN = re.compile(r"[^\w\s'’]+|\s+")
SENTENCES = re.compile(r"[。，,.!！;；、~\n]+")
RUN_LEAST = 2
# The shortest part of a sentence that hints at a request.
HINT_LEAST = 2


@lru_cache(maxsize=512)
def answers(text: str) -> tuple[frozenset[str], ...]:
    """The intents of each part of an answer: of "是的，没错" two sets.

    Empty where something is asked, or where a part is no answer; but a "no" may have its reason
    beside it.
    """
    return whole_answers(text) or _reasoned(text)


@lru_cache(maxsize=512)
def whole_answers(text: str) -> tuple[frozenset[str], ...]:
    """As `answers`, where every part is an answer."""
    return _without_beside(read_parts(text))


def _reasoned(text: str) -> tuple[frozenset[str], ...]:
    """The "no" that a text begins or ends with, where the rest says nothing else by itself."""
    if len(text) > SENTENCE_MOST:
        return ()
    for told, rest in with_reason(text):
        said = whole_answers(told)
        if said and all(one <= SAID_NO for one in said) and all(map(is_reason, rest)):
            return said
    return ()


def is_reason(clause: str) -> bool:
    """Whether it answers nothing otherwise, and tells of no trouble that is to be heard."""
    said = whole_answers(clause)
    return all(one <= SAID_NO | BESIDE for one in said) and TROUBLE.isdisjoint(hints(clause))


def read_parts(text: str) -> list[frozenset[str]]:
    """As `answers`, with the thanks and the yes that stand beside an answer."""
    if "?" in plain(text) or len(text) > SENTENCE_MOST:
        return []
    if whole := _answer(text):
        return [whole]
    for between in (SENTENCES, BETWEEN):
        read = [_answer(part) for part in between.split(text) if key(part)]
        if read and all(read):
            return read
    said = key(text)
    return list(_run_together(said)) if len(said) <= ANSWER_MOST else []


def _without_beside(read: list[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The parts that answer: neither thanks, nor a yes before what says yes by itself."""
    told = [one for one in read if not one <= BESIDE] or read[:1]
    for plain_word, specific in ((YES, SAYS_YES), (NO, SAYS_NO)):
        rest = [one for one in told if not one & plain_word]
        if rest and all(one & specific for one in rest):
            return tuple(rest)
    return tuple(told)


# Each rest of a text is read once: without that, 是是是是 would take a time that doubles with each.
@lru_cache(maxsize=512)
def _run_together(said: str) -> tuple[frozenset[str], ...]:
    """Answers typed without anything between them: 行我去, 是还在. Empty where that is not so."""
    table = load(ANSWERS)
    for end in range(len(said) - RUN_LEAST, 0, -1):
        first, rest = table.meant_by(said[:end]), said[end:]
        more = ((one,) if (one := _answer(rest)) else _run_together(rest)) if first else ()
        # Two noes without a pause are no no: 不是不同意, 不去不行.
        if more and not (first & NEGATIVE and more[0] & NEGATIVE):
            return (first, *more)
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
            doubted = form != said and DOUBT in said[len(form) - 1 :]
            return frozenset() if doubted and found & FACTS else found
    return frozenset()


def forms(said: str) -> list[str]:
    """The ways to take a key as an answer, the plainest first; 对对对 is said for emphasis."""
    found = [said]
    found += [said.rstrip(PARTICLES), said.removesuffix(POLITE_FORM), stem(said)]
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
    return _among_fillers(said)


def _among_fillers(said: str) -> str | None:
    """The request that is left when nothing but fillers stands around it."""
    covered: dict[str, int] = {}
    for intent, start, end in _hits(said):
        left, right = said[:start], said[end:]
        if fillers().fullmatch(left) and fillers().fullmatch(right):
            covered[intent] = max(covered.get(intent, 0), end - start)
    best = [intent for intent, size in covered.items() if size == max(covered.values())]
    return best[0] if len(best) == 1 else None


def _without_around(said: str) -> list[str]:
    """The key, then without more and more of what stands around it: the longest first."""
    before, after = around()
    plain_form = stem(stem(said, KOREAN_ASKING))
    found = dict.fromkeys((said, plain_form))
    waits = list(found)
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
    best: dict[str, int] = {}
    for said in map(key, (text[:HINTS_MOST], looser(text[:HINTS_MOST]))):
        # A sign may be many once it is taken apart.
        for intent, start, end in _hits(said[:HINTS_MOST]):
            best[intent] = max(best.get(intent, 0), _weight(said[start:end]))
    return tuple(sorted(best, key=lambda one: (-best[one], one)))


def _hits(said: str) -> Iterator[tuple[str, int, int]]:
    """Every part of a key that is a request by itself: its intent, start and end."""
    table = load(REQUESTS)
    for start, end in combinations(range(len(said) + 1), 2):
        found = table.whole.get(said[start:end], ()) if end - start <= ANSWER_MOST else ()
        for intent in found if found and _is_hint(said[start:end]) else ():
            yield intent, start, end
    for intent, pattern in table.patterns.items():
        for match in pattern.finditer(said):
            if _is_hint(match[0]):
                yield intent, match.start(), match.end()


def _is_hint(phrase: str) -> bool:
    return _weight(phrase) >= 2 * HINT_LEAST


def _weight(phrase: str) -> int:
    """A Chinese sign or Korean syllable says as much as two Latin letters."""
    return sum(1 if c.isascii() else 2 for c in phrase)
