"""Places as people say and write them: found for certain, offered to be asked, or left alone.

Never is a village taken that was not said: offering costs a tap, a wrong entry costs a livelihood.
"""

from itertools import product

import pytest

from models.core.gazetteer import Gazetteer
from models.core.vocabulary import Language
from tests.support.form_contexts import REGIONS

HESHENG = "汪清县 大兴沟镇 和盛村"
XINHUI = "汪清县 新民街道 新惠社区"


def full(areas: list) -> list[str]:  # type: ignore[type-arg]
    return [REGIONS.full_name(area.code) for area in areas]


NAMED = {
    HESHENG: [
        *(
            "和盛",
            "和盛村",
            "和盛村。",
            "“和盛村”",
            "和盛村！",
            " 和盛村　",
            "和\u200b盛村",
            "和盛村\ufeff",
        ),
        *(
            "我是和盛村的",
            "我和盛村的",
            "俺是和盛村的",
            "我家在和盛村",
            "家住和盛村",
            "我住和盛",
            "俺家和盛村",
        ),
        *(
            "在和盛村那边",
            "和盛村那疙瘩",
            "和盛那块儿",
            "就是和盛村",
            "来自和盛村",
            "和盛村里的",
            "和盛村的人",
        ),
        *(
            "和盛村民委员会",
            "和盛村村民委员会",
            "和盛村委会",
            "和盛村村委会",
            "和盛村委",
            "和盛大队",
            "和盛生产大队",
        ),
        *(
            "和盛屯",
            "和盛嘎查",
            "和盛嘎查委员会",
            "和 盛 村",
            "和盛村哈",
            "户口在和盛村",
            "地址：和盛村",
        ),
        *(
            "和盛村三组",
            "和盛村3组",
            "和盛村第三村民小组",
            "和盛村3队",
            "和盛三队",
            "和盛村15号",
            "和盛村２组15号",
        ),
        *(
            "和盛村，三组",
            "和盛村东头",
            "和盛村二社",
            "和盛村王家屯",
            "和盛村王家屯12号",
            "和盛村三组18号",
            "和盛村12-3号",
        ),
        *("大兴沟和盛", "大兴沟镇和盛村", "汪清和盛", "汪清县和盛村", "大兴沟镇 和盛村 三组"),
        *("吉林省汪清县大兴沟镇和盛村三组", "吉林汪清大兴沟和盛", "中国吉林省和盛村"),
        *(
            "吉林省延边朝鲜族自治州汪清县大兴沟镇和盛村15号",
            "延边州汪清县大兴沟镇和盛村",
            "延边汪清县和盛村",
        ),
        *(
            "大興溝鎮和盛村",
            "汪清縣和盛村",
            "⼤兴沟镇和盛村",
            "我家住吉林省汪清县大兴沟镇和盛村那边",
        ),
        *(
            "화성촌",
            "화성",
            "대흥구진 화성촌",
            "대흥구화성촌",
            "왕청현 대흥구진 화성촌",
            "화성 마을",
        ),
        *(
            "저는 화성촌에 삽니다",
            "우리 집은 화성촌입니다",
            "화성촌에 있소",
            "화성촌 사람이오",
            "화성촌 3조",
        ),
        *("길림성 왕청현 대흥구진 화성촌", "연변조선족자치주 왕청현 화성촌", "화성촌."),
    ],
    XINHUI: [
        *(
            "新惠",
            "新惠社区",
            "新惠居委会",
            "新惠社区居委会",
            "新惠社区居民委员会",
            "新惠居民委员会",
        ),
        *(
            "新民街道新惠社区",
            "新惠社区5号楼2单元301室",
            "新惠社区民主街12号",
            "신혜사회구역",
            "신혜사구",
        ),
    ],
    "汪清县 百草沟镇": [
        "百草沟镇",
        "백초구진",
        "백초구 진",
        "왕청현 백초구진",
        "我在百草沟镇",
        "百草溝鎮",
    ],
    "汪清县 罗子沟镇": ["罗子沟", "라자구진", "라자구", "나자구", "나자구진", "나자구 진"],
    "汪清县": [
        "汪清县",
        "我是汪清县的",
        "왕청현",
        "吉林省汪清县",
        "吉林省延边州汪清县",
        "왕청현에 삽니다",
    ],
    "通榆县": ["通榆", "通榆县", "白城市通榆县", "통유현"],
    "汪清县 新民街道": ["新民街道", "신민가두", "新民街道那边"],
    "通榆县 向海蒙古族乡": ["向海乡", "向海蒙古族乡", "通榆县向海乡"],
    "汪清县 汪清镇 老村村": ["老村", "老村村", "老村村委会", "汪清镇老村", "로촌", "노촌촌"],
    "汪清县 罗子沟镇 新村村": ["新村", "新村村", "罗子沟新村"],
    "汪清县 春阳镇 上屯村": ["上屯", "上屯村", "春阳上屯"],
    "汪清县 汪清林业局 金苍林场生活区": ["金苍林场", "金苍林场生活区"],
    "汪清县 大兴沟镇 蛤蟆塘村": ["蛤蟆塘", "하마탕촌", "하마탕"],
    "汪清县 大兴沟镇 龙水村": ["龙水村", "룡수촌", "용수촌", "룡수", "용수 마을"],
    "汪清县 大兴沟镇 柳亭村": ["柳亭", "류정촌", "유정촌"],
    "汪清县 百草沟镇 永安村": ["百草沟永安村", "百草沟镇永安", "백초구 영안촌"],
}


@pytest.mark.parametrize(
    ("typed", "place"), [(typed, place) for place, said in NAMED.items() for typed in said]
)
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


NEAR = {
    HESHENG: [
        *(
            "合盛村",
            "何生村",
            "和胜",
            "禾盛",
            "和圣村",
            "核生",
            "大兴沟镇合盛村",
            "大兴沟镇和圣村三组",
        ),
        *(
            "不是和盛村",
            "我妈是和盛村的",
            "老家和盛村",
            "以前住和盛村",
            "和盛村旁边",
            "和盛村吗",
            "和盛村？",
            "是不是和盛",
        ),
        *(
            "白城市和盛村",
            "黑龙江省和盛村",
            "龙井市和盛村",
            "百草沟镇和盛村",
            "大星沟镇和盛村",
            "我媳妇家在和盛",
        ),
        *("hesheng", "Hesheng village", "he sheng cun", "화성촌입니까", "和盛村老王家", "上和盛村"),
    ],
    "汪清县 大兴沟镇": ["大星沟镇", "大兴钩镇", "大型沟", "daxinggou", "Daxinggou town"],
    "汪清县 百草沟镇": ["白草沟镇", "百草勾镇", "배초구진", "백조구진"],
    "汪清县 天桥岭镇 鹿圈子村": ["鹿圈村", "鹿卷子村", "路圈子"],
    "通榆县 八面乡 四平山村": ["四平"],
    "汪清县 复兴镇 金苍村": ["金苍村吗"],
}


@pytest.mark.parametrize(
    ("typed", "place"), [(typed, place) for place, said in NEAR.items() for typed in said]
)
def test_what_is_near_is_offered_and_never_taken(typed: str, place: str) -> None:
    assert REGIONS.named(typed) == []
    offered = full(REGIONS.similar(typed))
    assert place in offered
    assert len(offered) <= 10


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "。",
            "3",
            "三",
            "三队",
            "15号",
            "第三村民小组",
            "村",
            "社区",
            "镇",
            "的",
            "我是",
            "那边",
        ),
        *(
            "好的",
            "你好",
            "谢谢",
            "我想找工作",
            "不知道",
            "没有",
            "他妈的",
            "什么意思",
            "为什么要问这个",
            "随便",
        ),
        *(
            "没有这个村",
            "无此村",
            "月球村",
            "北京",
            "上海市浦东新区",
            "吉林省",
            "延边",
            "길림성",
            "연변",
        ),
        *(
            "<b>",
            "https://example.org",
            "13800001111",
            "和" * 60,
            "一" * 60,
            "1" * 60,
            "我家" * 30,
            "屯" * 60,
        ),
        *("괜찮습니다", "모르겠습니다", "네", "안녕하세요", "no idea", "later", "🙂", "和盛" * 40),
    ],
)
def test_what_names_no_place_is_no_place(typed: str) -> None:
    assert REGIONS.named(typed) == []


@pytest.mark.parametrize(
    "typed", ["好的", "你好", "我想找工作", "不知道", "谢谢", "네", "3", "三队", "15号"]
)
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


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "前进村（东）",
            "前进村(东)",
            "前进村東",
            "前进村 东",
            "前进村东",
            "东前进村",
            "前进东村",
            "前进村（东）　",
        ),
        *("我是前进村（东）的", "瓦房镇前进村东", "洮南市瓦房镇前进村（东）三组", "前进村（东）。"),
    ],
)
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
    left = Gazetteer({c: REGIONS.name(c) for c in ("222424", "222424101", "222424101216")})
    retired = Gazetteer({**left._names}, {"222424101216"})
    assert retired.below("222424101") == retired.named("和盛村") == retired.similar("和盛") == []
    assert retired.full_name("222424101216") == HESHENG
    assert [area.code for area in retired.find("和盛")] == ["222424101216"]
