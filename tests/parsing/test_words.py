"""Everyday words and the numbers of options."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing import words
from tests.parsing.table import cells

TABLES = {
    "yes": words.YES,
    "no": words.NO,
    "back": words.BACK,
    "skip": words.SKIP,
    "menu": words.MENU,
    "save": words.SAVE,
    "done": words.DONE,
}


@pytest.mark.parametrize(
    "typed",
    cells(
        """是|是的|对|有|要|好|行|嗯|中|可以|好的|有的|是的啊|嗯嗯|对对对|好。|好 的|是！
        √|👍|👍🏽|✅|y|Y|yes|YES!|Yes.|yes yes|ok|OK|ｏｋ|Okay
        네|네네|예|응|네.|있어요|옳소|좋습니다"""
    ),
)
def test_every_day_yes_means_yes(typed: str) -> None:
    assert words.means(typed, words.YES)
    assert not words.means(typed, words.NO)


@pytest.mark.parametrize(
    "typed",
    cells(
        """不|不是|没有|没有了|没|否|无|不要|不用了|不行|不可以|还没有|没有啊
        ×|❌|n|No|NO!|nope|not yet|아니|아니요|아니오|없어요|없소|아니요."""
    ),
)
def test_every_day_no_means_no(typed: str) -> None:
    assert words.means(typed, words.NO)
    assert not words.means(typed, words.YES)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("返回", "back"),
        ("上一步", "back"),
        ("‹ Back", "back"),
        ("back", "back"),
        ("뒤로", "back"),
        ("跳过", "skip"),
        ("Skip ›", "skip"),
        ("不知道", "skip"),
        ("건너뛰기", "skip"),
        ("都对", "save"),
        ("菜单", "menu"),
        ("/menu", "menu"),
        ("메뉴", "menu"),
        ("保存", "save"),
        ("Save.", "save"),
        ("저장", "save"),
        ("完成", "done"),
        ("好了", "done"),
        ("that's all", "done"),
        ("that’s all", "done"),
        ("끝", "done"),
    ],
)
def test_words_that_steer_are_known(typed: str, name: str) -> None:
    assert words.means(typed, TABLES[name])


@pytest.mark.parametrize(
    "typed", ["", "。", "maybe", "不一定", "3500", "王芳", "是不是", "好" * 500]
)
def test_other_words_mean_none_of_these(typed: str) -> None:
    assert not [name for name, those in TABLES.items() if words.means(typed, those)]


@pytest.mark.parametrize(
    ("one", "other"),
    [pair for pair in combinations(TABLES, 2) if pair != ("no", "done")],
)
def test_no_word_means_two_things(one: str, other: str) -> None:
    assert not TABLES[one] & TABLES[other]


def test_none_left_ends_a_list_as_well_as_it_says_no() -> None:
    assert {"没有了", "没了"} >= words.NO & words.DONE


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("2", [2]),
        (" 2 ", [2]),
        ("２", [2]),
        ("2.", [2]),
        ("(2)", [2]),
        ("2)", [2]),
        ("#2", [2]),
        ("0", [0]),
        ("12", [12]),
        ("二", [2]),
        ("十二", [12]),
        ("第二个", [2]),
        ("第 2 个", [2]),
        ("选2", [2]),
        ("我选二", [2]),
        ("②", [2]),
        ("❷", [2]),
        ("2️⃣", [2]),
        ("2번", [2]),
        ("2 번", [2]),
        ("이번", [2]),
        ("두 번째", [2]),
        ("첫번째", [1]),
        ("option 2", [2]),
        ("No. 2", [2]),
        ("2nd", [2]),
        ("1 3 5", [1, 3, 5]),
        ("1,3,5", [1, 3, 5]),
        ("1，3，5", [1, 3, 5]),
        ("1、3、5", [1, 3, 5]),
        ("1.3.5", [1, 3, 5]),
        ("1和3", [1, 3]),
        ("一和三", [1, 3]),
        ("第一、第三", [1, 3]),
        ("①③", [1, 3]),
        ("1️⃣3️⃣", [1, 3]),
        ("1 and 3", [1, 3]),
        ("1하고 3", [1, 3]),
        ("3 1 3", [3, 1]),
    ],
)
def test_typed_option_numbers_are_read(typed: str, numbers: list[int]) -> None:
    assert words.pick(typed) == tuple(numbers)


@pytest.mark.parametrize(
    "typed", cells("| |,|一三五|-1|1-3|2号|3500|2018.4.24|两|种地|1 种地|일|네|是")
)
def test_other_text_picks_nothing(typed: str) -> None:
    assert words.pick(typed) == ()


@given(
    st.lists(st.integers(0, 99), unique=True, min_size=1),
    st.sampled_from([" ", ",", "、", "，", "和"]),
)
def test_every_list_of_numbers_reads_back(numbers: list[int], between: str) -> None:
    assert words.pick(between.join(map(str, numbers))) == tuple(numbers)
