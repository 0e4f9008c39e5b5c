"""Endings that say "it is", and frames around a sum, change neither figure nor day."""

import datetime as dt

import pytest

from dialogue.parsing.date import date
from dialogue.parsing.korean_endings import as_written
from dialogue.parsing.money import money
from models.core.refusal import Refusal

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "sum_"),
    [
        ("삼천팔백원임다", 3800),
        ("4200원인데요", 4200),
        ("오천이올시다", 5000),
        ("3600원이거든요", 3600),
        ("不能低于四千二", 4200),
        ("最起码3500", 3500),
        ("别低于3000块", 3000),
        ("not below 3200", 3200),
        ("3900 after deductions", 3900),
        ("it's about 4100", 4100),
        ("3700到手", 3700),
    ],
)
def test_a_frame_leaves_the_sum_alone(said: str, sum_: int) -> None:
    assert money(said, 1, 1_000_000) == sum_


@pytest.mark.parametrize("said", ["3800원이 아님다", "안 3800", "低于四千二不去", "not 3200", "요"])
def test_what_is_denied_is_no_sum(said: str) -> None:
    assert isinstance(money(said, 1, 1_000_000), Refusal)


@pytest.mark.parametrize("said", ["12월 5일임다", "12월 5일인데요", "십이월 오일이올시다"])
def test_an_ending_leaves_the_day_alone(said: str) -> None:
    assert date(said, TODAY, TODAY, TODAY + dt.timedelta(366)) == dt.date(2026, 12, 5)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("했슴다|했꾸마|했소|했수다|했어요|했음|했습데다|했지므|했다|했네", "했습니다"),
        ("함다|하꾸마|하오|하우|합데다|하지므|한다|함|해요", "합니다"),
        ("없꾸마|없슴다|없수|없소|없어|없지무|업소|없수꾸마", "없습니다"),
        ("아이오|아이꾸마|아임다|아이우|아니오|아니꾸마", "아닙니다"),
        ("하쇼|합소", "하시오"),
        ("시작하기쇼|시작하깁소", "시작합시다"),
        ("있슴둥|있슴까|있습둥", "있습니까"),
        ("아이 가겠소|애이 가겠슴다|안 가겠습니다", "안 가겠습니다"),
        ("동의 아이 함다", "동의 안 합니다"),
    ],
)
def test_what_yanbian_says_is_what_is_written(said: str, written: str) -> None:
    assert {as_written(one) for one in said.split("|")} == {written}


@pytest.mark.parametrize(
    "said",
    [
        *(
            "아이 돌보기",
            "아이가 둘이다",
            "아이들",
            "우리 아이",
            "장소",
            "숙소",
            "취소",
            "하시오",
            "다",
            "이름",
        ),
        *("사람", "보다", "어머니", "배우", "새우", "처음", "할까", "하십시오", "아이 보기"),
    ],
)
def test_a_word_that_only_ends_alike_stays(said: str) -> None:
    assert as_written(said) == said
