"""Free text of several lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing.text import line, paragraphs
from models.core.refusal import Refusal

lines = st.lists(st.text(st.sampled_from("a啊가 \t\u200b\u3164，👍"), max_size=5), max_size=12)
breaks = st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\n\n\n"])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("上午九点\n在镇政府", "上午九点\n在镇政府"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("  a \t b \n　c　", "a b\nc"),
        ("a\n\nb", "a\n\nb"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("\n\n a\n\n", "a"),
        ("a\u200b\n\u3164\nb", "a\n\nb"),
        ("种地，打工（5年）", "种地，打工（5年）"),
    ],
)
def test_paragraphs_keep_their_lines(typed: str, read: str) -> None:
    assert paragraphs(typed, 20) == read


@pytest.mark.parametrize("typed", ["", " ", "\n\n", "\u200b\n\u3164"])
def test_paragraphs_that_show_nothing_are_empty(typed: str) -> None:
    assert paragraphs(typed, 20) == Refusal("text_empty")


def test_line_breaks_count_as_characters() -> None:
    assert paragraphs("啊" * 10 + "\n" + "啊" * 9, 20) == "啊" * 10 + "\n" + "啊" * 9
    assert paragraphs("啊" * 10 + "\n" + "啊" * 10, 20) == Refusal("text_too_long", {"most": 20})


@given(lines, breaks)
def test_each_line_is_tidied_as_a_line_is(typed: list[str], between: str) -> None:
    read = paragraphs(between.join(typed), 1000)
    tidied = [kept for one in typed if isinstance(kept := line(one, 1000), str)]
    if isinstance(read, Refusal):
        assert tidied == []
    else:
        assert [one for one in read.split("\n") if one] == tidied


@given(st.text(max_size=60))
def test_whatever_is_typed_stays_within_the_bounds_and_as_it_is(typed: str) -> None:
    read = paragraphs(typed, 30)
    if isinstance(read, Refusal):
        assert read in (Refusal("text_empty"), Refusal("text_too_long", {"most": 30}))
    else:
        assert 1 <= len(read) <= 30
        assert "\n\n\n" not in read
        assert paragraphs(read, 30) == read
