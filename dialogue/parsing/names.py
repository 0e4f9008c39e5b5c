"""Several people's names typed at once, some with their village."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dialogue.parsing.text import LETTER, name
from models.core.person_names import join_dots
from models.core.plain_text import TEXT_MOST, plain
from models.core.refusal import Refusal

VILLAGE_MOST, WORDS_EACH, JOINED_MOST = 30, 4, 250
IsVillage = Callable[[str], bool]
PARTS = re.compile(
    r"[(\[【〔](?P<village>[^)\]】〕\n]{0,60})[)\]】〕]"
    r"|(?P<between>[\n,、;。]|(?<=\s)(?:和|跟|与|and|&|및|그리고)(?=\s))"
    r"|(?P<word>[^\s,、;。()\[\]【】〔〕]+)"
)
# 和 stands in names too: in 张和平和李永和和王芳 only two of the five are between.
AND = re.compile(rf"([{LETTER}]{{2,4}})和(?=(?>[{LETTER}]{{2,4}}和)*[{LETTER}]{{2,4}}$)")
NUMBERING = re.compile(
    r"^\(?[0-9]{1,3}[.、):]?\s*|(?<=[\s,、;])\(?[0-9]{1,3}[.、):]\s*", re.MULTILINE
)
SIGNS = re.compile(r"[\s,、;]+")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff·.'-]+")
VILLAGE = re.compile(".{2,}(?:村|屯|社区|林场|牧场|农场|촌|툰)")


@dataclass
class Person:
    """One person's name and village as typed; the village may be empty."""

    name: str
    village: str = ""

    def goes_on(self, word: str) -> bool:
        """Whether the word is a part of the name: 김 철수, Ann Lee."""
        latin = LATIN.fullmatch(self.name.replace(" ", "")) and LATIN.fullmatch(word)
        return not self.village and (len(self.name) == 1 or bool(latin))

    def read(self) -> str | None:
        """The name, with a space and the village where there is one; None for what is no name."""
        read, village = name(self.name), SIGNS.sub("", self.village)
        if isinstance(read, Refusal) or len(village) > VILLAGE_MOST:
            return None
        return f"{read} {village}".rstrip()


def names(text: str, most: int, known: IsVillage) -> list[str] | Refusal:
    """1 to `most` people as "王小春" or "王小春 和盛村", each once, in the order typed.

    Line breaks, commas or 和 stand between; the village in brackets or after a space, where a
    village is known by that name or the word ends like one. Latin names have spaces of their own,
    so their village needs brackets. Refusals: names_unread {place}, names_too_many {most}.
    """
    if len(text) > TEXT_MOST:
        return Refusal("names_too_many", {"most": most})
    lines = (join_dots(plain(line)) for line in text.splitlines())
    said = NUMBERING.sub("", "\n".join(lines))
    pieces = list(_pieces(said))
    if sum(len(words) for words, _ in pieces) > WORDS_EACH * most:
        return Refusal("names_too_many", {"most": most})
    people = [person.read() for piece in pieces for person in _people(*piece, known)]
    if not people or None in people:
        place = people.index(None) + 1 if people else 1
        return Refusal("names_unread", {"place": place})
    once = list(dict.fromkeys(filter(None, people)))
    return once if len(once) <= most else Refusal("names_too_many", {"most": most})


def _pieces(said: str) -> Iterator[tuple[list[str], str]]:
    """The words up to a comma or a bracket, and what stands in the bracket."""
    words: list[str] = []
    for part in PARTS.finditer(f"{said}\n"):
        if part["word"]:
            words.append(part["word"])
        elif words or part["village"]:
            yield words, part["village"] or ""
            words = []


def _people(words: list[str], village: str, known: IsVillage) -> list[Person]:
    people: list[Person] = []
    for word in (one for joined in words for one in _apart(joined, known)):
        last = people[-1] if people else None
        if last and last.goes_on(word):
            last.name += f" {word}"
        elif last and not last.village and _is_village(word, known):
            last.village = word
        else:
            people.append(Person(word))
    if village:
        people = people or [Person("")]
        people[-1].village = village
    return people


def _apart(word: str, known: IsVillage) -> list[str]:
    joined = "和" in word and len(word) <= JOINED_MOST and not _is_village(word, known)
    return AND.sub(r"\1 ", word).split() if joined else [word]


def _is_village(word: str, known: IsVillage) -> bool:
    return bool(VILLAGE.fullmatch(word)) or known(word)
