"""Days. Today is Monday, the 23rd of November 2026, unless a test says otherwise."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.parsing.date import date
from models.core.refusal import Refusal
from tests.parsing.table import cells

TODAY = datetime.date(2026, 11, 23)
LONG_AGO, FAR_AHEAD = datetime.date(1986, 1, 1), datetime.date(2036, 12, 31)


def read(typed: str) -> str:
    """The day in wide bounds as ISO text, or the refusal's name."""
    day = date(typed, TODAY, LONG_AGO, FAR_AHEAD)
    return day.name if isinstance(day, Refusal) else day.isoformat()


def ahead(typed: str) -> str:
    """Where only days from today are asked for."""
    day = date(typed, TODAY, TODAY, datetime.date(2028, 11, 23))
    return day.name if isinstance(day, Refusal) else day.isoformat()


def back(typed: str) -> str:
    """Where only days up to today are asked for."""
    day = date(typed, TODAY, LONG_AGO, TODAY)
    return day.name if isinstance(day, Refusal) else day.isoformat()


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        ("2026-11-20", "大前天"),
        ("2026-11-21", "前天|그저께|the day before yesterday"),
        ("2026-11-22", "昨天|어제|yesterday|Yesterday."),
        ("2026-11-23", "今天|现在|马上|오늘|지금|today|now|TODAY"),
        ("2026-11-24", "明天|明天上午|내일|래일|내일부터|tomorrow|从明天起"),
        ("2026-11-25", "后天|모레|the day after tomorrow"),
        ("2026-11-26", "大后天|글피"),
    ],
)
def test_days_near_have_words(day: str, typed: str) -> None:
    assert {way: read(way) for way in cells(typed)} == dict.fromkeys(cells(typed), day)


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        ("2026-11-16", "上周|上周一|上个星期一|지난 주 월요일|지난주|last week|last Monday"),
        ("2026-11-23", "这周|这周一|本周一|周一|星期一|월요일|이번 주|Monday|this Monday"),
        (
            "2026-11-27",
            "这周五|周五|星期5|礼拜五|이번 주 금요일|금요일|Friday|on Friday|fri",
        ),
        ("2026-11-29", "星期天|周日|本周日|일요일|Sunday"),
        (
            "2026-11-30",
            "下周|下周一|下个星期一|下礼拜一|다음 주 월요일|next Monday|next week",
        ),
        ("2026-12-09", "下下周三|다다음 주 수요일"),
    ],
)
def test_weeks_begin_on_monday(day: str, typed: str) -> None:
    assert {way: read(way) for way in cells(typed)} == dict.fromkeys(cells(typed), day)


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        ("2026-09-01", "上上个月"),
        ("2026-10-01", "上个月|上月|지난달|지난 달|last month"),
        ("2026-10-31", "上个月底|上月底|지난달 말"),
        ("2026-11-01", "这个月|本月|这个月初|이번 달|this month"),
        ("2026-11-05", "这个月5号|本月五号|이번 달 5일"),
        ("2026-11-30", "月底|月末|这个月底|월말|이번 달 말"),
        ("2026-12-01", "下个月|下月|下个月初|月初|다음 달|next month"),
        ("2026-12-05", "下个月5号|下月五日|다음 달 5일"),
        ("2026-12-31", "年底|年末|今年年底|今年底|연말|올해 말"),
        ("2025-01-01", "去年|작년|last year|去年年初|2025年初"),
        ("2027-01-01", "年初|明年|내년|래년|next year|明年初"),
        ("2027-12-31", "明年年底|내년 말|2027年底"),
    ],
)
def test_months_and_years_have_words(day: str, typed: str) -> None:
    assert {way: read(way) for way in cells(typed)} == dict.fromkeys(cells(typed), day)


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        (
            "2018-04-24",
            """2018.4.24|2018-04-24|2018/4/24|2018 4 24|2018.04.24.|2018. 4. 24.|20180424|18.4.24
            ２０１８．４．２４|2018年4月24日|2018年4月24号|2018 年 4 月 24 日|18年4月24号
            二〇一八年四月二十四日|2018년 4월 24일|이천십팔년 사월 이십사일
            April 24, 2018|24 April 2018|Apr 24 2018|24th of April 2018|the 24th of April, 2018""",
        ),
        (
            "2018-04-01",
            "2018年4月|2018年4月份|2018.4|2018-04|201804|18年4月|二〇一八年四月",
        ),
        ("2018-04-01", "2018년 4월|April 2018|since April 2018|2018年4月初|2018年4月以来"),
        ("2018-04-30", "2018年4月底|2018년 4월 말"),
        ("2018-01-01", "2018|2018年|二〇一八年|18年|2018년|从2018年"),
        ("1998-05-01", "98年5月|九八年五月|1998.5"),
        ("2025-05-03", "去年5月3号|去年五月三日|작년 5월 3일"),
        ("2027-03-01", "明年3月|明年三月一号|내년 3월|내년 삼월 일일"),
        (
            "2027-05-03",
            "5月3号|5月3日|5月3|五月三号|5.3|5/3|5-3|5月3号起|5월 3일|5월3일부터",
        ),
        ("2027-05-03", "May 3|3 May|May 3rd|the 3rd of May|from May 3"),
        ("2027-05-01", "5月|五月|五月份|5月初|May|5월|오월"),
        ("2027-06-06", "유월 육일|류월 륙일"),
        ("2026-12-03", "3号|3日|三号|3일|the 3rd|3rd"),
        ("2026-11-23", "23号|二十三号|廿三号|이십삼일"),
    ],
)
def test_dates_are_read_however_they_are_written(day: str, typed: str) -> None:
    assert {way: read(way) for way in cells(typed)} == dict.fromkeys(cells(typed), day)


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        (
            "2026-11-26",
            "三天后|3天以后|三天之后|过三天|3일 후|사흘 뒤|in 3 days|3 days later",
        ),
        ("2026-11-30", "一周后|一个星期后|일주일 후|1주 후|in a week|in one week|a week from now"),
        ("2026-12-03", "十天后|열흘 뒤|in ten days"),
        ("2026-12-07", "两周后|两个星期后|再过两周|이주 후|두 주 후|in 2 weeks"),
        ("2026-12-08", "半个月后|보름 뒤"),
        ("2026-12-23", "一个月后|过一个月|한 달 후|일개월 후|in a month"),
        ("2027-01-07", "一个半月后|한 달 반 뒤"),
        ("2026-11-13", "10天前|十天前|10일 전|10 days ago"),
        ("2026-09-23", "两个月前|두 달 전|two months ago"),
        ("2026-05-23", "半年前|半年了|半年以前|반년 전|half a year ago|六个月前"),
        ("2023-11-23", "三年前|三年了|3년 전|three years ago"),
        ("2025-05-23", "一年半前|일년 반 전"),
    ],
)
def test_distances_are_counted_from_today(day: str, typed: str) -> None:
    assert {way: read(way) for way in cells(typed)} == dict.fromkeys(cells(typed), day)


def test_a_month_after_the_31st_is_the_last_of_a_shorter_month() -> None:
    today = datetime.date(2027, 1, 31)
    assert date("一个月后", today, today, FAR_AHEAD) == datetime.date(2027, 2, 28)


@pytest.mark.parametrize(
    "typed",
    [
        *cells("""|3|somewhen|三天|十八年|几天后|三四天后|十几号|半天后|半周前|3月前|5月中旬|三四月|오
        春节前|秋收后|年后|年前|过年|过年后|日后|三四个月前
        3/5/2018|18/4/24|5月三四号"""),
        *("明" * 100, "起" * 30, "1" * 100),
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert read(typed) == "date_unread"


@pytest.mark.parametrize(
    "typed", cells("正月十五|腊月|农历五月|五月初三|八月十五|大年初八|음력 5월|추석|lunar May")
)
def test_a_day_by_the_moon_is_told_to_be_so(typed: str) -> None:
    assert read(typed) == "date_lunar"


@pytest.mark.parametrize(
    "typed",
    cells(
        """32号|0号|2月30日|2月30|13月|13月1号|5.32|4月31日|2023年2月29日|20181301|2018.13|32일
        0000年|0000-01-01|February 30|31 April 2027|9999年后|9999년 전"""
    ),
)
def test_a_day_that_is_in_no_calendar_is_refused(typed: str) -> None:
    assert read(typed) == "date_impossible"


def test_a_day_before_the_earliest_is_told_which_that_is() -> None:
    refused = date("1985年", TODAY, LONG_AGO, TODAY)
    assert refused == Refusal("date_too_early", {"earliest": "1986-01-01"})


def test_a_day_after_the_latest_is_told_which_that_is() -> None:
    refused = date("明天", TODAY, LONG_AGO, TODAY)
    assert refused == Refusal("date_too_late", {"latest": "2026-11-23"})


@pytest.mark.parametrize("typed", ["2026-11-20", "2026-11-25"])
def test_both_bounds_are_within(typed: str) -> None:
    first, last = datetime.date(2026, 11, 20), datetime.date(2026, 11, 25)
    assert date(typed, TODAY, first, last) == datetime.date.fromisoformat(typed)


@pytest.mark.parametrize(
    ("typed", "meant_ahead", "meant_back"),
    [
        ("5月3号", "2027-05-03", "2026-05-03"),
        ("12月", "2026-12-01", "2025-12-01"),
        ("3号", "2026-12-03", "2026-11-03"),
        ("25号", "2026-11-25", "2026-10-25"),
        ("31号", "2026-12-31", "2026-10-31"),
        ("23号", "2026-11-23", "2026-11-23"),
        ("周五", "2026-11-27", "2026-11-20"),
        ("月底", "2026-11-30", "2026-10-31"),
        ("年底", "2026-12-31", "2025-12-31"),
        ("年初", "2027-01-01", "2026-01-01"),
        ("2月29日", "2028-02-29", "2024-02-29"),
        ("11月", "2026-11-23", "2026-11-01"),
        ("这个月", "2026-11-23", "2026-11-01"),
    ],
)
def test_what_is_left_out_is_looked_for_ahead_or_back(
    typed: str, meant_ahead: str, meant_back: str
) -> None:
    assert (ahead(typed), back(typed)) == (meant_ahead, meant_back)


def test_a_day_only_asked_for_in_the_past_is_found_there() -> None:
    first, last = datetime.date(2018, 1, 1), datetime.date(2018, 12, 31)
    assert date("5月3号", TODAY, first, last) == datetime.date(2018, 5, 3)


def test_a_day_only_asked_for_far_ahead_is_found_there() -> None:
    first, last = datetime.date(2040, 1, 1), datetime.date(2040, 12, 31)
    assert date("5月3号", TODAY, first, last) == datetime.date(2040, 5, 3)


def test_the_other_direction_is_taken_where_only_that_is_asked_for() -> None:
    soon = datetime.date(2026, 12, 1)
    assert date("5月3号", TODAY, LONG_AGO, soon) == datetime.date(2026, 5, 3)


def test_a_year_left_out_of_a_leap_day_is_found_across_1900() -> None:
    today = datetime.date(1897, 1, 1)
    leap = date("2月29日", today, today, datetime.date(1910, 1, 1))
    assert leap == datetime.date(1904, 2, 29)


WAYS: tuple[Callable[[datetime.date], str], ...] = (
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 号",
    lambda d: f"{d.year}년 {d.month}월 {d.day}일",
    lambda d: f"{d.year}. {d.month}. {d.day}.",
    lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d.day} {d:%b} {d.year}",
)
days = st.dates(LONG_AGO, FAR_AHEAD)


@given(days, st.sampled_from(WAYS))
def test_every_date_reads_back(day: datetime.date, way: Callable[[datetime.date], str]) -> None:
    assert read(way(day)) == day.isoformat()


@given(st.dates(TODAY, TODAY + datetime.timedelta(days=364)))
def test_every_date_of_the_year_ahead_reads_back_without_its_year(day: datetime.date) -> None:
    assert ahead(f"{day.month}月{day.day}号") == day.isoformat()


@given(st.dates(TODAY - datetime.timedelta(days=364), TODAY))
def test_every_date_of_the_year_past_reads_back_without_its_year(day: datetime.date) -> None:
    assert back(f"{day.month}.{day.day}") == day.isoformat()


@given(st.integers(1, 3000))
def test_every_number_of_days_reads_back(count: int) -> None:
    there = (TODAY + datetime.timedelta(days=count)).isoformat()
    assert {read(f"{count}天后"), read(f"{count}일 후"), read(f"in {count} days")} == {there}
