"""People by their names, and languages by theirs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.core.form import Answered
from dialogue.core.refusals import SENTENCES
from dialogue.core.user_input import SentOther, Typed
from dialogue.fields import Names, OtherLanguages
from dialogue.parsing import text
from models.core.person_names import person_name
from models.core.refusal import Refusal
from tests.support.form_contexts import EN, KO, ZH, Asked, refusal_name

PEOPLE = Asked(Names(), ZH)
FEW = Asked(Names(3), ZH)
LANGUAGES = OtherLanguages()
people = st.lists(
    st.tuples(
        st.sampled_from(
            ["王小春", "张和平", "李永和", "김 철수", "Ann Lee", "欧阳海", "买买提·艾力"]
        ),
        st.sampled_from(["", "和盛村", "五站", "大兴沟和盛", "화성촌"]),
    ),
    min_size=1,
    max_size=9,
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("王小春", ["王小春"]),
        ("王小春，李秀英、金哲洙；王芳;李明", ["王小春", "李秀英", "金哲洙", "王芳", "李明"]),
        ("王小春\n李秀英\r\n\n金哲洙。", ["王小春", "李秀英", "金哲洙"]),
        ("王小春 李秀英 金哲洙", ["王小春", "李秀英", "金哲洙"]),
        ("1. 王小春\n2、李秀英\n③金哲洙", ["王小春", "李秀英", "金哲洙"]),
        ("王小春和李秀英", ["王小春", "李秀英"]),
        ("王小春 和 李秀英", ["王小春", "李秀英"]),
        ("张和平和李永和和王芳", ["张和平", "李永和", "王芳"]),
        ("张和平", ["张和平"]),
        ("王 芳，김 철수", ["王芳", "김철수"]),
        ("Ann Lee, Bob Ray and J. Kim", ["Ann Lee", "Bob Ray", "J. Kim"]),
    ],
)
def test_several_names_are_read_at_once(typed: str, read: list[str]) -> None:
    assert PEOPLE.types(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("王小春（和盛村） 李秀英，金哲洙 五站", ["王小春 和盛村", "李秀英", "金哲洙 五站"]),
        ("王小春(和盛)李秀英 【五站村】", ["王小春 和盛", "李秀英 五站村"]),
        ("王小春 和盛村 李秀英 五站", ["王小春 和盛村", "李秀英 五站"]),
        ("王小春 五站和李秀英", ["王小春 五站", "李秀英"]),
        ("王小春（大兴沟镇，和盛村）", ["王小春 大兴沟镇和盛村"]),
        ("王小春 没听过屯", ["王小春 没听过屯"]),
        ("김 철수 화성촌", ["김철수 화성촌"]),
        ("Ann Lee (Hesheng), Bob Ray", ["Ann Lee Hesheng", "Bob Ray"]),
        ("王小春（）", ["王小春"]),
        ("王小春（和盛村", ["王小春 和盛村"]),
    ],
)
def test_a_village_may_follow_in_brackets_or_after_a_space(typed: str, read: list[str]) -> None:
    assert PEOPLE.types(typed) == read


def test_each_person_counts_once() -> None:
    assert PEOPLE.types("王小春，王小春，王小春 五站") == ["王小春", "王小春 五站"]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("王小春，李5，王芳", 2),
        ("王", 1),
        ("王小春 13800001111", 2),
        ("王小春，<b>", 2),
        ("（和盛村）王小春", 1),
        ("王小春（" + "村" * 31 + "）", 1),
        ("", 1),
        ("，，", 1),
    ],
)
def test_a_name_that_can_not_be_read_is_told_by_its_place(typed: str, place: int) -> None:
    assert PEOPLE.types(typed) == Refusal("names_unread", {"place": place})


@pytest.mark.parametrize("typed", ["王芳，李明，金花，赵兰", "王芳 " * 13])
def test_more_than_so_many_are_refused(typed: str) -> None:
    assert FEW.types(typed) == Refusal("names_too_many", {"most": 3})


def test_so_many_are_taken() -> None:
    assert FEW.types("王芳，李明，金花，王芳") == ["王芳", "李明", "金花"]


@pytest.mark.parametrize("typed", ["好了", "done", "你好", "끝"])
def test_a_greeting_or_the_word_of_a_button_is_nobody(typed: str) -> None:
    assert refusal_name(PEOPLE.types(typed)) == "answer_now"


def test_a_sticker_is_nobody() -> None:
    assert refusal_name(PEOPLE.hears(SentOther())) == "words_only"


def test_names_are_shown_one_after_the_other() -> None:
    given = ["王小春 和盛村", "李秀英"]
    assert [PEOPLE.kind.show(given, scene) for scene in (ZH, KO, EN)] == [
        "王小春 和盛村、李秀英",
        "王小春 和盛村, 李秀英",
        "王小春 和盛村, 李秀英",
    ]


def test_of_very_many_names_it_is_said_how_many_more() -> None:
    shown = PEOPLE.kind.show(["𠀀" * 30] * 50, EN)
    assert shown.endswith(" and 32 more")
    assert shown.count("𠀀" * 30) == 18


@settings(deadline=None, database=None)
@given(people, st.sampled_from(["，", "\n", "、", "; "]))
def test_names_read_back_as_they_were_typed(
    given_people: list[tuple[str, str]], between: str
) -> None:
    typed = between.join(f"{name}（{village}）" for name, village in given_people)
    read = [f"{person_name(name)} {village}".strip() for name, village in given_people]
    assert PEOPLE.types(typed) == list(dict.fromkeys(read))


@settings(deadline=None, database=None)
@given(st.text(max_size=60) | st.text("王李春芳和金村五站AnnLee김 ，、\n()（）1", max_size=40))
def test_whatever_is_typed_it_is_a_few_names_or_a_refusal_with_a_sentence(typed: str) -> None:
    heard = FEW.hears(Typed(typed))
    if isinstance(heard, Answered):
        assert 1 <= len(heard.value) == len(set(heard.value)) <= 3
        assert all(len(person) <= text.NAME_MOST + 1 + 30 for person in heard.value)
    else:
        assert isinstance(heard, Refusal)
        assert heard.name in SENTENCES
        assert heard.params.keys() <= {"place", "most"}


@pytest.mark.parametrize(
    ("scene", "labels"),
    [(ZH, ["조선말", "English"]), (KO, ["中文", "English"]), (EN, ["中文", "조선말"])],
)
def test_a_writer_is_offered_the_other_languages_by_their_own_names(
    scene: object, labels: list[str]
) -> None:
    asked = Asked(LANGUAGES, scene)  # type: ignore[arg-type]
    assert asked.labels[:-1] == labels


def test_other_languages_are_picked_by_taps_or_numbers() -> None:
    asked = Asked(LANGUAGES, ZH)
    assert asked.then(asked.taps("ko")).taps("done") == asked.types("1") == ["ko"]
    assert asked.types("1 2") == ["ko", "en"]
    assert asked.types("3") == asked.types("没有") == []


def test_the_writers_own_language_is_no_other() -> None:
    assert refusal_name(Asked(LANGUAGES, ZH).taps("zh")) == "button_stale"
    assert refusal_name(Asked(LANGUAGES, ZH).types("中文")) == "choices_unread"


def test_languages_are_shown_by_their_own_names() -> None:
    assert LANGUAGES.show(["ko", "en"], ZH) == "조선말、English"
    assert LANGUAGES.show([], EN) == "Only this one"
