"""What people say counts: nothing is recorded that they did not say, and nearly all is understood.

The inputs stand in the TOML files beside this one; README.md says how to read and extend them.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from models.core.vocabulary import Language
from tests.corpus.corpus import AREAS, WORDS, Saying, Situation, read_area
from tests.corpus.desk import open_desk
from tests.corpus.trial import report, try_area
from tests.corpus.verdict import Verdict

# Nothing may be recorded that was not said. Asking back is no error where the corpus says so, or
# where the right thing is among few buttons; but most must be understood at once.
RIGHT_LEAST, AT_ONCE_LEAST, WRONG_MOST = 0.97, 0.90, 0
SAYINGS_LEAST = 300


def everything() -> Iterator[tuple[Situation, Saying]]:
    for area in AREAS:
        for situation in read_area(area):
            for saying in situation.sayings:
                yield situation, saying


def test_the_corpus_is_as_large_and_mixed_as_it_should_be() -> None:
    languages = Counter(situation.language for situation, _ in everything())
    assert languages.total() >= SAYINGS_LEAST
    assert min(languages.values()) >= languages.total() / 10
    assert max(languages, key=languages.__getitem__) is Language.ZH
    assert len({situation.at for situation, _ in everything()}) >= 40


def test_no_line_stands_twice_and_each_says_what_it_comes_to() -> None:
    lines = Counter((one.at, one.language, saying.text) for one, saying in everything())
    assert [line for line, times in lines.items() if times > 1] == []
    odd = [
        (situation.at, saying.text)
        for situation, saying in everything()
        if not saying.outcomes or {one.word for one in saying.outcomes} - WORDS
    ]
    assert odd == []


@pytest.mark.parametrize("area", AREAS)
async def test_what_people_say_counts(area: str, sqlite_url: str) -> None:
    async with open_desk(sqlite_url) as desk:
        told = await try_area(desk, area)
    counts = Counter(judged.verdict for _, _, judged in told)
    at_once, offered = counts[Verdict.RIGHT], counts[Verdict.OFFERED]
    understood = at_once >= AT_ONCE_LEAST * len(told)
    right = at_once + offered >= RIGHT_LEAST * len(told)
    if counts[Verdict.WRONG] > WRONG_MOST or not (understood and right):
        pytest.fail(report(told))
