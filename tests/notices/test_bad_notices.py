"""Bad input in a notice: one clear sentence, the same question again, nothing lost."""

from typing import Any

import pytest

from dialogue.notices.publication import PUBLISH
from tests.support.labourers.intake import labels, tap, tells_refusal
from tests.support.notices.chat import (
    FAIR,
    asks_notice,
    fills_notice,
    newest_text,
    prepares_notice,
    registered_person,
    steps_to,
    writes_notice,
)
from tests.support.town import ANA, DAI, Town

VACANCY: dict[str, Any] = {"kind": "vacancy"}
HESHENG, HENAN = "222424101216", "222424101200"

BAD: dict[str, tuple[str, str, str]] = {
    "a fair yesterday": ("day", "昨天", "date_too_early"),
    "a day that is not there": ("day", "11月31号", "date_impossible"),
    "no day at all": ("day", "soonish", "date_unread"),
    "a time that is not there": ("time", "25:00", "time_impossible"),
    "no time at all": ("time", "after lunch or so", "time_unread"),
    "no seats": ("capacity", "0", "number_out_of_range"),
    "no seats for anybody": ("capacity", "0个人", "number_out_of_range"),
    "fewer seats than none": ("capacity", "-3", "number_negative"),
    "a deadline after the fair": ("deadline", "27 November", "deadline_late"),
    "a title of 41 characters": ("title", "x" * 41, "text_too_long"),
    "a text of 501 characters": ("text", "x" * 501, "text_too_long"),
    "a place of 61 characters": ("place", "x" * 61, "text_too_long"),
    "a picture in words": ("picture", "a picture of the hall", "photo_needed"),
    "an area outside the county": ("area", "育才村", "area_unknown"),
    "another county": ("area", "通榆县", "area_unknown"),
    "people who are not there": ("who", "9", "choices_unread"),
}


@pytest.mark.parametrize("case", BAD)
async def test_it_is_told_what_to_do_and_asked_again(town: Town, case: str) -> None:
    key, typed, refusal = BAD[case]
    await prepares_notice(town, upto=key)
    before = await town.given(DAI)
    await town.dai.says(typed)
    assert tells_refusal(town.dai, refusal)
    assert asks_notice(town.dai, key)
    assert await town.given(DAI) == before


async def test_an_hour_that_is_past_today_is_asked_again(town: Town) -> None:
    await prepares_notice(town, upto="time", day="2026-11-23")
    await town.dai.says("9 a.m.")
    assert tells_refusal(town.dai, "day_past")
    assert asks_notice(town.dai, "time")
    await town.dai.says("2 pm")
    assert asks_notice(town.dai, "place")


async def test_a_course_that_ends_before_it_begins_is_asked_again(town: Town) -> None:
    await prepares_notice(town, upto="ends_on", kind="training")
    await town.dai.says("25 November")
    assert tells_refusal(town.dai, "ends_before")
    assert asks_notice(town.dai, "ends_on")


async def test_an_area_that_is_no_longer_ones_own_is_refused_at_the_end(town: Town) -> None:
    await prepares_notice(town, area="220822")
    await town.dai.says("1")
    assert tells_refusal(town.dai, "area_outside")
    assert (await town.rows())["notice"] == []


@pytest.mark.parametrize("act", ["document", "sticker", "voice"])
async def test_a_picture_that_is_none_is_asked_for_again(town: Town, act: str) -> None:
    await prepares_notice(town, upto="picture")
    await town.dai.does(act)
    assert tells_refusal(town.dai, "photo_needed")
    assert asks_notice(town.dai, "picture")


@pytest.mark.parametrize("typed", ["妇女", "35岁以下", "只要汉族", "young people"])
async def test_a_vacancy_is_not_for_one_sex_age_or_people(town: Town, typed: str) -> None:
    await prepares_notice(town, upto="who", **VACANCY, day=None)
    await town.dai.says(typed)
    assert tells_refusal(town.dai, "audience_unlawful")
    assert asks_notice(town.dai, "who")


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("title", "招女工十名"),
        ("text", "要35岁以下的，能吃苦。"),
        ("text", "朝鲜族优先"),
        ("text", "Only men, please."),
    ],
)
async def test_the_words_of_a_vacancy_do_not_ask_for_them(town: Town, key: str, typed: str) -> None:
    await prepares_notice(town, upto=key, **VACANCY)
    await town.dai.says(typed)
    assert tells_refusal(town.dai, "vacancy_unlawful")
    assert asks_notice(town.dai, key)


async def test_a_vacancy_for_everybody_may_say_so(town: Town) -> None:
    await prepares_notice(town, upto="text", **VACANCY)
    await town.dai.says("男女不限，年满18周岁，包吃住。")
    assert asks_notice(town.dai, "also")


async def test_a_fair_that_becomes_a_vacancy_is_looked_at_as_one(town: Town) -> None:
    await registered_person(town, ANA)
    await writes_notice(town, text="招女工十名")
    await tap(town.dai, "✏️ Change something")
    await tap(town.dai, "Kind")
    await tap(town.dai, "Vacancy")
    assert tells_refusal(town.dai, "vacancy_unlawful")


async def test_nobody_fits_and_so_it_can_not_be_published(town: Town) -> None:
    await registered_person(town, ANA)
    await prepares_notice(town, upto="who")
    await town.dai.says("6")
    await town.dai.says("1")
    assert "Nobody fits" in town.dai.last
    assert PUBLISH not in labels(town.dai)


async def test_a_publish_button_of_before_nobody_fitted_is_refused(town: Town) -> None:
    await registered_person(town, ANA)
    await writes_notice(town)
    preview = town.dai.received[-1]
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Yes, delete everything")
    await town.dai.taps("Publish", preview)
    assert tells_refusal(town.dai, "audience_empty")


async def test_a_fair_that_has_begun_meanwhile_is_not_published(town: Town) -> None:
    await registered_person(town, ANA)
    await writes_notice(town)
    await town.wait(days=3)
    await tap(town.dai, PUBLISH)
    assert tells_refusal(town.dai, "day_past")


@pytest.mark.parametrize(
    ("day", "hour", "refusal"),
    [
        ("today", "9 a.m.", "day_past"),
        ("26 November", "", "publish_late"),
        ("yesterday", "", "date_too_early"),
    ],
)
async def test_it_goes_out_neither_in_the_past_nor_too_late(
    town: Town, day: str, hour: str, refusal: str
) -> None:
    await prepares_notice(town, upto="publish")
    await town.dai.says("2")
    await town.dai.says(day)
    if hour:
        await town.dai.says(hour)
    assert tells_refusal(town.dai, refusal)


async def test_what_telegram_would_refuse_as_html_arrives_as_it_was_typed(town: Town) -> None:
    await registered_person(town, ANA)
    await prepares_notice(town, upto="title")
    await town.dai.says("<b>Tea & cake</i>")
    await town.dai.says("1 < 2 && <script>\n<b>x")
    await fills_notice(town.dai, FAIR[3 : len(steps_to("place"))])
    await town.dai.says("A&B <hall>")
    await fills_notice(town.dai, FAIR[len(steps_to("capacity")) :])
    await tap(town.dai, PUBLISH)
    await town.settled()
    assert "<b>Tea & cake</i>\n1 < 2 && <script>\n<b>x" in await newest_text(town.ana)
    assert "📍 A&B <hall>" in town.ana.last
