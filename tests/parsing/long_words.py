"""Read the longest and worst of texts by every reader, each with so much CPU time and no more.

A program of its own: the kernel ends it where a reader takes too long, whatever the reader does.
"""

import datetime
import resource
import sys
import time
from collections.abc import Callable
from functools import partial

from dialogue.core.form import Field
from dialogue.core.user_input import Typed
from dialogue.fields import Area, Names, PeopleLookup, Suggestions, Villages
from dialogue.labourers.form_intake import INTAKE
from dialogue.notices.form_notice import NOTICE
from dialogue.parsing import (
    credit_code,
    date,
    id_number,
    money,
    names,
    number,
    phone,
    text,
    time_of_day,
    words,
)
from dialogue.vacancies.form_vacancy import VACANCY
from models.core import fees, plain_text, unlawful
from tests.support.form_contexts import REGIONS, ZH

LENGTH, SECONDS_EACH = 4096, 10
# Of CPU, for one text; a usual one takes a thousandth of it.
SLOW = 0.06
TODAY = datetime.date(2026, 11, 23)
DAYS = (TODAY, datetime.date(2016, 1, 1), datetime.date(2036, 1, 1))
FRAGMENTS = (
    *("half ", "half", "半", "个半", "一个半", "반", "half 1 ", "1half ", "二百", "零", "十"),
    *("一", "1", "0", "1,", "1 ", "1.", "1,111", "1-", "-", "~", "三四", "亿万", "하나 "),
    *("하나", "열", "한 ", "월", "삼천", "두 명 ", "명", "원", "년", "일", "세 ", "은 ", "年"),
    *("月", "日", "号", "元", "块", "角", "五角", "元五", "一个月", "每月", "约", "大概"),
    *("左右", "after the ", "between ", "from ", "to ", "or ", "about ", "in ", "a ", "the "),
    *("year ", "may ", "至", "到", "和", "、", ",", "，", "。", ";", "(", "[", "【", "()"),
    *("(a", "a.", "a,", ".", "/", " ", "  ", "\n", "a\n", "\n\n\n", "\t", "\u3000", "\u200b"),
    *("a\u200b", "\u0301", "a\u0301", "\u0301\u0316", "\ufdfa", "\ufdfa ", "０", "①", "㏂"),
    *("㍿", "👍", "👍🏽", "1\ufe0f\u20e3", "第", "a", "aa ", "fee ", "fees, ", "no fee or "),
    *("no ", "not ", "deposit", "keep ", "keep a ", "不", "不收", "不收取", "不用", "押"),
    *("押金", "押金、", "费", "钱", "交", "收", "免", "不收押金和", "身份证", "身份证、", "扣"),
    *("扣身份证", "신분증", "보증금", "소개비, ", "보관", "公司", "由公司", "男", "女", "男女"),
    *("女性", "限", "限女", "岁", "35岁", "以下", "汉族", "不限", "少数民族", "年满", "여자"),
    *("남자 ", "한족", "세 이하", "만 ", "women ", "men or ", "aged ", "under 35 ", "young "),
    *("村", "和盛", "和盛村", "和盛,", "汪清", "汪清县", "大兴沟", "大兴沟镇和盛 ", "永安村，"),
    *("社区", "张和", "王小春和", "김 ", "Ann ", "Ann and ", "1. ", "1)", "我叫", "我是"),
    *("my name is ", "입니다", "是", "对", "好的", "yes ", "OK", "选", "第1个 ", "option 1 "),
    *("첫 번째 ", "1 2 3 ", "上", "下", "下下", "上上周", "星期", "周一", "过", "再过", "前"),
    *("后", "从", "自", "at ", "点", "9点", "9:", "分", "00", "86", "+86", "138", "-1", "x"),
    *("X", "手机", "电话:", "身份证号", "统一社会信用代码"),
)
FORMS = (INTAKE, NOTICE, VACANCY)


def readers() -> dict[str, Callable[[str], object]]:
    """Every reader, and every question that takes typed words."""
    asked = [question.kind for form in FORMS for question in form.questions]
    asked += [Area(), PeopleLookup(), Names(), Suggestions(), Villages()]
    by_kind = {type(kind).__name__: kind for kind in asked}
    read: dict[str, Callable[[str], object]] = {
        "credit_code": credit_code.credit_code,
        "date": lambda said: date.date(said, *DAYS),
        "fee_word": fees.fee_word,
        "id_number": lambda said: id_number.id_number(said, TODAY),
        "money": lambda said: money.money(said, 0, 10**6),
        "names": lambda said: names.names(said, 50, _found),
        "number": lambda said: number.whole(said, 0, 10**6),
        "phone": lambda said: phone.phone(said, "0436"),
        "plain": plain_text.plain,
        "line": lambda said: text.line(said, 60),
        "paragraphs": lambda said: text.paragraphs(said, 600),
        "name": text.name,
        "time_of_day": time_of_day.time_of_day,
        "restricting": unlawful.names_sex_ethnicity_or_age,
        "about": unlawful.is_about_sex_ethnicity_or_age,
        "means": lambda said: words.means(said, words.YES),
        "pick": words.pick,
        "find": REGIONS.find,
        "mentioned": lambda said: REGIONS.mentioned(said, "222424"),
    }
    return read | {name: partial(_answer, kind) for name, kind in by_kind.items()}


def _answer(kind: Field, said: str) -> object:
    return kind.read(Typed(said), None, ZH)


def _found(word: str) -> bool:
    return bool(REGIONS.find(word))


def inputs() -> list[str]:
    """Each fragment again and again; and so with an end at which a pattern fails."""
    return [(one * LENGTH)[: LENGTH - 1] + "!" for one in FRAGMENTS]


def main() -> None:
    """Say each reader's name before its turn, so that the last one said is the one at fault."""
    worst = inputs()
    for name, read in readers().items():
        read("1")
        most = int(time.process_time()) + 1 + SECONDS_EACH
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        slow = [said[:20] for said in worst if _is_slow(read, said)]
        if slow:
            sys.exit(f"{name} is slow at {slow}")
    sys.stdout.write("all\n")


def _is_slow(read: Callable[[str], object], said: str) -> bool:
    """Whether it is, three times: what is kept for the next time is of no use to a reader."""
    return all(_seconds(read, said[n:]) > SLOW for n in range(3))


def _seconds(read: Callable[[str], object], said: str) -> float:
    begun = time.process_time()
    read(said)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
