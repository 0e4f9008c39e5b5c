"""A village by buttons, by number, or by a part of its name."""

from dataclasses import replace

import pytest

from dialogue.core.form import InProgress
from dialogue.core.user_input import SentOther, SharedPlace
from dialogue.fields import Village
from tests.support.form_contexts import REGIONS, ZH, Asked, refusal_name

HOME = Asked(Village(), ZH)
TONGYU, WANGQING = "220822", "222424"
DAXINGGOU, HESHENG = "222424101", "222424101216"
IN_WANGQING = HOME.then(HOME.taps(WANGQING))


def at_home_in(area: str) -> Asked:
    """Asked where one may choose from that area alone."""
    return Asked(Village(), replace(ZH, regions=REGIONS.within([area])))


def test_county_township_and_village_are_tapped() -> None:
    assert HOME.labels == ["通榆县", "汪清县"]
    township = IN_WANGQING.then(IN_WANGQING.taps(DAXINGGOU))
    assert township.taps(HESHENG) == HESHENG


def test_back_leads_from_the_villages_to_the_townships() -> None:
    step = IN_WANGQING.taps(DAXINGGOU)
    assert step == InProgress({"in": DAXINGGOU, "before": {"in": WANGQING}})


@pytest.mark.parametrize(
    "asked", [HOME, IN_WANGQING, IN_WANGQING.then(IN_WANGQING.taps(DAXINGGOU))]
)
def test_the_typed_number_of_a_region_is_its_tap(asked: Asked) -> None:
    for number, option in enumerate(asked.options, start=1):
        assert asked.types(str(number)) == asked.taps(option.code)


@pytest.mark.parametrize("typed", ["3", "99", "0", "没有这个村", "", "<b>月球</b>", "和" * 4096])
def test_a_village_that_does_not_exist_is_refused(typed: str) -> None:
    assert refusal_name(HOME.types(typed)) == "village_unknown"


def test_a_village_of_one_name_is_taken_at_once() -> None:
    assert HOME.types("和盛") == HESHENG


def test_a_name_that_exists_twice_is_asked_for_with_townships() -> None:
    asked = HOME.then(HOME.types("永安村"))
    assert asked.labels == ["汪清县 大兴沟镇 永安村", "汪清县 百草沟镇 永安村"]
    assert asked.kind.hint(asked.partial) != asked.kind.hint(None)
    assert asked.types("2") == asked.types("百草沟") == asked.taps(asked.options[1].code)


def test_another_name_can_be_typed_instead_of_choosing() -> None:
    twice = IN_WANGQING.then(IN_WANGQING.types("永安村"))
    assert twice.types("和盛") == HESHENG
    again = twice.types("新兴村")
    assert isinstance(again, InProgress)
    assert again.value["before"] == IN_WANGQING.partial


def test_within_a_county_its_own_village_is_meant() -> None:
    assert refusal_name(HOME.types("村")) == "village_many"
    assert HOME.then(HOME.taps(TONGYU)).types("永胜村") == "220822200204"


def test_within_a_county_villages_elsewhere_are_still_found() -> None:
    assert HOME.then(HOME.taps(TONGYU)).types("和盛") == HESHENG


def test_a_township_typed_opens_it() -> None:
    opened = HOME.then(HOME.types("大兴沟"))
    assert HESHENG in [option.code for option in opened.options]


def test_a_label_typed_is_its_button() -> None:
    assert HOME.types("汪清县") == HOME.taps(WANGQING)
    assert IN_WANGQING.types("大兴沟镇") == IN_WANGQING.taps(DAXINGGOU)


def test_a_name_of_both_a_village_and_a_county_is_asked_for() -> None:
    asked = HOME.then(HOME.types("汪清"))
    assert asked.labels == ["汪清县 汪清镇 汪清村", "汪清县"]
    assert asked.types("2") == HOME.taps(WANGQING)


def test_too_many_are_counted() -> None:
    assert HOME.types("村").params["count"] > 300


@pytest.mark.parametrize("code", [HESHENG, DAXINGGOU, "999999", "", "other"])
def test_a_region_that_was_not_offered_is_refused(code: str) -> None:
    assert refusal_name(HOME.taps(code)) == "button_stale"


@pytest.mark.parametrize("said", [SentOther(), SharedPlace(43.3, 129.7)])
def test_a_place_on_the_map_is_no_village(said: SentOther | SharedPlace) -> None:
    assert refusal_name(HOME.hears(said)) == "words_only"


def test_a_lone_county_and_a_lone_township_are_no_choice() -> None:
    assert at_home_in(DAXINGGOU).options == REGIONS_IN_DAXINGGOU.options
    assert at_home_in(HESHENG).labels == ["和盛村"]


REGIONS_IN_DAXINGGOU = Asked(Village(), ZH, {"in": DAXINGGOU})


def test_back_out_of_a_lone_county_skips_it() -> None:
    asked = at_home_in(WANGQING)
    assert asked.taps(DAXINGGOU) == InProgress({"in": DAXINGGOU, "before": None})


def test_another_county_is_out_of_reach() -> None:
    assert refusal_name(at_home_in(WANGQING).types("树满社区")) == "village_unknown"


def test_without_villages_it_is_said_whom_to_ask() -> None:
    nowhere = Asked(Village(), replace(ZH, regions=REGIONS.within([])))
    assert nowhere.options == []
    assert refusal_name(nowhere.types("和盛")) == "no_villages"


@pytest.mark.parametrize(
    "typed", ["合盛村", "不是和盛村", "老家和盛", "和盛村吗", "hesheng", "上和盛村"]
)
def test_what_may_be_meant_is_offered_even_if_it_is_but_one(typed: str) -> None:
    asked = HOME.then(HOME.types(typed))
    assert asked.labels == ["汪清县 大兴沟镇 和盛村"]
    assert asked.kind.hint(asked.partial) not in ("", asked.kind.hint(None))
    assert asked.types("1") == asked.types("是的") == asked.types("네") == HESHENG
    assert refusal_name(asked.types("不是")) == "village_unknown"
    assert asked.types("百草沟永安村") == "222424104208"


def test_back_leads_from_what_was_offered_to_where_one_was() -> None:
    near = IN_WANGQING.types("合盛村")
    assert isinstance(near, InProgress)
    assert near.value["before"] == IN_WANGQING.partial


@pytest.mark.parametrize("typed", ["百草沟", "百草沟镇的", "我在百草沟那边", "백초구진"])
def test_a_township_said_in_any_way_tells_found_villages_apart(typed: str) -> None:
    assert HOME.then(HOME.types("永安村")).types(typed) == "222424104208"


@pytest.mark.parametrize(
    "typed", ["我是和盛村的", "吉林省汪清县大兴沟镇和盛村三组", "화성촌에 삽니다"]
)
def test_a_village_is_taken_as_people_have_it(typed: str) -> None:
    assert HOME.types(typed) == IN_WANGQING.types(typed) == HESHENG


def test_a_county_in_an_address_leads_to_its_list() -> None:
    assert HOME.types("吉林省汪清县") == HOME.taps(WANGQING)
    assert HOME.then(HOME.types("我是大兴沟镇的")).options == REGIONS_IN_DAXINGGOU.options


def test_a_village_is_shown_with_its_township() -> None:
    assert Village().show(HESHENG, ZH) == "汪清县 大兴沟镇 和盛村"
