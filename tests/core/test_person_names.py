"""One name, however it was typed: kept and shown in one form, compared by one key."""

import pytest

from dialogue.fields.text import Name
from models.core.person_names import name_key, person_name
from tests.support.form_contexts import ZH, Asked, refusal_name

NAME = Asked(Name(), ZH)

WAYS = {
    "王芳": [
        *("王 芳", "王　芳", " 王芳 ", "王\u200b芳", "王\u2060 芳", "王芳\ufe00", "王芳\U000e0100"),
        *("王芳\U000e01ef", "\u202a王芳\u202c", "⺩芳", "王\xad芳", "王\n芳"),
    ],
    "马丽": ["⻢丽", "⻢ 丽", "马 丽", "马丽"],
    "金大龙": ["⾦大龙", "金大⻰", "金大龙", "金 大龙", "金⼤龙", "⾦⼤⻰"],
    "王小春": ["王 小春", "王 小 春", "王⼩春"],
    "䶮春": ["\ue863春", "䶮 春", "\ue863 春"],
    "㭎子": ["\ue82d子", "㭎 子"],
    "欧阳娜": ["欧阳 娜", "欧阳　娜"],
    "欧阳娜娜": ["欧阳 娜娜"],
    "阿里·买买提": [
        *(
            "阿里•买买提",
            "阿里・买买提",
            "阿里･买买提",
            "阿里‧买买提",
            "阿里∙买买提",
            "阿里⋅买买提",
        ),
        *(
            "阿里．买买提",
            "阿里.买买提",
            "阿里 · 买买提",
            "阿里· 买买提",
            "阿里●买买提",
            "阿里··买买提",
        ),
        "阿里◦买买提",
    ],
    "김철수": ["김 철수", "김\u200b철수", "김 철 수", "김철수".encode().decode()],
    "남궁민수": ["남궁 민수"],
    "Ann Lee": ["Ann  Lee", "Ａｎｎ Lee", "Ann\u00a0Lee"],
    "王芳 女": ["王芳  女"],
    "王芳 李秀英": ["王芳　李秀英"],
}


@pytest.mark.parametrize(("typed", "kept"), [(t, k) for k, ways in WAYS.items() for t in ways])
def test_a_name_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert person_name(typed) == person_name(kept) == kept
    assert name_key(typed) == name_key(kept)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        *(("阿里买买提", "阿里·买买提"), ("ann lee", "Ann Lee"), ("ANN-LEE", "Ann Lee")),
        *(("王 小 春", "王小春"), ("王小 春", "王小春"), ("呂布", "吕布"), ("黃蓋", "黄盖")),
    ],
)
def test_what_differs_in_signs_alone_is_one_name(typed: str, same: str) -> None:
    assert name_key(typed) == name_key(same)


@pytest.mark.parametrize(
    ("one", "other"), [("王芳", "王方"), ("王芳", "王芳芳"), ("李明", "李鸣"), ("김철수", "김철주")]
)
def test_other_names_stay_others(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("typed", "kept"), [("⻢丽", "马丽"), ("我叫王 芳", "王芳"), ("阿里．买买提", "阿里·买买提")]
)
def test_a_name_is_read_in_that_form(typed: str, kept: str) -> None:
    assert NAME.types(typed) == kept


def test_an_unknown_private_sign_is_no_letter() -> None:
    assert refusal_name(NAME.types("王\ue000")) == "name_has_signs"
