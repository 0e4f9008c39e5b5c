"""Free text and names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing import text
from dialogue.parsing.text import line, name
from models.core import plain_text
from models.core.plain_text import plain
from models.core.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  a \n\t b ", "a b"),
        ("３５００", "3500"),
        ("ＡＢ", "AB"),
        ("②", "2"),
        ("￥", "¥"),
        ("a\u200bb\ufeff", "ab"),
        ("a\u0000\u0007b", "ab"),
        ("\u3164\u2800", ""),
        ("\ud800x", "x"),
        ("\u1112\u1161\u11ab", "한"),
        ("", ""),
    ],
)
def test_plain_text_is_in_its_plainest_form(typed: str, read: str) -> None:
    assert plain(typed) == read


@given(st.text())
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("typed", ["种地，打工", "开过叉车（5年）", "a\u200bb c", "x" * 20])
def test_a_line_keeps_its_words_and_its_chinese_punctuation(typed: str) -> None:
    assert line(typed, 20) == typed.replace("\u200b", "")


def test_a_line_joins_the_lines_that_were_typed() -> None:
    assert line("在家\n种地", 20) == "在家 种地"


@pytest.mark.parametrize("typed", ["", "   ", "\n", "\u200b\u200d", "\u3164"])
def test_a_line_that_shows_nothing_is_empty(typed: str) -> None:
    assert line(typed, 20) == Refusal("text_empty")


def test_a_line_may_be_too_long() -> None:
    assert line("啊" * 21, 20) == Refusal("text_too_long", {"most": 20})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("王芳", "王芳"),
        (" 王 芳 ", "王芳"),
        ("𠮷田", "𠮷田"),
        ("김철수", "김철수"),
        ("Ana María O'Neil-Smith", "Ana María O'Neil-Smith"),
        ("J. R. Kim", "J. R. Kim"),
        ("买买提·艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("O’Neil", "O'Neil"),
        ("Ｋｉｍ", "Kim"),
        ("王\u200b芳", "王芳"),
        ("我叫王芳", "王芳"),
        ("我是王芳", "王芳"),
        ("姓名：王芳", "王芳"),
        ("我的名字是王芳", "王芳"),
        ("My name is Ana Kim", "Ana Kim"),
        ("제 이름은 김철수입니다", "김철수"),
        ("저는 김철수예요", "김철수"),
    ],
)
def test_a_name_is_read(typed: str, read: str) -> None:
    assert name(typed) == read


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("王芳2", "name_has_digits"),
        ("王芳２", "name_has_digits"),
        ("220822", "name_has_digits"),
        ("<b>王芳</b>", "name_has_signs"),
        ("王芳!", "name_has_signs"),
        ("=王芳", "name_has_signs"),
        ("·王芳", "name_has_signs"),
        ("王芳😀", "name_has_signs"),
        ("-", "name_has_signs"),
        ("", "name_too_short"),
        ("王", "name_too_short"),
        ("王·", "name_too_short"),
        ("我叫", "name_too_short"),
        ("王" * 31, "name_too_long"),
    ],
)
def test_what_is_no_name_is_refused(typed: str, refused: str) -> None:
    assert name(typed) == Refusal(refused)


@pytest.mark.parametrize("typed", ["王" * 2, "王" * 30])
def test_names_of_two_and_of_thirty_letters_are_read(typed: str) -> None:
    assert name(typed) == typed


def test_marks_are_not_stacked_and_what_shows_as_nothing_goes() -> None:
    assert plain_text.plain("Z" + "\u0303" * 40 + "a") == "Z\u0303\u0303a"
    assert text.line("工\ufe0f资\u200b\u202e表\U000e0101", 9) == "工资表"
    assert text.line("Nguyễn 김철수 张伟 é", 30) == "Nguyễn 김철수 张伟 é"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("合同.pdf", "合同.jpg"),
        ("x.jpg.exe", "x.jpg"),
        ("工资\u202egpj.exe", "工资gpj.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\a\\b.png", "b.jpg"),
        ("\u200b.jpg", ""),
        ("", ""),
    ],
)
def test_a_files_name_says_what_it_is(name: str, shown: str) -> None:
    assert text.file_name(name, "jpg", 40) == shown
