"""Words typed below a pushed message belong to the question they were typed for alone."""

import pytest

from sandbox.chats.phone import Phone
from tests.support.grievances.chat import BOSS
from tests.support.labourers.intake import EN, labels, tap
from tests.support.notices.chat import registered_person
from tests.support.town import ANA, Town

NAME, OTHER = "王小芳", "王小芬"


async def changes_name(town: Town) -> Phone:
    """Ana is asked her name anew, and then how she is."""
    await registered_person(town, ANA, EN, status="farming")
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "Name")
    await town.wait(days=8, hours=1)
    await town.ana.look()
    assert "Is this still so?" in town.ana.last
    return town.ana


async def kept_name(town: Town) -> str:
    entry = await town.entry(ANA)
    assert entry is not None
    return str(entry["name"])


async def test_a_button_takes_the_words_that_it_names(town: Town) -> None:
    phone = await changes_name(town)
    await phone.says(NAME)
    first = phone.received[-1]
    await phone.says(OTHER)
    await phone.taps(f"take “{NAME}”", first)
    assert await kept_name(town) == NAME


async def test_words_are_not_taken_for_another_question(town: Town) -> None:
    await registered_person(town, ANA, EN, status="farming")
    phone = town.ana
    await phone.says("/trouble")
    kind = phone.received[-1]
    await town.wait(days=8, hours=1)
    await phone.says(BOSS)
    asked = phone.received[-1]
    await phone.taps("Wages not paid", kind)
    await phone.taps(f"take “{BOSS}”", asked)
    assert await town.given(ANA) == {"kind": "unpaid"}


@pytest.mark.parametrize("leaves", ["/menu", "/cancel"])
async def test_a_form_that_words_are_kept_for_is_not_lost(town: Town, leaves: str) -> None:
    phone = await changes_name(town)
    await phone.says(NAME)
    asked = phone.received[-1]
    await phone.says(leaves)
    await phone.taps(f"take “{NAME}”", asked)
    assert await kept_name(town) == NAME


async def test_a_no_keeps_the_words_no_longer(town: Town) -> None:
    phone = await changes_name(town)
    await phone.says(NAME)
    asked = phone.received[-1]
    await phone.says("不是")
    await phone.taps(f"take “{NAME}”", asked)
    assert await kept_name(town) != NAME


async def test_a_step_back_among_kept_words_is_a_step_back(town: Town) -> None:
    phone = await changes_name(town)
    await phone.says("skip")
    assert any("take “skip”" in label for label in labels(phone))
    await tap(phone, "✅ Yes, take “skip”")
    assert await kept_name(town) != "skip"
