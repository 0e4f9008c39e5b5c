"""How Chinese characters are simplified, and read in Mandarin and in Korean: readings.csv.

Characters of GB 2312 and of the regions of China are known; of others nothing is.
"""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parents[1] / "regions" / "readings.csv"
HAN = re.compile("[\u3400-\u9fff]")
# What many say and hear as one: zh and z, sheng and sen.
_BLURRED = ((re.compile("^([zcs])h"), r"\1"), (re.compile("ng$"), "n"))
# By the number of a consonant, a vowel and an end in Unicode: which one it is easily taken for.
_CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅈㄱㄷㅂㅎ"
_VOWELS = "ㅏㅔㅏㅔㅓㅔㅓㅔㅗㅏㅔㅔㅗㅜㅓㅔㅣㅜㅡㅣㅣ"
_ENDS = {4: 4, 16: 4, 21: 4}


class Reading(NamedTuple):
    """A simplified character's syllables in Mandarin without tones, and its one in Korean."""

    pinyin: tuple[str, ...]
    hangul: str


@cache
def _read() -> tuple[dict[str, Reading], dict[int, str]]:
    readings: dict[str, Reading] = {}
    simple: dict[int, str] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            character = row["character"]
            readings[character] = Reading(tuple(row["pinyin"].split()), row["hangul"])
            simple |= dict.fromkeys(map(ord, row["traditional"]), character)
    return readings, simple


def simplified(text: str) -> str:
    """The text with its traditional characters simplified one by one: 大興溝 is 大兴沟."""
    return text if text.isascii() else text.translate(_read()[1])


def hangul(text: str) -> str:
    """The text with its characters read in Korean as in Yanbian: 罗子沟 is 라자구."""
    readings = _read()[0]
    return "".join(readings[c].hangul if c in readings else c for c in text)


def pinyin(character: str) -> tuple[str, ...]:
    """The syllables that a character may be, without tones; itself where it is not known."""
    reading = _read()[0].get(character)
    return reading.pinyin if reading else (character,)


@cache
def blurred(character: str) -> frozenset[str]:
    """Its syllables as they are easily mistaken for others: 盛 is sen and cen, as 森 and 层 are."""
    if "가" <= character <= "힣":
        return frozenset((_blur_hangul(character),))
    return frozenset(_blur(syllable) for syllable in pinyin(character))


def _blur(syllable: str) -> str:
    for pattern, by in _BLURRED:
        syllable = pattern.sub(by, syllable)
    return syllable


def _blur_hangul(syllable: str) -> str:
    """화 and 하 are one, and 게 and 개, 중 and 준."""
    consonant, rest = divmod(ord(syllable) - ord("가"), 588)
    vowel, end = divmod(rest, 28)
    return f"{_CONSONANTS[consonant]}{_VOWELS[vowel]}{_ENDS.get(end, end)}"


def sound_alike(one: str, other: str) -> bool:
    """Whether two texts of Chinese characters may be heard as the same: 合生 and 和盛."""
    return len(one) == len(other) and all(
        a == b or blurred(a) & blurred(b) for a, b in zip(one, other, strict=True)
    )
