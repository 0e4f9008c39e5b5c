"""The counties, townships and villages that come with the bot."""

import pytest

from models.core.gazetteer import Gazetteer, spoken_name
from tests.support.form_contexts import REGIONS

WANGQING, DAXINGGOU, HESHENG = "222424", "222424101", "222424101216"


def found(text: str) -> list[str]:
    """What a text may mean, in full."""
    return [REGIONS.full_name(area.code) for area in REGIONS.find(text)]


@pytest.mark.parametrize(
    ("official", "spoken"),
    [
        ("老村村委会", "老村村"),
        ("和盛村", "和盛村"),
        ("新惠社区居民委员会", "新惠社区"),
        ("金苍社区居委会", "金苍社区"),
        ("瞻榆居委会", "瞻榆居委会"),
        ("同发虚拟社区", "同发社区"),
    ],
)
def test_a_name_is_said_without_its_office(official: str, spoken: str) -> None:
    assert spoken_name(official) == spoken


@pytest.mark.parametrize(
    "typed",
    [
        *("和盛", "和盛村", "和盛屯", "和 盛", "和盛村委会"),
        *("大兴沟和盛", "大兴沟镇和盛村", "汪清和盛", "汪清县 大兴沟镇 和盛村"),
    ],
)
def test_a_village_is_found_however_it_is_called(typed: str) -> None:
    assert found(typed) == ["汪清县 大兴沟镇 和盛村"]


def test_a_name_that_exists_twice_is_found_twice() -> None:
    assert found("永安村") == ["汪清县 大兴沟镇 永安村", "汪清县 百草沟镇 永安村"]


def test_its_township_before_the_name_tells_them_apart() -> None:
    assert found("百草沟永安村") == ["汪清县 百草沟镇 永安村"]


def test_a_community_is_not_mistaken_for_the_village_of_its_name() -> None:
    assert found("金苍社区") == ["汪清县 复兴镇 金苍社区"]


def test_a_village_in_a_township_of_its_name_is_found() -> None:
    assert found("新兴村") == ["通榆县 新兴乡 新兴村", "汪清县 东光镇 新兴村"]


def test_a_part_of_a_name_finds_all_that_have_it() -> None:
    assert found("四平") == ["通榆县 八面乡 四平山村"]
    assert all("家子" in name for name in found("家子"))
    assert len(found("家子")) > 1


@pytest.mark.parametrize("typed", ["大兴沟", "大兴沟镇", "大兴沟 镇"])
def test_a_township_is_found_by_its_name(typed: str) -> None:
    assert [area.code for area in REGIONS.find(typed)] == [DAXINGGOU]


@pytest.mark.parametrize(("typed", "county"), [("汪清县", "汪清县"), ("通榆", "通榆县")])
def test_a_county_is_found_by_its_name(typed: str, county: str) -> None:
    assert found(typed) == [county]


def test_a_township_that_exists_in_two_counties_is_not_guessed() -> None:
    twice = Gazetteer({"220822107": "新华镇", "222424107": "新华镇"})
    assert twice.find("新华") == twice.find("新华镇") == []


def test_where_a_village_has_the_name_of_a_county_both_are_found() -> None:
    assert found("汪清") == ["汪清县 汪清镇 汪清村", "汪清县"]


@pytest.mark.parametrize("typed", ["", " ", "没有这个村", "大兴沟村", "<b>", "Hesheng", "3"])
def test_a_village_that_does_not_exist_is_not_found(typed: str) -> None:
    assert found(typed) == []


def test_villages_are_found_by_their_full_names_alone() -> None:
    villages = [
        village
        for county in REGIONS.below()
        for township in REGIONS.below(county.code)
        for village in REGIONS.below(township.code)
    ]
    assert len(villages) == 467
    for village in villages[::7]:
        assert REGIONS.find(REGIONS.full_name(village.code)) == [village]


def test_regions_lie_in_regions() -> None:
    assert [area.name for area in REGIONS.below()] == ["通榆县", "汪清县"]
    assert DAXINGGOU in [area.code for area in REGIONS.below(WANGQING)]
    assert REGIONS.below(HESHENG) == REGIONS.below("2224") == []


def test_a_code_has_its_name_and_an_unknown_one_none() -> None:
    assert HESHENG in REGIONS
    assert REGIONS.name(HESHENG) == "和盛村"
    assert REGIONS.full_name(DAXINGGOU) == "汪清县 大兴沟镇"
    assert "999999" not in REGIONS
    assert (REGIONS.name("999999"), REGIONS.full_name("999999999999")) == ("", "")


def test_an_area_is_kept_with_the_regions_above_it() -> None:
    narrowed = REGIONS.within([DAXINGGOU])
    assert [area.name for area in narrowed.below()] == ["汪清县"]
    assert [area.name for area in narrowed.below(WANGQING)] == ["大兴沟镇"]
    assert narrowed.below(DAXINGGOU) == REGIONS.below(DAXINGGOU)


def test_one_village_is_an_area_too() -> None:
    narrowed = REGIONS.within([HESHENG])
    assert [area.code for area in narrowed.below(DAXINGGOU)] == [HESHENG]


def test_without_areas_nothing_is_left() -> None:
    assert REGIONS.within([]).below() == Gazetteer({}).below() == []
