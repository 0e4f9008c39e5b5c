"""Buttons with a forged number that no store can count to: refused, and nothing goes wrong."""

import re

import pytest

from models.core.vocabulary import Language
from sandbox.chats.people import Person
from tests.support.labourers.intake import HESHENG, tells_refusal, toasts_refusal
from tests.support.notices.chat import registered_person
from tests.support.permitted import NUMBERS, PERMITTED
from tests.support.placements.chat import chooses_language
from tests.support.town import ANA, CHEN, DAI, Town
from tests.support.town_life import town_life
from tests.support.vacancies.chat import forges_button
from tests.support.walking import choose

HUGE = "9" * 20
# Numbers behind that of a record that is there.
BEHIND = (
    *("manage:{notice}:who:" + HUGE, "manage:{notice}:mark:" + HUGE, "brokers:all:" + HUGE),
    *("manage:{notice}:mark:" + f"{HUGE}:{HUGE}", "employer:{employer}:into:" + HUGE),
    *("employer:{employer}:into!:" + HUGE, "offered:{vacancy}:page:" + HUGE, "work:" + HUGE),
    "on:all:" + HUGE,
)


def forged() -> list[str]:
    """The example of each choice that bears a number, with a huge one."""
    filled = dict.fromkeys(NUMBERS, HUGE)
    examples = [example for example, _ in PERMITTED.values() if re.search(r"\{|\d", example)]
    return [re.sub(r"\d+", HUGE, example.format(**filled)) for example in examples]


@pytest.mark.parametrize("person", [ANA, CHEN, DAI], ids=["labourer", "broker", "staff"])
async def test_a_huge_number_is_a_number_of_nothing(town: Town, person: Person) -> None:
    numbers = await town_life(town, HESHENG)
    phone = town.phone(person)
    await (registered_person(town, ANA) if person is ANA else chooses_language(town, person))
    await phone.look()
    choices = [*forged(), *(choice.format(**numbers) for choice in BEHIND)]
    assert len(choices) > 30
    for choice in choices:
        await choose(town, person, choice)  # what fails there fails here
    # By the phone, and through all of the bot, one of each sort.
    for choice in (choices[0], choices[-1]):
        await phone.says("/menu")
        await forges_button(phone, choice)
        # It is told in the language of the house.
        assert not any(
            told(phone, "went_wrong", lang)
            for told in (tells_refusal, toasts_refusal)
            for lang in Language
        )
