"""An area by buttons, by number, or by a part of its name."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.core.form import Answered, Form, FormState, InProgress, Question
from dialogue.core.form_screens import FormDisplay, ask_question
from dialogue.core.refusals import SENTENCES
from dialogue.core.user_input import SentOther, Typed
from dialogue.fields import Area
from models.core.refusal import Refusal
from tests.support.form_contexts import EN, REGIONS, TODAY, ZH, Asked, refusal_name

TONGYU, WANGQING = "220822", "222424"
DAXINGGOU, HESHENG = "222424101", "222424101216"
COUNTY = replace(EN, regions=REGIONS.within([WANGQING]))
HOME = Asked(Area(), COUNTY)
ANYWHERE = Asked(Area(), EN)
IN_DAXINGGOU = HOME.then(HOME.taps(DAXINGGOU))


def test_a_lone_county_is_open_and_can_be_taken_whole() -> None:
    assert HOME.labels[:2] == ["The whole of 汪清县", "大川街道"]
    assert HOME.taps(HOME.options[0].code) == WANGQING


def test_a_township_opens_and_can_be_taken_whole() -> None:
    assert IN_DAXINGGOU.labels[0] == "The whole of 大兴沟镇"
    assert IN_DAXINGGOU.taps(IN_DAXINGGOU.options[0].code) == DAXINGGOU


def test_a_village_tapped_is_the_area() -> None:
    assert IN_DAXINGGOU.taps(HESHENG) == HESHENG


def test_of_several_counties_one_is_opened_first() -> None:
    assert ANYWHERE.labels == ["通榆县", "汪清县"]
    inside = ANYWHERE.then(ANYWHERE.taps(TONGYU))
    assert inside.labels[0] == "The whole of 通榆县"


@pytest.mark.parametrize("asked", [HOME, ANYWHERE, IN_DAXINGGOU, HOME.then(HOME.types("永安村"))])
def test_the_typed_number_of_an_area_is_its_tap(asked: Asked) -> None:
    for number, option in enumerate(asked.options, start=1):
        assert asked.types(str(number)) == asked.taps(option.code)


@pytest.mark.parametrize(
    ("asked", "code"),
    [(ANYWHERE, TONGYU), (HOME, DAXINGGOU)],
)
def test_a_second_tap_on_what_opened_is_not_the_whole_of_it(asked: Asked, code: str) -> None:
    assert refusal_name(asked.then(asked.taps(code)).taps(code)) == "button_stale"


def test_back_leads_out_of_a_township() -> None:
    filling = FormState(Form("f", "", (Question("area", "", "", Area()),)), TODAY)
    out = filling.step(IN_DAXINGGOU.partial).back()
    assert isinstance(out, FormState)
    assert Asked(Area(), COUNTY, out.partial).options == HOME.options


def test_back_leads_from_a_township_to_its_county_where_there_are_two() -> None:
    county = ANYWHERE.then(ANYWHERE.taps(WANGQING))
    assert county.taps(DAXINGGOU) == InProgress({"in": DAXINGGOU, "before": {"in": WANGQING}})


@pytest.mark.parametrize("asked", [HOME, ANYWHERE, IN_DAXINGGOU])
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("汪清县", WANGQING),
        ("大兴沟", DAXINGGOU),
        ("大兴沟镇", DAXINGGOU),
        ("汪清县 大兴沟镇", DAXINGGOU),
        ("和盛", HESHENG),
        ("大兴沟和盛村", HESHENG),
    ],
)
def test_a_name_typed_is_the_area(asked: Asked, typed: str, code: str) -> None:
    assert asked.types(typed) == code


@pytest.mark.parametrize("typed", ["全县", "整个县", "the whole county", "온 현", "全县。"])
@pytest.mark.parametrize("asked", [HOME, IN_DAXINGGOU, HOME.then(HOME.types("永安村"))])
def test_the_whole_county_can_be_said(asked: Asked, typed: str) -> None:
    assert asked.types(typed) == WANGQING


def test_the_whole_county_is_the_one_that_is_open() -> None:
    assert ANYWHERE.then(ANYWHERE.taps(TONGYU)).types("全县") == TONGYU
    assert refusal_name(ANYWHERE.types("全县")) == "area_unknown"


def test_a_label_typed_is_its_button() -> None:
    assert HOME.types("The whole of 汪清县") == WANGQING


def test_a_township_is_found_by_a_part_of_its_name() -> None:
    asked = ANYWHERE.then(ANYWHERE.types("向海"))
    assert asked.labels == ["通榆县 向海蒙古族乡 向海村", "The whole of 通榆县 向海蒙古族乡"]
    assert asked.types("2") == "220822202"
    assert asked.then(asked.types("海蒙")).labels == ["The whole of 通榆县 向海蒙古族乡"]


def test_a_name_of_both_a_village_and_its_county_is_asked_for() -> None:
    asked = HOME.then(HOME.types("汪清"))
    assert asked.labels == ["汪清县 汪清镇 汪清村", "The whole of 汪清县"]
    assert asked.kind.hint(asked.partial) != asked.kind.hint(None)
    assert asked.types("2") == WANGQING


def test_another_name_can_be_typed_instead_of_choosing() -> None:
    assert HOME.then(HOME.types("永安村")).types("和盛") == HESHENG


@pytest.mark.parametrize(
    "typed", ["树满社区", "通榆县", "没有这个村", "", "99", "<b>", "和" * 4096]
)
def test_what_lies_outside_or_nowhere_is_refused(typed: str) -> None:
    assert refusal_name(HOME.types(typed)) == "area_unknown"


def test_too_many_are_counted() -> None:
    assert HOME.types("村") == Refusal("area_many", {"count": 200})


def test_without_regions_it_is_said_whom_to_ask() -> None:
    nowhere = Asked(Area(), replace(ZH, regions=REGIONS.within([])))
    assert nowhere.options == []
    assert (
        refusal_name(nowhere.types("全县")) == refusal_name(nowhere.types("和盛")) == "no_villages"
    )


@pytest.mark.parametrize("code", [WANGQING, HESHENG, "all" + DAXINGGOU, "all", "", "all999999"])
def test_what_was_not_offered_is_refused(code: str) -> None:
    assert refusal_name(HOME.taps(code)) == "button_stale"


def test_a_sticker_is_no_area() -> None:
    assert refusal_name(HOME.hears(SentOther())) == "words_only"


def test_many_townships_are_turned_by_pages() -> None:
    form = Form("f", "F", (Question("area", "Where?", "Area", Area()),))
    pages = [
        ask_question(FormState(form, TODAY), COUNTY, FormDisplay(7, page=page)).buttons
        for page in (1, 2)
    ]
    assert pages[0][0].label == "1 The whole of 汪清县"
    assert pages[1][0].label == "13 " + HOME.labels[12]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (WANGQING, "汪清县"),
        (DAXINGGOU, "汪清县 大兴沟镇"),
        (HESHENG, "汪清县 大兴沟镇 和盛村"),
    ],
)
def test_an_area_is_shown_with_what_is_above_it(code: str, shown: str) -> None:
    assert Area().show(code, ZH) == shown


@settings(deadline=None, database=None, max_examples=50)
@given(
    st.sampled_from([HOME, ANYWHERE, IN_DAXINGGOU]),
    st.text(max_size=9)
    | st.sampled_from([a.name for a in REGIONS.below(WANGQING)])
    | st.text("村镇大和安新1239", max_size=4),
)
def test_whatever_is_typed_it_is_a_known_area_a_step_or_a_refusal_with_a_sentence(
    asked: Asked, typed: str
) -> None:
    heard = asked.hears(Typed(typed))
    if isinstance(heard, Answered):
        assert heard.value in asked.scene.regions
    elif isinstance(heard, InProgress):
        assert asked.then(heard).options
    else:
        assert isinstance(heard, Refusal)
        assert heard.name in SENTENCES
