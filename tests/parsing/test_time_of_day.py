"""Times of day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.core.refusals import SENTENCES
from dialogue.parsing.time_of_day import time_of_day
from models.core.refusal import Refusal
from tests.parsing.table import cells

WAYS = ("{:%H:%M}", "{:%H：%M}", "{:%H.%M}", "凌晨{:%H:%M}", "上午{:%H点%M分}", "{:%I:%M %p}")
# What people type for a time, and what only looks like it.
typical = st.text(
    "0123456789１９零〇一二两三四五九十点點时時시:：.∶半반刻整过分분上下午早晚中凌晨"
    "오전후아침저녁밤낮한두열apmnoclk' ",
    max_size=16,
)


@pytest.mark.parametrize(
    ("table", "read"),
    [
        ("9点|九点|９点|9點|9 点|9时|9點鐘|9点钟|九点整|上午9点|早上九点|早9点|头晌九点", "9:00"),
        ("9:00|9：00|09:00|9 : 00|9.00|9|09|九|上午9|오전 9시|아침 9시|아홉시|아홉 시", "9:00"),
        ("9am|9 a.m.|9 AM|9:00 am|9 o'clock|nine o’clock|9 in the morning|at 9", "9:00"),
        (
            "9点半|9:30|09:30|9：30|9.30|上午九点半|9点30|9点30分|九点三十分|오전 9시 30분|9시반",
            "9:30",
        ),
        ("9点10分|9点10|九点十分|九点过十分|9:10|9시 10분", "9:10"),
        ("9点05|九点零五|9点5分|9点零五分", "9:05"),
        ("九点二十五|9点25分|9시 이십오분", "9:25"),
        ("早上八点半|8点半|아침 8시 반|여덟시 반", "8:30"),
        ("中午12点|12点|noon|at noon|12 noon|正午|정오|낮 12시|12pm|上午12点|中午。", "12:00"),
        ("下午2点|下午两点|2pm|2 p.m.|오후 2시|오후 두시|14点|14时|14|下晌2点|下午14点", "14:00"),
        ("下午两点一刻|下午2:15|2:15 pm|14:15|오후 2시 15분", "14:15"),
        ("9点三刻|9:45", "9:45"),
        ("14.30|14:30|14时30分|2:30 pm|오후 2시 반|十四点半|십사시 삼십분|열네시 반", "14:30"),
        ("晚上7点|晚七点|저녁 7시|7pm|7 in the evening|傍晚七点|밤 7시|19:00", "19:00"),
        ("晚上12点|0点|0:00|12am|midnight|자정|밤 12시|午夜12点|晚上0点", "0:00"),
        ("从9点开始|9点起|大概9点|九点左右|9点吧|9시부터|9시에|9시입니다|about 9|9点。", "9:00"),
    ],
)
def test_a_time_is_read_in_digits_and_words(table: str, read: str) -> None:
    hour, minute = map(int, read.split(":"))
    for typed in cells(table):
        assert time_of_day(typed) == datetime.time(hour, minute), typed


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("1点", 13),
        ("2点", 14),
        ("两点", 14),
        ("6点", 18),
        ("3", 15),
        ("中午1点", 13),
        ("한 시", 13),
    ],
)
def test_without_a_part_of_the_day_one_to_six_are_in_the_afternoon(typed: str, hour: int) -> None:
    assert time_of_day(typed) == datetime.time(hour)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("02:00", 2), ("06:00", 6), ("凌晨3点", 3), ("早上6点", 6), ("6am", 6), ("夜里1点", 1)],
)
def test_a_zero_before_it_or_a_word_keeps_an_early_hour(typed: str, hour: int) -> None:
    assert time_of_day(typed) == datetime.time(hour)


@pytest.mark.parametrize(
    "typed",
    cells(
        """25:00|24点|24:00|99时|9:75|9点60分|下午25点|下午 25|下午25:00
        上午14点|晚上14点|오후 0시|오전 25시"""
    ),
)
def test_a_time_that_no_day_has_is_refused(typed: str) -> None:
    assert time_of_day(typed) == Refusal("time_impossible")


@pytest.mark.parametrize(
    "typed",
    [
        *cells(
            "||1430|930|25|24|100点|9:5|9点5|三四点|一点五|下午|上午|点|半|:30|-9|9岁|9h|soon|明天"
        ),
        *cells("9点到11点|9:00-11:00|9点前|明天上午9点|上午9点下午|两个小时|第9|이|오"),
        *("9" * 100, "点" * 100),
    ],
)
def test_what_is_no_time_or_more_than_one_is_refused(typed: str) -> None:
    assert time_of_day(typed) == Refusal("time_unread")


@given(st.times(), st.sampled_from(WAYS))
def test_every_time_reads_back_from_its_digits(time: datetime.time, way: str) -> None:
    if way.startswith(("凌晨", "上午")):
        time = time.replace(hour=time.hour % 12)
    assert time_of_day(way.format(time)) == time.replace(second=0, microsecond=0)


@given(st.one_of(st.text(), typical))
def test_whatever_is_typed_it_is_a_time_or_a_refusal_with_a_sentence(typed: str) -> None:
    read = time_of_day(typed)
    assert isinstance(read, datetime.time) or (read.name in SENTENCES and not read.params)
