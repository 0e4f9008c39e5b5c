"""How somebody would like to be called: a name, or 老王, 王姐, 李师傅."""

import re

from dialogue.core.form import FormContext
from dialogue.fields.offering import Unsure
from dialogue.fields.text import Name
from models.core.refusal import Refusal

_HAN = "[\u4e00-\u9fff]"
_TITLES = (
    "姐|哥|叔|婶|姨|伯|嫂|妹|弟|爷|奶|姑|舅|大爷|大娘|大哥|大姐|大叔|大婶|大妈|大嫂|大姨|嫂子|师傅|先生|女士|"
    "同志|老师|阿姨|叔叔"
)
ADDRESS = re.compile(rf"[老小阿大]{_HAN}{{1,2}}|{_HAN}{{1,3}}(?:{_TITLES})|{_HAN}")


class Called(Name):
    """A name, or a usual form of address of a few letters."""

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Refusal:
        said = "".join(typed.split())
        read = super().value(typed, scene)
        is_sure = isinstance(read, str) or not ADDRESS.fullmatch(said)
        is_remark = read == Refusal("name_no_answer")
        return read if is_sure or is_remark else said
