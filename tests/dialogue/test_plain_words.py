"""Own words count at once only where they plainly are such a thing; else they are asked back."""

from typing import Any

import pytest

from dialogue.brokers.form_broker import BROKER
from dialogue.core.form import Form, InProgress, Skipped
from dialogue.employers.form_employer import EMPLOYER
from dialogue.fields.offering import get_offered
from dialogue.grievances.form_grievance import GRIEVANCE
from dialogue.labourers.form_intake import INTAKE
from dialogue.vacancies.form_vacancy import VACANCY
from models.core.refusal import Refusal
from tests.support.form_contexts import ZH, Asked

REMARKS = (
    *("过期了", "办着呢", "家里都好", "别处去了", "得问你们", "还行吧", "马马虎虎", "搬走了"),
    *("看情况", "就那样", "跟以前一样", "改天吧", "厂子黄了", "证丢了", "换公司了", "没准"),
    *("儿子在大连", "以前在上海", "老板说去北京", "还填不", "一会儿再说", "手机没电", "拍照呢"),
    *("아이고", "사진", "친구", "아들이 대련에 있소", "나중에 물어보겠소"),
    *("it works", "call me back", "that is mine", "my son is in Dalian", "ask my wife"),
    *("별로", "그저 그렇소", "이사했소", "아직이요", "만료됐소", "그럭저럭", "다음에"),
    *("expired", "being done", "not really", "so so", "moved elsewhere", "later maybe"),
)
FREE: tuple[tuple[Form, str], ...] = (
    (INTAKE, "skills"),
    (INTAKE, "certificates"),
    (INTAKE, "wanted_work"),
    (INTAKE, "work_place"),
    (INTAKE, "work_what"),
    (INTAKE, "limits"),
    (INTAKE, "ethnicity"),
    (GRIEVANCE, "employer"),
    (GRIEVANCE, "words"),
    (EMPLOYER, "employer_name"),
    (EMPLOYER, "region"),
    (EMPLOYER, "contact"),
    (BROKER, "organisation"),
    (BROKER, "known_how"),
    (VACANCY, "post"),
    (VACANCY, "place"),
    (VACANCY, "needs"),
)
# Told as what happened or how one is known, these are sentences.
LONG_ENOUGH = (
    "老板说去北京",
    "아들이 대련에 있소",
    "my son is in Dalian",
    "跟以前一样",
    "그저 그렇소",
    "moved elsewhere",
    "later maybe",
)
ABOUT_FAMILY = ("儿子在大连", "아들이 대련에 있소", "my son is in Dalian")
USUAL = (
    (INTAKE, "skills", "剪头|理发|修鞋|미용|knitting"),
    (INTAKE, "certificates", "电工证|C1驾照|有个叉车证|전기공증 있습니다|운전면허|driving licence"),
    (INTAKE, "wanted_work", "月嫂|迎宾|절임|night porter"),
    (
        INTAKE,
        "work_place",
        "大连|长春一汽|俺搁大连一个饭店干|村里砖厂|청도 의류공장|a factory in Dalian",
    ),
    (INTAKE, "work_what", "缝纫|力工|在工地搬砖|开大车|服务员|재봉일|식당일|sewing|driver"),
    (INTAKE, "limits", "腰不好|家里有俩孩子要接送|高血压|怀孕了|허리가 아픕니다|bad back"),
    (INTAKE, "ethnicity", "锡伯族|鄂温克"),
    (GRIEVANCE, "employer", "大兴沟鞋厂|俺们那工地|老板叫刘强|대흥구 신발공장|the shoe factory"),
    (
        GRIEVANCE,
        "words",
        "老板说没钱，电话也不接了|사장이 돈이 없다고만 합니다|he hit me with a stick",
    ),
    (EMPLOYER, "employer_name", "宁波申洲针织有限公司|청도의류공장|Ningbo Shenzhou Ltd"),
    (EMPLOYER, "region", "浙江宁波|天津市|산동성 청도|Ningbo in Zhejiang"),
    (EMPLOYER, "contact", "刘经理 13944330009|厂里电话0574-86881234|류경리 13944330009"),
    (BROKER, "organisation", "汪清兴农合作社|劳务公司|the cooperative"),
    (BROKER, "known_how", "我在村里开小卖店|촌에서 상점을 합니다|I keep the shop"),
    (VACANCY, "post", "踩缝纫机|服务员两名|재봉일|waiter"),
    (VACANCY, "place", "大兴沟鞋厂|shoe factory in Daxinggou"),
)
UNUSUAL_TOO = ("迎宾", "절임", "night porter")


def asked(form: Form, key: str) -> Asked:
    return Asked(form.of(key).kind, ZH)


def is_recorded(heard: Any) -> bool:
    """A step with picks is kept as an answer is."""
    if isinstance(heard, InProgress):
        return get_offered(heard.value) is None
    return not isinstance(heard, Refusal | Skipped)


@pytest.mark.parametrize(("form", "key"), FREE)
def test_no_remark_counts_at_once(form: Form, key: str) -> None:
    sentences = key in ("words", "known_how", "needs")
    spared = LONG_ENOUGH if sentences else ABOUT_FAMILY if key == "limits" else ()
    taken = [
        remark
        for remark in REMARKS
        if remark not in spared and is_recorded(asked(form, key).types(remark))
    ]
    assert taken == []


@pytest.mark.parametrize(("form", "key", "answers"), USUAL)
def test_what_people_usually_answer_counts_at_once(form: Form, key: str, answers: str) -> None:
    typed = [answer for answer in answers.split("|") if answer not in UNUSUAL_TOO]
    asked_back = [answer for answer in typed if not is_recorded(asked(form, key).types(answer))]
    assert asked_back == []


@pytest.mark.parametrize(("form", "key"), [one for one in FREE if one[1] != "limits"])
@pytest.mark.parametrize("way", ["是", "对", "yes", "예", "1", "扎风筝"])
def test_unusual_words_count_once_confirmed(form: Form, key: str, way: str) -> None:
    question = asked(form, key)
    offer = question.types("扎风筝")
    assert question.then(offer).labels == ["扎风筝"]
    value = question.then(offer).types(way)
    assert value in ("扎风筝", ["扎风筝"])
    assert question.then(offer).taps("may0") == value


@pytest.mark.parametrize(("form", "key", "answers"), USUAL)
def test_other_words_at_the_offer_are_read_anew(form: Form, key: str, answers: str) -> None:
    question = asked(form, key)
    usual = answers.split("|")[0]
    offer = question.types("扎风筝")
    assert question.then(offer).types(usual) == question.types(usual)


def test_a_no_to_the_offer_asks_anew_and_keeps_what_was_picked() -> None:
    skills = Asked(INTAKE.of("skills").kind, ZH, ["driving"])
    offer = skills.types("过期了")
    assert skills.then(offer).types("不是") == InProgress(["driving"])


def test_words_after_something_else_are_asked_back_too() -> None:
    group = asked(INTAKE, "ethnicity")
    typing = group.then(group.taps("other"))
    offer = typing.types("过期了")
    assert typing.then(offer).labels == ["过期了"]
    assert typing.types("锡伯族") == "锡伯族"
    assert typing.then(offer).types("是") == "过期了"
    assert typing.then(offer).types("锡伯族") == "锡伯族"
