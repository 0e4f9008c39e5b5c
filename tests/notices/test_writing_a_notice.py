"""Staff write a notice: question by question, to the preview, before anything is sent."""

import pytest

from dialogue.core.i18n import OWN_NAMES
from dialogue.notices.publication import ALL, DISCARD, PUBLISH, WRITE
from models.core.vocabulary import Language
from sandbox.chats.phone import words
from tests.privacy.test_for_others import begins
from tests.support.labourers.intake import BACK, CHANGE, DONE, labels, tap
from tests.support.notices.chat import (
    FAIR,
    NOTICES,
    asks_notice,
    fills_notice,
    newest_text,
    notice_number,
    prepares_notice,
    registered_neighbour,
    registered_person,
    steps_to,
    writes_notice,
)
from tests.support.town import ANA, BEN, CHEN, DAI, Town


async def test_staff_tap_through_the_whole_form(each_town: Town) -> None:
    await taps_through(each_town, Language.ZH)


@pytest.mark.parametrize("language", [Language.KO, Language.EN])
async def test_staff_tap_through_it_in_another_language(town: Town, language: Language) -> None:
    await taps_through(town, language)


async def taps_through(town: Town, language: Language) -> None:
    """Dai writes and publishes a notice, and Ana gets it as the preview has it."""
    await registered_person(town, ANA, language)
    await town.dai.start()
    for label in (OWN_NAMES[language], "📣 Notices, work, employers", NOTICES, WRITE):
        await tap(town.dai, label, language)
    await fills_notice(town.dai, FAIR, language)
    looks = words(town.dai.received[-2])
    assert FAIR[1].words(language) in looks
    await tap(town.dai, PUBLISH, language)
    await town.settled()
    assert (await newest_text(town.ana)).startswith(looks)


@pytest.mark.parametrize("language", list(Language))
async def test_it_goes_by_typed_numbers_and_words_alone(town: Town, language: Language) -> None:
    await registered_person(town, ANA, language)
    await town.dai.start()
    await town.dai.says(str(list(OWN_NAMES).index(language) + 1))
    await town.dai.says("/notices")
    await town.dai.says("1")
    await fills_notice(town.dai, FAIR, language, typing=True)
    await town.dai.says("2")
    await town.settled()
    assert FAIR[1].words(language) in await newest_text(town.ana)
    said = [seen for seen in town.dai.messages if seen not in town.dai.received]
    assert all("text" in seen for seen in said)


async def test_the_preview_counts_whom_it_reaches_and_says_why_others_not(town: Town) -> None:
    for person in (ANA, BEN, CHEN):
        await registered_person(town, person)
    await registered_person(town, DAI, notices=["training"])
    await registered_neighbour(town, "王小春")
    await town.ben.says("/news")
    await tap(town.ben, "Job fairs: ✅ yes")
    await tap(town.ben, "⛔ Do not send them")
    await town.chen.blocks()
    await writes_notice(town)
    told = town.dai.last.splitlines()
    assert "📤 It is for 5 people and reaches 1." in told
    assert set(told) >= {
        "  · 1: no phone with this bot",
        "  · 1: did not ask for this kind",
        "  · 1: stopped this kind",
        "  · 1: blocked the bot",
    }


async def test_nothing_is_sent_before_it_is_published(town: Town) -> None:
    await registered_person(town, ANA)
    seen = await newest_text(town.ana)
    await writes_notice(town)
    await town.wait(hours=1)
    assert await newest_text(town.ana) == seen


async def test_what_is_changed_in_the_preview_is_shown_anew(town: Town) -> None:
    await registered_person(town, ANA)
    notice = await writes_notice(town)
    await tap(town.dai, CHANGE)
    await tap(town.dai, "Title")
    await town.dai.says("A fair for everybody")
    assert "A fair for everybody" in words(town.dai.received[-2])
    assert notice_number(town.dai) == notice


async def test_a_half_written_notice_is_gone_on_with(town: Town) -> None:
    await prepares_notice(town, upto="capacity")
    await town.dai.says("/menu")
    await town.dai.taps("Go on: Notice")
    assert asks_notice(town.dai, "capacity")


async def test_to_begin_again_goes_on_with_what_was_begun(town: Town) -> None:
    await prepares_notice(town, upto="capacity")
    await town.dai.says("/notices")
    await tap(town.dai, WRITE)
    assert asks_notice(town.dai, "capacity")


@pytest.mark.phones("buttons", "labels")
async def test_a_draft_is_listed_and_can_be_thrown_away(town: Town) -> None:
    await registered_person(town, ANA)
    notice = await writes_notice(town)
    await tap(town.dai, ALL)
    assert labels(town.dai) == [WRITE, f"№{notice} Spring fair · 📝 not out yet", BACK]
    await town.dai.taps(f"№{notice}")
    await tap(town.dai, DISCARD)
    await tap(town.dai, DISCARD)
    assert labels(town.dai) == [WRITE, BACK]


async def test_a_picture_goes_along(town: Town) -> None:
    await registered_person(town, ANA)
    await prepares_notice(town, upto="picture")
    await town.dai.sends_photo()
    await fills_notice(town.dai, FAIR[len(steps_to("to")) :])
    assert "photo" in town.dai.received[-2]
    await tap(town.dai, PUBLISH)
    await town.settled()
    await town.ana.look()
    assert "photo" in town.ana.received[-1]
    assert "20 firms." in town.ana.last


@pytest.mark.buttons
async def test_who_wants_to_learn_is_asked_what(town: Town) -> None:
    await prepares_notice(town, upto="who", kind="training", ends_on=None)
    await tap(town.dai, "Want to learn")
    await tap(town.dai, DONE)
    assert asks_notice(town.dai, "courses")
    await tap(town.dai, "Edible mushrooms")
    await tap(town.dai, DONE)
    assert asks_notice(town.dai, "publish")


async def test_who_looks_for_work_is_asked_what_and_how_near(town: Town) -> None:
    await prepares_notice(town, upto="who")
    await town.dai.says("4")
    assert asks_notice(town.dai, "trades")
    await town.dai.says("2 3")
    assert asks_notice(town.dai, "reach")
    await tap(town.dai, "In the county")
    assert asks_notice(town.dai, "publish")


@pytest.mark.buttons
async def test_an_area_is_found_by_its_name_or_opened_by_a_tap(town: Town) -> None:
    await prepares_notice(town, upto="area")
    await town.dai.taps("大兴沟镇")
    assert labels(town.dai)[:2] == ["The whole of 大兴沟镇", "兴盛社区"]
    await town.dai.says("和盛")
    assert "✓ Area: 汪清县 大兴沟镇 和盛村" in town.dai.last
    assert asks_notice(town.dai, "who")


async def test_a_policy_has_no_day_and_no_seats(town: Town) -> None:
    await begins(town.dai)
    await town.dai.says("/notices")
    await tap(town.dai, WRITE)
    await tap(town.dai, "Grant or policy")
    await fills_notice(town.dai, FAIR[1:4])
    assert asks_notice(town.dai, "picture")
