"""Back, skip, keep, change from the summary; leaving a form and going on."""

import pytest

from models.core.vocabulary import Language
from tests.support.labourers.intake import (
    ANA_ID,
    BACK,
    CHANGE,
    KEEP,
    SAVE,
    SEVEN,
    SHORTEST,
    SKIP,
    arrive,
    asks_intake,
    begun_intake,
    labels,
    register,
    steps_before,
    tap,
    tells_refusal,
    toasts_refusal,
    walk,
)
from tests.support.town import ANA, Town

KO = Language.KO


@pytest.mark.parametrize("words", ["0", "back", "返回", "뒤로", "‹ Back"])
async def test_typed_back_leads_to_the_question_before(town: Town, words: str) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    await town.ana.says(words)
    assert asks_intake(town.ana, "name")
    assert "So far: Ann Lee" in town.ana.last


async def test_tapped_back_and_keep_lose_nothing(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("status"))
    before = await town.given(ANA)
    await tap(town.ana, BACK)
    assert asks_intake(town.ana, "registered_poor")
    await tap(town.ana, BACK)
    assert asks_intake(town.ana, "village")
    await tap(town.ana, KEEP)
    assert asks_intake(town.ana, "status")
    assert await town.given(ANA) == before


async def test_back_over_the_phones_keyboard(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("phone"))
    await tap(town.ana, BACK)
    assert asks_intake(town.ana, "id_number")
    await tap(town.ana, KEEP)
    await tap(town.ana, SKIP)
    assert asks_intake(town.ana, "village")
    assert town.ana.keyboard is None


@pytest.mark.parametrize("typed", [True, False])
async def test_before_the_first_question_back_leads_out(town: Town, typed: bool) -> None:
    await arrive(town.ana)
    await (town.ana.says("0") if typed else tap(town.ana, BACK))
    assert "What would you like to do?" in town.ana.last
    assert (await town.rows())["draft"] == []


@pytest.mark.parametrize("typed", ["0", "back", BACK])
async def test_back_while_one_answer_is_changed_returns_to_the_summary(
    town: Town, typed: str
) -> None:
    await begun_intake(town, ANA, SEVEN)
    before = await town.given(ANA)
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "Present work")
    await (tap(town.ana, BACK) if typed == BACK else town.ana.says(typed))
    assert "That was all" in town.ana.last
    assert await town.given(ANA) == before


async def test_changing_one_answer_from_the_summary_keeps_the_others(town: Town) -> None:
    await begun_intake(town, ANA, SEVEN)
    before = await town.given(ANA) or {}
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Present work")
    await town.ana.says("7")
    assert labels(town.ana) == [SAVE, CHANGE]
    assert await town.given(ANA) == {**before, "status": "at_school"}


async def test_changing_drops_only_what_the_old_answer_had_asked_for(town: Town) -> None:
    await begun_intake(town, ANA, SEVEN)
    before = await town.given(ANA) or {}
    await tap(town.ana, CHANGE)
    await tap(town.ana, "ID number")
    await town.ana.says(ANA_ID)
    dropped = {**before, "id_number": ANA_ID}
    del dropped["sex"], dropped["birth_year"]
    assert await town.given(ANA) == dropped


@pytest.mark.phones("buttons", "labels")
async def test_looking_at_the_list_and_back_changes_nothing(town: Town) -> None:
    await begun_intake(town, ANA, SHORTEST)
    await tap(town.ana, CHANGE)
    await tap(town.ana, BACK)
    assert labels(town.ana) == [SAVE, CHANGE]


async def test_words_at_the_summary_are_told_what_to_do(town: Town) -> None:
    await begun_intake(town, ANA, SHORTEST)
    await town.ana.says("well, well")
    assert tells_refusal(town.ana, "summary_choose")
    assert await town.entry(ANA) is None


@pytest.mark.parametrize("words", ["/menu", "/cancel", "/me", "/start"])
async def test_a_form_that_was_left_goes_on_at_the_same_question(town: Town, words: str) -> None:
    await begun_intake(town, ANA, steps_before("registered_poor"))
    await town.ana.says(words)
    if words == "/start":
        assert asks_intake(town.ana, "registered_poor")
        return
    assert await town.given(ANA) is None
    await town.ana.says("/menu")
    await town.ana.taps("Go on: Registration Ann Lee (5/7)")
    assert asks_intake(town.ana, "registered_poor")
    assert (await town.given(ANA) or {}).keys() == {
        step.key for step in steps_before("registered_poor")
    }


async def test_three_silent_days_later_it_goes_on_too(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("status"))
    await town.wait(days=3)
    await walk(town.ana, SHORTEST[5:], typing=True)
    assert await town.entry(ANA) is not None


async def test_cancel_says_that_the_answers_are_kept_and_one_goes_on(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("phone"))
    await town.ana.says("/cancel")
    assert "Your answers are kept" in town.ana.last
    await tap(town.ana, "▶️ Go on now")
    assert asks_intake(town.ana, "phone")


async def test_what_was_answered_can_be_thrown_away(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("phone"))
    await town.ana.says("/cancel")
    await tap(town.ana, "🗑 Throw these answers away")
    assert "Those answers are gone" in town.ana.last
    assert (await town.rows())["draft"] == []
    await tap(town.ana, "📝 Register myself")
    assert asks_intake(town.ana, "name")


async def test_nothing_is_to_be_thrown_away_where_nothing_was_answered(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("/cancel")
    assert "What would you like to do?" in town.ana.last
    assert "Your answers are kept" not in town.ana.last


async def test_to_register_again_goes_on_with_what_was_begun(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    await town.ana.says("/me")
    await tap(town.ana, "📝 Register myself")
    assert asks_intake(town.ana, "id_number")
    assert len((await town.rows())["draft"]) == 1


async def test_help_in_the_middle_of_a_form_leads_back_to_it(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("village"))
    await town.ana.says("/help")
    assert "12333" in town.ana.last
    await tap(town.ana, "Go on")
    assert asks_intake(town.ana, "village")


async def test_another_language_asks_the_same_question_in_it(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("village"))
    before = await town.given(ANA)
    await town.ana.says("/language")
    await tap(town.ana, "조선말")
    assert asks_intake(town.ana, "village", KO)
    assert await town.given(ANA) == before
    await walk(town.ana, SHORTEST[3:], KO, typing=True)
    assert await town.entry(ANA) is not None


async def test_a_language_that_there_is_not_leaves_the_one_there_is(town: Town) -> None:
    await arrive(town.ana)
    newest = town.ana.received[-1]["message_id"]
    await town.ana.does("tap", message_id=newest, data="language:xx", forged=True)
    assert asks_intake(town.ana, "name")


async def test_an_unknown_command_is_told_so(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("/dance")
    assert tells_refusal(town.ana, "command_unknown")
    assert asks_intake(town.ana, "name")


@pytest.mark.parametrize("words", ["菜单", "menu", "0", "메뉴"])
async def test_a_word_for_the_menu_opens_it(town: Town, words: str) -> None:
    await register(town.ana)
    await town.ana.says("/help")
    await town.ana.says(words)
    assert "📋 What is kept about me" in labels(town.ana)


async def test_somebody_elses_form_cannot_be_gone_on_with(town: Town) -> None:
    await arrive(town.ana)
    await arrive(town.ben)
    ana = next(row["id"] for row in (await town.rows())["draft"])
    newest = town.ben.received[-1]["message_id"]
    await town.ben.does("tap", message_id=newest, data=f"resume:{ana}", forged=True)
    assert tells_refusal(town.ben, "form_gone")


async def test_skipping_by_its_button_and_by_a_word(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    await tap(town.ana, SKIP)
    assert asks_intake(town.ana, "sex")
    await town.ana.says("0")
    await town.ana.says("I don't know")
    assert asks_intake(town.ana, "sex")
    assert not toasts_refusal(town.ana, "button_stale")


async def test_keep_is_a_word_too_where_the_phone_is_asked_for_again(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("village"))
    await tap(town.ana, BACK)
    assert asks_intake(town.ana, "phone")
    await tap(town.ana, KEEP)
    assert asks_intake(town.ana, "village")
    assert (await town.given(ANA) or {})["phone"] == "+8613800002001"


async def test_zero_at_the_summary_asks_the_last_question_again(town: Town) -> None:
    await begun_intake(town, ANA, SHORTEST)
    await town.ana.says("0")
    assert asks_intake(town.ana, "notices")
    await tap(town.ana, KEEP)
    assert "Is everything right?" in town.ana.last


async def test_the_word_menu_is_never_an_answer(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("Menu")
    assert "What would you like to do?" in town.ana.last
    assert not await town.given(ANA)


async def test_to_begin_again_goes_on_with_what_was_begun(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("phone"))
    await town.ana.says("/menu")
    await town.ana.says("/claim")
    await town.ana.says("00000000")
    await town.ana.says("/claim")
    assert [row["form"] for row in (await town.rows())["draft"]] == ["intake", "claim"]
