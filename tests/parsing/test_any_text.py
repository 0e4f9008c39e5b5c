"""Whatever is typed, each reader gives a value or a refusal, and a refusal tells nothing of it."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.parsing import credit_code, date, id_number, money, number, phone, text, words
from dialogue.parsing.text import ANSWER_MOST
from models.core import fees, plain_text
from models.core.refusal import Refusal
from tests.parsing.table import cells

TODAY = datetime.date(2026, 11, 23)
PARAMS = {
    "text_too_long": {"most": 20},
    "number_out_of_range": {"least": 1, "most": 90},
    "money_out_of_range": {"least": 100, "most": 100_000},
    "date_too_early": {"earliest": "2026-01-01"},
    "date_too_late": {"latest": "2027-01-01"},
    "id_too_young": {"youngest": 16},
    "id_too_old": {"oldest": 90},
}
READERS: dict[str, Callable[[str], object]] = {
    "plain": plain_text.plain,
    "name": text.name,
    "line": lambda said: text.line(said, 20),
    "whole": lambda said: number.whole(said, 1, 90),
    "money": lambda said: money.money(said, 100, 100_000),
    "date": lambda said: date.date(
        said, TODAY, datetime.date(2026, 1, 1), datetime.date(2027, 1, 1)
    ),
    "id_number": lambda said: id_number.id_number(said, TODAY),
    "credit_code": credit_code.credit_code,
    "fee_word": fees.fee_word,
    "phone": lambda said: phone.phone(said, None),
    "phone of an area": lambda said: phone.phone(said, "0436"),
    "pick": words.pick,
    "means": lambda said: words.means(said, words.YES),
    "masked": id_number.masked,
    "masked phone": phone.masked_phone,
}
# What people type is seldom any text at all: signs that the readers look for come together.
typical = st.text(
    "0123456789１２②.,-+/~ :年月日号天周个后前初底半了上下这去明今一二三四五六七八九十百千万两俩"
    "零〇点负元块毛k¥第和选월일년주달전후개명일이삼천백만반다음지난xX×\u200b\ud800",
    max_size=24,
)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=150)
@given(said=st.one_of(st.text(), typical, st.text(st.characters(), min_size=30)))
def test_no_text_raises_and_no_refusal_repeats_it(reader: str, said: str) -> None:
    read = READERS[reader](said)
    if isinstance(read, Refusal):
        known: tuple[dict[str, object], ...] = (
            {},
            {"count": read.params.get("count")},
            {"most": ANSWER_MOST},
        )
        assert read.params in (*known, PARAMS.get(read.name))


@given(st.dates(), st.dates(), st.dates(), typical)
def test_dates_are_read_or_refused_on_any_day_and_within_any_bounds(
    today: datetime.date, earliest: datetime.date, latest: datetime.date, said: str
) -> None:
    read = date.date(said, today, earliest, latest)
    assert isinstance(read, Refusal) or earliest <= read <= latest


@pytest.mark.parametrize("today", [datetime.date.min, datetime.date.max])
@pytest.mark.parametrize(
    "said", cells("昨天|明天|上周一|下周一|3号|月底|5月3号|去年|一年后|一年前")
)
def test_dates_are_read_or_refused_at_the_ends_of_the_calendar(
    today: datetime.date, said: str
) -> None:
    assert isinstance(date.date(said, today, today, today), datetime.date | Refusal)
