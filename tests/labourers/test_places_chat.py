"""Where one lives, said as people say it: to the bot, in each language."""

import pytest

from models.core.vocabulary import Language
from tests.support.labourers.intake import (
    EN,
    HESHENG,
    KO,
    ZH,
    asks_intake,
    begun_intake,
    labels,
    steps_before,
    tap,
)
from tests.support.town import ANA, Town

PLACE = "village"
SAID = [
    (ZH, "我家住吉林省汪清县大兴沟镇和盛村三组"),
    (ZH, "俺是和盛村那疙瘩的。"),
    (KO, "왕청현 대흥구진 화성촌에 삽니다"),
    (KO, "화성 마을"),
    (EN, "I live in 大兴沟镇和盛村"),
]


async def asked_where(town: Town, language: Language) -> None:
    await begun_intake(town, ANA, steps_before(PLACE), language)
    assert asks_intake(town.ana, PLACE, language)


@pytest.mark.phones("buttons", "numbers")
@pytest.mark.parametrize(("language", "said"), SAID)
async def test_a_village_is_taken_as_it_is_said(town: Town, language: Language, said: str) -> None:
    await asked_where(town, language)
    await town.ana.says(said)
    assert (await town.given(ANA) or {})[PLACE] == HESHENG


@pytest.mark.parametrize(
    ("language", "said", "yes"),
    [(ZH, "合盛村", "是"), (KO, "하성촌", "네"), (EN, "hesheng village", "yes")],
)
async def test_what_is_near_is_asked_and_taken_only_then(
    town: Town, language: Language, said: str, yes: str
) -> None:
    await asked_where(town, language)
    await town.ana.says(said)
    assert PLACE not in (await town.given(ANA) or {})
    offered = [label for label in labels(town.ana) if "和盛村" in label or "화성촌" in label]
    assert len(offered) == 1
    await town.ana.says(yes)
    assert (await town.given(ANA) or {})[PLACE] == HESHENG


async def test_in_korean_the_buttons_have_korean_names(town: Town) -> None:
    await asked_where(town, KO)
    assert "왕청현" in labels(town.ana)
    await tap(town.ana, "왕청현", KO)
    assert {"대흥구진", "백초구진", "신민가두"} <= set(labels(town.ana))
    await town.ana.says("백초구진")
    assert {"중평촌", "려성촌", "룡하촌"} <= set(labels(town.ana))


async def test_two_villages_of_one_name_are_offered_with_their_townships(town: Town) -> None:
    await asked_where(town, ZH)
    await town.ana.says("我是永安村的")
    assert {"汪清县 大兴沟镇 永安村", "汪清县 百草沟镇 永安村"} <= set(labels(town.ana))
    await town.ana.says("百草沟的")
    assert (await town.given(ANA) or {})[PLACE] == "222424104208"


@pytest.mark.parametrize(
    ("language", "more"),
    [
        *((ZH, said) for said in ("更多", "下一页", "更多 ▸")),
        (KO, "더"),
        (KO, "더 보기"),
        (EN, "more"),
    ],
)
async def test_the_word_for_more_turns_the_page_of_a_long_list(
    town: Town, language: Language, more: str
) -> None:
    await asked_where(town, language)
    await town.ana.says("大兴沟镇")
    first = labels(town.ana)
    await town.ana.says(more)
    assert asks_intake(town.ana, PLACE, language)
    second = labels(town.ana)
    assert len(second) > 10
    assert not set(second[:12]) & set(first[:12])
    assert PLACE not in (await town.given(ANA) or {})
