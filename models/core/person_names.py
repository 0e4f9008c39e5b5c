"""People's names: as they are kept and shown, and the key by which two are one name."""

import re
import unicodedata
from functools import lru_cache

from models.core.plain_text import plain
from models.core.readings import simplified

# A small letter can be two: ß is ss.
KEY_MOST = 40
# All sorts of middle dots; a full stop between Chinese letters is meant for one.
DOTS = "·•‧∙⋅・･◦●⸱ꞏ᛫⁃ᆞㆍ"
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HANGUL = "\uac00-\ud7a3"
_DOT = re.compile(rf" ?[{DOTS}]+ ?|(?<=[{_HAN}]) ?\. ?(?=[{_HAN}])")
_SURNAMES = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|端木|夏侯|独孤|南宫|轩辕|淳于|单于|呼延|"
    "남궁|황보|제갈|선우|독고|사공|동방|서문"
)
_SIGN = f"[{_HAN}{_HANGUL}]"
_APART = re.compile(rf"(?:{_SIGN}|{_SURNAMES}) {_SIGN}(?: ?{_SIGN})?")


def join_dots(text: str) -> str:
    """Every middle dot of a line as · without spaces around: 阿里 • 买买提 is 阿里·买买提."""
    return _DOT.sub("·", text)


@lru_cache(maxsize=1024)
def person_name(text: str) -> str:
    """The name as it is kept and shown: 王 芳 is 王芳, ⻢丽 is 马丽, Ann  Lee is Ann Lee.

    Only a surname is joined with what follows: the second word of 王芳 女 is no part of a name.
    """
    name = join_dots(plain(text))
    return name.replace(" ", "") if _APART.fullmatch(name) else name


@lru_cache(maxsize=1024)
def name_key(text: str) -> str:
    """What two ways to write one name have in common: its letters and digits, simplified."""
    letters = (c for c in person_name(text) if unicodedata.category(c)[0] in "LMN")
    return simplified("".join(letters).casefold())[:KEY_MOST]
