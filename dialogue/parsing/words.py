"""The everyday words that answer and steer, and the numbers of options."""

import re
import unicodedata
from functools import lru_cache

from dialogue.parsing.numeral import numeral
from models.core.plain_text import plain

LONGEST = 30
# The numbers of all the options that a message can have, and something between them.
PICKED_MOST = 400
PARTICLES = "啊呀呢哦噢嘛哈啦的了吧呗哒요"


def _key(text: str) -> str:
    """Small letters and signs without punctuation, spaces and the colour of a thumb."""
    kept = (c for c in plain(text).casefold() if unicodedata.category(c)[0] not in "PZ")
    return "".join(
        c for c in kept if unicodedata.category(c) not in ("Mn", "Me", "Sk") and c != "~"
    )


def _words(table: str) -> frozenset[str]:
    return frozenset(_key(word) for word in re.split(r"[|\n]", table) if word.strip())


YES = _words(
    """是|是的|对|对的|对头|有|有的|要|要的|想|愿意|同意|好|好的|行|成|中|妥|嗯|嗯呐|恩|哎|可以|可|能|会
    没问题|当然|当然可以|必须的|签了|交了|√|✓|✔|✅|👍|👌|🙆|shi|dui|hao
    y|yes|yeah|yep|yup|sure|ok|okay|okey|right|correct|true|of course|i do|i am|i agree
    네|네네|넵|예|응|어|그래|그래요|맞아|맞아요|맞습니다|맞소|옳소|옳다|그렇소|그렇습니다
    있다|있어|있어요|있소|있습니다|좋아|좋아요|좋소|좋습니다|할게요|하겠습니다|하겠소
    동의|동의합니다|오케이|ㅇㅇ|ㅇㅋ"""
)
NO = _words(
    """不|都不要|都不用|都不|都没有|不是|不是的|不对|没有|没|没得|无|否|不要|不用|不想|不行|不好|不可以|不能|不会|不愿意|不同意
    不了|别|算了|从没|还没|还没有|没签|没交|×|✗|✘|❌|👎|🙅|bu|meiyou|mei
    n|no|nope|nah|not|none|false|no thanks|i don't|not yet
    아니|아니요|아니오|아뇨|아이오|아닙니다|없다|없어|없어요|없소|없습니다|싫어|싫어요|싫소|싫습니다
    안 해요|안 합니다|안 하겠소|필요 없어요|필요없소|ㄴㄴ|ㄴ"""
)
BACK = _words(
    """返回|后退|回去|退回|上一步|上一题|上一个|上一页|上一项|前一个|退
    back|go back|previous|prev|undo
    뒤로|뒤로 가기|이전|이전으로|돌아가기|되돌아가기|앞 질문|전으로"""
)
SKIP = _words(
    """跳过|略过|跳|下一题|下一个|先不填|不填|不想说|不方便说|不知道|不清楚|不记得|忘了|记不得
    以后再说|以后再填|skip|skip it|pass|i don't know|don't know|dunno|rather not say|later
    건너뛰기|건너뛰다|넘어가기|넘기기|다음 질문|모름|모르오|모르겠소|모르겠어요|모르겠습니다
    몰라|몰라요|나중에|나중에 할게요"""
)
MENU = _words(
    """菜单|目录|主菜单|首页|主页|功能|帮助|menu|home|help|main menu|start
    메뉴|차림표|처음|처음으로|도움말|도움"""
)
SAVE = _words(
    """保存|存|存上|存了|都对|都对的|全对|都没错|提交|确认|确定|没错
    save|save it|submit|confirm|send
    저장|저장하기|보관|보관하기|제출|확인"""
)
DONE = _words(
    """完成|完成了|完了|好了|选好了|就这些|就这样|够了|没了|没有了|选完了|填完了|结束|下一步
    다 골랐음|done|finished|finish|that's all|that is all|next|end
    끝|끝났어요|다 했어요|다 됐어요|됐어요|됐소|완료|마침|이상|이게 다예요"""
)
GREETING = _words(
    """你好|您好|你好啊|早上好|下午好|晚上好|在吗|喂|hello|hi|hey|good morning
    안녕|안녕하세요|안녕하십니까"""
)
WHOLE_COUNTY = _words(
    """全县|整个县|整县|whole county|the whole county|all the county|the entire county
    온 현|전 현|현 전체"""
)
SIGN = _words(
    """报名|我要报名|我报名|要报名|给我报名|想报名|sign up|sign me up|i want to sign up|i'll come
    신청|신청하기|신청합니다|신청하겠습니다|신청하겠소|가겠습니다|가겠소"""
)
LEAVE = _words(
    """不去|不去了|我不去|我不去了|去不了|去不了了|我去不了|我去不了了|不参加|取消报名|不适合|不适合我
    not for me|i can't come|can't come|i won't come
    안 가겠습니다|안 가겠소|못 갑니다|못 가오|못 가겠습니다"""
)
WHERE = _words(
    """在哪|在哪里|在哪儿|哪里|地方在哪|怎么走|where|where is it
    어디|어디요|어디입니까|어디서 합니까"""
)
MORE = _words(
    """看看|看看详细|看看详细的|再看看|细说|细说说|说细点|详细|详细点|看详细的|看详细
    多说点|说清楚点|read more|more|tell me more
    더 보기|더 보겠습니다|자세히"""
)
IN_CHINESE = _words(
    """中文|汉语|汉话|汉文|中国话|普通话|东北话|说汉语|说中文|说普通话|讲汉语|讲中文|讲普通话|chinese
    한어|중국어|중국말|중문"""
)
IN_KOREAN = _words(
    """朝鲜语|朝鲜话|朝鲜文|朝鲜族语|朝语|朝文|鲜语|韩语|韩文|韩国话|说朝鲜语|说朝鲜话|说韩语|korean
    조선말|조선어|조선글|우리말|한국말|한국어|한글"""
)
IN_ENGLISH = _words("""英语|英文|英国话|说英语|说英文|english|영어""")
CANCEL = _words("""取消|退出|先不填了|停|cancel|stop|quit|exit|취소|그만|그만두기""")

BETWEEN = re.compile(r"[\s,、;./|+&。]+|和|跟|与|及|还有|\band\b|그리고|하고|와|과|랑")
CHINESE = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
KOREAN = "(?:[이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])"
# 号 is left out: where a day is asked, 3号 is the 3rd.
OPTION = re.compile(
    rf"[(\[#]*(?:第|选项?|我?选|我要|option|number|no|nr)?({CHINESE}|[0-9]{{1,3}})"
    rf"(?:个|项|条|种|题|번째?|st|nd|rd|th)?[)\]]*|({KOREAN})번째?"
)
# A number apart from the word it belongs to: "option 2", "第 2 个", "2 번".
APART = re.compile(r"(option|number|no|第|选项?|#)\.? (?=\S)| (?=(?:个|项|번))")
ORDINALS = {"첫": "1", "두": "2", "세": "3", "네": "4", "다섯": "5"}
KOREAN_ORDINAL = re.compile(rf"({'|'.join(ORDINALS)}) ?번째")


def means(text: str, words: frozenset[str]) -> bool:
    """Whether the text is one of these words, however it is written: "OK!", "好的。", "嗯嗯"."""
    return not words.isdisjoint(_forms(text))


@lru_cache(maxsize=256)
def _forms(text: str) -> frozenset[str]:
    """The ways to take a text as one word; none where it is too long for that."""
    if len(text) > PICKED_MOST:
        return frozenset()
    key = _key(text)
    if len(key) > LONGEST:
        return frozenset()
    forms = {key, key.rstrip(PARTICLES)}
    # 对对对 and "yes yes" are said for emphasis.
    once = {again[1] for form in forms if (again := re.fullmatch(r"(.+?)\1+", form))}
    return frozenset(forms | once)


@lru_cache(maxsize=256)
def pick(text: str) -> tuple[int, ...]:
    """The option numbers in a text that is nothing else: "1 3", "1、3和5", "第二个", "2번", "②".

    Each once, in the order typed; none for any other text.
    """
    if len(text) > PICKED_MOST:
        return ()
    said = APART.sub(r"\1", _digits(plain(_apart(text))).casefold())
    said = KOREAN_ORDINAL.sub(lambda m: ORDINALS[m[1]], said)
    found = [OPTION.fullmatch(part) for part in BETWEEN.split(said) if part]
    numbers = [numeral(option[1] or option[2]) for option in found if option]
    if len(numbers) != len(found):
        return ()
    return tuple(dict.fromkeys(int(number) for number in numbers if number is not None))


def _apart(text: str) -> str:
    """Circled digits and keycaps stand alone: ①③ is 1 and 3, not 13."""
    enclosed = "".join(f" {c} " if unicodedata.category(c) == "No" else c for c in text)
    return re.sub("\ufe0f?\u20e3", " ", enclosed)


def _digits(text: str) -> str:
    """❷ and its like, which the plain form leaves as they are."""
    return "".join(
        str(unicodedata.digit(c, c)) if unicodedata.category(c) == "No" else c for c in text
    )
