"""The whole of intake, in three languages, however it is answered."""

import pytest

from models.core.vocabulary import Language
from tests.support.labourers.intake import SHORTEST, WHOLE, arrive, facts_of_steps, walk
from tests.support.town import ANA, Town


async def test_a_labourer_taps_through_the_whole_intake(every_town: Town) -> None:
    await taps_through(every_town, Language.ZH)


@pytest.mark.parametrize("language", [Language.KO, Language.EN])
async def test_a_labourer_taps_through_it_in_another_language(
    town: Town, language: Language
) -> None:
    await taps_through(town, language)


async def taps_through(town: Town, language: Language) -> None:
    """Ana answers every question, and the ledger holds what she said."""
    await arrive(town.ana, language)
    await walk(town.ana, WHOLE, language)
    entry = await town.entry(ANA)
    assert entry is not None
    assert {key: entry[key] for key in facts_of_steps(WHOLE, language)} == facts_of_steps(
        WHOLE, language
    )


@pytest.mark.parametrize("language", list(Language))
async def test_it_goes_by_typed_numbers_and_words_alone(town: Town, language: Language) -> None:
    await arrive(town.ana, language, typing=True)
    await walk(town.ana, WHOLE, language, typing=True)
    entry = await town.entry(ANA)
    assert entry is not None
    assert {key: entry[key] for key in facts_of_steps(WHOLE, language)} == facts_of_steps(
        WHOLE, language
    )
    said = [seen for seen in town.ana.messages if seen not in town.ana.received]
    assert all("text" in seen for seen in said)


async def test_who_types_gets_one_message_for_each_answer(town: Town) -> None:
    await arrive(town.ana, typing=True)
    for step in SHORTEST:
        before = len(town.ana.received)
        await walk(town.ana, [step], typing=True)
        # The keyboard that shares the phone number is put away by a message of its own.
        assert len(town.ana.received) - before == (2 if step.key == "phone" else 1)


async def test_seven_answers_open_the_entry(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, SHORTEST)
    assert len(SHORTEST) == 7
    assert await town.entry(ANA) is not None


@pytest.mark.phones("buttons", "numbers", "labels")
async def test_what_is_shown_at_the_end_is_what_the_ledger_holds(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, SHORTEST)
    assert "You are registered." in town.ana.last
    shown = town.ana.last.splitlines()
    lines = shown[shown.index("Name: Ann Lee") :][: len(SHORTEST)]
    await town.ana.says("/me")
    await town.ana.says("/me")
    assert all(line in town.ana.last for line in lines)
