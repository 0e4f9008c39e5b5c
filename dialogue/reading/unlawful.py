"""Words that keep a job for one sex, ethnic group or age.

The Employment Promotion Law of the PRC: no worker is discriminated against for ethnic group, race,
sex, religious belief "and so on" (article 3); employers and agencies offer equal chances and fair
terms (26); none is turned down, or asked for more, for being a woman, but for work that the state
rules unfit for women (27); workers of all ethnic groups have equal rights to work, and minorities
are given due care (28). The Provisional Regulations on the Human Resources Market keep such
content out of vacancies (24). Age has no article of its own: "and so on" and article 26 speak for
it. The least age for work is 16 (Labour Law, 15), for some work 18: these may be named.
"""

import re
from collections.abc import Mapping
from functools import cache

from dialogue.reading.numeral import spoken
from dialogue.reading.unlawful_words import LAWFUL, RESTRICTING, SPOKEN_OF


def _any(table: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    patterns = (pattern for reason in table.values() for pattern in reason)
    return re.compile("|".join(patterns).replace("_", " ?"))


# Half a second, which the first to write a vacancy waits for and not the start of the process.
@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return _any(LAWFUL), _any(RESTRICTING), _any(SPOKEN_OF)


def names_sex_ethnicity_or_age(text: str) -> bool:
    """Whether a vacancy's words restrict by sex, ethnic group or age: 限女性, 35岁以下, 한족 우대.

    Rather once too often, since its writer is only asked to leave them out. Not for 男女不限,
    年满16周岁, or a shop for 女装.
    """
    _, restricted, _ = _patterns()
    return bool(restricted.search(_without_lawful(text)))


def is_about_sex_ethnicity_or_age(text: str) -> bool:
    """Whether an answer to "who is it for" speaks of these at all: 妇女, 朝鲜族, 年轻人."""
    said = _without_lawful(text)
    _, restricted, about = _patterns()
    return bool(restricted.search(said) or about.search(said))


def _without_lawful(text: str) -> str:
    lawfully, _, _ = _patterns()
    return lawfully.sub("。", spoken(text))
