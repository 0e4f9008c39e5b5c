"""A phone number with words around it is offered, and a tap or a yes takes it."""

import pytest

from models.core.vocabulary import Language
from tests.support.labourers.intake import (
    EN,
    KO,
    ZH,
    asks_intake,
    begun_intake,
    labels,
    steps_before,
    tap,
)
from tests.support.town import ANA, Town

SAID = [
    (ZH, "打我13500136007就能找着我", "对"),
    (KO, "13500136007에 전화하면 됩니다", "네"),
    (EN, "you can reach me on 135 0013 6007 in the evening", "yes"),
]
NUMBER, SHOWN = "+8613500136007", "135****6007"


async def offered(town: Town, language: Language, said: str) -> None:
    await begun_intake(town, ANA, steps_before("phone"), language)
    await town.ana.says(said)
    assert "phone" not in (await town.given(ANA) or {})


@pytest.mark.phones("buttons", "numbers")
@pytest.mark.parametrize(("language", "said", "yes"), SAID)
async def test_a_yes_takes_the_number_offered(
    town: Town, language: Language, said: str, yes: str
) -> None:
    await offered(town, language, said)
    await town.ana.says(yes)
    assert (await town.given(ANA) or {})["phone"] == NUMBER


@pytest.mark.parametrize(("language", "said", "yes"), SAID)
async def test_the_number_offered_is_a_thing_to_tap(
    town: Town, language: Language, said: str, yes: str
) -> None:
    await offered(town, language, said)
    assert any(SHOWN in label for label in labels(town.ana)), yes
    await tap(town.ana, SHOWN, language)
    assert (await town.given(ANA) or {})["phone"] == NUMBER


async def test_a_no_and_a_number_of_an_offer_are_no_other_answer(town: Town) -> None:
    await offered(town, ZH, "我男人的13500136007我自己的13500136008")
    assert sum("****" in label for label in labels(town.ana)) == 2
    await town.ana.says("不是")
    assert "phone" not in (await town.given(ANA) or {})
    assert asks_intake(town.ana, "phone", ZH)
    assert not [label for label in labels(town.ana) if "****" in label]
