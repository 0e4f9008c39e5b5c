"""Trying the corpus, and the table of what came of it."""

from collections import Counter
from collections.abc import Iterable

from models.core.vocabulary import Language
from tests.corpus.corpus import Saying, Situation, read_area
from tests.corpus.desk import Desk
from tests.corpus.people import settle
from tests.corpus.situations import enter
from tests.corpus.verdict import Judged, Verdict, judge

Told = tuple[Situation, Saying, Judged]
NOT_RIGHT = (Verdict.WRONG, Verdict.LOST, Verdict.ASKED, Verdict.WORDS, Verdict.OFFERED)


async def try_area(desk: Desk, area: str) -> list[Told]:
    """Every input of a file, each from the same state of its situation."""
    return [
        one for language in Language for one in await _try_language(desk, language, read_area(area))
    ]


async def _try_language(
    desk: Desk, language: Language, situations: Iterable[Situation]
) -> list[Told]:
    told: list[Told] = []
    async with desk.taken_back():
        async with desk.sessions() as session, session.begin():
            people = await settle(session, language)
        for situation in situations:
            if situation.language is language:
                async with desk.taken_back():
                    place = await enter(desk, people, situation.at, language)
                    told += [(situation, one, await judge(place, one)) for one in situation.sayings]
    return told


def report(told: Iterable[Told]) -> str:
    """A table by situation, then each input that is not right with what it became."""
    told = list(told)
    return "\n".join(["", *_table(told), *(line for v in NOT_RIGHT for line in _lines(told, v))])


def _table(told: list[Told]) -> list[str]:
    counts: dict[str, Counter[Verdict]] = {"all": Counter()}
    for situation, _, judged in told:
        for at in ("all", situation.at):
            counts.setdefault(at, Counter())[judged.verdict] += 1
    head = " ".join(f"{verdict:>7}" for verdict in Verdict)
    rows = (
        " ".join(f"{of[verdict]:>7}" for verdict in Verdict) + f"  {at}"
        for at, of in counts.items()
    )
    return [f"{head}  situation", *rows]


def _lines(told: list[Told], verdict: Verdict) -> list[str]:
    return [
        f"{verdict:>7} {situation.at} [{situation.language}] {saying.text!r}"
        f" must be {' or '.join(map(str, saying.outcomes))}: {judged.became}"
        for situation, saying, judged in told
        if judged.verdict is verdict
    ]
