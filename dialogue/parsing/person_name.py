"""How like a person's name a text is: by its family name, and by words that no name has."""

import re
from enum import StrEnum, auto
from functools import cache

from dialogue.parsing.answer_words import answer_set, answer_words, list_worded_labels, option_words
from dialogue.parsing.cover import skeleton, written_skeleton
from dialogue.parsing.remarks import find_remark, is_sentence, means_none, means_unknown
from models.core.plain_text import plain

CHINESE = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
KOREAN = re.compile(r"[\uac00-\ud7a3]+")
COMPOUND = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|宇文|长孙|夏侯|端木|独孤|南宫|西门"
    "|百里|呼延|轩辕|闻人|澹台|赫连|申屠|太史|淳于|公羊|濮阳|宗政|单于|钟离|鲜于|闾丘|司空|仲孙"
    "|完颜|纳兰|爱新觉罗|叶赫|那拉|佟佳|瓜尔佳"
)


# 王大爷 is how one speaks to somebody.
TITLE = re.compile(
    "(?:大爷|大妈|大娘|大哥|大姐|老板|师傅|经理|书记|村长|主任|会计|老师|同志|先生|女士|小姐|叔"
    "|婶|嫂|姨|哥|姐|总)$"
)
RELATION = re.compile(
    "^(?:(?:我家|我们家|俺家|俺们家|咱家)?户(?:主|口本上?))?(?:上?[写登]的?)?(?:就?是|叫|名字是)?(?:我|俺|咱)?(?:家)?(?:爸爸?|父亲|爹|老爹"
    "|妈妈?|母亲|娘|丈夫|老公|老头|媳妇|老婆|妻子|爱人|对象|爷爷|奶奶|公公|婆婆|岳父|儿子|哥哥?"
    "|弟弟|大哥|那口子|老伴儿?|当家的|男人|掌柜的|孩子他?[爸妈]|儿媳妇?)?(?:的?名字)?(?:是|叫)?(?=.{2,4}$)"
)


KOREAN_RELATION = re.compile(
    r"^(?:우리|내|제)?\s*(?:남편|나그네|안깐|안해|처|아버지|아버님|어머니|시아버지|시어머니|할아버지|할머니|형님?|오빠"
    r"|장인|아들)\s+(?=[가-힣]{2,4}$)(?!.*(?:에|서|로|도|만|함|음|집)$)"
)
# Ann Lee, Li Xiaochun; what is in small letters, or one word, is asked about.
LATIN_NAME = re.compile(r"[^\W\d_a-z][^\s]*(?: [^\W\d_a-z][^\s]*){1,4}|[^\s]*[\u3400-\u9fff]+·.+")
PLACE = re.compile(
    "(?:村|屯|镇|乡|县|市|省|区|厂|店|局|所|街|路|族|人|队|组|촌|향|진|현|시|성|군|족)$"
)


class Likeness(StrEnum):
    """What a text of letters may be."""

    NAME = auto()
    PERHAPS = auto()
    NO_NAME = auto()


@cache
def family_names(kind: str) -> frozenset[str]:
    return frozenset("".join(answer_words("names", kind)))


@cache
def _option_words() -> frozenset[str]:
    """What people say for an option of any list, of two signs and more, is no name."""
    words = (
        written_skeleton(word) for label in list_worded_labels() for word in option_words(label)
    )
    return frozenset(word for word in words if len(word) > 1)


def judge(name: str) -> Likeness:
    """Whether a text that has a name's letters is one; PERHAPS is to be asked about.

    王芳 and 김철수 begin with a family name; 好的 and 我想找工作 are no names; 阿木 may be one.
    """
    said = skeleton(name)
    if said in answer_set("names", "perhaps"):
        return Likeness.PERHAPS
    if (
        not said
        or said in _option_words()
        or said in answer_set("names", "none")
        or find_remark(name)
        or means_none(name)
        or means_unknown(name)
    ):
        return Likeness.NO_NAME
    whole = plain(name).replace(" ", "")
    if CHINESE.fullmatch(whole):
        return _chinese(whole)
    if KOREAN.fullmatch(whole):
        return _korean(name, whole)
    if is_sentence(name):
        return Likeness.NO_NAME
    return Likeness.NAME if LATIN_NAME.fullmatch(plain(name)) else Likeness.PERHAPS


COURTESY = re.compile(
    r"^(?:你好|您好|嗯+那?|哦|啊|hi|hello|안녕하세요|안녕하십니까|네|예)[\s,，、!！.。]*(?=我|俺|叫|저|제|나|내|i|my)"
    r"|^[俺我](?:的)?大名(?:叫|是)?|^俺(?:叫|是)|^咱叫|^(?:(?:제|내|우리(?:\s*집)?)?\s*(?:이름|성명|성함|호주|세대주)(?:은|는|이)?\s*:?\s*)"
    r"|\s*(?:이?라[고구]?\s*(?:합니다|함다|하오|하꾸마|해요|부릅니다)|입니다|임다|임니다|이올시다|이오|이요|이에요"
    r"|예요|이꾸마|꾸마|(?<=[가-힣]{3})요)?[\s.。,，!！]*$"
)


def without_courtesy(name: str) -> str:
    """The name without the words that are said around it in Korean, and without a full stop."""
    bare = COURTESY.sub("", name.strip())
    return bare if len(bare) > 1 else name


def without_relation(name: str) -> str:
    """王大山 of 我爸王大山 and of 户主叫王大山, where a name is left; else the text as it is."""
    bare = RELATION.sub("", name)
    if bare == name:
        bare = KOREAN_RELATION.sub("", name)
    return bare if bare != name and judge(bare) is Likeness.NAME else name


def _chinese(name: str) -> Likeness:
    if _spoken(name):
        return Likeness.NO_NAME
    given = len(name) - (2 if COMPOUND.match(name) else 1)
    known = COMPOUND.match(name) or name[0] in family_names("chinese")
    known = known and not TITLE.search(name) and not PLACE.search(name)
    if any(sign in name for sign in answer_words("names", "seldom")):
        return Likeness.PERHAPS if known and given == 2 else Likeness.NO_NAME
    return Likeness.NAME if known and 1 <= given <= 2 else Likeness.PERHAPS


FULL_MOST = 6


def _spoken(name: str) -> bool:
    """Whether it has a sign that sentences are full of and names are not."""
    return any(word in name for word in answer_words("names", "spoken") if CHINESE.match(word))


KOREAN_FULL = 3


def _korean(name: str, whole: str) -> Likeness:
    """Three syllables with a family name are a name, though 이 and 고 begin other words too."""
    if len(whole) > FULL_MOST or any(whole.endswith(e) for e in answer_words("names", "endings")):
        return Likeness.NO_NAME
    known = whole[0] in family_names("korean") and len(whole) == KOREAN_FULL
    known = known and not PLACE.search(whole)
    return Likeness.NAME if known and not is_sentence(name) else Likeness.PERHAPS
