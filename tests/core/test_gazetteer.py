"""Looking villages up without a store."""

import pytest

from models.core.gazetteer import COUNTY, Area, Gazetteer, spoken_name
from models.core.regions import SHIPPED, read_villages

REGIONS = Gazetteer(
    {
        "220822": "通榆县",
        "220822100": "瞻榆镇",
        "220822100200": "和盛村",
        "222424": "汪清县",
        "222424101": "大兴沟镇",
        "222424101200": "河南村",
        "222424101201": "和盛村",
        "222424101202": "上和盛村",
        "222424102": "汪清镇",
        "222424102001": "新惠社区",
    }
)


def found(text: str) -> list[str]:
    return [area.code for area in REGIONS.find(text)]


@pytest.mark.parametrize(
    ("official", "spoken"),
    [
        ("老村村委会", "老村村"),
        ("新惠社区居民委员会", "新惠社区"),
        ("兴盛社区", "兴盛社区"),
        ("林场虚拟社区居民委员会", "林场社区"),
        ("和盛村村民委员会", "和盛村"),
        ("和盛村民委员会", "和盛村"),
        ("乌兰嘎查委员会", "乌兰嘎查"),
        ("乌兰嘎查村民委员会", "乌兰嘎查"),
        ("前进村委会(东)", "前进村（东）"),
        ("前进村　（东）", "前进村（东）"),
        (" 和盛\u200b村委会　", "和盛村"),
    ],
)
def test_names_are_as_people_say_them(official: str, spoken: str) -> None:
    assert spoken_name(official) == spoken


def test_below_the_country_are_counties_and_below_them_townships_and_villages() -> None:
    assert REGIONS.below() == [Area("220822", "通榆县"), Area("222424", "汪清县")]
    assert [a.name for a in REGIONS.below("222424")] == ["大兴沟镇", "汪清镇"]
    assert [a.name for a in REGIONS.below("222424102")] == ["新惠社区"]
    assert REGIONS.below("222424102001") == []


def test_a_full_name_is_an_address() -> None:
    assert REGIONS.full_name("222424101201") == "汪清县 大兴沟镇 和盛村"
    assert REGIONS.full_name("222424") == "汪清县"
    assert REGIONS.full_name("990000") == REGIONS.name("990000") == ""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("和盛村", ["220822100200", "222424101201"]),
        ("和盛", ["220822100200", "222424101201"]),
        ("大兴沟镇和盛村", ["222424101201"]),
        ("汪清县 大兴沟镇 和盛村", ["222424101201"]),
        ("上和", ["222424101202"]),
        ("新惠", ["222424102001"]),
        ("新惠社区村", ["222424102001"]),
        ("月球村", []),
        ("村", ["220822100200", "222424101200", "222424101201", "222424101202"]),
        ("", []),
        (" ", []),
    ],
)
def test_a_part_of_the_name_finds_the_village(text: str, codes: list[str]) -> None:
    assert found(text) == codes


def test_within_an_area_only_what_lies_in_it_is_known() -> None:
    narrow = REGIONS.within(("222424101", "220822100200"))
    assert "222424101200" in narrow
    assert "222424102" not in narrow
    assert [area.name for area in narrow.below()] == ["通榆县", "汪清县"]
    assert [area.code for area in narrow.find("和盛村")] == ["220822100200", "222424101201"]
    assert REGIONS.within(()).below() == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("大兴沟镇政府", "222424101"),
        ("大兴沟卫生院", "222424101"),
        ("大兴沟镇河南村村部", "222424101200"),
        ("大兴沟 和盛 村 二楼", "222424101201"),
        ("新惠社区活动室", "222424102001"),
        ("汪清镇文化站", "222424102"),
        ("汪清县人社局", "222424"),
        ("汪清食品厂", "222424"),
        ("县医院", "222424"),
        ("瞻榆镇政府", "222424"),
        ("", "222424"),
    ],
)
def test_a_place_is_in_the_township_or_village_that_its_name_speaks_of(
    place: str, code: str
) -> None:
    assert REGIONS.mentioned(place, "222424") == code


def test_every_township_and_village_is_found_in_its_own_address() -> None:
    names = read_villages(SHIPPED)
    assert isinstance(names, dict)
    regions = Gazetteer(names)
    for code in names.keys() - {area.code for area in regions.below()}:
        assert regions.mentioned(f"{regions.full_name(code)}门口", code[:COUNTY]) == code
