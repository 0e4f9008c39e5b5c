"""How somebody would like to be called: a name, or 老王, 王姐, 李师傅."""

import re
from functools import cache

from dialogue.core.form import FormContext
from dialogue.fields.offering import Unsure
from dialogue.fields.text import Name
from dialogue.parsing.answer_words import answer_words
from dialogue.parsing.person_name import COMPOUND, family_names
from dialogue.parsing.remarks import find_remark
from models.core.refusal import Refusal

TITLES = (
    "姐|哥|叔|婶|姨|伯|嫂|妹|弟|爷|奶|姑|舅|大爷|大娘|大哥|大姐|大叔|大婶|大妈|大嫂|大姨|嫂子|师傅|先生|女士|"
    "同志|老师|阿姨|叔叔"
)
RANKS = "老小大二三四五六七八"


class Called(Name):
    """A name, or a usual form of address: a family name alone, with a title, or after 老 or 小."""

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Refusal:
        said = "".join(typed.split())
        read = super().value(typed, scene)
        if isinstance(read, str) or find_remark(typed) or said in _said_anyhow():
            return read
        return said if _address().fullmatch(said) else read


@cache
def _said_anyhow() -> frozenset[str]:
    """那, 来 and 都 are family names too, but nobody is called so alone."""
    return frozenset(word for name in ("always", "wish") for word in answer_words("fillers", name))


@cache
def _address() -> re.Pattern[str]:
    family = f"(?:[{''.join(sorted(family_names('chinese')))}]|{COMPOUND.pattern})"
    return re.compile(
        f"[老小阿大]{family}|{family}(?:{TITLES})?|[{RANKS}](?:{TITLES})|{family}[一-鿿](?:{TITLES})"
    )
