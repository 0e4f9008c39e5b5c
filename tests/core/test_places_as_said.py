"""Places as people say and write them: found for certain, offered to be asked, or left alone.

Never is a village taken that was not said: offering costs a tap, a wrong entry costs a livelihood.
"""

from itertools import product

import pytest

from models.core.gazetteer import Area, Gazetteer
from models.core.region_names import korean_name
from models.core.vocabulary import Language
from tests.support.form_contexts import REGIONS
from tests.support.places_said import (
    EAST,
    NAMED,
    NEAR,
    NOT_EVEN_NEAR,
    NOWHERE,
    READ_IN_YANBIAN,
    pairs,
    words,
)

HESHENG = "汪清县 大兴沟镇 和盛村"


def full(areas: list[Area]) -> list[str]:
    return [REGIONS.full_name(area.code) for area in areas]


@pytest.mark.parametrize(("typed", "place"), pairs(NAMED))
def test_a_place_is_found_as_people_have_it(typed: str, place: str) -> None:
    assert full(REGIONS.named(typed)) == [place]


SEVERAL = {
    "永安村": ["汪清县 大兴沟镇 永安村", "汪清县 百草沟镇 永安村"],
    "我是永安村的": ["汪清县 大兴沟镇 永安村", "汪清县 百草沟镇 永安村"],
    "영안촌": ["汪清县 大兴沟镇 永安村", "汪清县 百草沟镇 永安村"],
    "吉林省永安村三组": ["汪清县 大兴沟镇 永安村", "汪清县 百草沟镇 永安村"],
    "河南": ["汪清县 大兴沟镇 河南村", "汪清县 罗子沟镇 河南村"],
    "汪清": ["汪清县 汪清镇 汪清村", "汪清县"],
    "金苍": ["汪清县 复兴镇 金苍社区", "汪清县 复兴镇 金苍村"],
    "춘화": ["汪清县 汪清镇 春和村"],
}


@pytest.mark.parametrize(("typed", "places"), SEVERAL.items())
def test_of_one_name_all_are_found(typed: str, places: list[str]) -> None:
    assert full(REGIONS.named(typed)) == places


@pytest.mark.parametrize(("typed", "place"), pairs(NEAR))
def test_what_is_near_is_offered_and_never_taken(typed: str, place: str) -> None:
    assert REGIONS.named(typed) == []
    offered = full(REGIONS.similar(typed))
    assert place in offered
    assert len(offered) <= 10


@pytest.mark.parametrize("typed", words(NOWHERE))
def test_what_names_no_place_is_no_place(typed: str) -> None:
    assert REGIONS.named(typed) == []


@pytest.mark.parametrize("typed", words(NOT_EVEN_NEAR))
def test_what_is_not_even_near_offers_nothing(typed: str) -> None:
    assert REGIONS.similar(typed) == []


def test_a_hamlet_with_the_name_of_another_village_leaves_it_open() -> None:
    assert REGIONS.named("和盛村永安屯") == []
    assert {"汪清县 大兴沟镇 和盛村", "汪清县 大兴沟镇 永安村"} <= set(
        full(REGIONS.similar("和盛村永安屯"))
    )


TWINS = Gazetteer(
    {
        "220881": "洮南市",
        "220881100": "瓦房镇",
        "220881100201": "前进村（东）",
        "220881100202": "前进村（西）",
        "220881101": "万宝镇",
        "220881101201": "前进村",
    }
)


@pytest.mark.parametrize("typed", words(EAST))
def test_a_village_told_apart_in_brackets_is_found_and_never_another(typed: str) -> None:
    assert [area.code for area in TWINS.named(typed)] == ["220881100201"]


def test_without_the_brackets_all_of_that_name_are_asked_about() -> None:
    every = ["220881100201", "220881100202", "220881101201"]
    assert [area.code for area in TWINS.named("前进村")] == every
    assert [area.code for area in TWINS.named("万宝镇前进村")] == ["220881101201"]
    assert TWINS.named("前进村（南）") == []


LEADS = ("", "我是", "家住", "我家在", "吉林省", "汪清县", "吉林省延边朝鲜族自治州汪清县")
ENDS = ("", "的", "那边", "。", "三组", "12号", "3队东头", "，15号")


def test_every_village_is_found_in_every_way_to_say_it() -> None:
    """None is lost, and none is taken for another."""
    villages = [
        (v.code, v.name, t.name) for t in REGIONS.below("222424") for v in REGIONS.below(t.code)
    ]
    for at, (code, name, township) in enumerate(villages):
        lead, end = list(product(LEADS, ENDS))[at % (len(LEADS) * len(ENDS))]
        above = "" if lead.startswith(("我", "家")) else township
        found = [area.code for area in REGIONS.named(f"{lead}{above}{name}{end}")]
        assert code in found, (lead, above, name, end)
        assert {REGIONS.name(one) for one in found} == {name}


KOREAN = REGIONS.in_language(Language.KO)


@pytest.mark.parametrize("pair", words(READ_IN_YANBIAN))
def test_characters_are_read_as_in_yanbian(pair: str) -> None:
    name, korean = pair.split()
    assert korean_name(name) == korean


def test_in_korean_yanbian_has_the_names_that_people_there_use() -> None:
    assert KOREAN.full_name("222424101216") == "왕청현 대흥구진 화성촌"
    assert [t.name for t in KOREAN.below("222424")][:6] == [
        *("대천가두", "신민가두", "장영가두", "왕청진", "대흥구진", "천교령진"),
    ]
    assert KOREAN.full_name("220822100200") == REGIONS.full_name("220822100200")


def test_every_village_of_yanbian_is_found_by_its_korean_name() -> None:
    for township in KOREAN.below("222424"):
        for village in KOREAN.below(township.code):
            found = [area.code for area in KOREAN.named(f"{township.name} {village.name}")]
            assert found == [village.code], village.name


def test_two_villages_of_a_township_with_one_korean_name_are_shown_with_the_chinese() -> None:
    twins = Gazetteer(
        {
            "222424": "汪清县",
            "222424101": "大兴沟镇",
            "222424101201": "新华村",
            "222424101202": "新和村",
            "222424101203": "新光村",
        }
    ).in_language(Language.KO)
    assert [area.name for area in twins.below("222424101")] == [
        *("신화촌(新华村)", "신화촌(新和村)", "신광촌"),
    ]


def test_a_retired_village_is_known_but_not_offered() -> None:
    names = {code: REGIONS.name(code) for code in ("222424", "222424101", "222424101216")}
    retired = Gazetteer(names, {"222424101216"})
    assert retired.below("222424101") == retired.named("和盛村") == retired.similar("和盛") == []
    assert retired.full_name("222424101216") == HESHENG
    assert [area.code for area in retired.find("和盛")] == ["222424101216"]
