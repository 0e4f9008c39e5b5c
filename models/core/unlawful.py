"""Words that keep a job for one sex, ethnic group or age.

The Employment Promotion Law of the PRC: no worker is discriminated against for ethnic group, race,
sex, religious belief "and so on" (article 3); employers and agencies offer equal chances and fair
terms (26); none is turned down, or asked for more, for being a woman, but for work that the state
rules unfit for women (27); workers of all ethnic groups have equal rights to work, and minorities
are given due care (28). The Provisional Regulations on the Human Resources Market keep such
content out of vacancies (24). Age has no article of its own: "and so on" and article 26 speak for
it. The least age for work is 16 (Labour Law, 15), for some work 18: these may be named.
"""

from models.core.patterns import Patterns
from models.core.spoken_text import spoken
from models.core.unlawful_words import LAWFUL, RESTRICTING, SPOKEN_OF

LAWFULLY, RESTRICTED, ABOUT = map(Patterns, (LAWFUL, RESTRICTING, SPOKEN_OF))


def names_sex_ethnicity_or_age(text: str) -> bool:
    """Whether a vacancy's words restrict by sex, ethnic group or age: 限女性, 35岁以下, 한족 우대.

    Rather once too often, since its writer is only asked to leave them out. Not for 男女不限,
    年满16周岁, or a shop for 女装.
    """
    return bool(RESTRICTED.any.search(_without_lawful(text)))


def is_about_sex_ethnicity_or_age(text: str) -> bool:
    """Whether an answer to "who is it for" speaks of these at all: 妇女, 朝鲜族, 年轻人."""
    said = _without_lawful(text)
    return bool(RESTRICTED.any.search(said) or ABOUT.any.search(said))


def _without_lawful(text: str) -> str:
    return LAWFULLY.any.sub("。", spoken(text))
