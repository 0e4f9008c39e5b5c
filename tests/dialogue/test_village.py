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


@pytest.mark.parametrize("typed", ["3", "99", "0", "没有这个村", "", "<b>和盛</b>", "和" * 4096])
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


def test_a_village_is_shown_with_its_township() -> None:
    assert Village().show(HESHENG, ZH) == "汪清县 大兴沟镇 和盛村"
