"""Whether phrases carry the whole of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing.cover import phrases, skeleton

WORK = {"farm": ("种地", "farming", "농사"), "drive": ("开车", "driving", "운전")}
FILLERS = ("我", "会", "的", "i", "am", "저는", "합니다")
TABLE = phrases(WORK.items(), FILLERS)
SAID = [(word, key) for key, words in WORK.items() for word in words]
PARTS = st.lists(st.sampled_from([*SAID, *((filler, "") for filler in FILLERS)]), min_size=1)


@given(PARTS)
def test_whatever_is_made_of_phrases_and_fillers_is_covered(parts: list[tuple[str, str]]) -> None:
    text = " ".join(word for word, _ in parts)
    cover = TABLE.cover(text) if len(skeleton(text)) <= 80 else None
    if cover is not None:
        assert [set(keys) for keys in cover.hits] == [{key} for _, key in parts if key]
    else:
        assert len(skeleton(text)) > 80


@given(PARTS, st.sampled_from(["不", "没", "吗", "哪", "not", "안", "?没", "x"]), st.booleans())
def test_anything_left_over_leaves_it_uncovered(
    parts: list[tuple[str, str]], more: str, first: bool
) -> None:
    text = " ".join(word for word, _ in parts)
    assert TABLE.cover(f"{more} {text}" if first else f"{text} {more}") is None


@pytest.mark.parametrize("text", ["drivingly", "farmings", "iam", "amfarming"])
def test_a_latin_word_counts_as_a_whole(text: str) -> None:
    assert TABLE.cover(text) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("我会，开车。", "我会开车"),
        ("I'm  DRIVING!", "i'm driving"),
        ("했슴다", "했습니다"),
        ("안 줌다.", "안줍니다"),
        ("农 活", "农活"),
    ],
)
def test_signs_and_spaces_that_tell_nothing_fall_away(typed: str, written: str) -> None:
    assert skeleton(typed) == written


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    TABLE.cover(text)
    TABLE.within(text)
