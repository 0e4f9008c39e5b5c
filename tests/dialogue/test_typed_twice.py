"""What must never happen to what somebody types: a crash, a loss, the other of two readings."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dialogue.core.form import Field, InProgress
from dialogue.fields import BirthYear, Day, Money, Name, Number, Text, Villages, Wage, WordsAndFiles
from dialogue.fields.called import Called
from dialogue.fields.offering import get_offered
from dialogue.labourers.form_intake import INTAKE
from tests.support.form_contexts import ZH, Asked

LEAP_DAY = replace(ZH, today=date(2028, 2, 29))


@pytest.mark.parametrize("typed", ["快点", "急", "求你们了", "빨리", "soon", "x"])
def test_a_short_addition_is_kept_as_it_was_written(typed: str) -> None:
    assert Asked(WordsAndFiles(), ZH).types(typed) == {"words": typed}


@pytest.mark.parametrize("kind", [Text(), Name(), Number(1, 9), BirthYear(), Money(), Wage()])
@pytest.mark.parametrize("typed", ["宁波鞋厂", "3", "3月1号", "去年"])
def test_every_kind_is_asked_on_the_29th_of_february_too(kind: Field, typed: str) -> None:
    Asked(kind, LEAP_DAY).types(typed)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Wage(), "三四千"),
        (Wage(), "150"),
        (Wage(), "千八百块"),
        (Number(1, 9), "三四个"),
        (BirthYear(), "41"),
    ],
)
def test_the_same_unclear_answer_twice_is_still_unclear(kind: Field, typed: str) -> None:
    asked = Asked(kind, ZH)
    step = asked.types(typed)
    assert len(get_offered(step.value) or ()) > 1
    assert asked.then(step).types(typed) == step


def test_the_same_words_twice_confirm_a_lone_offer() -> None:
    asked = Asked(Text(), ZH)
    assert asked.then(asked.types("迎宾")).types("迎宾") == "迎宾"


@pytest.mark.parametrize(
    ("kind", "first", "then", "value"),
    [
        (Number(1, 60), "两三个", "2", 2),
        (Number(1, 60), "两三个", "2个", 2),
        (Number(1, 60), "两三个", "二人", 2),
        (Number(1, 60), "三四个", "3", 3),
        (Number(1, 60), "한두 명", "2명", 2),
        (Number(1, 60), "一两个", "2人", 2),
    ],
)
def test_a_number_that_is_on_offer_is_itself_and_no_place(
    kind: Field, first: str, then: str, value: Any
) -> None:
    asked = Asked(kind, ZH)
    assert asked.then(asked.types(first)).types(then) == value


def test_a_number_that_is_not_on_offer_is_a_place() -> None:
    asked = Asked(Wage(), ZH)
    assert asked.then(asked.types("三四千")).types("1") == 3000


@pytest.mark.parametrize(
    ("typed", "then", "value"),
    [
        ("以前是", "不是", False),
        ("以前是", "没有", False),
        ("以前是", "아닙니다", False),
        ("以前是", "no", False),
        ("以前是", "是", True),
        ("以前是", "네", True),
    ],
)
def test_a_no_where_yes_and_no_are_on_offer_is_the_no(typed: str, then: str, value: object) -> None:
    asked = Asked(INTAKE.of("registered_poor").kind, ZH)
    both = InProgress({"offered": [True, False], "before": None})
    assert get_offered(asked.types(typed).value)
    assert asked.then(both).types(then) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [("wage", "三四千"), ("skills", "1-3"), ("status", "打工"), ("wanted_reach", "外省")],
)
@pytest.mark.parametrize(
    "no",
    ["不是", "没有", "都不是", "都不对", "哪个都不是", "아닙니다", "둘 다 아니오", "no", "neither"],
)
def test_a_no_to_several_readings_is_none_of_them(key: str, typed: str, no: str) -> None:
    asked = Asked(INTAKE.of(key).kind, ZH)
    assert asked.then(asked.types(typed)).types(no) == InProgress(None)


@pytest.mark.parametrize("yes", ["是", "对", "嗯呢", "예", "yes"])
def test_yes_to_the_one_village_on_offer_is_a_yes_with_others_picked_too(yes: str) -> None:
    asked = Asked(Villages(), ZH)
    picked = asked.then(asked.types("和盛"))
    near = picked.then(picked.types("永按村"))
    assert [option.code for option in near.options if option.ends] == ["done"]
    (only,) = near.partial["found"]
    step = near.types(yes)
    assert isinstance(step, InProgress)
    assert only in step.value["picked"]


@pytest.mark.parametrize(
    "typed", ["开车，不会做饭", "做饭、开车、别问了", "会开车，好的", "开车,운전 못합니다"]
)
def test_a_part_of_a_list_that_is_not_understood_is_never_dropped_unsaid(typed: str) -> None:
    asked = Asked(INTAKE.of("skills").kind, ZH)
    step = asked.types(typed)
    assert isinstance(step, InProgress)
    (offered,) = get_offered(step.value) or ((),)
    assert "driving" in offered


@pytest.mark.parametrize(
    "typed",
    [
        *("大家好", "大概", "小时工", "老样子", "小心", "大声点", "阿姨好", "去", "那", "来", "都"),
        *("我姐", "他哥", "你叔", "这老师", "哪个师傅", "哪位老师", "行", "不", "谢谢大姐"),
        *("老不给钱", "小学", "大学", "老家", "大厂", "小工", "大棚", "老板娘说"),
    ],
)
def test_a_remark_is_no_form_of_address(typed: str) -> None:
    assert not isinstance(Asked(Called(), ZH).types(typed), str)


@pytest.mark.parametrize(
    "typed", ["老王", "小李", "王姐", "李师傅", "大刘", "老金", "张", "三哥", "王大爷", "欧阳老师"]
)
def test_a_form_of_address_is_what_one_is_called(typed: str) -> None:
    assert Asked(Called(), ZH).types(typed) == typed


@pytest.mark.parametrize("key", ["registered_poor", "has_contract", "status", "skills", "wage"])
def test_what_is_offered_can_be_tapped(key: str) -> None:
    typed = {"registered_poor": "以前是", "has_contract": "不是没签", "status": "打工"}
    asked = Asked(INTAKE.of(key).kind, ZH)
    step = asked.types(typed.get(key, "1-3" if key == "skills" else "三四千"))
    values = get_offered(step.value)
    assert values
    assert [asked.then(step).taps(f"may{n}") for n in range(len(values))] == values


@pytest.mark.parametrize("typed", ["20号", "二十号", "廿号", "20일", "20日"])
def test_a_day_without_a_month_that_may_be_behind_or_ahead_is_asked_back(typed: str) -> None:
    heard = Asked(Day(back=60), ZH).types(typed)
    assert get_offered(heard.value) == ["2026-11-20", "2026-12-20"]
